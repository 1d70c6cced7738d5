#include "extract/front_matter.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "text/url.h"

namespace stet::page {

namespace {

using std::string_view;
using namespace std::string_view_literals;

/// Longer front matter is a text between two lines.
constexpr std::size_t longest = 16384;

string_view next_line(string_view& text) {
    const std::size_t end = text.find('\n');
    const string_view line = text.substr(0, end);
    text.remove_prefix(end == string_view::npos ? text.size() : end + 1);
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

string_view unquoted(string_view value) {
    value = text::trim(value);
    if (value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0])
        return value.substr(1, value.size() - 2);
    return value;
}

/// "[[Kim Beispiel]]" is a link to another note.
std::string plain_value(string_view value) {
    value = unquoted(value);
    if (value.starts_with("[[") && value.ends_with("]]"))
        value = value.substr(2, value.size() - 4);
    return std::string(value);
}

/// "a", "[a, b]"
std::vector<std::string> values_in(string_view value) {
    std::vector<std::string> values;
    value = text::trim(value);
    if (value.starts_with('[') && value.ends_with(']') && !value.starts_with("[[")) {
        for (const string_view one : text::split(value.substr(1, value.size() - 2), ','))
            if (std::string word = plain_value(one); !word.empty())
                values.push_back(std::move(word));
    } else if (std::string word = plain_value(value); !word.empty()) {
        values.push_back(std::move(word));
    }
    return values;
}

bool is_key(string_view key) {
    return !key.empty() && key.size() <= 40 && std::ranges::all_of(key, [](char c) {
        return text::is_alnum(c) || c == '_' || c == '-' || c == ' ' || c == '.';
    });
}

class Fields {
  public:
    explicit Fields(FrontMatter& out) : out_(out) {}

    void set(string_view key, const std::vector<std::string>& values) {
        static constexpr std::array dates{"date"sv,           "published"sv,    "pubdate"sv,
                                          "date_published"sv, "publish_date"sv, "publishdate"sv,
                                          "datum"sv,          "created"sv};
        static constexpr std::array changes{"modified"sv,      "updated"sv,
                                            "lastmod"sv,       "last_modified"sv,
                                            "date_modified"sv, "last_modified_at"sv};
        static constexpr std::array addresses{"source"sv, "url"sv, "link"sv, "canonical"sv,
                                              "canonical_url"sv};
        static constexpr std::array people{"author"sv, "authors"sv, "by"sv, "byline"sv};
        static constexpr std::array topics{"tags"sv, "keywords"sv, "categories"sv};
        static constexpr std::array abstracts{"description"sv, "summary"sv, "excerpt"sv};
        const std::string name = text::lower(key);
        const auto is_one = [&](const auto& list) {
            return std::ranges::find(list, name) != list.end();
        };
        if (values.empty())
            return;
        if (name == "title" || name == "headline")
            fill(out_.title, values);
        else if (is_one(dates))
            fill(out_.published, values);
        else if (is_one(changes))
            fill(out_.modified, values);
        else if (is_one(addresses) && text::is_http_url(values.front()))
            fill(out_.url, values);
        else if (is_one(people))
            out_.authors.insert(out_.authors.end(), values.begin(), values.end());
        else if (is_one(topics))
            out_.tags.insert(out_.tags.end(), values.begin(), values.end());
        else if (is_one(abstracts))
            fill(out_.description, values);
        else if (name == "lang" || name == "language")
            fill(out_.language, values);
    }

  private:
    static void fill(std::string& field, const std::vector<std::string>& values) {
        if (field.empty())
            field = values.front();
    }

    FrontMatter& out_;
};

/// The length of "![words](address)" or "[words](address)" at the start of a text, and its words.
/// 0 where there is none.
std::size_t link_at(string_view text, string_view& words, bool& picture) {
    picture = text.starts_with('!');
    const std::size_t open = picture ? 1 : 0;
    if (text.size() <= open || text[open] != '[')
        return 0;
    int depth = 0;
    std::size_t close = open;
    for (; close < text.size() && text[close] != '\n'; ++close) {
        depth += text[close] == '[' ? 1 : text[close] == ']' ? -1 : 0;
        if (depth == 0)
            break;
    }
    if (close + 1 >= text.size() || text[close] != ']' || text[close + 1] != '(')
        return 0;
    const std::size_t end = text.find_first_of(")\n", close + 2);
    if (end == string_view::npos || text[end] != ')')
        return 0;
    words = text.substr(open + 1, close - open - 1);
    return end + 1;
}

/// A line's words; empty where it is only a picture or a link.
std::string plain_line(string_view line) {
    std::string_view rest = text::trim(line);
    while (rest.starts_with('>'))
        rest = text::trim(rest.substr(1));
    const std::size_t marks = std::min(rest.find_first_not_of('#'), rest.size());
    if (marks > 0 && marks <= 6 && (marks == rest.size() || rest[marks] == ' '))
        rest = text::trim(rest.substr(marks));
    std::string out;
    bool other = false, any_link = false;
    while (!rest.empty()) {
        string_view words;
        bool picture = false;
        if (rest[0] == '[' || rest.starts_with("!["))
            if (const std::size_t length = link_at(rest, words, picture); length > 0) {
                // A picture inside a link is a picture.
                if (!picture && !words.starts_with("!["))
                    out += words;
                any_link = true;
                rest.remove_prefix(length);
                continue;
            }
        if (rest.starts_with("**") || rest.starts_with("__")) {
            rest.remove_prefix(2);
            continue;
        }
        other = other || !text::is_space(rest[0]);
        out.push_back(rest[0]);
        rest.remove_prefix(1);
    }
    if (any_link && !other)
        return {};
    // "*all of the line*"
    if (out.size() > 2 && (out[0] == '*' || out[0] == '_') && out.back() == out[0])
        out = out.substr(1, out.size() - 2);
    return out;
}

}  // namespace

FrontMatter front_matter(string_view note) {
    FrontMatter out;
    out.text = note;
    string_view rest = note;
    while (!rest.empty() && text::is_space(rest[0]))
        rest.remove_prefix(1);
    const string_view fence = text::trim(next_line(rest));
    if (fence != "---" && fence != "+++")
        return out;
    const char sign = fence == "---" ? ':' : '=';
    const string_view begin = rest;
    Fields fields(out);
    string_view key;
    std::vector<std::string> values;
    while (!rest.empty() && begin.size() - rest.size() <= longest) {
        const string_view raw = next_line(rest), line = text::trim(raw);
        if (line == fence) {
            fields.set(key, values);
            out.text = rest;
            return out;
        }
        if (line.empty() || line.starts_with('#'))
            continue;
        if (line.starts_with("- ") && !key.empty()) {
            values.push_back(plain_value(line.substr(2)));
            continue;
        }
        const std::size_t at = line.find(sign);
        if (at == string_view::npos || !is_key(text::trim(line.substr(0, at))))
            break;
        if (raw.starts_with(' ') || raw.starts_with('\t'))  // of a value with parts
            continue;
        fields.set(key, values);
        key = text::trim(line.substr(0, at));
        values = values_in(line.substr(at + 1));
    }
    FrontMatter none;
    none.text = note;
    return none;
}

bool is_markdown(string_view text) {
    std::size_t signs = 0;
    string_view rest = text.substr(0, 32768);
    while (!rest.empty()) {
        const string_view line = text::trim(next_line(rest));
        const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
        const bool heading = marks > 0 && marks <= 6 && marks < line.size() && line[marks] == ' ';
        signs += heading || line.find("](") != string_view::npos ||
                         (line.starts_with("**") && line.find("**", 2) != string_view::npos)
                     ? 1
                     : 0;
    }
    return signs >= 2;
}

std::string without_markdown(string_view text) {
    std::string out;
    while (!text.empty()) {
        const string_view line = next_line(text);
        const bool heading = text::trim(line).starts_with('#');
        if (heading && !out.empty())
            out += '\n';
        out += plain_line(line);
        out += heading ? "\n\n" : "\n";
    }
    return out;
}

}  // namespace stet::page

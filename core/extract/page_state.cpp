#include "extract/page_state.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/hash.h"
#include "extract/json_shape.h"
#include "json/value.h"
#include "json/writer.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::page {

namespace {

using json::Value;
using std::string_view;
constexpr std::size_t npos = string_view::npos;

/// What is smaller holds no live blog.
constexpr std::size_t least_state = 200;
constexpr std::size_t most_states = 200;
constexpr std::size_t most_bytes = std::size_t(16) << 20;  ///< of all of them

/// Where the object, list or string that begins at `at` ends; npos where it does not.
std::size_t end_of_value(string_view text, std::size_t at) {
    int depth = 0;
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        }
        if (!quoted && depth <= 0 && (c == '"' || c == '}' || c == ']'))
            return at + 1;
    }
    return npos;
}

std::string string_in(string_view json) {
    const Result<json::Tree> tree = json::parse(json);
    return tree ? std::string(tree->root().string()) : std::string();
}

// ---- Nuxt: a list of values that name each other by their places in it

class Unroller {
  public:
    explicit Unroller(const Value& list) {
        for (const json::Member& one : list)
            values_.push_back(one.value);
    }

    std::string run() {
        write(0, 0);
        return out_.size() < most_bytes ? std::move(out_) : std::string();
    }

  private:
    void write(std::int64_t place, int depth) {
        constexpr int deepest = 60;
        if (place < 0 || static_cast<std::size_t>(place) >= values_.size() || depth > deepest ||
            out_.size() >= most_bytes) {
            out_ += "null";
            return;
        }
        const Value value = values_[static_cast<std::size_t>(place)];
        if (value.is_object())
            object(value, depth);
        else if (value.is_array())
            list(value, depth);
        else
            value.append_to(out_);
    }

    void object(const Value& value, int depth) {
        char joint = '{';
        for (const json::Member& member : value) {
            out_ += joint;
            json::append_string(out_, member.name);
            out_ += ':';
            write(member.value.integer().value_or(-1), depth + 1);
            joint = ',';
        }
        out_ += joint == '{' ? "{}" : "}";
    }

    /// `["Reactive", 3]` stands for what is at 3.
    void list(const Value& value, int depth) {
        if (value.size() > 0 && (*value.begin()).value.is_string()) {
            std::int64_t place = -1;
            for (const json::Member& one : value)
                place = one.value.integer().value_or(place);
            write(place, depth + 1);
            return;
        }
        char joint = '[';
        for (const json::Member& one : value) {
            out_ += joint;
            write(one.value.integer().value_or(-1), depth + 1);
            joint = ',';
        }
        out_ += joint == '[' ? "[]" : "]";
    }

    std::vector<Value> values_;
    std::string out_;
};

/// Whether a list is rolled up: its first value names others by their places, among which there
/// are plain ones.
bool is_rolled_up(const Value& root) {
    if (!root.is_array() || root.size() < 3)
        return false;
    const Value first = (*root.begin()).value;
    for (const json::Member& member : first) {
        const auto place = member.value.integer();
        if (!member.value.is_string() &&
            !(place && *place < static_cast<std::int64_t>(root.size())))
            return false;
    }
    bool plain = false;
    for (const json::Member& one : root)
        plain = plain || one.value.is_string();
    return plain && first.size() > 0;
}

// ---- React: rows "1f:{...}\n", "20:T4a,text", of which strings "$20" are the texts

using Texts = HashMap<std::string, std::string>;

/// A row with the texts that it names; nothing where they make too much of it, for one may be named
/// a hundred thousand times.
std::string with_texts(string_view row, const Texts& texts) {
    std::string json;
    for (std::size_t at = 0; json.size() <= most_bytes;) {
        const std::size_t sign = row.find("\"$", at);
        const std::size_t end = sign == npos ? npos : row.find('"', sign + 2);
        if (end == npos)
            return json.append(row.substr(at));
        json += row.substr(at, sign - at);
        const string_view reference = row.substr(sign, end + 1 - sign);
        if (const auto text = texts.find(std::string(reference)); text != texts.end())
            json::append_string(json, text->second);
        else
            json += reference;
        at = end + 1;
    }
    return {};
}

std::vector<std::string> rows_of(string_view stream) {
    std::vector<string_view> rows;
    Texts texts;
    for (std::size_t at = 0; at < stream.size() && rows.size() < 100000;) {
        const std::size_t colon = stream.find(':', at);
        if (colon == npos)
            break;
        const string_view id = stream.substr(at, colon - at);
        const string_view rest = stream.substr(colon + 1);
        std::size_t length = 0;
        const std::size_t comma = rest.substr(0, 12).find(',');
        if (rest.starts_with('T') && comma != npos &&
            std::from_chars(rest.data() + 1, rest.data() + comma, length, 16).ec == std::errc{} &&
            length <= rest.size() - comma - 1) {
            texts.emplace(text::cat("\"$", id, "\""), rest.substr(comma + 1, length));
            at = colon + 1 + comma + 1 + length;
            continue;
        }
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        if (rest.starts_with('{') || rest.starts_with('['))
            rows.push_back(rest.substr(0, end));
        at = colon + 1 + end + 1;
    }
    std::vector<std::string> whole;
    std::size_t bytes = 0;
    for (const string_view row : rows) {
        if (row.size() < least_state)
            continue;
        whole.push_back(with_texts(row, texts));
        bytes += whole.back().size();
        if (whole.size() == most_states || bytes > most_bytes)
            break;
    }
    return whole;
}

// ---- scripts

class Scripts {
  public:
    explicit Scripts(const TakeState& take) : take_(take) {}

    void run(string_view html) {
        for (std::size_t at = text::ifind(html, "<script"); at != npos;
             at = text::ifind(html, "<script", at)) {
            const std::size_t open = html.find('>', at);
            const std::size_t close = open == npos ? npos : text::ifind(html, "</script", open);
            if (close == npos)
                break;
            script(html.substr(at, open - at), html.substr(open + 1, close - open - 1));
            at = close;
        }
        for (const std::string& row : rows_of(stream_))
            add(row);
    }

  private:
    void script(string_view tag, string_view content) {
        content = text::trim(content);
        if (text::ifind(tag, "ld+json") != npos)
            return;
        if (content.find("__next_f") != npos)
            pushed(content);
        else if (content.size() < least_state)
            return;
        else if (content.starts_with('{') || content.starts_with('['))
            data(content);
        else
            assignments(content);
    }

    void data(string_view content) {
        if (parser_.parse_into(content, tree_))
            return;
        if (is_rolled_up(tree_.root()))
            add(Unroller(tree_.root()).run());
        else if (has_room(content.size()))
            take_(tree_.root());
    }

    void pushed(string_view content) {
        for (std::size_t at = content.find("push([1,\""); at != npos;
             at = content.find("push([1,\"", at)) {
            const std::size_t quote = at + 8;
            const std::size_t end = end_of_value(content, quote);
            if (end == npos)
                return;
            stream_ += string_in(content.substr(quote, end - quote));
            at = end;
        }
    }

    /// `name = {...}`, `name = JSON.parse("...")`
    void assignments(string_view content) {
        int failed = 0;
        for (std::size_t at = content.find('='); at != npos && failed < 8;
             at = content.find('=', at)) {
            std::size_t value = content.find_first_not_of(" \t\r\n", at + 1);
            const string_view parse = "JSON.parse(";
            const bool quoted = value != npos && content.substr(value).starts_with(parse);
            value += quoted ? parse.size() : 0;
            const bool begins =
                value < content.size() &&
                (quoted ? content[value] == '"' : content[value] == '{' || content[value] == '[');
            const std::size_t end = begins ? end_of_value(content, value) : npos;
            if (end == npos) {
                failed += begins ? 1 : 0;
                ++at;
                continue;
            }
            const string_view json = content.substr(value, end - value);
            if (json.size() >= least_state)
                add(quoted ? std::string_view(string_in(json)) : json);
            at = end;
        }
    }

    void add(string_view state) {
        if (has_room(state.size()) && !parser_.parse_into(state, tree_))
            take_(tree_.root());
    }

    bool has_room(std::size_t size) {
        if (size < least_state || states_ == most_states || size > most_bytes - bytes_)
            return false;
        bytes_ += size;
        ++states_;
        return true;
    }

    const TakeState& take_;
    json::Parser parser_;
    json::Tree tree_;  // of one state after the other
    std::size_t states_ = 0, bytes_ = 0;
    std::string stream_;
};

}  // namespace

void each_state(string_view html, const TakeState& take) {
    Scripts(take).run(html);
}

Candidates updates_in_state(string_view html, string_view base) {
    Candidates best;
    std::size_t most = 0;
    each_state(html, [&](const Value& root) {
        Candidates updates = updates_by_shape(root, {.page = true, .base = base});
        std::size_t bytes = 0;
        for (const Candidate& update : updates)
            bytes += update.text.size();
        if (bytes <= most)
            return;
        most = bytes;
        best = std::move(updates);
    });
    return best;
}

}  // namespace stet::page

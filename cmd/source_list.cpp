#include "source_list.h"

#include <algorithm>
#include <ostream>

#include "archive/settings.h"
#include "extract/extract.h"
#include "formats/formats.h"
#include "markup/xml_writer.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/charset.h"
#include "text/toml.h"
#include "text/url.h"

namespace stet::cmd {

namespace {

Result<std::vector<Listed>> read_toml_list(std::string_view text) {
    const Result<std::vector<text::TomlTable>> tables = text::read_toml(text);
    if (!tables)
        return tables.error();
    std::vector<Listed> list;
    for (const text::TomlTable& table : *tables) {
        Listed listed;
        listed.name = table.name;
        listed.states_settings = true;
        listed.place = text::cat("line ", table.line);
        for (const text::TomlEntry& entry : table.entries) {
            if (entry.key == "address" || entry.key == "addresses")
                listed.addresses = entry.values;
            else
                listed.settings.emplace_back(entry.key, entry.values);
        }
        if (table.name.empty())
            return Error{Error::Kind::unreadable,
                         text::cat("'", table.entries.front().key, "' stands before any source"),
                         "line 1", "each source begins with its [name]"};
        list.push_back(std::move(listed));
    }
    return list;
}

// Feed readers write what a feed is called, which is seldom a name that can be typed.
std::string typeable(std::string_view label) {
    std::string name;
    for (const char c : label.substr(0, 64)) {
        if (!text::is_alnum(c) && c != '-' && c != '_' && c != '.')
            return {};
        name += c;
    }
    return !name.empty() && text::is_alnum(name.front()) ? name : std::string();
}

Result<std::vector<Listed>> read_opml_list(std::string_view text) {
    Document document;
    document.body = text;
    const Result<Feed> feed = extract(document);
    if (!feed)
        return feed.error();
    std::vector<Listed> list;
    for (const Item& item : feed->items) {
        Listed listed;
        listed.name = typeable(item.title);
        listed.addresses = {item.attachments.empty() ? item.url : item.attachments.front().url};
        listed.place = text::cat("outline ", item.position);
        list.push_back(std::move(listed));
    }
    return list;
}

Result<std::vector<Listed>> read_lines(std::string_view text) {
    std::vector<Listed> list;
    std::size_t number = 0;
    for (const std::string_view line : text::split(text, '\n')) {
        ++number;
        const std::string_view words = text::trim(line);
        if (words.empty() || words.front() == '#')
            continue;
        const std::size_t blank = std::min(words.find_first_of(" \t"), words.size());
        Listed listed;
        listed.addresses = {std::string(words.substr(0, blank))};
        listed.name = text::trim(words.substr(blank));
        listed.place = text::cat("line ", number);
        list.push_back(std::move(listed));
    }
    return list;
}

// The first sign that is no blank and in no comment.
char first_sign(std::string_view text) {
    for (const std::string_view line : text::split(text, '\n'))
        if (const std::string_view words = text::trim(line); !words.empty() && words[0] != '#')
            return words[0];
    return '\0';
}

std::string joined(const std::vector<std::string>& values) {
    std::string out;
    for (const std::string& value : values)
        out += text::cat(out.empty() ? "" : ", ", value);
    return out.empty() ? "nothing" : out;
}

std::string toml_array(const std::vector<std::string>& values) {
    std::string out;
    for (const std::string& value : values)
        out += text::cat(out.empty() ? "" : ", ", text::toml_text(value));
    return text::cat('[', out, ']');
}

}  // namespace

Result<std::vector<Listed>> read_list(std::string_view text) {
    const text::Decoded decoded =
        text::to_utf8(text, {.transport = {}, .declared = text::declared_charset(text)});
    const std::string_view clean = decoded.text();
    const char first = first_sign(clean);
    if (first == '<') {
        if (formats::sniff(clean) == formats::Format::opml)
            return read_opml_list(clean);
        return Error{
            Error::Kind::unreadable, "neither TOML nor OPML nor lines of addresses", {}, {}};
    }
    return first == '[' ? read_toml_list(clean) : read_lines(clean);
}

void write_toml(std::ostream& out, const std::vector<archive::Source>& sources) {
    bool is_first = true;
    for (const archive::Source& source : sources) {
        out << (is_first ? "[" : "\n[") << text::toml_key(source.name) << "]\n";
        is_first = false;
        if (source.addresses.size() > 1)
            out << "addresses = " << toml_array(source.addresses) << '\n';
        else
            out << "address = " << text::toml_text(source.address()) << '\n';
        for (const std::string_view name : archive::setting_names()) {
            const std::vector<std::string> values = archive::setting(source, name);
            if (!values.empty())
                out << text::toml_key(name) << " = "
                    << (archive::is_list(name) ? toml_array(values)
                                               : text::toml_text(values.front()))
                    << '\n';
        }
    }
}

void write_opml(std::ostream& out, const std::vector<archive::Source>& sources) {
    markup::XmlWriter xml;
    xml.open("opml");
    xml.attribute("version", "2.0");
    xml.open("head");
    xml.element("title", "sources");
    xml.close();
    xml.open("body");
    for (const archive::Source& source : sources) {
        xml.open("outline");
        xml.attribute("type", "rss");
        xml.attribute("text", source.name);
        xml.attribute("xmlUrl", source.address());
        xml.close();
    }
    xml.close();
    xml.close();
    out << xml.take();
}

std::vector<std::string> differences(const archive::Source& before, const archive::Source& after) {
    std::vector<std::string> out;
    if (before.name != after.name)
        out.push_back(text::cat("was called '", before.name, "'"));
    if (!before.followed && after.followed)
        out.emplace_back("is followed again");
    if (before.address() != after.address())
        out.push_back(text::cat("address ", after.address(), ", was ", before.address()));
    for (const std::string_view name : archive::setting_names()) {
        const auto was = archive::setting(before, name);
        const auto is = archive::setting(after, name);
        if (was != is)
            out.push_back(text::cat(name, ' ', joined(is), ", was ", joined(was)));
    }
    return out;
}

std::optional<Error> apply(const Listed& listed, archive::Source& source) {
    if (!listed.name.empty())
        source.name = listed.name;
    source.followed = true;
    for (const std::string& written : listed.addresses) {
        const std::string address = text::without_credentials(written);
        if (!text::is_http_url(address))
            return Error{Error::Kind::usage,
                         text::cat("'", address, "' is no http or https address"),
                         listed.place,
                         {}};
        const bool is_last = &written == &listed.addresses.back();
        const auto known = std::ranges::find(source.addresses, address);
        if (known == source.addresses.end())
            source.addresses.push_back(address);
        else if (is_last)
            std::rotate(known, known + 1, source.addresses.end());
    }
    if (!listed.states_settings)
        return std::nullopt;
    for (const std::string_view name : archive::setting_names())
        archive::change_setting(source, name, {});
    for (const auto& [name, values] : listed.settings)
        if (std::optional<Error> fault = archive::change_setting(source, name, values)) {
            fault->place = listed.place;
            return fault;
        }
    return std::nullopt;
}

}  // namespace stet::cmd

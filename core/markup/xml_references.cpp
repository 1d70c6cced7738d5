#include "markup/xml_references.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

#include "markup/xml_characters.h"
#include "text/ascii.h"
#include "text/entities.h"

namespace stet::markup {

namespace {

constexpr std::size_t npos = std::string_view::npos;

// Of a document's own entities only short ones that stand for plain text are known, few of them,
// and all that they write is bounded: no laughs, no files.
constexpr std::size_t max_entities = 64;
constexpr std::size_t max_entity_size = 1024;
constexpr std::size_t max_expansion = 65'536;

// The last entities that were defined for XML, XHTML 1.0's, which feeds mean by these names; HTML
// has other characters for them today.
struct Entity {
    std::string_view name, characters;
};
constexpr Entity of_xhtml[] = {{"lang", "\u2329"}, {"rang", "\u232A"}};

/// The `>` of the declaration at `at`, which is none inside its quotes; npos if it never ends.
std::size_t end_of_declaration(std::string_view text, std::size_t at) {
    const std::size_t first = text.find_first_of("\"'>", at);
    if (first == npos || text[first] == '>')
        return first;
    const std::size_t quote_end = text.find(text[first], first + 1);
    return text.find('>', quote_end == npos ? first : quote_end);
}

}  // namespace

std::size_t XmlReferences::doctype(std::size_t at) {
    std::size_t end = at + 2;
    bool inside = false;
    while (end < text_.size() && (inside || text_[end] != '>')) {
        const std::string_view rest = text_.substr(end);
        if (rest[0] == '[') {
            inside = true;
        } else if (rest[0] == ']') {
            inside = false;
        } else if (inside && rest.starts_with("<!--")) {
            const std::size_t stop = text_.find("-->", end + 4);
            end = stop == npos ? text_.size() : stop + 3;
            continue;
        } else if (inside && rest.starts_with("<!ENTITY")) {
            const std::size_t stop = end_of_declaration(text_, end);
            entity_declaration(text_.substr(end + 8, stop == npos ? npos : stop - end - 8));
            end = stop == npos ? text_.size() : stop + 1;
            continue;
        } else if (!inside && rest[0] == '<') {
            break;
        }
        ++end;
    }
    if (end < text_.size() && text_[end] == '>')
        ++end;
    else
        faults_.say(XmlFault::unfinished_section);
    return end;
}

/// ` name "value"`. All others (files, parameters, entities made of entities) stay unknown.
void XmlReferences::entity_declaration(std::string_view declared) {
    declared = text::trim(declared);
    std::size_t name_end = 0;
    while (name_end < declared.size() && text::is_alnum(declared[name_end]))
        ++name_end;
    const std::string_view name = declared.substr(0, name_end);
    const std::string_view value = text::trim(declared.substr(name_end));
    if (name.empty() || value.size() < 2 || value.size() > max_entity_size ||
        (value.front() != '"' && value.front() != '\'') || value.back() != value.front() ||
        entities_.size() >= max_entities)
        return;
    const std::string_view characters = value.substr(1, value.size() - 2);
    if (characters.find_first_of("&%<") == npos &&
        std::none_of(characters.begin(), characters.end(), xml::is_forbidden))
        entities_.try_emplace(name, characters);
}

/// The `&` at `at`, in text or in a value that ends at `limit`.
XmlReference XmlReferences::read(std::size_t at, std::size_t limit) {
    std::size_t end = at + 1;
    const bool number = end < limit && text_[end] == '#';
    if (number)
        ++end;
    constexpr std::size_t longest = 40;
    while (end < limit && end - at < longest && text::is_alnum(text_[end]))
        ++end;
    const bool whole = end < limit && text_[end] == ';' && end > at + 1;
    if (!whole) {
        // `AT&T`, `?a=1&copy=2`: without its semicolon nothing is a reference.
        faults_.say(XmlFault::bare_ampersand);
        return escaped(at, at + 1);
    }
    const std::string_view name = text_.substr(at + 1, end - at - 1);
    ++end;
    if (number)
        return numbered(at, end, name.substr(1));
    for (std::string_view known : {"amp", "lt", "gt", "quot", "apos"})
        if (name == known)
            return {.next = end};
    if (std::optional<std::string> by = replacement(name))
        return {.next = end, .from = at, .to = end, .by = std::move(by)};
    faults_.say(XmlFault::unknown_entity);
    return escaped(at, end);
}

/// The `&` at `at` is only a sign; what follows up to `next` is passed over.
XmlReference XmlReferences::escaped(std::size_t at, std::size_t next) {
    return {.next = next, .from = at, .to = at + 1, .by = "&amp;"};
}

XmlReference XmlReferences::numbered(std::size_t from, std::size_t to, std::string_view digits) {
    const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    if (hexadecimal)
        digits.remove_prefix(1);
    std::uint32_t code = 0;
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
    if (digits.empty() || stop != digits.data() + digits.size()) {  // `&#;`, `&#12a;`
        faults_.say(XmlFault::bare_ampersand);
        return escaped(from, to);
    }
    if (error != std::errc{} || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) ||
        code == 0xFFFE || code == 0xFFFF ||
        (code < 0x20 && xml::is_forbidden(static_cast<char>(code)))) {
        faults_.say(XmlFault::bad_reference);
        return {.next = to, .from = from, .to = to, .by = ""};
    }
    if (code >= 0x80 && code <= 0x9F)
        return {.next = to,
                .from = from,
                .to = to,
                .by = text::decode_entities(text_.substr(from, to - from))};
    if (text_[from + 2] == 'X') {
        faults_.say(XmlFault::bad_reference);
        return {.next = to, .from = from + 2, .to = from + 3, .by = "x"};
    }
    return {.next = to};
}

/// What a named reference stands for, escaped: an entity of the document, or one of HTML's.
std::optional<std::string> XmlReferences::replacement(std::string_view name) {
    if (const auto own = entities_.find(name); own != entities_.end()) {
        if (expansion_ + own->second.size() > max_expansion)
            return std::nullopt;
        expansion_ += own->second.size();
        return text::escape_markup(own->second);
    }
    const Entity* const older = std::ranges::find(of_xhtml, name, &Entity::name);
    const std::string_view characters =
        older != std::end(of_xhtml) ? older->characters : text::entity(name);
    if (characters.empty())
        return std::nullopt;
    faults_.say(XmlFault::undeclared_entity);
    return text::escape_markup(characters);
}

}  // namespace stet::markup

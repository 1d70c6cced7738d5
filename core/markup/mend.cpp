#include "markup/mend.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "markup/elements.h"
#include "markup/node.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/entities.h"

namespace stet::markup {

namespace {

constexpr std::size_t npos = std::string_view::npos;

// The strict parser compares the names of a tag's attributes pairwise. Crowded tags share an
// allowance.
constexpr std::size_t crowded = 100;
constexpr std::size_t max_crowding = 10'000;

// A feed has a tag or an attribute every thirty bytes or so.
constexpr std::size_t parts_of_any_size = 100'000;
constexpr std::size_t bytes_a_part = 16;

// Of a document's own entities only short ones that stand for plain text are known, few of them,
// and all that they write is bounded: no laughs, no files.
constexpr std::size_t max_entities = 64;
constexpr std::size_t max_entity_size = 1024;
constexpr std::size_t max_expansion = 65'536;

enum Fault : std::size_t {
    blanks_before,
    junk_before,
    junk_after,
    bare_ampersand,
    unknown_entity,
    undeclared_entity,
    bad_reference,
    forbidden_character,
    bare_less_than,
    bad_tag,
    bad_attribute,
    double_attribute,
    many_attributes,
    left_open,
    not_open,
    nested_items,
    too_deep,
    unfinished_section,
    two_roots,
    ended_early,
    faults,
};

constexpr std::string_view messages[faults] = {
    "blanks before the XML declaration",
    "text before the XML document was left out",
    "text after the XML document was left out",
    "bare ampersands",
    "unknown entities were kept as text",
    "HTML entities without a declaration",
    "references to forbidden characters were dropped",
    "forbidden characters were dropped",
    "bare '<' in text",
    "broken tags",
    "broken attributes",
    "attributes given twice",
    "elements with very many attributes kept the first of them",
    "elements left open were closed",
    "end tags without a start were left out",
    "items left open were closed before the next item",
    "elements nested too deep were opened up",
    "a comment, CDATA section or instruction without an end",
    "more than one root element; the largest was read",
    "the text ends inside an element",
};

constexpr bool starts_name(char c) {
    return text::is_alpha(c) || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool in_name(char c) {
    return starts_name(c) || text::is_digit(c) || c == '-' || c == '.';
}
constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
constexpr bool is_forbidden(char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/// Bytes of text at which something may have to be done: `<`, `&`, controls, and the first byte of
/// U+FFFE and U+FFFF.
constexpr std::array<bool, 256> stops_of() {
    std::array<bool, 256> stops{};
    for (unsigned c = 0; c < 0x20; ++c)
        stops[c] = is_forbidden(static_cast<char>(c));
    stops['<'] = stops['&'] = stops[0xEF] = true;
    return stops;
}
constexpr std::array<bool, 256> stops = stops_of();

bool is_noncharacter(std::string_view at) {
    return at.starts_with("\xEF\xBF\xBE") || at.starts_with("\xEF\xBF\xBF");
}

std::string_view local_name(std::string_view name) {
    return name.substr(name.rfind(':') + 1);
}

/// Whether a blank alone between two elements is text inside `name`: it is in the inline content of
/// XHTML, and in the elements of feeds where HTML stands without escapes.
bool holds_inline(std::string_view name) {
    const std::string_view local = local_name(name);
    for (std::string_view one : {"description", "content", "summary", "title", "encoded"})
        if (local == one)
            return true;
    const Element* const known = element(local);
    if (!known || !known->has(Element::harmless) || known->has(Element::hollow))
        return false;
    return known->sibling != Element::Sibling::row &&
           known->sibling != Element::Sibling::row_group && local != "table" && local != "ul" &&
           local != "ol" && local != "source" && local != "data";
}

bool never_nests(std::string_view name) {
    const std::string_view local = local_name(name);
    return local == "item" || local == "entry";
}

bool has_no_content(std::string_view name) {
    return text::iequals(name, "br") || text::iequals(name, "hr") || text::iequals(name, "img") ||
           text::iequals(name, "wbr");
}

class Mending {
  public:
    Mending(std::string_view text, bool items_nest) : text_(text), items_nest_(items_nest) {}

    void run();
    /// Items were found inside items, and some element was left open: reading them anew, with each
    /// ending the one before, makes more of them.
    bool items_ran_together() const { return item_in_item_ && found_[left_open]; }
    Result<Mended> result();

  private:
    bool too_large() const { return parts_ > parts_of_any_size + text_.size() / bytes_a_part; }

    struct Attribute {
        std::string_view name, value;
        bool quoted = false;
    };
    struct Root {
        std::size_t start = 0, end = 0;  // as written
        std::size_t source = 0;          // where it began in the text that came in
    };

    // Writing. What is as it should be is not copied one by one: `copied_` says up to where the
    // text that came in has been written, and the rest follows with the first change after it.
    std::size_t written_at(std::size_t at) const { return out_.size() + (at - copied_); }
    void replace(std::size_t from, std::size_t to, std::string_view by) {
        out_ += text_.substr(copied_, from - copied_);
        out_ += by;
        copied_ = to;
    }
    /// Takes out a stretch, but for its line ends, so that lines keep their numbers.
    void remove(std::size_t from, std::size_t to);
    void say(Fault fault) { found_[fault] = true; }

    std::size_t text_run(std::size_t at);
    std::size_t outside_run(std::size_t at);
    std::size_t markup(std::size_t at);
    std::size_t section(std::size_t at, std::string_view start, std::string_view end);
    std::size_t raw_section(std::size_t at);
    std::size_t declaration(std::size_t at);
    std::size_t doctype(std::size_t at);
    void entity_declaration(std::string_view declared);
    std::size_t reference(std::size_t at, std::size_t limit);
    void number_reference(std::size_t from, std::size_t to, std::string_view digits);
    std::optional<std::string> replacement(std::string_view name);
    std::size_t start_tag(std::size_t at);
    std::size_t end_tag(std::size_t at);
    bool attributes(std::size_t& at, bool& self_closing);
    std::size_t value_end(std::size_t at, char quote);
    void write_start(std::size_t from, std::size_t to, std::string_view name, bool self_closing);
    void mend_value(std::string_view value, bool quotes);
    bool in_order() const;
    void close_down_to(std::size_t depth, std::size_t at);
    std::size_t find_open(std::string_view name) const;
    void open(std::string_view name, std::size_t start);
    void ended(std::size_t at);

    std::string_view text_;
    std::string out_;
    std::size_t copied_ = 0;
    bool items_nest_;
    bool item_in_item_ = false;
    std::vector<std::string_view> open_;
    std::vector<std::string_view> flattened_;  // elements below the deepest level that is kept
    std::vector<Attribute> attributes_;
    bool after_element_ = false;  // the last thing read was an element's end
    bool spaced_ = true;          // each attribute had a blank before it
    bool overcrowded_ = false;
    std::size_t crowding_ = 0;
    std::vector<Root> roots_;
    Root root_;
    std::map<std::string_view, std::string_view> entities_;
    std::size_t expansion_ = 0;
    std::array<std::size_t, 2> no_quote_from_ = {npos, npos};
    std::array<bool, faults> found_{};
    bool cut_ = false;
    std::size_t parts_ = 0;  // elements and attributes
    std::vector<Mended::Piece> items_;
    std::size_t item_depth_ = 0;  // of the item that is open, 0 if none is
    std::size_t item_start_ = 0;
};

void Mending::remove(std::size_t from, std::size_t to) {
    if (open_.empty())  // nothing outside of the root is read
        return;
    const auto lines =
        static_cast<std::size_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(from),
                                            text_.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
    replace(from, to, std::string(lines, '\n'));
}

void Mending::run() {
    std::size_t at = 0;
    while (at < text_.size() && !too_large())
        at = text_[at] == '<' ? markup(at) : open_.empty() ? outside_run(at) : text_run(at);
    if (!open_.empty()) {
        say(ended_early);
        cut_ = true;
        close_down_to(0, text_.size());
        ended(text_.size());
    }
}

/// Text outside of the root element.
std::size_t Mending::outside_run(std::size_t at) {
    const std::size_t end = std::min(text_.find('<', at), text_.size());
    const std::string_view run = text_.substr(at, end - at);
    if (!std::all_of(run.begin(), run.end(), is_blank))
        say(roots_.empty() ? junk_before : junk_after);
    else if (at == 0 && text_.substr(end).starts_with("<?xml"))
        say(blanks_before);
    return end;
}

std::size_t Mending::text_run(std::size_t at) {
    const std::size_t start = at;
    bool blank = true;
    while (at < text_.size() && text_[at] != '<') {
        while (at < text_.size() && !stops[static_cast<unsigned char>(text_[at])]) {
            blank = blank && is_blank(text_[at]);
            ++at;
        }
        if (at == text_.size() || text_[at] == '<')
            break;
        blank = false;
        if (text_[at] == '&') {
            at = reference(at, text_.size());
        } else if (is_forbidden(text_[at])) {
            say(forbidden_character);
            replace(at, at + 1, {});
            ++at;
        } else {
            const std::size_t length = is_noncharacter(text_.substr(at)) ? 3 : 0;
            if (length > 0) {
                say(forbidden_character);
                replace(at, at + length, {});
            }
            at += std::max<std::size_t>(length, 1);
        }
    }
    const bool between = after_element_ && at + 1 < text_.size() && starts_name(text_[at + 1]);
    if (blank && between && holds_inline(open_.back()))
        replace(start, text_[start] == ' ' ? start + 1 : start, "&#32;");
    after_element_ = false;
    return at;
}

/// The `&` at `at`, in text or in a value that ends at `limit`. Returns where to go on.
std::size_t Mending::reference(std::size_t at, std::size_t limit) {
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
        say(bare_ampersand);
        replace(at, at + 1, "&amp;");
        return at + 1;
    }
    const std::string_view name = text_.substr(at + 1, end - at - 1);
    ++end;
    if (!number) {
        for (std::string_view known : {"amp", "lt", "gt", "quot", "apos"})
            if (name == known)
                return end;
        if (const std::optional<std::string> by = replacement(name)) {
            replace(at, end, *by);
        } else {
            say(unknown_entity);
            replace(at, at + 1, "&amp;");
        }
        return end;
    }
    number_reference(at, end, name.substr(1));
    return end;
}

void Mending::number_reference(std::size_t from, std::size_t to, std::string_view digits) {
    const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    if (hexadecimal)
        digits.remove_prefix(1);
    std::uint32_t code = 0;
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
    if (digits.empty() || stop != digits.data() + digits.size()) {  // `&#;`, `&#12a;`
        say(bare_ampersand);
        replace(from, from + 1, "&amp;");
    } else if (error != std::errc{} || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) ||
               code == 0xFFFE || code == 0xFFFF ||
               (code < 0x20 && is_forbidden(static_cast<char>(code)))) {
        say(bad_reference);
        replace(from, to, {});
    } else if (code >= 0x80 && code <= 0x9F) {
        replace(from, to, text::decode_entities(text_.substr(from, to - from)));
    } else if (text_[from + 2] == 'X') {
        say(bad_reference);
        replace(from + 2, from + 3, "x");
    }
}

/// What a named reference stands for, escaped: an entity of the document, or one of HTML's.
std::optional<std::string> Mending::replacement(std::string_view name) {
    if (const auto own = entities_.find(name); own != entities_.end()) {
        if (expansion_ + own->second.size() > max_expansion)
            return std::nullopt;
        expansion_ += own->second.size();
        return text::escape_markup(own->second);
    }
    const std::string_view characters = text::entity(name);
    if (characters.empty())
        return std::nullopt;
    say(undeclared_entity);
    return text::escape_markup(characters);
}

std::size_t Mending::markup(std::size_t at) {
    const std::string_view rest = text_.substr(at);
    if (rest.size() > 1 && starts_name(rest[1]))
        return start_tag(at);
    if (rest.starts_with("</"))
        return end_tag(at);
    if (rest.starts_with("<!--"))
        return section(at, "<!--", "-->");
    if (rest.starts_with("<![CDATA["))
        return raw_section(at);
    if (rest.starts_with("<?"))
        return declaration(at);
    if (rest.starts_with("<!"))
        return doctype(at);
    if (open_.empty()) {
        say(roots_.empty() ? junk_before : junk_after);
    } else {
        say(bare_less_than);
        replace(at, at + 1, "&lt;");
    }
    return at + 1;
}

/// Takes out a comment or an instruction.
std::size_t Mending::section(std::size_t at, std::string_view start, std::string_view end) {
    std::size_t stop = text_.find(end, at + start.size());
    if (stop == npos) {
        say(unfinished_section);
        cut_ = cut_ || !open_.empty();
        stop = text_.size();
    } else {
        stop += end.size();
    }
    remove(at, stop);
    return stop;
}

std::size_t Mending::raw_section(std::size_t at) {
    constexpr std::string_view start = "<![CDATA[", end = "]]>";
    if (open_.empty()) {
        say(roots_.empty() ? junk_before : junk_after);
        return section(at, start, end);
    }
    const std::size_t stop = text_.find(end, at + start.size());
    const std::size_t content_end = std::min(stop, text_.size());
    for (std::size_t n = at + start.size(); n < content_end; ++n) {
        const char c = text_[n];
        if (!stops[static_cast<unsigned char>(c)] || c == '<' || c == '&')
            continue;
        const std::size_t length = is_forbidden(c) ? 1 : is_noncharacter(text_.substr(n)) ? 3 : 0;
        if (length == 0)
            continue;
        say(forbidden_character);
        replace(n, n + length, {});
        n += length - 1;
    }
    if (stop == npos) {
        say(unfinished_section);
        replace(text_.size(), text_.size(), end);
        cut_ = true;
        return text_.size();
    }
    return stop + end.size();
}

std::size_t Mending::declaration(std::size_t at) {
    const std::string_view rest = text_.substr(at);
    const bool declares = rest.starts_with("<?xml") && rest.size() > 5 && is_blank(rest[5]);
    const bool in_html = std::all_of(open_.begin(), open_.end(),
                                     [](std::string_view name) { return element(name); });
    if (declares && in_html && !(open_.empty() && roots_.empty())) {
        // What a script printed before the document: messages, in whole or open elements.
        say(junk_before);
        if (!open_.empty()) {
            close_down_to(0, at);
            ended(at);
        }
    }
    return section(at, "<?", "?>");
}

std::size_t Mending::doctype(std::size_t at) {
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
            const std::size_t stop = text_.find('>', end);
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
        say(unfinished_section);
    remove(at, end);
    return end;
}

/// ` name "value"`. All others (files, parameters, entities made of entities) stay unknown.
void Mending::entity_declaration(std::string_view declared) {
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
        std::none_of(characters.begin(), characters.end(), is_forbidden))
        entities_.try_emplace(name, characters);
}

std::size_t Mending::start_tag(std::size_t at) {
    std::size_t end = at + 1;
    while (end < text_.size() && in_name(text_[end]))
        ++end;
    const std::string_view name = text_.substr(at + 1, end - at - 1);
    bool self_closing = false;
    const bool good = attributes(end, self_closing);
    if (end == npos) {  // the text ends inside the tag
        say(unfinished_section);
        cut_ = cut_ || !open_.empty();
        remove(at, text_.size());
        return text_.size();
    }
    if (!items_nest_ && never_nests(name)) {
        if (const std::size_t outer = find_open(name); outer != npos) {
            say(nested_items);
            close_down_to(outer, at);
        }
    }
    parts_ += 1 + attributes_.size();
    const std::size_t depth = open_.size() - (item_depth_ > 0 ? item_depth_ - 1 : 0);
    if (depth >= max_xml_depth) {
        say(too_deep);
        if (!self_closing)
            flattened_.push_back(name);
        remove(at, end);
        return end;
    }
    if (!self_closing && has_no_content(name)) {
        const std::size_t next = text_.find_first_not_of(" \t\r\n", end);
        const std::string_view rest = next == npos ? std::string_view() : text_.substr(next);
        if (!(rest.starts_with("</") && rest.substr(2).starts_with(name))) {
            say(left_open);
            self_closing = true;
            write_start(at, end, name, self_closing);
            return end;
        }
    }
    if (open_.empty())
        root_ = {written_at(at), 0, at};
    const std::size_t start = written_at(at);
    if (good && in_order())
        for (const Attribute& one : attributes_)
            mend_value(one.value, false);
    else
        write_start(at, end, name, self_closing);
    if (!self_closing)
        open(name, start);
    else if (open_.empty())
        ended(end);
    after_element_ = self_closing;
    return end;
}

/// An element begins, whose start tag was written from `start` on.
void Mending::open(std::string_view name, std::size_t start) {
    const bool item = never_nests(name);
    if (items_nest_ && item && find_open(name) != npos)
        item_in_item_ = true;
    open_.push_back(name);
    if (item && item_depth_ == 0 && open_.size() <= max_item_depth) {
        item_depth_ = open_.size();
        item_start_ = start;
    }
}

/// Reads the attributes at `at`, which becomes the place past the tag, or npos where the text ends
/// before. False where anything has to be mended.
bool Mending::attributes(std::size_t& at, bool& self_closing) {
    attributes_.clear();
    spaced_ = true;
    overcrowded_ = false;
    bool good = true;
    while (true) {
        const std::size_t before = at;
        while (at < text_.size() && is_blank(text_[at]))
            ++at;
        if (at >= text_.size()) {
            at = npos;
            return false;
        }
        const char c = text_[at];
        if (c == '>') {
            ++at;
            return good;
        }
        if (c == '/' && at + 1 < text_.size() && text_[at + 1] == '>') {
            self_closing = true;
            at += 2;
            return good;
        }
        if (c == '<') {  // the next tag, where this one should have ended
            say(bad_tag);
            return false;
        }
        if (!starts_name(c)) {
            say(bad_attribute);
            good = false;
            ++at;
            continue;
        }
        spaced_ = spaced_ && at > before;
        Attribute attribute;
        std::size_t end = at;
        while (end < text_.size() && in_name(text_[end]))
            ++end;
        attribute.name = text_.substr(at, end - at);
        at = end;
        while (end < text_.size() && is_blank(text_[end]))
            ++end;
        if (end < text_.size() && text_[end] == '=') {
            ++end;
            while (end < text_.size() && is_blank(text_[end]))
                ++end;
            at = end;
            const char quote = end < text_.size() ? text_[end] : '\0';
            attribute.quoted = quote == '"' || quote == '\'';
            if (attribute.quoted)
                ++at;
            end = value_end(at, attribute.quoted ? quote : '\0');
            attribute.value = text_.substr(at, end - at);
            const bool closed = attribute.quoted && end < text_.size() && text_[end] == quote;
            at = closed ? end + 1 : end;
            attribute.quoted = closed;
        }
        const std::size_t allowed = std::min(max_attributes, crowded + (max_crowding - crowding_));
        if (attributes_.size() < allowed)
            attributes_.push_back(attribute);
        else
            overcrowded_ = true;
        if (attributes_.size() > crowded && !overcrowded_)
            ++crowding_;
    }
}

/// Where the value at `at` ends. One whose quote is never closed ends with its tag.
std::size_t Mending::value_end(std::size_t at, char quote) {
    if (quote != '\0') {
        std::size_t& none_from = no_quote_from_[quote == '"' ? 0 : 1];
        const std::size_t end = at >= none_from ? npos : text_.find(quote, at);
        if (end != npos)
            return end;
        none_from = std::min(none_from, at);
        return std::min(text_.find_first_of("<>", at), text_.size());
    }
    while (at < text_.size() && !is_blank(text_[at]) && text_[at] != '>' && text_[at] != '<' &&
           !(text_[at] == '/' && text_.substr(at).starts_with("/>")))
        ++at;
    return at;
}

/// Whether a strict parser takes the attributes as they stand, but for what their values hold.
bool Mending::in_order() const {
    if (!spaced_ || overcrowded_)
        return false;
    for (std::size_t n = 0; n < attributes_.size(); ++n) {
        if (!attributes_[n].quoted)
            return false;
        for (std::size_t before = 0; before < n; ++before)
            if (attributes_[before].name == attributes_[n].name)
                return false;
    }
    return true;
}

/// Writes the tag between `from` and `to` anew.
void Mending::write_start(std::size_t from, std::size_t to, std::string_view name,
                          bool self_closing) {
    replace(from, from, text::cat('<', name));
    for (std::size_t n = 0; n < attributes_.size(); ++n) {
        const Attribute& one = attributes_[n];
        const bool twice =
            std::any_of(attributes_.begin(), attributes_.begin() + static_cast<std::ptrdiff_t>(n),
                        [&](const Attribute& before) { return before.name == one.name; });
        if (twice) {
            say(double_attribute);
            continue;
        }
        if (!one.quoted)
            say(bad_attribute);
        out_ += text::cat(' ', one.name, "=\"");
        if (!one.value.empty()) {
            copied_ = static_cast<std::size_t>(one.value.data() - text_.data());
            const std::size_t value_end = copied_ + one.value.size();
            mend_value(one.value, true);
            replace(value_end, value_end, {});
        }
        out_ += '"';
    }
    if (!spaced_)
        say(bad_attribute);
    if (overcrowded_)
        say(many_attributes);
    out_ += self_closing ? "/>" : ">";
    copied_ = to;
}

/// Mends an attribute's value where it stands; quotes too, where it gets other ones around it.
void Mending::mend_value(std::string_view value, bool quotes) {
    std::size_t at = value.empty() ? 0 : static_cast<std::size_t>(value.data() - text_.data());
    const std::size_t to = at + value.size();
    while (at < to) {
        const char c = text_[at];
        if (c == '&') {
            at = reference(at, to);
            continue;
        }
        if (c == '"' && quotes) {
            replace(at, at + 1, "&quot;");
        } else if (c == '<') {
            say(bare_less_than);
            replace(at, at + 1, "&lt;");
        } else if (is_forbidden(c)) {
            say(forbidden_character);
            replace(at, at + 1, {});
        } else if (is_noncharacter(text_.substr(at, 3))) {
            say(forbidden_character);
            replace(at, at + 3, {});
            at += 2;
        }
        ++at;
    }
}

std::size_t Mending::end_tag(std::size_t at) {
    std::size_t name_end = at + 2;
    while (name_end < text_.size() && in_name(text_[name_end]))
        ++name_end;
    const std::string_view name = text_.substr(at + 2, name_end - at - 2);
    std::size_t end = name_end;
    while (end < text_.size() && is_blank(text_[end]))
        ++end;
    bool good = end < text_.size() && text_[end] == '>';
    if (!good) {
        say(bad_tag);
        end = std::min(text_.find_first_of("<>", end), text_.size());
    }
    if (end < text_.size() && text_[end] == '>')
        ++end;
    if (!flattened_.empty() && flattened_.back() == name) {
        flattened_.pop_back();
        remove(at, end);
        return end;
    }
    const std::size_t depth = find_open(name);
    if (depth == npos) {
        say(open_.empty() && roots_.empty() ? junk_before : not_open);
        remove(at, end);
        return end;
    }
    flattened_.clear();
    if (depth + 1 < open_.size()) {
        say(left_open);
        close_down_to(depth + 1, at);
    }
    if (!good || open_.back() != name)
        replace(at, end, text::cat("</", open_.back(), '>'));
    if (open_.size() == item_depth_) {
        if (item_depth_ > 1)
            items_.push_back({item_start_, written_at(end)});
        item_depth_ = 0;
    }
    open_.pop_back();
    if (open_.empty())
        ended(end);
    after_element_ = true;
    return end;
}

/// The place in `open_` of the innermost element of that name, in any case; npos if none is open.
std::size_t Mending::find_open(std::string_view name) const {
    for (std::size_t n = open_.size(); n > 0; --n)
        if (open_[n - 1].size() == name.size() && text::iequals(open_[n - 1], name))
            return n - 1;
    return npos;
}

void Mending::close_down_to(std::size_t depth, std::size_t at) {
    std::string tags;
    if (item_depth_ > depth)
        item_depth_ = 0;
    while (open_.size() > depth) {
        tags += text::cat("</", open_.back(), '>');
        open_.pop_back();
    }
    replace(at, at, tags);
}

void Mending::ended(std::size_t at) {
    root_.end = written_at(at);
    roots_.push_back(root_);
}

Result<Mended> Mending::result() {
    if (too_large())
        return Error{
            Error::Kind::too_large, "too many elements for an XML text of this size", {}, {}};
    if (roots_.empty())
        return Error{Error::Kind::unreadable, "no XML element in the text", {}, {}};
    const Root& root = *std::max_element(
        roots_.begin(), roots_.end(),
        [](const Root& a, const Root& b) { return a.end - a.start < b.end - b.start; });
    if (roots_.size() > 1)
        say(two_roots);
    Mended mended;
    mended.cut = cut_;
    for (std::size_t n = 0; n < faults; ++n)
        if (found_[n])
            mended.warnings.emplace_back(messages[n]);
    mended.source = text_;
    mended.changed = !out_.empty() || copied_ != 0;
    if (mended.changed) {
        replace(text_.size(), text_.size(), {});
        mended.written = std::move(out_);
    }
    mended.start = root.start;
    mended.size = root.end - root.start;
    for (const Mended::Piece& item : items_)
        if (item.start >= root.start && item.end <= root.end)
            mended.items.push_back({item.start - root.start, item.end - root.start});
    mended.first_line += static_cast<std::size_t>(
        std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(root.source), '\n'));
    return mended;
}

}  // namespace

Result<Mended> mend_xml(std::string_view text) {
    Mending mending(text, true);
    mending.run();
    if (!mending.items_ran_together())
        return mending.result();
    Mending again(text, false);
    again.run();
    return again.result();
}

}  // namespace stet::markup

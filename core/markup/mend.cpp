#include "markup/mend.h"

#include <algorithm>
#include <utility>

#include "markup/elements.h"
#include "markup/mending.h"
#include "markup/node.h"
#include "markup/xml_characters.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/scan.h"

namespace stet::markup {

namespace {

using enum XmlFault;
using xml::is_blank;
using xml::is_forbidden;
using xml::is_noncharacter;
using xml::starts_name;

constexpr std::size_t npos = std::string_view::npos;

// A feed has a tag or an attribute every thirty bytes or so.
constexpr std::size_t parts_of_any_size = 100'000;
constexpr std::size_t bytes_a_part = 16;
// What is mended grows a little; what is made of ampersands alone grows to five times its size.
constexpr std::size_t growth_of_any_size = 16 << 20;

/// Bytes at which something may have to be done: controls, and the first byte of U+FFFE and U+FFFF;
/// in text, `<` and `&` too.
constexpr auto may_be_forbidden = [](auto c) {
    return ((c < 0x20) & (c != '\n') & (c != '\t')) | (c == 0xEF);
};
constexpr auto may_stop_text = [](auto c) { return may_be_forbidden(c) | (c == '<') | (c == '&'); };

/// Whether a blank alone between two elements is text inside `name`: it is in the inline content of
/// XHTML, and in the elements of feeds where HTML stands without escapes.
bool holds_inline(std::string_view name) {
    const std::string_view local = xml::local_name(name);
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

}  // namespace

bool Mending::too_large() const {
    return parts_ > parts_of_any_size + text_.size() / bytes_a_part ||
           out_.size() > copied_ + text_.size() / 4 + growth_of_any_size;
}

void Mending::run() {
    std::size_t at = 0;
    while (at < text_.size() && !too_large()) {
        window_.slide(text_.data() + at);
        at = text_[at] == '<' ? markup(at) : open_.empty() ? outside_run(at) : text_run(at);
    }
    if (!open_.empty()) {
        say(ended_early);
        // Between items only the last end tags are missing, which some publishers always forget.
        cut_ = cut_ || items_.empty() || item_depth_ > 0;
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
    at = std::min(text_.find_first_not_of(" \t\r\n", at), text_.size());
    const bool blank = at == text_.size() || text_[at] == '<';
    while (at < text_.size() && text_[at] != '<' && !too_large()) {
        at = text::find_byte(text_, at, may_stop_text);
        if (at == text_.size() || text_[at] == '<')
            break;
        if (text_[at] == '&') {
            at = reference(at, text_.size());
        } else {
            at = forbidden(at);
        }
    }
    const bool between = after_element_ && at + 1 < text_.size() && starts_name(text_[at + 1]);
    if (blank && between && holds_inline(open_.back()))
        replace(start, text_[start] == ' ' ? start + 1 : start, "&#32;");
    after_element_ = false;
    return at;
}

/// Takes out a character that XML forbids; returns the end of what stands at `at`.
std::size_t Mending::forbidden(std::size_t at) {
    const std::size_t length = is_forbidden(text_[at])                ? 1
                               : is_noncharacter(text_.substr(at, 3)) ? 3
                                                                      : 0;
    if (length == 0)
        return at + 1;
    say(forbidden_character);
    replace(at, at + length, {});
    return at + length;
}

std::size_t Mending::reference(std::size_t at, std::size_t limit) {
    const XmlReference found = references_.read(at, limit);
    if (found.by)
        replace(found.from, found.to, *found.by);
    return found.next;
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
    if (rest.starts_with("<!")) {
        const std::size_t end = references_.doctype(at);
        remove(at, end);
        return end;
    }
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
    const std::size_t from = at + start.size();
    if (raw_end_ < from)
        raw_end_ = text_.find(end, from);
    const std::size_t forgotten = forgotten_end(from);
    const std::size_t stop = std::min({forgotten, raw_end_, text_.size()});
    const std::string_view inside = text_.substr(0, stop);
    for (std::size_t n = from; (n = text::find_byte(inside, n, may_be_forbidden)) < stop;)
        n = forbidden(n);
    if (stop == raw_end_)
        return stop + end.size();
    say(unfinished_section);
    replace(stop, stop, end);
    cut_ = cut_ || stop == text_.size();
    return stop;
}

/// Where a CDATA section ends whose end somebody forgot: with its element, where it goes on to the
/// next section or to the end of the text. npos if it is as it should be, or nobody knows.
std::size_t Mending::forgotten_end(std::size_t from) const {
    const std::size_t next = text_.substr(0, raw_end_).find("<![CDATA[", from);
    if (next == npos && raw_end_ != npos)
        return npos;
    return text_.substr(0, next).find(text::cat("</", open_.back(), '>'), from);
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

Result<Mended> Mending::result() {
    if (too_large())
        return Error{Error::Kind::too_large,
                     "too many elements or faults for an XML text of this size",
                     {},
                     {}};
    if (roots_.empty())
        return Error{Error::Kind::unreadable, "no XML element in the text", {}, {}};
    if (std::ranges::any_of(items_, [](const Mended::Piece& item) {
            return item.end - item.start > max_item_bytes;
        }))
        return too_large_item();
    const Root& root = *std::max_element(
        roots_.begin(), roots_.end(),
        [](const Root& a, const Root& b) { return a.end - a.start < b.end - b.start; });
    if (roots_.size() > 1)
        say(two_roots);
    Mended mended;
    mended.cut = cut_;
    mended.warnings = faults_.messages();
    for (std::string& message : prefixes_.messages())
        mended.warnings.push_back(std::move(message));
    mended.source = text_;
    mended.changed = !out_.empty() || copied_ != 0;
    if (mended.changed) {
        replace(text_.size(), text_.size(), {});
        mended.written = std::move(out_);
    }
    mended.start = root.start;
    mended.size = root.end - root.start;
    mended.items = std::move(items_);
    std::erase_if(mended.items, [&](const Mended::Piece& item) {
        return item.start < root.start || item.end > root.end;
    });
    for (Mended::Piece& item : mended.items) {
        item.start -= root.start;
        item.end -= root.start;
    }
    return mended;
}

Result<Mended> mend_xml(std::string_view text, Window window) {
    Mending mending(text, window, true);
    mending.run();
    if (!mending.items_ran_together())
        return mending.result();
    Mending again(text, window, false);
    again.run();
    return again.result();
}

}  // namespace stet::markup

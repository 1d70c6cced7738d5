#include <algorithm>

#include "markup/mending.h"
#include "markup/node.h"
#include "markup/xml_characters.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::markup {

namespace {

using enum XmlFault;
using xml::in_name;
using xml::is_blank;

constexpr std::size_t npos = std::string_view::npos;

bool never_nests(std::string_view name) {
    const std::string_view local = xml::local_name(name);
    return local == "item" || local == "entry";
}

bool has_no_content(std::string_view name) {
    return text::iequals(name, "br") || text::iequals(name, "hr") || text::iequals(name, "img") ||
           text::iequals(name, "wbr");
}

}  // namespace

std::size_t Mending::start_tag(std::size_t at) {
    std::size_t end = at + 1;
    while (end < text_.size() && in_name(text_[end]))
        ++end;
    const std::string_view name = text_.substr(at + 1, end - at - 1);
    bool self_closing = false;
    const bool good = attributes_.read(end, self_closing);
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
    parts_ += 1 + attributes_.list().size();
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
        root_ = {written_at(at), 0};
    prefixes_.start(name, attributes_.list(), open_.size());
    const std::size_t start = written_at(at);
    if (good && attributes_.in_order())
        for (const XmlAttribute& one : attributes_.list())
            mend_value(one.value, false);
    else
        write_start(at, end, name, self_closing);
    if (!self_closing)
        open(name, at, start);
    else
        ended(end);
    after_element_ = self_closing;
    return end;
}

/// An element begins, whose start tag came at `at` and was written from `start` on.
void Mending::open(std::string_view name, std::size_t at, std::size_t start) {
    const bool item = never_nests(name);
    if (items_nest_ && item && find_open(name) != npos)
        item_in_item_ = true;
    open_.push_back(name);
    if (item && item_depth_ == 0 && open_.size() <= max_item_depth) {
        item_depth_ = open_.size();
        item_ = {start, 0, follows_item(at, start)};
    }
}

/// Whether what begins there has but blanks before it, and before them an item.
bool Mending::follows_item(std::size_t at, std::size_t start) const {
    if (items_.empty() || start - items_.back().end != at - item_end_)
        return false;
    const std::string_view between = text_.substr(item_end_, at - item_end_);
    return std::all_of(between.begin(), between.end(), is_blank);
}

/// Writes the tag between `from` and `to` anew.
void Mending::write_start(std::size_t from, std::size_t to, std::string_view name,
                          bool self_closing) {
    replace(from, from, text::cat('<', name));
    for (std::size_t n = 0; n < attributes_.list().size(); ++n) {
        const XmlAttribute& one = attributes_.list()[n];
        if (attributes_.given_before(n)) {
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
    if (!attributes_.spaced())
        say(bad_attribute);
    if (attributes_.overcrowded())
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
        } else if (xml::is_forbidden(c)) {
            say(forbidden_character);
            replace(at, at + 1, {});
        } else if (xml::is_noncharacter(text_.substr(at, 3))) {
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
            items_.push_back({item_.start, written_at(end), item_.follows});
        item_end_ = end;
        item_depth_ = 0;
    }
    open_.pop_back();
    ended(end);
    after_element_ = true;
    return end;
}

/// The place in `open_` of the innermost element of that name, in any case; npos if none is open.
std::size_t Mending::find_open(std::string_view name) const {
    for (std::size_t n = open_.size(); n > 0; --n)
        if (open_[n - 1] == name || text::iequals(open_[n - 1], name))
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
    prefixes_.end(depth);
    replace(at, at, tags);
}

/// An element ended at `at`, inside of those that are open.
void Mending::ended(std::size_t at) {
    prefixes_.end(open_.size());
    if (!open_.empty())
        return;
    root_.end = written_at(at);
    roots_.push_back(root_);
}

}  // namespace stet::markup

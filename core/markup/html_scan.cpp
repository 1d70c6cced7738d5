#include "markup/html_scan.h"

#include <algorithm>
#include <utility>

#include "markup/elements.h"
#include "markup/node.h"
#include "markup/tags.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::markup {

namespace {

constexpr std::size_t npos = std::string_view::npos;

// Elements take some hundred bytes each in the parser and in the tree.
constexpr std::size_t max_elements = 200'000;
// Each block opens anew all formatting elements that were left open before it.
constexpr std::size_t max_formatting = 64;
// The parser compares the names of a tag's attributes pairwise. Crowded tags share an allowance.
constexpr std::size_t crowded = 100;
constexpr std::size_t max_crowding = 10'000;

bool carries_data(std::string_view attributes) {
    while (const std::optional<RawAttribute> attribute = next_attribute(attributes)) {
        if (!text::iequals(attribute->name, "type"))
            continue;
        const std::string type =
            text::lower(text::trim(attribute->value.substr(0, attribute->value.find(';'))));
        return type.ends_with("/json") || type.ends_with("+json");
    }
    return false;
}

class Scan {
  public:
    explicit Scan(std::string_view html) : html_(html), tags_(html) {
        scanned_.text.reserve(html.size());
    }

    ScannedHtml run() {
        std::size_t at = 0;
        while (at < html_.size()) {
            const std::size_t less_than = html_.find('<', at);
            scanned_.text += html_.substr(at, less_than == npos ? npos : less_than - at);
            if (less_than == npos)
                break;
            at = markup(less_than);
        }
        tell();
        return std::move(scanned_);
    }

  private:
    std::size_t markup(std::size_t at) {
        if (const std::size_t end = tags_.end_of_other(at); end != npos) {
            // The doctype decides whether a table ends a paragraph.
            if (text::istarts_with(html_.substr(at), "<!doctype"))
                scanned_.text += html_.substr(at, end - at);
            return end;
        }
        const std::optional<Tag> tag = tags_.tag(at);
        if (!tag) {
            const bool could_begin_a_tag =
                at + 1 < html_.size() && (text::is_alpha(html_[at + 1]) || html_[at + 1] == '/' ||
                                          html_[at + 1] == '!' || html_[at + 1] == '?');
            scanned_.text += could_begin_a_tag ? "&lt;" : "<";
            return at + 1;
        }
        const Element* const found = element(tag->name);
        if (tag->closing) {
            end(found, at, *tag);
            return tag->end;
        }
        if (found && found->has(Element::raw_text))
            return raw_text(*found, at, *tag);
        if (found && found->name == "svg")
            return drawing(*tag);
        if (text::iequals(tag->name, "plaintext"))
            return tag->end;
        start(found, at, *tag);
        return tag->end;
    }

    std::size_t raw_text(const Element& found, std::size_t at, const Tag& tag) {
        const std::size_t close = tags_.end_tag_of(tag.name, tag.end);
        const std::size_t stop = std::min(close, html_.size());
        const std::string_view content = html_.substr(tag.end, stop - tag.end);
        const std::optional<Tag> end = close == npos ? std::nullopt : tags_.tag(close);
        const std::size_t after = end ? end->end : html_.size();
        if (found.name == "style" || (found.name == "script" && !carries_data(tag.attributes)))
            return after;
        if (!count_element())
            return after;
        write_start(at, tag);
        if (found.name == "script") {
            text::append(scanned_.text, scanned_.data.size());
            scanned_.data.push_back(content);
        } else {
            scanned_.text += content;
        }
        scanned_.text += text::cat("</", found.name, '>');
        return after;
    }

    std::size_t drawing(const Tag& tag) {
        if (tag.self_closing)
            return tag.end;
        const std::size_t close = tags_.end_tag_of("svg", tag.end);
        const std::optional<Tag> end = close == npos ? std::nullopt : tags_.tag(close);
        return end ? end->end : tag.end;
    }

    void start(const Element* found, std::size_t at, const Tag& tag) {
        if (found)
            close(open_.closed_by_start(*found), *found);
        const bool hollow = found && found->has(Element::hollow);
        // Of anchors the parser keeps one open.
        const bool formatting =
            found && found->has(Element::formatting) && found->sibling != Element::Sibling::anchor;
        if (!hollow &&
            (open_.depth() >= max_depth || (formatting && formatting_ >= max_formatting))) {
            too_deep_ = true;
            if (!formatting)
                cut_.push_back(tag.name);
            return;
        }
        if (!count_element())
            return;
        if (formatting)
            ++formatting_;
        if (!hollow)
            open_.push(found, tag.name);
        else if (found->name == "br")
            break_end_ = tag.end;
        write_start(at, tag);
    }

    void end(const Element* found, std::size_t at, const Tag& tag) {
        if (found && found->name == "br" && at == break_end_)  // `<br></br>` is one
            return;
        if (!cut_.empty() && text::iequals(cut_.back(), tag.name)) {
            cut_.pop_back();
            return;
        }
        const std::size_t closed = open_.closed_by_end(found, tag.name);
        if (closed == 0 && (too_deep_ || too_many_elements_))
            return;
        if (closed > 0)
            cut_.clear();
        if (found)
            close(closed, *found);
        else
            close(closed);
        if (found && found->has(Element::formatting) && formatting_ > 0)
            --formatting_;
        scanned_.text += html_.substr(at, tag.end - at);
    }

    /// Closes the innermost `count` elements. What a table's cell leaves open ends with it; what
    /// other blocks leave open comes to life again behind them.
    void close(std::size_t count) {
        std::size_t formatting = 0;
        for (; count > 0; --count) {
            const Element* const closed = open_.pop().element;
            if (closed && closed->has(Element::formatting))
                ++formatting;
            if (closed && closed->has(Element::fence))
                formatting_ -= std::min(formatting_, std::exchange(formatting, 0));
        }
    }

    /// The same, for what the tag of `by` closes. Formatting elements leave the blocks inside them
    /// open.
    void close(std::size_t count, const Element& by) {
        if (count > 0 && by.has(Element::formatting) && open_.block_among(count - 1))
            open_.remove(count);
        else
            close(count);
    }

    bool count_element() {
        too_many_elements_ = too_many_elements_ || ++elements_ > max_elements;
        return !too_many_elements_;
    }

    void write_start(std::size_t at, const Tag& tag) {
        const std::size_t shortest_attribute = 2;
        if (tag.attributes.size() / shortest_attribute <= crowded) {
            scanned_.text += html_.substr(at, tag.end - at);
            return;
        }
        const std::size_t allowed = std::min(max_attributes, crowded + (max_crowding - crowding_));
        std::size_t count = 0;
        std::string_view rest = tag.attributes;
        while (count < allowed && next_attribute(rest))
            ++count;
        if (count > crowded)
            crowding_ += count - crowded;
        const bool more = !text::trim(rest).empty() && next_attribute(rest);
        if (!more) {
            scanned_.text += html_.substr(at, tag.end - at);
            return;
        }
        too_many_attributes_ = true;
        write_first(tag, count);
    }

    void write_first(const Tag& tag, std::size_t count) {
        scanned_.text += text::cat('<', tag.name);
        std::string_view rest = tag.attributes;
        for (std::size_t n = 0; n < count; ++n) {
            const std::size_t before = rest.size();
            const std::string_view from = rest;
            next_attribute(rest);
            scanned_.text += text::cat(' ', from.substr(0, before - rest.size()));
        }
        scanned_.text += '>';
    }

    void tell() {
        if (too_deep_)
            scanned_.warnings.push_back(
                text::cat("elements nested deeper than ", max_depth, " were left out"));
        if (too_many_attributes_)
            scanned_.warnings.push_back(
                "elements with very many attributes kept the first of them");
        if (too_many_elements_)
            scanned_.warnings.push_back(
                text::cat("only the first ", max_elements, " elements were kept"));
    }

    std::string_view html_;
    TagReader tags_;
    ScannedHtml scanned_;
    OpenElements open_;
    std::vector<std::string_view> cut_;  // start tags left out whose end tags may come yet
    std::size_t break_end_ = npos;       // where the last `<br>` ended
    std::size_t formatting_ = 0;
    std::size_t elements_ = 0;
    std::size_t crowding_ = 0;
    bool too_deep_ = false;
    bool too_many_attributes_ = false;
    bool too_many_elements_ = false;
};

}  // namespace

ScannedHtml scan_html(std::string_view html) {
    return Scan(html).run();
}

}  // namespace stet::markup

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

// Elements take some hundred bytes each in the parser and in the tree, and some thousand in an
// update; what a page says is copied more than once. Real pages have a tenth of either.
constexpr std::size_t max_elements = 100'000;
constexpr std::size_t max_words = 16 << 20;
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

/// Whether the parser must see an element's attributes: a hidden input may stand in a table, those
/// of a second html or body are given to the first, fonts are told apart by theirs, and in formulas
/// they make text of markup.
bool shapes_the_tree(const Element* found, std::string_view name) {
    if (found && (found->has(Element::formula) || found->name == "font"))
        return true;
    for (const std::string_view one : {"html", "body", "input", "isindex"})
        if (text::iequals(name, one))
            return true;
    return false;
}

class Scan {
  public:
    explicit Scan(std::string_view html) : html_(html), tags_(html) {
        bones_.text.reserve(html.size() / 4);
    }

    Bones run() {
        std::size_t at = 0;
        while (at < html_.size()) {
            const std::size_t less_than = html_.find('<', at);
            write_text(html_.substr(at, less_than == npos ? npos : less_than - at), false);
            if (less_than == npos)
                break;
            at = markup(less_than);
        }
        tell();
        return std::move(bones_);
    }

  private:
    std::size_t markup(std::size_t at) {
        if (const std::size_t end = tags_.end_of_other(at); end != npos) {
            // The doctype decides whether a table ends a paragraph.
            if (text::istarts_with(html_.substr(at), "<!doctype"))
                bones_.text += html_.substr(at, end - at);
            return end;
        }
        const std::optional<Tag> tag = tags_.tag(at);
        if (!tag) {
            const bool could_begin_a_tag =
                at + 1 < html_.size() && (text::is_alpha(html_[at + 1]) || html_[at + 1] == '/' ||
                                          html_[at + 1] == '!' || html_[at + 1] == '?');
            bones_.text += could_begin_a_tag ? "&lt;" : "<";
            return at + 1;
        }
        const Element* const found = element(tag->name);
        if (tag->closing) {
            end(found, at, *tag);
            return tag->end;
        }
        if (found && found->has(Element::raw_text))
            return raw_text(*found, *tag);
        if (found && found->name == "svg")
            return drawing(*tag);
        if (text::iequals(tag->name, "plaintext"))
            return tag->end;
        start(found, *tag);
        return tag->end;
    }

    std::size_t raw_text(const Element& found, const Tag& tag) {
        const std::size_t close = tags_.end_tag_of(tag.name, tag.end);
        const std::size_t stop = std::min(close, html_.size());
        const std::string_view content = html_.substr(tag.end, stop - tag.end);
        const std::optional<Tag> end = close == npos ? std::nullopt : tags_.tag(close);
        const std::size_t after = end ? end->end : html_.size();
        if (found.name == "style" || (found.name == "script" && !carries_data(tag.attributes)))
            return after;
        if (!count_element())
            return after;
        write_start(&found, tag);
        write_text(content, found.name != "title" && found.name != "textarea");
        bones_.text += text::cat("</", found.name, '>');
        return after;
    }

    std::size_t drawing(const Tag& tag) {
        if (tag.self_closing)
            return tag.end;
        const std::size_t close = tags_.end_tag_of("svg", tag.end);
        const std::optional<Tag> end = close == npos ? std::nullopt : tags_.tag(close);
        return end ? end->end : tag.end;
    }

    void start(const Element* found, const Tag& tag) {
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
        pres_ += is_pre(found) ? 1 : 0;
        write_start(found, tag);
    }

    static bool is_pre(const Element* found) { return found && found->name == "pre"; }

    void end(const Element* found, std::size_t at, const Tag& tag) {
        if (is_pre(found) && pres_ > 0)
            --pres_;
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
        bones_.text += text::cat("</", tag.name, '>');
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

    /// Blanks at the start of a text matter to the parser by themselves. Outside of `pre` one says
    /// as much as the margin of a page's source.
    void write_text(std::string_view text, bool raw) {
        constexpr std::string_view blanks = " \t\n\f\r";
        const std::size_t start = std::min(text.find_first_not_of(blanks), text.size());
        bones_.text += text.substr(0, pres_ > 0 ? start : std::min<std::size_t>(start, 1));
        text.remove_prefix(start);
        if (text.empty())
            return;
        words_ += text.size();
        if (words_ <= max_words)
            bones_.add_words(text, !raw);
    }

    void write_start(const Element* found, const Tag& tag) {
        const std::string_view attributes = bounded(tag.attributes);
        const bool shaping = shapes_the_tree(found, tag.name);
        if (!shaping && attributes.size() > 1)
            bones_.add_attributes(attributes);
        bones_.text += '<';
        bones_.text += tag.name;
        if (shaping)
            bones_.text += attributes;
        bones_.text += '>';
    }

    /// The first attributes, as many as are allowed.
    std::string_view bounded(std::string_view attributes) {
        const std::size_t shortest_attribute = 2;
        if (attributes.size() / shortest_attribute <= crowded)
            return attributes;
        const std::size_t allowed = std::min(max_attributes, crowded + (max_crowding - crowding_));
        std::size_t count = 0;
        std::string_view rest = attributes;
        while (count < allowed && next_attribute(rest))
            ++count;
        if (count > crowded)
            crowding_ += count - crowded;
        const std::string_view first = attributes.substr(0, attributes.size() - rest.size());
        if (!text::trim(rest).empty() && next_attribute(rest))
            too_many_attributes_ = true;
        return first;
    }

    void tell() {
        if (too_deep_)
            bones_.warnings.push_back(
                text::cat("elements nested deeper than ", max_depth, " were left out"));
        if (too_many_attributes_)
            bones_.warnings.push_back("elements with very many attributes kept the first of them");
        if (too_many_elements_)
            bones_.warnings.push_back(
                text::cat("only the first ", max_elements, " elements were kept"));
        if (words_ > max_words)
            bones_.warnings.push_back(
                text::cat("only the first ", max_words >> 20, " MiB of text were kept"));
    }

    std::string_view html_;
    TagReader tags_;
    Bones bones_;
    OpenElements open_;
    std::vector<std::string_view> cut_;  // start tags left out whose end tags may come yet
    std::size_t pres_ = 0;               // that are open
    std::size_t break_end_ = npos;       // where the last `<br>` ended
    std::size_t formatting_ = 0;
    std::size_t elements_ = 0;
    std::size_t words_ = 0;  // bytes of text
    std::size_t crowding_ = 0;
    bool too_deep_ = false;
    bool too_many_attributes_ = false;
    bool too_many_elements_ = false;
};

}  // namespace

Bones scan_html(std::string_view html) {
    return Scan(html).run();
}

}  // namespace stet::markup

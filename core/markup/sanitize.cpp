#include "markup/sanitize.h"

#include <algorithm>

#include "markup/elements.h"
#include "markup/safe_html.h"
#include "markup/tags.h"
#include "text/ascii.h"
#include "text/entities.h"

namespace stet::markup {

namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Old names for elements, and the prefixes under which XHTML stands in feeds.
const Element* element_of(std::string_view name) {
    for (std::string_view prefix : {"xhtml:", "html:", "h:"})
        if (text::istarts_with(name, prefix))
            name.remove_prefix(prefix.size());
    return text::iequals(name, "image") ? element("img") : element(name);
}

/// Copies a text into a SafeHtml, token by token.
class Sanitizing {
  public:
    Sanitizing(std::string_view html, std::string_view base)
        : html_(html), tags_(html), out_(base) {}

    std::string run() {
        std::size_t at = 0;
        while (at < html_.size()) {
            const std::size_t less_than = html_.find('<', at);
            text(html_.substr(at, less_than == npos ? npos : less_than - at));
            if (less_than == npos)
                break;
            at = markup(less_than);
        }
        return out_.finish();
    }

  private:
    void text(std::string_view raw) {
        if (raw.find('&') == npos)
            out_.text(raw);
        else
            out_.text(text::decode_entities(raw));
    }

    /// Deals with what begins at a `<` and returns where the text goes on.
    std::size_t markup(std::size_t at) {
        constexpr std::string_view raw_start = "<![CDATA[", raw_end = "]]>";
        if (html_.substr(at).starts_with(raw_start) && at < no_raw_end_from_) {
            const std::size_t start = at + raw_start.size();
            const std::size_t end = html_.find(raw_end, start);
            if (end != npos) {
                out_.text(html_.substr(start, end - start));
                return end + raw_end.size();
            }
            no_raw_end_from_ = at;
        }
        if (const std::size_t end = tags_.end_of_other(at); end != npos)
            return end;
        const std::optional<Tag> tag = tags_.tag(at);
        if (!tag) {
            out_.text("<");
            return at + 1;
        }
        const Element* const found = element_of(tag->name);
        if (tag->closing) {
            out_.end(found);
            return tag->end;
        }
        if (found && found->has(Element::unwanted))
            return tag->self_closing ? tag->end : past_content(*found, *tag);
        start(found, *tag);
        return tag->end;
    }

    void start(const Element* found, const Tag& tag) {
        if (!out_.start(found))
            return;
        std::string_view rest = tag.attributes;
        while (const std::optional<RawAttribute> attribute = next_attribute(rest))
            if (attribute->value.find('&') == npos)
                out_.attribute(attribute->name, attribute->value);
            else
                out_.attribute(attribute->name, decode_attribute(attribute->value));
        out_.finish_start();
    }

    /// Where the text goes on after an element that is left out with its content. One that is
    /// never closed loses its tag only: the rest of the text is worth more.
    std::size_t past_content(const Element& left_out, const Tag& tag) {
        std::size_t depth = 1;
        std::size_t at = tag.end;
        while (depth > 0) {
            const std::size_t close = tags_.end_tag_of(tag.name, at);
            if (close == npos)
                return at;
            if (!left_out.has(Element::raw_text))
                depth += opened_between(left_out, at, close);
            --depth;
            const std::optional<Tag> end = tags_.tag(close);
            at = end ? end->end : close + 2;
        }
        return at;
    }

    std::size_t opened_between(const Element& wanted, std::size_t from, std::size_t to) {
        std::size_t opened = 0;
        for (std::size_t at = html_.find('<', from); at < to; at = html_.find('<', at + 1)) {
            const std::string_view rest = html_.substr(at + 1, wanted.name.size() + 1);
            if (rest.size() > wanted.name.size() && text::istarts_with(rest, wanted.name) &&
                !text::is_alnum(rest.back()))
                ++opened;
        }
        return opened;
    }

    std::string_view html_;
    TagReader tags_;
    SafeHtml out_;
    std::size_t no_raw_end_from_ = npos;
};

}  // namespace

std::string sanitize(std::string_view html, std::string_view base) {
    return Sanitizing(html, base).run();
}

std::string sanitize(const Node& top, std::string_view base) {
    SafeHtml out(base);
    // Where each open element of the tree was before it was begun, so that its end closes all that
    // was opened inside.
    std::vector<std::size_t> depths;
    const Node* node = top.first_child;
    while (node) {
        if (node->kind == Node::Kind::text) {
            out.text(node->text);
        } else {
            const Element* const found = element_of(node->name);
            const bool unwanted = found && found->has(Element::unwanted);
            const bool written = !unwanted && out.start(found);
            if (written) {
                for (const Attribute& attribute : node->attributes)
                    if (attribute.space.empty())
                        out.attribute(attribute.name, attribute.value);
                out.finish_start();
            }
            if (!unwanted && node->first_child) {
                const bool closes = written && !found->has(Element::hollow);
                depths.push_back(closes ? out.depth() - 1 : npos);
                node = node->first_child;
                continue;
            }
            if (written && !found->has(Element::hollow))
                out.close_to(out.depth() - 1);
        }
        while (!node->next && node->parent != &top) {
            node = node->parent;
            out.close_to(depths.back());
            depths.pop_back();
        }
        node = node->next;
    }
    return out.finish();
}

}  // namespace stet::markup

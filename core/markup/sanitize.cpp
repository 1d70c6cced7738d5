#include "markup/sanitize.h"

#include <algorithm>

#include "markup/elements.h"
#include "markup/safe_html.h"
#include "markup/tokens.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/entities.h"

namespace stet::markup {

namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Without the prefixes under which XHTML, MathML and SVG stand in feeds.
std::string_view local_name(std::string_view name) {
    if (name.find(':') == npos)
        return name;
    for (std::string_view prefix : {"xhtml:", "html:", "h:", "svg:", "math:", "mml:", "m:"})
        if (text::istarts_with(name, prefix))
            return name.substr(prefix.size());
    return name;
}

/// Copies a text into a SafeHtml, token by token.
class Sanitizing {
  public:
    Sanitizing(std::string_view html, std::string_view base) : tokens_(html), out_(base) {}

    std::string run() {
        Token token;
        while (tokens_.next(token)) {
            switch (token.kind) {
                case Token::Kind::text:
                    text(token.text);
                    break;
                case Token::Kind::raw:
                    out_.text(token.text);
                    break;
                case Token::Kind::start:
                    start(token.tag);
                    break;
                case Token::Kind::end:
                    out_.end(out_.ending(local_name(token.tag.name)));
                    break;
            }
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

    void start(const Tag& tag) {
        const Element* const found = out_.starting(local_name(tag.name));
        if (found && found->has(Element::unwanted)) {
            tokens_.skip(tag, !found->has(Element::raw_text));
            return;
        }
        if (!out_.start(found))
            return;
        std::string_view rest = tag.attributes;
        while (const std::optional<RawAttribute> attribute = next_attribute(rest))
            if (attribute->value.find('&') == npos)
                out_.attribute(attribute->name, attribute->value);
            else
                out_.attribute(attribute->name, decode_attribute(attribute->value));
        out_.finish_start();
        if (tag.self_closing && (found->has(Element::formula) || found->has(Element::drawing)))
            out_.close_to(out_.depth() - 1);
    }

    Tokens tokens_;
    SafeHtml out_;
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
            const Element* const found = out.starting(local_name(node->name));
            const bool unwanted = found && found->has(Element::unwanted);
            const bool written = !unwanted && out.start(found);
            if (written) {
                for (const Attribute& attribute : node->attributes)
                    if (attribute.space.empty())
                        out.attribute(attribute.name, attribute.value);
                    else if (attribute.space == "http://www.w3.org/1999/xlink")
                        out.attribute(text::cat("xlink:", attribute.name), attribute.value);
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

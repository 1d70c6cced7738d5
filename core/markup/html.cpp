#include "markup/html.h"

#include <memory>
#include <optional>

#include <gumbo.h>

#include "markup/html_scan.h"
#include "text/ascii.h"

namespace stet::markup {

namespace {

struct Destroy {
    void operator()(GumboOutput* output) const {
        gumbo_destroy_output(&kGumboDefaultOptions, output);
    }
};
using Output = std::unique_ptr<GumboOutput, Destroy>;

const GumboVector& children_of(const GumboNode& node) {
    return node.type == GUMBO_NODE_DOCUMENT ? node.v.document.children : node.v.element.children;
}

/// Copies what the parser built into a Tree.
class Copy {
  public:
    Copy(Tree& tree, const ScannedHtml& scanned) : tree_(tree), scanned_(scanned) {}

    void below(const GumboNode& top, Node& parent) {
        struct Place {
            const GumboVector* children;
            unsigned int next;
            Node* parent;
        };
        std::vector<Place> places = {{&children_of(top), 0, &parent}};
        while (!places.empty()) {
            Place& place = places.back();
            if (place.next == place.children->length) {
                places.pop_back();
                continue;
            }
            const auto* const child =
                static_cast<const GumboNode*>(place.children->data[place.next++]);
            if (child->type != GUMBO_NODE_ELEMENT && child->type != GUMBO_NODE_TEMPLATE) {
                text(*child, *place.parent);
                continue;
            }
            Node& copied = element(*child, *place.parent);
            if (!data(*child, copied))
                places.push_back({&children_of(*child), 0, &copied});
        }
    }

  private:
    Node& element(const GumboNode& from, Node& parent) {
        const GumboElement& read = from.v.element;
        Node& node = tree_.add_element(parent, name_of(read), space_of(read));
        node.line = read.start_pos.line;
        attributes_.clear();
        for (unsigned int n = 0; n < read.attributes.length; ++n) {
            const auto* const attribute =
                static_cast<const GumboAttribute*>(read.attributes.data[n]);
            attributes_.push_back({tree_.keep(attribute->name), {}, tree_.keep(attribute->value)});
        }
        tree_.set_attributes(node, attributes_);
        return node;
    }

    std::string_view name_of(const GumboElement& read) {
        if (read.tag != GUMBO_TAG_UNKNOWN)
            return gumbo_normalized_tagname(read.tag);
        GumboStringPiece piece = read.original_tag;
        gumbo_tag_from_original_text(&piece);
        return tree_.keep(text::lower(std::string_view(piece.data, piece.length)));
    }

    static std::string_view space_of(const GumboElement& read) {
        switch (read.tag_namespace) {
            case GUMBO_NAMESPACE_SVG:
                return "svg";
            case GUMBO_NAMESPACE_MATHML:
                return "math";
            case GUMBO_NAMESPACE_HTML:
                break;
        }
        return {};
    }

    void text(const GumboNode& from, Node& parent) {
        if (from.type == GUMBO_NODE_COMMENT)
            return;
        Node& node = tree_.add_text(parent, tree_.keep(from.v.text.text));
        node.raw = from.type == GUMBO_NODE_CDATA;
        node.line = from.v.text.start_pos.line;
    }

    /// Puts the content of a script back that the scan took out.
    bool data(const GumboNode& from, Node& node) {
        const GumboVector& children = from.v.element.children;
        if (from.v.element.tag != GUMBO_TAG_SCRIPT || children.length != 1)
            return false;
        const auto* const number = static_cast<const GumboNode*>(children.data[0]);
        if (number->type != GUMBO_NODE_TEXT)
            return false;
        const auto index = text::parse_number<std::size_t>(number->v.text.text);
        if (!index || *index >= scanned_.data.size())
            return false;
        tree_.add_text(node, tree_.keep(scanned_.data[*index]));
        return true;
    }

    Tree& tree_;
    const ScannedHtml& scanned_;
    std::vector<Attribute> attributes_;
};

Tree read(std::string_view text, std::optional<GumboTag> context) {
    ScannedHtml scanned = scan_html(text);
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    if (context)
        options.fragment_context = *context;
    const Output output(
        gumbo_parse_with_options(&options, scanned.text.data(), scanned.text.size()));
    Tree tree;
    if (output)
        Copy(tree, scanned).below(context ? *output->root : *output->document, tree.root());
    tree.warnings = std::move(scanned.warnings);
    return tree;
}

}  // namespace

Tree parse_html(std::string_view text) {
    return read(text, std::nullopt);
}

Tree parse_html_fragment(std::string_view text) {
    return read(text, GUMBO_TAG_DIV);
}

}  // namespace stet::markup

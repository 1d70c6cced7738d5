#include "markup/html.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include <gumbo.h>

#include "base/arena.h"
#include "markup/html_scan.h"
#include "markup/tags.h"
#include "text/ascii.h"

namespace stet::markup {

namespace {

const GumboVector& children_of(const GumboNode& node) {
    return node.type == GUMBO_NODE_DOCUMENT ? node.v.document.children : node.v.element.children;
}

/// Copies what the parser built into a Tree.
class Copy {
  public:
    Copy(Tree& tree, const Bones& bones) : tree_(tree), bones_(bones) {}

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
            places.push_back({&children_of(*child), 0, &element(*child, *place.parent)});
        }
    }

  private:
    Node& element(const GumboNode& from, Node& parent) {
        const GumboElement& read = from.v.element;
        Node& node = tree_.add_element(parent, name_of(read), space_of(read));
        attributes_.clear();
        for (unsigned int n = 0; n < read.attributes.length; ++n) {
            const auto* const attribute =
                static_cast<const GumboAttribute*>(read.attributes.data[n]);
            attributes_.push_back({tree_.keep(attribute->name), {}, tree_.keep(attribute->value)});
        }
        // Elements that the parser put in have no tag in the text.
        if (read.original_tag.data)
            add_written(bones_.attributes(
                static_cast<std::size_t>(read.original_tag.data - bones_.text.data())));
        tree_.set_attributes(node, attributes_);
        return node;
    }

    /// The first attribute of a name counts.
    void add_written(std::string_view rest) {
        while (const std::optional<RawAttribute> written = next_attribute(rest)) {
            if (written_ == most_attributes)
                return;
            const std::string name = text::lower(written->name);
            if (std::ranges::find(attributes_, name, &Attribute::name) != attributes_.end())
                continue;
            ++written_;
            attributes_.push_back({tree_.keep(name), {}, value_of(written->value)});
        }
    }

    std::string_view value_of(std::string_view written) {
        if (written.find_first_of(std::string_view("&\r\0", 3)) == std::string_view::npos)
            return tree_.keep(written);
        if (written.find('\r') == std::string_view::npos)
            return tree_.keep(decode_attribute(written));
        return tree_.keep(decode_attribute(text::replace_all(written, "\r\n", "\n")));
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
        const std::string_view words = bones_.words(from.v.text.text, buffer_);
        tree_.add_text(parent, tree_.keep(words)).raw = from.type == GUMBO_NODE_CDATA;
    }

    // More than any page has; they take memory.
    static constexpr std::size_t most_attributes = 1'000'000;

    Tree& tree_;
    const Bones& bones_;
    std::vector<Attribute> attributes_;
    std::string buffer_;
    std::size_t written_ = 0;
};

Tree read(std::string_view text, std::optional<GumboTag> context) {
    std::string clean;  // NUL, which would be part of a name inside a tag
    if (text.find('\0') != std::string_view::npos) {
        clean = text;
        std::erase(clean, '\0');
        text = clean;
    }
    Bones bones = scan_html(text);
    Arena parsers;  // what the parser makes: taken back without a walk through it
    parsers.expect(text.size());
    GumboOptions options = kGumboDefaultOptions;
    options.userdata = &parsers;
    options.allocator = [](void* arena, std::size_t size) {
        return static_cast<Arena*>(arena)->allocate(size, alignof(std::max_align_t));
    };
    options.deallocator = [](void*, void*) {};
    options.max_errors = 0;
    if (context)
        options.fragment_context = *context;
    const GumboOutput* const output =
        gumbo_parse_with_options(&options, bones.text.data(), bones.text.size());
    Tree tree(text.size());
    if (output)
        Copy(tree, bones).below(context ? *output->root : *output->document, tree.root());
    tree.warnings = std::move(bones.warnings);
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

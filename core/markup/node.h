#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/result.h"

/// HTML5 and XML as one tree.
namespace stet::markup {

struct Attribute {
    std::string_view name;   ///< local name; in HTML in lower case
    std::string_view space;  ///< namespace URI; empty in HTML and for attributes without prefix
    std::string_view value;  ///< references decoded
};

/// An element or a run of text. Everything it points to lives in its Tree, or in the text that the
/// tree was read from.
struct Node {
    enum class Kind : std::uint8_t {
        element,
        text,
        cut,  ///< XML that is still to be read: `text`, and in `attributes` the prefixes around it
    };

    Kind kind = Kind::element;
    bool raw = false;       ///< text that stood in CDATA
    std::string_view name;  ///< local name of an element; in HTML in lower case
    std::string_view
        space;  ///< namespace URI of an XML element; empty in HTML (svg, math: their name)
    std::string_view text;  ///< of a text
    std::span<const Attribute> attributes;
    Node* parent = nullptr;
    Node* first_child = nullptr;
    Node* last_child = nullptr;
    Node* previous = nullptr;
    Node* next = nullptr;

    bool is(std::string_view element_name) const {
        return kind == Kind::element && name == element_name;
    }
    bool is(std::string_view space_uri, std::string_view element_name) const {
        return is(element_name) && space == space_uri;
    }
    /// The value of an attribute without namespace, or nullptr.
    const std::string_view* find(std::string_view attribute) const;
    /// The same, empty where it is absent.
    std::string_view operator[](std::string_view attribute) const;
    /// The value of an attribute of a namespace, empty where it is absent.
    std::string_view attribute(std::string_view space_uri, std::string_view attribute_name) const;
    /// Whether the class attribute names `one` class, in any case.
    bool has_class(std::string_view one) const;
};

/// The next node in document order below `top`, after `node`; nullptr at the end.
/// `for (Node* n = top; n; n = following(*n, top))`
Node* following(const Node& node, const Node* top);
/// The next one that is not inside `node`.
Node* following_past(const Node& node, const Node* top);

/// Owns nodes and strings.
class Tree {
  public:
    Tree();
    /// For about so many bytes of nodes and strings.
    explicit Tree(std::size_t expected);
    Tree(Tree&&) noexcept;
    Tree& operator=(Tree&&) noexcept;

    /// A nameless element above everything.
    Node& root() { return *root_; }
    const Node& root() const { return *root_; }

    std::vector<std::string> warnings;  ///< what had to be mended
    bool cut = false;  ///< XML: the text ended inside an item or, if it has none, an element

    // For those who build trees. Names and texts are not copied: they are constants, or kept.
    Node& add_element(Node& parent, std::string_view name, std::string_view space);
    Node& add_text(Node& parent, std::string_view text);
    void set_attributes(Node& node, std::span<const Attribute> attributes);
    /// A copy of the characters that lives as long as the tree's nodes.
    std::string_view keep(std::string_view text);
    /// Takes `node` out of its parent, with all below it.
    static void remove(Node& node);
    /// Takes out all nodes and keeps some of their memory for the next ones.
    void clear();

  private:
    Node& add(Node& parent);

    Arena arena_;
    Node* root_ = nullptr;
};

/// What documents may be made of before their reading is cut off with a warning.
inline constexpr std::size_t max_depth = 256;
inline constexpr std::size_t max_attributes = 1000;
/// Feeds with a larger item are refused: it is copied more than once on its way to a record.
inline constexpr std::size_t max_item_bytes = 16 << 20;
/// What is said of them.
Error too_large_item();

}  // namespace stet::markup

#include "markup/node.h"

#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "text/ascii.h"
#include "text/cat.h"

namespace stet::markup {

// Nodes and attributes live in blocks of bytes that are given back without destroying them.
static_assert(std::is_trivially_destructible_v<Node>);
static_assert(std::is_trivially_destructible_v<Attribute>);

const std::string_view* Node::find(std::string_view attribute_name) const {
    for (const Attribute& one : attributes)
        if (one.space.empty() && one.name == attribute_name)
            return &one.value;
    return nullptr;
}

std::string_view Node::operator[](std::string_view attribute_name) const {
    const std::string_view* value = find(attribute_name);
    return value ? *value : std::string_view();
}

std::string_view Node::attribute(std::string_view space_uri,
                                 std::string_view attribute_name) const {
    for (const Attribute& one : attributes)
        if (one.name == attribute_name && one.space == space_uri)
            return one.value;
    return {};
}

bool Node::has_class(std::string_view one) const {
    const std::string_view names = (*this)["class"];
    for (std::size_t at = one.empty() ? names.npos : text::ifind(names, one); at != names.npos;
         at = text::ifind(names, one, at + 1)) {
        const std::size_t end = at + one.size();
        if ((at == 0 || text::is_space(names[at - 1])) &&
            (end == names.size() || text::is_space(names[end])))
            return true;
    }
    return false;
}

Node* following(const Node& node, const Node* top) {
    return node.first_child ? node.first_child : following_past(node, top);
}

Node* following_past(const Node& node, const Node* top) {
    for (const Node* at = &node; at && at != top; at = at->parent)
        if (at->next)
            return at->next;
    return nullptr;
}

Tree::Tree() {
    root_ = new (arena_.allocate(sizeof(Node), alignof(Node))) Node;
}

Tree::Tree(std::size_t expected) {
    arena_.expect(expected);
    root_ = new (arena_.allocate(sizeof(Node), alignof(Node))) Node;
}

Tree::Tree(Tree&& other) noexcept
    : warnings(std::move(other.warnings)),
      cut(other.cut),
      arena_(std::move(other.arena_)),
      root_(std::exchange(other.root_, nullptr)) {}

Tree& Tree::operator=(Tree&& other) noexcept {
    warnings = std::move(other.warnings);
    cut = other.cut;
    arena_ = std::move(other.arena_);
    root_ = std::exchange(other.root_, nullptr);
    return *this;
}

Node& Tree::add(Node& parent) {
    Node* const node = new (arena_.allocate(sizeof(Node), alignof(Node))) Node;
    node->parent = &parent;
    node->previous = parent.last_child;
    if (parent.last_child)
        parent.last_child->next = node;
    else
        parent.first_child = node;
    parent.last_child = node;
    return *node;
}

Node& Tree::add_element(Node& parent, std::string_view name, std::string_view space) {
    Node& node = add(parent);
    node.name = name;
    node.space = space;
    return node;
}

Node& Tree::add_text(Node& parent, std::string_view text) {
    Node& node = add(parent);
    node.kind = Node::Kind::text;
    node.text = text;
    return node;
}

void Tree::set_attributes(Node& node, std::span<const Attribute> attributes) {
    node.attributes = {};
    if (attributes.empty())
        return;
    auto* const place = static_cast<Attribute*>(
        arena_.allocate(attributes.size() * sizeof(Attribute), alignof(Attribute)));
    std::uninitialized_copy(attributes.begin(), attributes.end(), place);
    node.attributes = {place, attributes.size()};
}

std::string_view Tree::keep(std::string_view text) {
    if (text.empty())
        return {};
    char* const place = static_cast<char*>(arena_.allocate(text.size(), 1));
    std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
}

void Tree::remove(Node& node) {
    if (!node.parent)
        return;
    (node.previous ? node.previous->next : node.parent->first_child) = node.next;
    (node.next ? node.next->previous : node.parent->last_child) = node.previous;
    node.parent = node.previous = node.next = nullptr;
}

void Tree::clear() {
    arena_.clear();
    root_ = new (arena_.allocate(sizeof(Node), alignof(Node))) Node;
    warnings.clear();
    cut = false;
}

Error too_large_item() {
    return {Error::Kind::too_large,
            text::cat("an item has more than ", max_item_bytes >> 20, " MiB"),
            {},
            {}};
}

}  // namespace stet::markup

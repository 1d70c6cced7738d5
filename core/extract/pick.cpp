#include "extract/pick.h"

#include <algorithm>

#include "text/ascii.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;

bool is_attribute(string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return text::is_alnum(c) || c == '-' || c == '_' || c == ':';
    });
}

}  // namespace

Result<Pick> Pick::compile(string_view words) {
    Pick pick;
    words = text::trim(words);
    if (words.empty())
        return pick;
    // An at sign inside a selector stands in quotes and brackets, and something follows it there.
    const std::size_t at = words.rfind('@');
    if (at != string_view::npos && is_attribute(words.substr(at + 1))) {
        pick.attribute_ = text::lower(words.substr(at + 1));
        words = text::trim(words.substr(0, at));
    }
    pick.given_ = true;
    if (words.empty())
        return pick;
    Result<markup::Selector> selector = markup::Selector::compile(words);
    if (!selector)
        return selector.error();
    pick.selector_ = std::move(*selector);
    return pick;
}

bool Pick::matches(const Node& node) const {
    return selector_ && node.kind == Node::Kind::element && selector_->matches(node);
}

std::vector<Node*> Pick::in(std::span<Node* const> parts) const {
    std::vector<Node*> found;
    if (is_of_item() && !parts.empty() && parts.front()->find(attribute_))
        found.push_back(parts.front());
    if (!selector_)
        return found;
    for (Node* const part : parts)
        for (Node* node = part; node;) {
            if (!matches(*node)) {
                node = markup::following(*node, part);
                continue;
            }
            found.push_back(node);
            node = node == part ? nullptr : markup::following_past(*node, part);
        }
    return found;
}

std::vector<Node*> Pick::in(Node& top) const {
    Node* const whole = &top;
    return in(std::span<Node* const>(&whole, 1));
}

}  // namespace stet::page

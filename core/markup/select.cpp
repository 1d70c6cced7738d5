#include "markup/select.h"

#include <algorithm>
#include <utility>

#include "markup/selector.h"
#include "text/ascii.h"

namespace stet::markup {

namespace {

using selector::Combinator;
using selector::Complex;
using selector::Compound;
using selector::List;
using selector::Simple;

const Node* sibling(const Node& node, Node* Node::*towards) {
    const Node* one = node.*towards;
    while (one && one->kind != Node::Kind::element)
        one = one->*towards;
    return one;
}

bool fits(long place, const Simple& formula) {
    const long rest = place - formula.offset;
    return formula.step == 0 ? rest == 0 : rest % formula.step == 0 && rest / formula.step >= 0;
}

bool equal(std::string_view a, std::string_view b, bool any_case) {
    return any_case ? text::iequals(a, b) : a == b;
}

bool has_word(std::string_view value, const Simple& wanted) {
    if (wanted.value.empty())
        return false;
    while (!value.empty()) {
        const std::size_t end = std::min(value.find_first_of(" \t\n\r\f"), value.size());
        if (equal(value.substr(0, end), wanted.value, wanted.any_case))
            return true;
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return false;
}

bool compares(std::string_view value, const Simple& wanted) {
    using Compare = Simple::Compare;
    const std::string_view part = wanted.value;
    const bool some = !part.empty() && value.size() >= part.size();
    switch (wanted.compare) {
        case Compare::present:
            return true;
        case Compare::equal:
            return equal(value, part, wanted.any_case);
        case Compare::word:
            return has_word(value, wanted);
        case Compare::dash:
            return equal(value, part, wanted.any_case) ||
                   (value.size() > part.size() && value[part.size()] == '-' &&
                    equal(value.substr(0, part.size()), part, wanted.any_case));
        case Compare::starts:
            return some && equal(value.substr(0, part.size()), part, wanted.any_case);
        case Compare::ends:
            return some && equal(value.substr(value.size() - part.size()), part, wanted.any_case);
        case Compare::contains:
            return some && (wanted.any_case ? text::ifind(value, part) : value.find(part)) !=
                               std::string_view::npos;
    }
    return false;
}

bool is_empty(const Node& node) {
    for (const Node* child = node.first_child; child; child = child->next)
        if (child->kind == Node::Kind::element || !child->text.empty())
            return false;
    return true;
}

/// Matches with bounded effort: on a page made to be slow (a hundred thousand siblings that are all
/// counted) nothing matches any more once it is spent.
class Matching {
  public:
    explicit Matching(std::size_t steps) : steps_(steps) {}

    bool any(const List& list, const Node& node) {
        return std::any_of(list.begin(), list.end(), [&](const Complex& one) {
            return up_to(one, one.compounds.size(), node, nullptr) == Match::yes;
        });
    }

  private:
    // How a failure bears on other candidates for the same compound: a selector that found no
    // ancestor from here finds none from further out.
    enum class Match { yes, not_here, not_among_siblings, nowhere };

    bool spent() { return steps_ == 0 || --steps_ == 0; }

    /// Matches the first `count` compounds, the last of them at `node`. `anchor` is where a
    /// selector inside :has starts from.
    Match up_to(const Complex& complex, std::size_t count, const Node& node, const Node* anchor) {
        if (spent())
            return Match::nowhere;
        if (count == 0)
            return &node == anchor ? Match::yes : Match::not_here;
        const Compound& compound = complex.compounds[count - 1];
        if (!node.parent || !all(compound, node))
            return Match::not_here;
        if (count == 1 && !anchor)
            return Match::yes;
        const Node* other = nullptr;
        switch (compound.combinator) {
            case Combinator::child:
                return node.parent ? up_to(complex, count - 1, *node.parent, anchor)
                                   : Match::nowhere;
            case Combinator::next:
                other = sibling(node, &Node::previous);
                return other ? up_to(complex, count - 1, *other, anchor)
                             : Match::not_among_siblings;
            case Combinator::descendant:
                for (other = node.parent; other; other = other->parent) {
                    const Match match = up_to(complex, count - 1, *other, anchor);
                    if (match == Match::yes || match == Match::nowhere)
                        return match;
                }
                return Match::nowhere;
            case Combinator::later:
                for (other = sibling(node, &Node::previous); other;
                     other = sibling(*other, &Node::previous)) {
                    const Match match = up_to(complex, count - 1, *other, anchor);
                    if (match != Match::not_here)
                        return match;
                }
                return Match::not_among_siblings;
        }
        return Match::nowhere;
    }

    bool all(const Compound& compound, const Node& node) {
        return std::all_of(compound.parts.begin(), compound.parts.end(),
                           [&](const Simple& one) { return matches(one, node); });
    }

    bool matches(const Simple& simple, const Node& node) {
        using Kind = Simple::Kind;
        switch (simple.kind) {
            case Kind::type:
                return text::iequals(node.name, simple.name);
            case Kind::id: {
                const std::string_view* id = node.find("id");
                return id && text::iequals(*id, simple.name);
            }
            case Kind::css_class:
                return node.has_class(simple.name);
            case Kind::attribute: {
                const std::string_view* value = node.find(simple.name);
                return value && compares(*value, simple);
            }
            case Kind::empty:
                return is_empty(node);
            case Kind::root:
                return !node.parent->parent;
            case Kind::is:
                return any(simple.list, node);
            case Kind::none_of:
                return !any(simple.list, node);
            case Kind::has:
                return std::any_of(simple.list.begin(), simple.list.end(),
                                   [&](const Complex& one) { return has(node, one); });
            default:
                return stands(simple, node);
        }
    }

    /// The conditions on an element's place among its siblings.
    bool stands(const Simple& simple, const Node& node) {
        using Kind = Simple::Kind;
        Node* Node::*const before = &Node::previous;
        Node* Node::*const after = &Node::next;
        switch (simple.kind) {
            case Kind::first_child:
                return !sibling(node, before);
            case Kind::last_child:
                return !sibling(node, after);
            case Kind::only_child:
                return !sibling(node, before) && !sibling(node, after);
            case Kind::first_of_type:
                return !same_type(node, before);
            case Kind::last_of_type:
                return !same_type(node, after);
            case Kind::only_of_type:
                return !same_type(node, before) && !same_type(node, after);
            case Kind::nth_child:
                return fits(place(node, before, false), simple);
            case Kind::nth_last_child:
                return fits(place(node, after, false), simple);
            case Kind::nth_of_type:
                return fits(place(node, before, true), simple);
            case Kind::nth_last_of_type:
                return fits(place(node, after, true), simple);
            default:
                return false;
        }
    }

    bool same_type(const Node& node, Node* Node::*towards) {
        for (const Node* one = sibling(node, towards); one; one = sibling(*one, towards))
            if (one->name == node.name || spent())
                return true;
        return false;
    }

    /// The place of an element among its siblings (of its type only, or all), from 1.
    long place(const Node& node, Node* Node::*towards, bool of_type) {
        long count = 1;
        for (const Node* one = sibling(node, towards); one; one = sibling(*one, towards)) {
            if (spent())
                return 0;
            if (!of_type || one->name == node.name)
                ++count;
        }
        return count;
    }

    bool has(const Node& node, const Complex& wanted) {
        const Combinator first = wanted.compounds.front().combinator;
        if (first == Combinator::descendant || first == Combinator::child)
            return below(node, wanted, node);
        for (const Node* one = sibling(node, &Node::next); one; one = sibling(*one, &Node::next))
            if (up_to(wanted, wanted.compounds.size(), *one, &node) == Match::yes ||
                below(*one, wanted, node))
                return true;
        return false;
    }

    bool below(const Node& top, const Complex& wanted, const Node& anchor) {
        for (const Node* one = following(top, &top); one; one = following(*one, &top))
            if (one->kind == Node::Kind::element &&
                up_to(wanted, wanted.compounds.size(), *one, &anchor) == Match::yes)
                return true;
        return false;
    }

    std::size_t steps_;
};

constexpr std::size_t steps_of_one = 1'000'000;
constexpr std::size_t steps_of_all = 100'000'000;

}  // namespace

struct Selector::Program {
    List list;
};

Selector::Selector(std::unique_ptr<Program> program) : program_(std::move(program)) {}
Selector::~Selector() = default;
Selector::Selector(Selector&&) noexcept = default;
Selector& Selector::operator=(Selector&&) noexcept = default;

Result<Selector> Selector::compile(std::string_view css) {
    Result<List> list = selector::parse(css);
    if (!list)
        return std::move(list.error());
    return Selector(std::make_unique<Program>(Program{std::move(*list)}));
}

bool Selector::matches(const Node& node) const {
    return node.kind == Node::Kind::element && node.parent &&
           Matching(steps_of_one).any(program_->list, node);
}

std::vector<Node*> Selector::all(const Node& top) const {
    std::vector<Node*> found;
    Matching matching(steps_of_all);
    for (Node* node = following(top, &top); node; node = following(*node, &top))
        if (node->kind == Node::Kind::element && matching.any(program_->list, *node))
            found.push_back(node);
    return found;
}

Node* Selector::first(const Node& top) const {
    Matching matching(steps_of_all);
    for (Node* node = following(top, &top); node; node = following(*node, &top))
        if (node->kind == Node::Kind::element && matching.any(program_->list, *node))
            return node;
    return nullptr;
}

}  // namespace stet::markup

#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "markup/node.h"

namespace stet::markup {

/// A CSS selector: that of Selectors Level 3 without pseudo-elements and without what needs a
/// reader or a mouse, and of Level 4 :is, :where, :has, :not with a list, and attributes compared
/// without case. Element names are compared in any case, class names and ids too; prefixes are not
/// known.
class Selector {
  public:
    /// Error::Kind::usage where `css` is no selector.
    static Result<Selector> compile(std::string_view css);

    bool matches(const Node& node) const;
    /// The matching elements below `top`, in document order.
    std::vector<Node*> all(const Node& top) const;
    Node* first(const Node& top) const;

    ~Selector();
    Selector(Selector&&) noexcept;
    Selector& operator=(Selector&&) noexcept;

  private:
    struct Program;
    explicit Selector(std::unique_ptr<Program> program);
    std::unique_ptr<Program> program_;
};

}  // namespace stet::markup

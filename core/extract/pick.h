#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "markup/node.h"
#include "markup/select.h"

namespace stet::page {

/// One selector given by hand and, after `@`, the attribute that is meant: `time@datetime`,
/// `h3 a@href`; `@data-id` alone is an attribute of the item itself. One that was not given matches
/// nothing.
class Pick {
  public:
    Pick() = default;
    /// Error::Kind::usage where `words` is no selector. Nothing is given by no words.
    static Result<Pick> compile(std::string_view words);

    bool given() const { return given_; }
    /// Whether it has no selector but an attribute of the item itself.
    bool is_of_item() const { return given_ && !selector_; }
    const std::string& attribute() const { return attribute_; }

    bool matches(const markup::Node& node) const;
    /// What it matches among the parts of an item and below them, in document order; of matches
    /// inside each other the outer one.
    std::vector<markup::Node*> in(std::span<markup::Node* const> parts) const;
    /// The same of a whole tree.
    std::vector<markup::Node*> in(markup::Node& top) const;

  private:
    bool given_ = false;
    std::optional<markup::Selector> selector_;
    std::string attribute_;
};

}  // namespace stet::page

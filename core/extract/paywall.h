#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "extract/jsonld.h"
#include "extract/outline.h"
#include "markup/node.h"

namespace stet::page {

/// What a page shows of what it sells.
class Paywall {
  public:
    /// To be asked before the page is cut up. Opens the parts that a page declares not free and
    /// sends all the same: they are often called after the wall that a script puts before them.
    Paywall(markup::Tree& tree, const Outline& outline, const Facts& facts);

    /// Whether `text`, what was found of the article, is its beginning alone.
    bool hides_rest_of(std::string_view text) const;

    /// Whether the page says that it is not free, and names a part that is nowhere in it.
    bool is_metered() const { return declared_ && parts_are_named_ && !parts_are_there_; }

  private:
    bool declared_ = false;           ///< data for machines says that it is not free
    bool parts_are_named_ = false;    ///< and which parts are not
    bool parts_are_there_ = false;    ///< and at least one of them stands in the page
    std::size_t shown_of_parts_ = 0;  ///< bytes of text in those that are there
    bool has_wall_ = false;           ///< an element that is called a wall, or that sells the rest
    bool sells_rest_ = false;         ///< words that sell the rest of the article
};

}  // namespace stet::page

#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "markup/xml_faults.h"

namespace stet::markup {

struct XmlAttribute {
    std::string_view name, value;  ///< as they stand in the text
    bool quoted = false;
};

/// The attributes of one tag after the other, in rising order of place.
class XmlAttributes {
  public:
    XmlAttributes(std::string_view text, XmlFaults& faults) : text_(text), faults_(faults) {}

    /// Reads those at `at`, which becomes the place past the tag, or npos where the text ends
    /// before. False where anything has to be mended.
    bool read(std::size_t& at, bool& self_closing);

    std::span<const XmlAttribute> list() const { return list_; }
    /// Whether a strict parser takes them as they stand, but for what their values hold.
    bool in_order() const;
    /// Whether one before the `n`th has its name.
    bool given_before(std::size_t n) const;
    bool spaced() const { return spaced_; }            ///< each had a blank before it
    bool overcrowded() const { return overcrowded_; }  ///< there were more than are kept

  private:
    std::size_t value_end(std::size_t at, char quote);

    std::string_view text_;
    XmlFaults& faults_;
    std::vector<XmlAttribute> list_;
    bool spaced_ = true;
    bool overcrowded_ = false;
    std::size_t crowding_ = 0;
    std::array<std::size_t, 2> no_quote_from_ = {std::string_view::npos, std::string_view::npos};
};

}  // namespace stet::markup

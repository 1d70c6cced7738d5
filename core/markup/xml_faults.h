#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace stet::markup {

/// What can be wrong with XML, in the order in which it is told.
enum class XmlFault : std::size_t {
    blanks_before,
    junk_before,
    junk_after,
    bare_ampersand,
    unknown_entity,
    undeclared_entity,
    bad_reference,
    forbidden_character,
    bare_less_than,
    bad_tag,
    bad_attribute,
    double_attribute,
    many_attributes,
    left_open,
    not_open,
    nested_items,
    too_deep,
    unfinished_section,
    two_roots,
    ended_early,
    count,  ///< of the faults above
};

/// The faults found in one text, each told once.
class XmlFaults {
  public:
    void say(XmlFault fault) { found_[static_cast<std::size_t>(fault)] = true; }
    bool has(XmlFault fault) const { return found_[static_cast<std::size_t>(fault)]; }
    std::vector<std::string> messages() const;

  private:
    std::array<bool, static_cast<std::size_t>(XmlFault::count)> found_{};
};

}  // namespace stet::markup

#pragma once

#include <cstdint>
#include <vector>

#include "extract/outline.h"

namespace stet::page {

/// Where the paragraphs of a page are: how many bytes of prose each element holds. What belongs to
/// menus, side columns, readers' comments, boxes of consent and lists of other stories is left out.
class Prose {
  public:
    Prose(const Outline& outline, Outline::Index heading);

    /// Of everything below an element, itself counted.
    std::uint32_t in(Outline::Index i) const {
        return before_[outline_.entries[i].end] - before_[i];
    }
    std::uint32_t all() const { return outline_.size() == 0 ? 0 : in(0); }
    /// Whether an element, with all below it, was left out for what it is or how it is named.
    bool is_left_out(Outline::Index i) const { return left_out_[i]; }

    /// Shorter paragraphs are captions, labels, the rest of menus.
    static constexpr std::uint32_t least_paragraph = 40;

  private:
    void weigh();
    void sum(bool named);
    bool is_aside(Outline::Index i) const;
    bool is_named_aside(Outline::Index i) const;
    bool is_of_readers(Outline::Index i) const;
    void leave_out_cards();
    bool is_card(Outline::Index i) const;
    bool begins_with_link(Outline::Index i) const;

    const Outline& outline_;
    Outline::Index heading_;
    std::vector<std::uint32_t> own_;     ///< of each element, without the elements in it
    std::vector<std::uint32_t> before_;  ///< sums of own_ before each element
    std::vector<bool> left_out_;
    std::uint32_t whole_ = 0;  ///< before anything was left out by its name
};

}  // namespace stet::page

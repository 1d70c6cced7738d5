#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include "extract/marks.h"
#include "extract/outline.h"

namespace stet::page {

/// An update as the structure of a page shows it.
struct Block {
    std::vector<markup::Node*> parts;  ///< what it is made of, in document order
    markup::Node* heading = nullptr;   ///< one of the parts, where a heading begins it
    std::vector<Mark> marks;           ///< of the times inside
};

/// A day heading, and the number of the block before which it stands.
struct DayHeading {
    std::size_t before;
    std::chrono::year_month_day day;
};

struct Structure {
    std::vector<Block> blocks;
    std::vector<DayHeading> days;
    std::size_t bytes = 0;  ///< of text in all blocks
};

/// What is known of the page before its structure is read.
struct Claim {
    bool declared = false;  ///< data for machines says that this is a live blog
    bool named = false;     ///< its words say so
    bool ticker = false;    ///< and call it more than "live"
    std::string_view address;
};

/// Where a time stands among others of one page, before it is an instant.
struct TimePlace {
    enum class Precision : std::uint8_t {
        none,
        clock,     ///< the day is not known
        yearless,  ///< day and clock
        whole,
    };
    Precision precision = Precision::none;
    std::chrono::seconds at{0};  ///< comparable among those of one precision
};
TimePlace place_in_time(const When& when);

/// Fewer blocks prove nothing, nor do blocks of which most have less text than this.
inline constexpr std::size_t fewest_blocks = 3;
inline constexpr std::uint32_t least_median = 40;

/// The time that a block prints for its update; one in an attribute where it prints none.
const Mark* printed_time(const Block& block);

/// Repeated elements that each have a time, `<article><time>..</time>..</article>`, wherever in
/// the page they stand. Nothing where there are none that could be updates: fewer than three, times
/// out of order, little text, reader's comments, links to other stories.
Structure repeated_blocks(const Outline& outline, std::span<const Mark> marks, const Claim& claim);

/// Headings or paragraphs that begin with a clock, each with what follows up to the next.
Structure opened_blocks(const Outline& outline, std::span<const Mark> marks, const Claim& claim);

/// Stamps that stand alone among headings and paragraphs, each with what follows up to the next;
/// a heading right before a stamp is that of its update.
Structure stamped_blocks(const Outline& outline, std::span<const Mark> marks, const Claim& claim);

/// Items of a list and boxes that begin with a clock as text: `<li>18:42 Uhr: Text</li>`,
/// `<div>(18:42) Text</div>`, as systems without a form for updates set them.
Structure listed_blocks(const Outline& outline, std::span<const Mark> marks, const Claim& claim);

/// What the reader finds that finds the most, in the order above; `boxes`: those too that only the
/// clock in their text tells.
Structure best_blocks(const Outline& outline, std::span<const Mark> marks, const Claim& claim,
                      bool boxes);

/// The elements that data for machines names as updates.
Structure given_blocks(const Outline& outline, std::span<const Mark> marks,
                       std::span<markup::Node* const> elements);

/// The nodes after `from` and before `to` (nullptr: to the end) inside `top`, as few as can be;
/// none of a footer or a menu and what follows it.
std::vector<markup::Node*> nodes_between(markup::Node& from, const markup::Node* to,
                                         const markup::Node& top);

/// The heading right before a node: "Heading / 2.42 Uhr: text".
markup::Node* heading_before(const markup::Node& node);

/// The bytes of text below nodes.
std::uint32_t bytes_of(std::span<markup::Node* const> nodes);
/// The middle one of sizes; 0 of none.
std::uint32_t median_of(std::vector<std::uint32_t> sizes);

/// Whether times run in one direction, as those of a live blog do. Of a page that is named one
/// fewer steps have to: a slow one passes midnight often, which clocks alone do not show.
bool in_order(std::span<const Block> blocks, bool named);

}  // namespace stet::page

#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "extract/blocks.h"
#include "extract/body.h"
#include "extract/candidate.h"
#include "extract/hand_count.h"
#include "extract/head.h"
#include "extract/marks.h"
#include "extract/pick.h"
#include "model/document.h"
#include "model/feed.h"

/// Pages read by selectors that a person gave where the general reader fails.
namespace stet::page {

/// The selectors of a Reading at work in one page. What they find goes before what the general
/// reader would; what none was given for, is looked for as everywhere. Counts what it found, so
/// that a selector that matches nothing is told.
class ByHand {
  public:
    /// Error::Kind::usage, naming the option, where one of them is no selector.
    static Result<ByHand> compile(const Reading& reading);

    bool has_items() const { return item_.pick.given(); }
    /// Whether anything is to be found by hand in updates or in an article.
    bool has_fields() const;

    /// Takes out of the tree what is to be left out.
    void drop(markup::Tree& tree) const;

    /// A page's times with those that a person pointed at in place of those that were found.
    std::vector<Mark> times(const Outline& outline, std::vector<Mark> found);

    /// The items, outermost matches only. One that is a heading holds what follows it, up to the
    /// next one, to a day heading, at the end to a heading of its rank.
    Structure items(const Outline& outline, std::span<const Mark> marks);

    /// Whether a body was pointed at that is in none of the blocks: then the page is an article,
    /// whatever it looks like.
    bool means_article(const Outline& outline, const Structure& structure) const;

    /// Reads an update. Changes the tree.
    Candidate read(markup::Tree& tree, const Outline& outline, const Block& block,
                   std::string_view base);

    /// What was pointed at of an article, into its head. Changes the tree.
    void read_head(Head& head, const Outline& outline);
    /// The body that was pointed at; nothing where none was, or is not there. Changes the tree.
    std::optional<Body> read_body(markup::Tree& tree, const Outline& outline,
                                  std::string_view base);

    /// Says in a feed what matched nothing: in its warnings, and as its doubt where it must not be
    /// believed.
    void tell(Feed& feed, std::string_view place) const;

  private:
    struct Field {
        Pick pick;
        HandCount count;
    };
    static Result<Field> field(std::string_view option, const std::string& words, bool needed);

    std::string take_title(const Block& block);
    void take_authors(const Block& block, std::vector<Author>& authors);
    void take_id(const Block& block, std::string_view base, Candidate& update);
    std::optional<Body> take_body(markup::Tree& tree, std::span<markup::Node* const> parts,
                                  std::string_view base, Picture& picture);

    Field item_, title_, body_, time_, author_, id_;
    std::vector<Pick> drop_;
    bool has_times_ = false;     ///< some that were pointed at are there
    std::size_t odd_times_ = 0;  ///< that were pointed at and are none
    bool article_ = false;
};

}  // namespace stet::page

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "diff/gap.h"
#include "diff/identity.h"
#include "model/feed.h"
#include "model/judged.h"

namespace stet::diff {

/// What is known of a source, and a document that shows it now: which update is which is found
/// once, and then asked for.
///
/// `before` is the state that the archive keeps, or an earlier document. Its items with a position
/// are the window of the last whole look, in document order, together with those that were missing
/// at its newest end and of which nothing could be said yet (these are told by `until`, or by a
/// `last_observed` before that of the others); the others stand rolled off (position 0) or are
/// withdrawn (Change::withdrawn). `judged` is what a person decided.
class Collation {
  public:
    /// `before` must outlive it.
    Collation(const Feed& before, Feed now, const Judged& judged = {});

    /// Why the look must not be believed, to be asked first: it lost everything (`empty`), or more
    /// than half of the updates with no new one among the rest (`shrunk`), or it is a copy from
    /// before the look before (`stale`).
    std::optional<Error> implausible() const;

    /// The items of the last whole window that `now` lacks at its newest end, of which nothing can
    /// be said until something newer comes, or between two pages: their ids, in order. They are to
    /// be shown again with what is known at the next look.
    std::vector<std::string> undecided() const;

    /// Returns `now` with the profile of `before` and what this look adds, each item under the id
    /// by which `before` knows it (the publisher's present one goes to `publisher_id`), with
    /// `change`, `changed`, `previous`, `edit_class` and `notice` set; items that did not change
    /// have Change::none, and an update that the document shows twice is there once. Withdrawn ones
    /// follow at the end in their last state, with position 0, Change::withdrawn and `evidence`.
    /// The head is marked likewise. Of a look at several pages what is older than the window
    /// before, or bears no time and stands on an older page below all that was known, is marked as
    /// baseline: it was there, further down.
    Feed marked() &&;

  private:
    const std::vector<Identity>& identities() const { return recognised_.identities; }
    std::vector<Item> withdrawals() const;

    const Feed& before_;
    Feed now_;
    Recognised recognised_;
    bool is_older_copy_;
    Missing missing_;
};

/// Where nothing else is asked: Collation::marked().
Feed compare(const Feed& before, Feed now, const Judged& judged = {});

/// Fills `changed`, `previous`, `edit_class` and `notice` of `now` against its earlier state.
/// Change::edited if anything that counts as a change differs, else Change::none.
void mark_edit(const Item& before, Item& now);

}  // namespace stet::diff

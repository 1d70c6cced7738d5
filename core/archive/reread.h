#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "archive/archive.h"

namespace stet::archive {

/// A source's history, derived again from the captures that are kept of it (stet-reread(1)), in the
/// order of observation. It is derived on the side, by the same steps as by fetching; finish()
/// puts it in the place of what stands.
class Rereading {
  public:
    ~Rereading();
    Rereading(Rereading&&) noexcept;

    /// The next document to be read again; before(), then keep() or fail() are to follow. Looks of
    /// which nothing new can be said are passed over. Null at the end.
    const Document* next();
    const Source& source() const;

    /// How it is to be read: what was typed for this look, as Look::read_with() kept it.
    const std::string& reading() const;
    /// Something was typed for this look, or for the last one that was read.
    bool reads_otherwise() const;
    /// It has the bytes of the last one that was read.
    bool same_as_last() const;

    /// What the archive has said until now that this look showed; empty where it was not read.
    const Feed& shown() const;

    /// What is known before this look, as Look::before() tells it. `as_shown` says for each item of
    /// `now` which one of shown() it is (its place there; else beyond the end): so updates keep
    /// their keys, and what a person judged of them is found again.
    Feed before(Feed& now, const std::vector<std::size_t>& as_shown);
    Judged judged(const Feed& before) const;
    void keep(const Feed& marked, const std::vector<std::string>& undecided);
    void fail(const Error& error);

    /// Marks `now` as an edit of `before` if anything that counts differs (diff::mark_edit).
    using Mark = std::function<void(const Item& before, Item& now)>;

    struct Found {
        std::int64_t looks = 0, captures = 0;  ///< read again
        std::int64_t found = 0, retired = 0;   ///< changes that are new, that hold no longer
        std::int64_t after = 0;                ///< the new ones have a seq above this
        std::int64_t were = 0, left = 0;       ///< updates of the source: before, and derived
        bool is_refused = false;               ///< far fewer would be left: nothing was written
    };
    /// Writes also what would leave a source with far fewer updates than it has.
    void force();
    /// Writes what is other than it was, in one transaction, and the judgement, if one was given.
    /// Nothing where fewer than half of the updates would be left, unless force() was called.
    /// None where the source was looked at meanwhile: the derivation is to be made again.
    std::optional<Found> finish(const Mark& mark);

  private:
    friend class Archive;
    struct Work;
    explicit Rereading(std::unique_ptr<Work> work);
    std::unique_ptr<Work> work_;
};

}  // namespace stet::archive

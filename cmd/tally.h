#pragma once

#include <cstddef>
#include <string>

#include "command.h"
#include "keep.h"

namespace stet::cmd {

/// Counts what came of the looks of a run, and on a terminal tells it as the run goes on: one line
/// on standard error that gives way to every other word and is gone at the end.
class Tally {
  public:
    Tally(Context& ctx, std::size_t sources);
    ~Tally();
    Tally(const Tally&) = delete;
    Tally& operator=(const Tally&) = delete;

    void add(const Kept& kept);
    void expect(std::size_t more_sources) { sources_ += more_sources; }

    std::size_t failed() const { return failed_; }
    std::size_t begun_to_fail() const { return begun_to_fail_; }
    /// Sources that began to fail, or that can be read again.
    std::size_t turned() const { return begun_to_fail_ + recovered_; }
    /// `400 sources: 12 changed, 387 unchanged, 1 failed; 14 added, 3 edited; 5.2 MB in 8 s`
    std::string summary() const;

  private:
    void draw();
    void clear();
    std::string line() const;
    std::int64_t seconds() const;

    Context& ctx_;
    std::size_t sources_;
    Instant begun_, drawn_at_{};
    std::size_t done_ = 0, changed_ = 0, failed_ = 0, begun_to_fail_ = 0, recovered_ = 0;
    std::size_t added_ = 0, edited_ = 0, withdrawn_ = 0, restored_ = 0;
    std::int64_t bytes_ = 0;
    bool is_shown_ = false;
};

}  // namespace stet::cmd

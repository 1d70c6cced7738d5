#pragma once

#include <memory>

namespace stet::archive {

/// While it lives, every SQLite file of the process lies on a disk of which one operation fails:
/// opening, writing, syncing, truncating, deleting or mapping the shared index.
class FailingDisk {
  public:
    enum class Fault {
        once,      ///< the n-th fails, all others go well
        for_good,  ///< the n-th and all after it fail, as on a full disk
    };

    /// `n` counts from 1; 0: nothing fails.
    FailingDisk(int n, Fault fault);
    ~FailingDisk();
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;

    /// How many operations there were.
    int operations() const;

    struct State;

  private:
    std::unique_ptr<State> state_;
};

}  // namespace stet::archive

#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/transfer.h"

namespace stet::net {

/// Transfers that wait for their host's turn: so many of one host run at once, and so much time
/// lies between the beginnings of two of them.
class Lanes {
  public:
    using Clock = Transfer::Clock;
    using Handed = std::unique_ptr<Transfer>;

    explicit Lanes(const Limits& limits) : limits_(limits) {}

    /// Puts one at the end of its host's lane; one that is not due yet, when it is.
    void enter(Handed transfer);
    /// The next one that may begin; hosts take turns. Null where there is none now.
    Handed next(Clock::time_point now);
    /// One that next() gave has ended; its connection bears several at once or only one.
    void leave(const std::string& host, bool multiplexed);

    bool empty() const { return waiting_ == 0; }
    /// When next() may have one by the clock alone; none: only when one leaves.
    std::optional<Clock::time_point> opens() const;

  private:
    struct Lane {
        std::deque<Handed> waiting;
        std::size_t running = 0;
        bool multiplexed = false, listed = false;
        Clock::time_point rests_until{};
    };

    void list_if_open(Lane& lane);
    void wake(Clock::time_point now);

    const Limits& limits_;
    std::map<std::string, Lane> lanes_;                 // by host
    std::multimap<Clock::time_point, Handed> pausing_;  // by when they are due
    std::multimap<Clock::time_point, Lane*> resting_;   // by when they may go on
    std::deque<Lane*> open_;  // listed: there is room for the first that waits
    std::size_t waiting_ = 0;
};

}  // namespace stet::net

#include "net/lanes.h"

#include <algorithm>
#include <utility>

namespace stet::net {
namespace {

constexpr std::size_t streams_per_connection = 16;  // of HTTP/2

}  // namespace

void Lanes::enter(Handed transfer) {
    ++waiting_;
    if (transfer->due() > Clock::now()) {
        const auto due = transfer->due();
        pausing_.emplace(due, std::move(transfer));
        return;
    }
    Lane& lane = lanes_[transfer->host()];
    lane.waiting.push_back(std::move(transfer));
    list_if_open(lane);
}

void Lanes::list_if_open(Lane& lane) {
    const std::size_t room = limits_.per_host * (lane.multiplexed ? streams_per_connection : 1);
    if (lane.listed || lane.waiting.empty() || lane.running >= room)
        return;
    lane.listed = true;
    if (lane.rests_until == Clock::time_point{})
        open_.push_back(&lane);
    else
        resting_.emplace(lane.rests_until, &lane);
}

void Lanes::wake(Clock::time_point now) {
    while (!pausing_.empty() && pausing_.begin()->first <= now) {
        Lane& lane = lanes_[pausing_.begin()->second->host()];
        lane.waiting.push_back(std::move(pausing_.extract(pausing_.begin()).mapped()));
        list_if_open(lane);
    }
    while (!resting_.empty() && resting_.begin()->first <= now)
        open_.push_back(resting_.extract(resting_.begin()).mapped());
}

Lanes::Handed Lanes::next(Clock::time_point now) {
    wake(now);
    if (open_.empty())
        return nullptr;
    Lane& lane = *open_.front();
    open_.pop_front();
    Handed transfer = std::move(lane.waiting.front());
    lane.waiting.pop_front();
    --waiting_;
    ++lane.running;
    if (limits_.delay.count() > 0)
        lane.rests_until = now + limits_.delay;
    lane.listed = false;
    list_if_open(lane);
    return transfer;
}

void Lanes::leave(const std::string& host, bool multiplexed) {
    Lane& lane = lanes_[host];
    --lane.running;
    lane.multiplexed = lane.multiplexed || multiplexed;
    list_if_open(lane);
}

std::optional<Lanes::Clock::time_point> Lanes::opens() const {
    if (!open_.empty())
        return Clock::time_point{};
    std::optional<Clock::time_point> first;
    if (!pausing_.empty())
        first = pausing_.begin()->first;
    if (!resting_.empty())
        first = std::min(resting_.begin()->first, first.value_or(resting_.begin()->first));
    return first;
}

}  // namespace stet::net

#include "diff/candidates.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

namespace stet::diff {

namespace {

// How many partners an item is tried with, and how it is found which.
constexpr std::size_t most_candidates = 8;
constexpr std::size_t most_postings = 16;
constexpr std::size_t indexed_shingles = 64;

}  // namespace

std::vector<Pair> candidates(const std::vector<std::size_t>& old,
                             const std::vector<std::size_t>& fresh, ItemWords& old_words,
                             ItemWords& new_words, const Evidence& evidence) {
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> postings;
    std::unordered_map<Instant::rep, std::vector<std::size_t>> by_time;
    const auto add = [](std::vector<std::size_t>& list, std::size_t b) {
        if (list.size() <= most_postings)
            list.push_back(b);
    };
    for (const std::size_t b : old) {
        const Shingles& sample = old_words.samples(b).text;
        for (std::size_t s = 0; s < std::min(sample.size(), indexed_shingles); ++s)
            add(postings[sample[s]], b);
        if (const auto when = comparable_time(old_words.item(b)))
            add(by_time[when->time_since_epoch().count()], b);
    }
    std::vector<Pair> pairs;
    std::unordered_map<std::size_t, std::size_t> votes;
    for (const std::size_t n : fresh) {
        votes.clear();
        const Shingles& sample = new_words.samples(n).text;
        for (std::size_t s = 0; s < std::min(sample.size(), indexed_shingles); ++s)
            if (const auto at = postings.find(sample[s]);
                at != postings.end() && at->second.size() <= most_postings)
                for (const std::size_t b : at->second)
                    ++votes[b];
        if (const auto when = comparable_time(new_words.item(n)))
            if (const auto at = by_time.find(when->time_since_epoch().count()); at != by_time.end())
                for (const std::size_t b : at->second)
                    votes[b] += indexed_shingles;
        if (const std::size_t place = evidence.place_of(n); place != nowhere)
            votes[place] += indexed_shingles;
        std::vector<std::pair<std::size_t, std::size_t>> ranked;  // votes, item
        for (const auto& [b, count] : votes)
            ranked.emplace_back(count, b);
        const std::size_t kept = std::min(ranked.size(), most_candidates);
        std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept),
                          ranked.end(), std::greater<>());
        for (std::size_t k = 0; k < kept; ++k)
            pairs.push_back({ranked[k].second, n});
    }
    return pairs;
}

}  // namespace stet::diff

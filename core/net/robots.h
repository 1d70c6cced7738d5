#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/client.h"

/// robots.txt (RFC 9309): what hosts ask of programs that follow links by themselves. An address
/// that a person named is none of its business.
namespace stet::net {

/// The rules of one robots.txt for one program.
class RobotsRules {
  public:
    /// Reads the first 500 KiB. `product` is the program's name: `stet`. Groups that name it count,
    /// all of them; where there are none, those for `*`.
    RobotsRules(std::string_view text, std::string_view product);
    static RobotsRules none_allowed();

    /// `path` is that of an address, with its query. Of the rules that fit the longest counts, and
    /// `allow` before `disallow`.
    bool allows(std::string_view path) const;

  private:
    struct Rule {
        std::string pattern;  ///< percent-encoding made uniform; `*` and `$` as they came
        bool allow = false;
    };

    RobotsRules() = default;

    std::vector<Rule> rules_;
};

/// Keeps what hosts answered from run to run.
class RobotsMemory {
  public:
    struct Answer {
        std::string text;  ///< empty where there was no robots.txt
        std::chrono::seconds age{};
    };
    virtual ~RobotsMemory() = default;
    virtual std::optional<Answer> recall(const std::string& origin) = 0;
    virtual void keep(const std::string& origin, std::string_view text) = 0;
};

/// What the hosts of a run's links allow. Each host is asked once a run, and with a memory once a
/// day (RFC 9309, 2.4).
class Robots {
  public:
    /// `stop` ends the asking early; what is not known by then is not allowed. `memory`, where
    /// there is one, outlives this.
    explicit Robots(Client& client, std::function<bool()> stop = {}, RobotsMemory* memory = nullptr)
        : client_(client), stop_(std::move(stop)), memory_(memory) {}

    /// Asks the hosts of all these links that are not known yet, many at once: each under the name
    /// and through the proxy of the first link that leads there.
    void learn(const std::vector<Request>& links);
    /// Whether this link may be followed; asks its host first where that is not known. Without an
    /// answer, and where the host is in trouble itself (5xx), what it said last counts, and if it
    /// never said anything nothing may be followed; without a robots.txt (4xx) everything.
    bool allows(const Request& link);

  private:
    bool recalls(const std::string& origin);

    Client& client_;
    std::function<bool()> stop_;
    RobotsMemory* memory_;
    std::map<std::string, RobotsRules> rules_;  // by origin
};

}  // namespace stet::net

#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "archive/archive.h"
#include "command.h"
#include "net/robots.h"
#include "source/read.h"

namespace stet::cmd {

/// The pages that the items of feeds link to, where a feed's are followed: finds those that are new
/// and takes them up.
class Articles {
  public:
    Articles(archive::Archive& archive, source::Network& network, net::Robots& robots,
             Context& ctx);

    /// To be shown each answer of which a look was kept. Files link to nothing that is asked for.
    void see(const source::Place& place, const Result<Document>& document);

    /// Fetches what the feeds that were seen link to, of each feed some dozens, the newest first,
    /// as robots.txt allows; follows what was not followed already under whatever address, and
    /// hands each answer on as the first look at it.
    using Take = std::function<void(const source::Place&, Result<Document>&&)>;
    void take_up(const Take& look);

  private:
    const archive::Source& feed_of(const std::string& link) const {
        return feeds_.at(links_.at(link));
    }
    std::vector<std::string> links_of(const archive::Source& feed);
    std::vector<source::Place> find();
    bool is_allowed(const net::Request& page, const archive::Source& feed, const std::string& link);
    void arrive(const source::Place& place, Result<Document>&& document, const Take& look);
    void arrive_from_elsewhere(const Take& look);
    void keep(const source::Place& place, Result<Document>&& document, const Take& look);

    archive::Archive& archive_;
    source::Network& network_;
    net::Robots& robots_;
    Context& ctx_;
    std::map<std::string, archive::Source> feeds_;  ///< by their names in records
    std::set<std::string> seen_;                    ///< of them, by name
    std::map<std::string, std::string> links_;      ///< that are followed, and for which feed
    /// Answers from another host than the one that was asked, whose robots.txt is yet to be heard.
    std::vector<std::pair<source::Place, Document>> elsewhere_;
};

}  // namespace stet::cmd

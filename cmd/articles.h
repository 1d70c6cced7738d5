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

    /// Takes the articles among the sources that are due for due_places(): other sources need not
    /// wait for what hosts' robots.txt say. How many there are.
    std::size_t take_due(std::vector<archive::Source>& due);
    /// Where these are, as far as robots.txt still lets programs go there; the others are handed
    /// on as looks that failed.
    std::vector<source::Place> due_places(
        const std::function<void(const source::Place&, const Error&)>& forbid);

    /// Whether an answer, the first that can be read of an article whose looks had failed till now,
    /// shows that it is one that another source has: then it is not followed any more.
    bool is_double(const source::Place& place, const Result<Document>& document);

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
    void tell_forbidden(const archive::Source& feed, const std::string& url);
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
    std::vector<archive::Source> due_;
    std::set<std::string> unread_;              ///< of these, by name
    std::map<std::string, std::string> links_;  ///< that are followed, and for which feed
    /// Answers from another host than the one that was asked, whose robots.txt is yet to be heard.
    std::vector<std::pair<source::Place, Document>> elsewhere_;
};

}  // namespace stet::cmd

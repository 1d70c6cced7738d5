#pragma once

#include <map>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "command.h"
#include "net/robots.h"
#include "source/read.h"

namespace stet::cmd {

/// What of a source's series is also its next part's: where the one after that is to be found.
archive::Series series_after(const archive::Source& part);

/// A name for the next part that no source has: `ukraine-2` after `ukraine`.
std::string name_after(const archive::Source& part, archive::Archive& archive);

/// Live blogs that go on under another address: finds their next parts and takes them up.
class NextParts {
  public:
    NextParts(archive::Archive& archive, source::Network& network, net::Robots& robots,
              Context& ctx);

    /// To be shown each answer before the look at it is kept: a page that names the next part may
    /// never come again.
    void see(const source::Place& place, const Result<Document>& document);

    /// Looks for the parts that come after those that were seen, one for each, and follows them:
    /// their first looks are to be taken. Says which they are.
    std::vector<source::Place> take_up();

    /// Says once which of those that were seen are over, with no next part to be found.
    void tell_ends();

  private:
    /// The last part of a series, as far as it is known.
    struct Part {
        archive::Source source;
        archive::Search search;
        bool seen = false;
        bool asked = false;  ///< its index was read in this run
    };

    bool may_follow(const std::string& address, const Part& part);
    bool is_time(const Part& part);
    void find(Part& part, std::string address);
    void ask_indexes();
    void read_index(Part& part, const Result<Document>& document);
    net::Request link_to(const Part& part);
    bool allowed(Part& part);
    std::optional<source::Place> follow(Part& part);
    bool say_once(Part& part, const Error& error);

    archive::Archive& archive_;
    source::Network& network_;
    Context& ctx_;
    net::Robots& robots_;
    std::map<std::string, Part> parts_;  ///< by the source's name in records
};

}  // namespace stet::cmd

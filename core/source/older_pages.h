#pragma once

#include <functional>
#include <string>
#include <vector>

#include "net/robots.h"
#include "source/read.h"

namespace stet::source {

/// Says where the updates before those of a page may be, the likeliest address first; `first` is
/// the address of the look's first page.
using FindOlder =
    std::function<std::vector<std::string>(const Document& page, const std::string& first)>;

/// Reads places as read_all() does. With what comes by the network from one that wants older pages
/// these are read too, one after the other, and all are handed on as one document (model/pages.h).
/// A page is followed only to its own origin and where robots.txt leaves that to programs, each
/// once; 64 MiB and a minute are the bounds of one look. One that does not come, or after its time,
/// is missing; one that is not there, not allowed or too much is left out. Where the first page is
/// as it was, so is all.
void read_with_older(const std::vector<Place>& places, Network& network, net::Robots& robots,
                     std::istream& in, const std::function<Instant()>& now, const FindOlder& find,
                     const Take& take, const std::function<bool()>& stop = {});

}  // namespace stet::source

#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/access.h"
#include "model/document.h"
#include "net/client.h"
#include "source/credentials.h"

/// An address read into a Document.
namespace stet::source {

/// What a word on the command line means as an address: `-` is standard input, a word with `://`
/// an address of http or https or one that is not read, all else a file.
enum class Scheme { http, file, standard_input, unsupported };
Scheme scheme_of(std::string_view address);

/// An address to be read, and whose captures they are.
struct Place {
    std::string address;  ///< http(s) address, path, or `-`
    std::string source;   ///< name of the source; empty: the address (for a file its absolute path)
    std::string etag, last_modified;
    std::size_t older_pages = 0;  ///< wanted with it; read_all() does not read them
    Access access{};
};

/// The network as a run may use it. Connections stay open from one reading to the next.
struct Network {
    explicit Network(net::Settings settings) : client(std::move(settings)) {}

    net::Client client;
    Credentials credentials;
};

/// The proxy of an Access, as a net::Request has it.
std::optional<std::string> proxy_of(const std::string& word);

/// A request for an address as `access` wants it, without credentials. An Error where nothing can
/// be asked so.
Result<net::Request> request_of(const std::string& address, const Access& access);

/// Bytes of a file, or of one response in a WARC file.
inline constexpr std::size_t largest_document = std::size_t{64} << 20;

using Take = std::function<void(const Place&, Result<Document>&&)>;

/// Reads all places and hands each on, the one of `places` itself, as it comes: files and standard
/// input first, in their order, then the network, many at a time. A file of WARC records gives one
/// Document for each of its responses. An answer with an error status is a Document too, as is one
/// that was cut. `now` is asked for the time of observation; `stop` ends the reading early.
void read_all(const std::vector<Place>& places, Network& network, std::istream& in,
              const std::function<Instant()>& now, const Take& take,
              const std::function<bool()>& stop = {});

}  // namespace stet::source

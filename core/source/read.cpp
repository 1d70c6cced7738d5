#include "source/read.h"

#include <algorithm>
#include <istream>
#include <optional>

#include "net/freshness.h"
#include "source/captures.h"
#include "source/file.h"
#include "source/http_message.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/url.h"
#include "text/utf8.h"
#include "warc/warc.h"

namespace stet::source {
namespace {

/// Takes bytes from `pull` until there is enough to tell what they are, or no more.
std::string start_of(const warc::Reader::Pull& pull) {
    std::string start(512, '\0');
    std::size_t size = 0;
    while (size < start.size()) {
        const std::size_t got = pull(start.data() + size, start.size() - size);
        if (got == 0)
            break;
        size += got;
    }
    start.resize(size);
    return start;
}

/// The bytes of `start`, then those that `pull` goes on to give.
warc::Reader::Pull joined(std::string start, warc::Reader::Pull pull) {
    return [start = std::move(start), at = std::size_t{0}, pull = std::move(pull)](
               char* buffer, std::size_t size) mutable {
        if (at == start.size())
            return pull(buffer, size);
        const std::size_t part = start.copy(buffer, size, at);
        at += part;
        return part;
    };
}

/// Reads the body. `expected` is how many bytes it will have, if that is known.
std::optional<Error> read_whole(Document& document, std::string_view start,
                                const warc::Reader::Pull& pull, std::size_t expected) {
    constexpr std::size_t piece = 256 * 1024;
    const std::size_t at_the_end = expected > 0 ? 4 * 1024 : piece;
    BodyWriter body(std::min(expected, largest_document));
    text::Utf8Check check;
    body.add(start);
    check.add(start);
    while (body.size() <= largest_document) {
        // Memory that nothing is read into would be filled for nothing.
        const std::size_t wanted =
            body.size() < expected ? std::min(expected - body.size(), piece) : at_the_end;
        const std::span<char> room = body.room(wanted);
        const std::size_t got = pull(room.data(), wanted);
        if (got == 0) {
            document.body = body.finish();
            document.is_utf8 = check.is_valid();
            return std::nullopt;
        }
        check.add({room.data(), got});
        body.filled(got);
    }
    return Error{Error::Kind::too_large,
                 text::cat("the document has more than ", largest_document, " bytes"),
                 {},
                 {}};
}

Document local(const Place& place, Document::Came came, std::string address) {
    Document document;
    document.source = place.source.empty() ? address : place.source;
    document.address = std::move(address);
    document.came = came;
    return document;
}

/// Hands on what a file or standard input holds: records, or one document.
void read_stream(const Place& place, Document document, const warc::Reader::Pull& pull,
                 const std::function<std::optional<Error>()>& fault, const Take& take,
                 const std::function<bool()>& stop, std::size_t expected = 0) {
    std::string start = start_of(pull);
    const bool records = warc::is_warc(start);
    std::optional<Error> error;
    if (records)
        read_captures(place, joined(std::move(start), pull), take, stop);
    else
        error = read_whole(document, start, pull, expected);
    if (!error)
        error = fault();
    if (error) {
        error->place = place.address;
        take(place, std::move(*error));
    } else if (!records) {
        take(place, std::move(document));
    }
}

void read_path(const Place& place, const std::function<Instant()>& now, const Take& take,
               const std::function<bool()>& stop) {
    Result<File> file = File::open(place.address);
    if (!file)
        return take(place, file.error());
    Document document = local(place, Document::Came::file, absolute_path(place.address));
    document.observed = now();
    read_stream(
        place, std::move(document),
        [&](char* buffer, std::size_t size) { return file->read(buffer, size); },
        [&] { return file->fault(); }, take, stop, file->expected());
}

void read_standard_input(const Place& place, std::istream& in, const std::function<Instant()>& now,
                         const Take& take, const std::function<bool()>& stop) {
    Document document = local(place, Document::Came::standard_input, "-");
    document.observed = now();
    const auto pull = [&](char* buffer, std::size_t size) {
        in.read(buffer, static_cast<std::streamsize>(size));
        return static_cast<std::size_t>(in.gcount());
    };
    const auto fault = [&]() -> std::optional<Error> {
        if (!in.bad())
            return std::nullopt;
        return Error{Error::Kind::unreadable, "cannot read standard input", {}, {}};
    };
    read_stream(place, std::move(document), pull, fault, take, stop);
}

Result<Document> document_of(const Place& place, net::Response&& response, Instant observed) {
    const bool not_modified = response.status == 304;
    if (not_modified && place.etag.empty() && place.last_modified.empty())
        return Error{Error::Kind::refused,
                     "answered 304 to a request that was not conditional",
                     response.url,
                     {}};
    if (std::optional<Error> fault = not_the_document(response.status, response.url))
        return *std::move(fault);
    Document document;
    document.source =
        place.source.empty() ? text::without_credentials(place.address) : place.source;
    document.address = std::move(response.url);
    document.content_type = std::move(response.content_type);
    document.content_language = std::move(response.content_language);
    document.content_location = std::move(response.content_location);
    document.body = std::move(response.body);
    document.observed = observed;
    document.came = Document::Came::network;
    document.cut = response.cut;
    document.status = response.status;
    document.not_modified = not_modified;
    const net::Freshness freshness = net::freshness_of(response.response_head, observed);
    document.retry_after = freshness.retry_after;
    document.fresh_until = freshness.fresh_until;
    document.request_head = std::move(response.request_head);
    document.response_head = std::move(response.response_head);
    document.redirects = std::move(response.redirects);
    document.moved_for_good = response.moved_for_good;
    document.peer = std::move(response.peer);
    document.duration = response.duration;
    document.etag = std::move(response.etag);
    document.last_modified = std::move(response.last_modified);
    return document;
}

Result<net::Request> request_for(const Place& place, Network& network) {
    Result<net::Request> request = request_of(place.address, place.access);
    if (!request)
        return request;
    Result<std::optional<Credentials::Pair>> pair = network.credentials.of(place.address);
    if (!pair)
        return pair.error();
    const Credentials::Pair known = pair->value_or(Credentials::Pair{});
    request->etag = place.etag;
    request->last_modified = place.last_modified;
    request->user = known.user;
    request->password = known.password;
    return request;
}

void read_network(const std::vector<const Place*>& places, Network& network,
                  const std::function<Instant()>& now, const Take& take,
                  const std::function<bool()>& stop) {
    std::vector<net::Request> requests;
    std::vector<const Place*> asked;
    for (const Place* place : places) {
        Result<net::Request> request = request_for(*place, network);
        if (!request) {
            take(*place, request.error());
            continue;
        }
        requests.push_back(std::move(*request));
        asked.push_back(place);
    }
    const auto done = [&](std::size_t index, Result<net::Response>&& response) {
        const Place& place = *asked[index];
        if (response)
            take(place, document_of(place, std::move(*response), now()));
        else
            take(place, response.error());
    };
    network.client.fetch(requests, done, stop);
}

}  // namespace

Scheme scheme_of(std::string_view address) {
    if (address == "-")
        return Scheme::standard_input;
    if (address.find("://") == address.npos)
        return Scheme::file;
    return text::is_http_url(address) ? Scheme::http : Scheme::unsupported;
}

Result<net::Request> request_of(const std::string& address, const Access& access) {
    if (std::optional<Error> fault = fault_of(access))
        return *std::move(fault);
    return net::Request{
        .url = address, .user_agent = access.user_agent, .proxy = proxy_of(access.proxy)};
}

std::optional<std::string> proxy_of(const std::string& word) {
    if (word.empty())
        return std::nullopt;
    return word == "none" ? std::string() : word;
}

void read_all(const std::vector<Place>& places, Network& network, std::istream& in,
              const std::function<Instant()>& now, const Take& take,
              const std::function<bool()>& stop) {
    std::vector<const Place*> remote;
    for (const Place& place : places) {
        if (stop && stop())
            return;
        switch (scheme_of(place.address)) {
            case Scheme::http:
                remote.push_back(&place);
                break;
            case Scheme::file:
                read_path(place, now, take, stop);
                break;
            case Scheme::standard_input:
                read_standard_input(place, in, now, take, stop);
                break;
            case Scheme::unsupported:
                take(place, Error{Error::Kind::usage,
                                  "only http and https addresses are read",
                                  text::without_credentials(place.address),
                                  {}});
        }
    }
    if (!remote.empty())
        read_network(remote, network, now, take, stop);
}

}  // namespace stet::source

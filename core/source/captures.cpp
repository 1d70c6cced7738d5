#include "source/captures.h"

#include <optional>

#include "net/head.h"
#include "source/http_message.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::source {
namespace {

constexpr std::string_view file_scheme = "file://";

/// What the record says whatever its kind.
Document document_of(const Place& place, const warc::Record& record) {
    const std::string_view target = record.target();
    Document document;
    document.address = target.starts_with(file_scheme) ? target.substr(file_scheme.size())
                                                       : text::without_credentials(target);
    document.source = place.source.empty() ? document.address : place.source;
    document.came = Document::Came::warc;
    document.observed = *record.date();
    document.peer = record.field("WARC-IP-Address");
    return document;
}

Result<Document> response(const Place& place, const warc::Record& record) {
    Message message = read_message(record.block, largest_document);
    if (message.too_large)
        return Error{Error::Kind::too_large,
                     text::cat("the document has more than ", largest_document, " bytes"),
                     std::string(record.target()),
                     {}};
    if (!message.readable)
        return Error{Error::Kind::unreadable,
                     "the content encoding of the answer is broken",
                     std::string(record.target()),
                     {}};
    Document document = document_of(place, record);
    if (std::optional<Error> fault = not_the_document(message.status, document.address))
        return *std::move(fault);
    document.status = message.status;
    document.cut = message.cut || !record.field("WARC-Truncated").empty();
    document.body = std::move(message.body);
    document.response_head = net::blanked(message.head);
    document.content_type = net::field(message.head, "content-type");
    document.content_language = net::field(message.head, "content-language");
    document.content_location =
        text::without_credentials(net::field(message.head, "content-location"));
    document.etag = net::sound_validator(net::field(message.head, "etag"));
    document.last_modified = net::sound_validator(net::field(message.head, "last-modified"));
    return document;
}

Result<Document> resource(const Place& place, warc::Record&& record) {
    Document document = document_of(place, record);
    document.content_type = record.field("Content-Type");
    document.cut = !record.field("WARC-Truncated").empty();
    document.body = std::move(record.block);
    return document;
}

// A capture without its time has no place in a history.
Error undated(const warc::Record& record) {
    constexpr std::size_t most_shown = 64;
    return Error{
        Error::Kind::unreadable,
        text::cat("cannot read the date '", record.field("WARC-Date").substr(0, most_shown),
                  "' of a record; its capture is passed over"),
        text::without_credentials(record.target()),
        {}};
}

/// Redirects and 304 hold no document, and a file has them beside the answers that do.
bool holds_document(const warc::Record& record) {
    const std::string_view target = record.target();
    if (!text::is_http_url(target) && !target.starts_with(file_scheme))
        return false;
    const std::string_view type = record.field("WARC-Type");
    if (text::iequals(type, "resource"))
        return true;
    if (!text::iequals(type, "response"))
        return false;
    const int status = net::status_of(record.block);
    return status >= 200 && (status < 300 || status >= 400);
}

}  // namespace

void read_captures(const Place& place, warc::Reader::Pull pull, const Take& take,
                   const std::function<bool()>& stop) {
    warc::Reader reader(std::move(pull), largest_document);
    while (!stop || !stop()) {
        Result<std::optional<warc::Record>> next = reader.next();
        if (!next) {
            Error error = next.error();
            error.place = error.place.empty() ? place.address : error.place;
            take(place, std::move(error));
            continue;
        }
        if (!*next)
            return;
        warc::Record& record = **next;
        if (!holds_document(record))
            continue;
        if (!record.date()) {
            take(place, undated(record));
            continue;
        }
        if (text::iequals(record.field("WARC-Type"), "resource"))
            take(place, resource(place, std::move(record)));
        else
            take(place, response(place, record));
    }
}

}  // namespace stet::source

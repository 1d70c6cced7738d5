#include "source/http_message.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "net/head.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "warc/warc.h"

namespace stet::source {
namespace {

std::optional<std::size_t> chunk_size(std::string_view line) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (error != std::errc{} || end == line.data())
        return std::nullopt;
    const std::string_view rest =
        text::trim(line.substr(static_cast<std::size_t>(end - line.data())));
    return rest.empty() || rest.starts_with(';') ? std::optional(size) : std::nullopt;
}

/// Puts the chunks together; the body stays as it is where it has none.
void undo_chunks(Message& message) {
    std::string_view rest = message.body;
    std::string whole;
    bool begun = false;
    while (true) {
        const std::size_t line_end = rest.find('\n');
        const auto size = chunk_size(rest.substr(0, line_end));
        if (!begun && !size)
            return;
        begun = true;
        if (!size || line_end == rest.npos) {
            message.cut = true;
            break;
        }
        if (*size == 0)
            break;
        rest.remove_prefix(line_end + 1);
        whole += rest.substr(0, *size);
        if (*size >= rest.size()) {
            message.cut = true;
            break;
        }
        rest.remove_prefix(*size);
        rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
    }
    message.body = std::move(whole);
}

void undo_packing(Message& message, std::string_view encoding, std::size_t limit) {
    const bool gzip = text::iequals(encoding, "gzip") || text::iequals(encoding, "x-gzip");
    if (encoding.empty() || text::iequals(encoding, "identity") ||
        (gzip && !message.body.starts_with("\x1f\x8b")))
        return;
    if (!gzip && !text::iequals(encoding, "deflate")) {
        message.readable = false;
        return;
    }
    Result<std::string> unpacked = warc::inflated(message.body, limit);
    if (unpacked) {
        message.body = std::move(*unpacked);
        return;
    }
    message.too_large = unpacked.error().kind == Error::Kind::too_large;
    message.readable = false;
}

}  // namespace

Message read_message(std::string_view bytes, std::size_t limit) {
    Message message;
    const std::size_t strict = bytes.find("\r\n\r\n");
    const std::size_t loose = bytes.find("\n\n");
    const std::size_t end = std::min(strict, loose);
    if (end == bytes.npos) {
        message.head = bytes;
        message.cut = true;
    } else {
        message.head = bytes.substr(0, end + (strict < loose ? 4 : 2));
        message.body = bytes.substr(message.head.size());
    }
    message.status = net::status_of(message.head);
    if (text::iequals(net::field(message.head, "transfer-encoding"), "chunked"))
        undo_chunks(message);
    else if (const auto length =
                 text::parse_number<std::size_t>(net::field(message.head, "content-length")))
        message.cut = message.cut || message.body.size() < *length;
    undo_packing(message, net::field(message.head, "content-encoding"), limit);
    return message;
}

std::optional<Error> not_the_document(int status, std::string_view address) {
    if (status == 206 || status == 226)
        return Error{Error::Kind::cut,
                     text::cat("the server sent only a part of the document (", status, ")"),
                     std::string(address),
                     {}};
    if (status >= 300 && status < 400 && status != 304)
        return Error{Error::Kind::refused,
                     text::cat("the server sent a redirect that cannot be followed (", status, ")"),
                     std::string(address),
                     {}};
    return std::nullopt;
}

}  // namespace stet::source

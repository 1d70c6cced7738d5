#include "net/fault.h"

#include <curl/curl.h>

#include "text/ascii.h"
#include "text/cat.h"
#include "text/printable.h"
#include "text/url.h"

namespace stet::net {
namespace {

/// "SSL certificate problem: self-signed certificate" -> ": self-signed certificate"
std::string last_clause(std::string_view detail) {
    const std::size_t colon = detail.rfind(": ");
    const std::string_view clause = colon == detail.npos ? detail : detail.substr(colon + 2);
    return clause.empty() ? std::string() : text::cat(": ", text::printable_line(clause));
}

/// "Failed to connect to 10.0.0.1 port 3128 after 0 ms: ..." -> "10.0.0.1"; empty where it is
/// `host`: another one is a proxy.
std::string_view proxy_in(std::string_view detail, std::string_view host) {
    constexpr std::string_view before = "connect to ", after = " port ";
    const std::size_t begin = detail.find(before);
    const std::size_t end = detail.find(after);
    if (begin == detail.npos || end == detail.npos || end < begin + before.size())
        return {};
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    const std::string_view tried =
        detail.substr(begin + before.size(), end - begin - before.size());
    return text::iequals(tried, host) ? std::string_view() : tried;
}

std::string words_for(int code, const std::string& host, std::string_view detail,
                      const Limits& limits) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return text::cat("no such host '", host, "'");
        case CURLE_COULDNT_RESOLVE_PROXY:
            return "no such proxy";
        case CURLE_COULDNT_CONNECT:
            if (const std::string_view proxy = proxy_in(detail, host); !proxy.empty())
                return text::cat("cannot connect to the proxy '", text::printable_line(proxy), "'");
            return text::cat("cannot connect to '", host, "'");
        case CURLE_OPERATION_TIMEDOUT:
            return text::cat("no answer from '", host, "' in time (", limits.total.count(),
                             " s in all, ", limits.connect.count(), " s to connect, ",
                             limits.stall.count(), " s without progress)");
        case CURLE_GOT_NOTHING:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
        case CURLE_PARTIAL_FILE:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM:
            return text::cat("'", host, "' closed the connection without an answer");
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_WEIRD_SERVER_REPLY:
            return text::cat("'", host, "' does not speak HTTP");
        case CURLE_OUT_OF_MEMORY:  // which is what a line of more than 100 kB is to libcurl
            return "the head of the answer has a line that is too long";
        case CURLE_BAD_CONTENT_ENCODING:
            return "the content encoding of the answer is broken";
        case CURLE_PEER_FAILED_VERIFICATION:
            return text::cat("the certificate of '", host, "' is not trusted", last_clause(detail));
        case CURLE_SSL_CONNECT_ERROR:
            return text::cat("no TLS connection to '", host, "'", last_clause(detail));
        case CURLE_SSL_CACERT_BADFILE:
            return "the file of trusted certificates cannot be read";
        default:
            return text::cat("cannot fetch",
                             last_clause(curl_easy_strerror(static_cast<CURLcode>(code))));
    }
}

Error::Kind kind_of(int code) {
    switch (code) {
        case CURLE_URL_MALFORMAT:
            return Error::Kind::usage;
        case CURLE_OUT_OF_MEMORY:
            return Error::Kind::too_large;
        case CURLE_BAD_CONTENT_ENCODING:
            return Error::Kind::unreadable;
        default:
            return Error::Kind::network;
    }
}

}  // namespace

bool is_transient(int code) {
    return code == CURLE_COULDNT_CONNECT || code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR ||
           code == CURLE_SEND_ERROR || code == CURLE_HTTP2 || code == CURLE_HTTP2_STREAM ||
           code == CURLE_SSL_CONNECT_ERROR;
}

Error fault(int code, std::string_view url, std::string_view detail, const Limits& limits) {
    return {
        kind_of(code), words_for(code, text::url_host(url), detail, limits), std::string(url), {}};
}

}  // namespace stet::net

#include "net/transfer.h"

#include <algorithm>
#include <new>

#include <curl/curl.h>

#include "net/fault.h"
#include "net/head.h"
#include "net/origin.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::net {
namespace {

using std::chrono::milliseconds;

// A directory alone is searched by hash: one small file for each issuer. A bundle alone is parsed
// once. As soon as both are set, which is Debian's default, libcurl 7.88 parses the bundle again
// for each connection (20 ms); a few certificates beside the directory cost nothing to speak of.
const char* trusted_directory() {
    const curl_version_info_data* info = curl_version_info(CURLVERSION_NOW);
    return info->capath ? info->capath : "/etc/ssl/certs";
}

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

/// What libcurl calls while an exchange runs.
struct Transfer::Callbacks {
    static std::size_t head(char* data, std::size_t, std::size_t size, void* self) {
        return static_cast<Transfer*>(self)->receive_head({data, size}) ? size : 0;
    }
    static std::size_t body(char* data, std::size_t, std::size_t size, void* self) {
        return static_cast<Transfer*>(self)->receive_body({data, size}) ? size : 0;
    }
    static int trace(CURL*, curl_infotype type, char* data, std::size_t size, void* self) {
        if (type != CURLINFO_HEADER_OUT)
            return 0;
        std::string& head = static_cast<Transfer*>(self)->request_head_;
        const std::string_view part(data, size);
        if (part.starts_with("GET "))  // after the CONNECT to a proxy
            head.clear();
        head += part;
        return 0;
    }
};

void Transfer::Freed::operator()(void* easy) const {
    curl_easy_cleanup(easy);
}

void Transfer::Fields::operator()(void* list) const {
    curl_slist_free_all(static_cast<curl_slist*>(list));
}

Transfer::Transfer(std::size_t index, const Request& request, const Settings& settings)
    : index_(index),
      settings_(settings),
      etag_(sound_validator(request.etag)),
      last_modified_(sound_validator(request.last_modified)),
      user_agent_(request.user_agent.empty() ? settings.user_agent : request.user_agent),
      proxy_(request.proxy ? request.proxy : settings.proxy),
      enough_(request.enough),
      result_(Error{}) {
    Address address = take_apart(request.url);
    url_ = std::move(address.url);
    origin_ = origin_of(url_);
    const bool given = !request.user.empty() || !request.password.empty();
    user_ = given ? request.user : std::move(address.user);
    password_ = given ? request.password : std::move(address.password);
}

Transfer::~Transfer() = default;

std::string Transfer::host() const {
    return text::url_host(url_);
}

Transfer::Clock::time_point Transfer::deadline() const {
    return begun_ + settings_.limits.total;
}

void* Transfer::prepare() {
    if (!easy_) {
        begun_ = idle_since_ = Clock::now();
        easy_.reset(curl_easy_init());
        if (!easy_)
            throw std::bad_alloc();
    }
    begun_ += Clock::now() - idle_since_;  // to wait for one's turn costs nothing
    request_head_.clear();
    head_.clear();
    body_.clear();
    head_bytes_ = 0;
    head_whole_ = body_begun_ = false;
    detail_.assign(CURL_ERROR_SIZE, '\0');

    CURL* easy = easy_.get();
    // Forgets what cookies an answer set; and a reset of libcurl 7.88 would lose the list.
    curl_easy_setopt(easy, CURLOPT_COOKIEFILE, nullptr);
    curl_easy_reset(easy);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy, CURLOPT_URL, url_.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    // Only https can share a connection (HTTP/2): on plain http a transfer would wait in vain, on
    // its own time, for the answer of another.
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, origin_of(url_).starts_with("https:") ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (proxy_)
        curl_easy_setopt(easy, CURLOPT_PROXY, proxy_->c_str());
    set_limits();
    set_identity();
    set_fields();
    set_trust();
    set_callbacks();
    return easy;
}

void Transfer::set_limits() {
    CURL* easy = easy_.get();
    const Limits& limits = settings_.limits;
    const auto left = std::chrono::duration_cast<milliseconds>(deadline() - Clock::now());
    time_ = std::max(left, milliseconds(1));
    time_to_connect_ = std::min<milliseconds>(limits.connect, time_);
    excused_ = {};
    set_times();
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    // A name server that does not answer must not hold up the end of a run.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
}

void Transfer::set_times() {
    CURL* easy = easy_.get();
    const auto in_milliseconds = [](auto span) {
        return static_cast<long>(std::chrono::ceil<milliseconds>(span).count());
    };
    const auto stall = std::chrono::ceil<std::chrono::seconds>(settings_.limits.stall + excused_);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, in_milliseconds(time_ + excused_));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, in_milliseconds(time_to_connect_ + excused_));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(stall.count()));
}

// libcurl asks the clock before the socket: an answer that came in time while nobody looked would
// be thrown away.
void Transfer::excuse(Clock::duration neglected) {
    begun_ += neglected;
    excused_ += std::chrono::ceil<milliseconds>(neglected);
    set_times();
}

/// Who asks: name, credentials, cookies.
void Transfer::set_identity() {
    CURL* easy = easy_.get();
    if (!user_agent_.empty())
        curl_easy_setopt(easy, CURLOPT_USERAGENT, user_agent_.c_str());
    if ((!user_.empty() || !password_.empty()) && origin_of(url_) == origin_) {
        curl_easy_setopt(easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
        curl_easy_setopt(easy, CURLOPT_USERNAME, user_.c_str());
        curl_easy_setopt(easy, CURLOPT_PASSWORD, password_.c_str());
    }
    if (!settings_.cookie_file.empty())
        curl_easy_setopt(easy, CURLOPT_COOKIEFILE, settings_.cookie_file.c_str());
}

void Transfer::set_fields() {
    curl_slist* list = nullptr;
    if (!etag_.empty())
        list = curl_slist_append(list, text::cat("If-None-Match: ", etag_).c_str());
    if (!last_modified_.empty())
        list = curl_slist_append(list, text::cat("If-Modified-Since: ", last_modified_).c_str());
    fields_.reset(list);
    curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, list);
}

void Transfer::set_trust() {
    const bool instead = settings_.ca_file.empty() && !settings_.ca_bundle.empty();
    const std::string& file = instead ? settings_.ca_bundle : settings_.ca_file;
    curl_easy_setopt(easy_.get(), CURLOPT_CAPATH, instead ? nullptr : trusted_directory());
    curl_easy_setopt(easy_.get(), CURLOPT_CAINFO, file.empty() ? nullptr : file.c_str());
}

void Transfer::set_callbacks() {
    CURL* easy = easy_.get();
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Callbacks::head);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Callbacks::body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, &Callbacks::trace);
    curl_easy_setopt(easy, CURLOPT_DEBUGDATA, this);
    curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, detail_.data());
}

/// Heads of interim answers (1xx) give way to the next one; trailers are dropped.
bool Transfer::receive_head(std::string_view line) {
    head_bytes_ += line.size();
    if (head_bytes_ > settings_.limits.head) {
        head_too_large_ = true;
        return false;
    }
    const bool opens = line.starts_with("HTTP/");
    if (body_begun_ || (head_whole_ && !opens))
        return true;
    if (opens)
        head_.clear();
    head_ += line;
    head_whole_ = line == "\r\n" || line == "\n";
    return true;
}

bool Transfer::receive_body(std::string_view bytes) {
    body_begun_ = true;
    if (enough_ > 0 && bytes.size() > enough_ - body_.size()) {
        body_ += bytes.substr(0, enough_ - body_.size());
        return false;
    }
    if (bytes.size() > settings_.limits.body - body_.size()) {
        body_too_large_ = true;
        return false;
    }
    body_ += bytes;
    return true;
}

bool Transfer::multiplexed() const {
    long version = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_HTTP_VERSION, &version);
    return version >= CURL_HTTP_VERSION_2_0;
}

Transfer::Next Transfer::ended(int code) {
    idle_since_ = Clock::now();
    if (head_too_large_)
        return fail(
            {Error::Kind::too_large,
             text::cat("the head of the answer has more than ", settings_.limits.head, " bytes"),
             url_,
             {}});
    if (body_too_large_)
        return fail({Error::Kind::too_large,
                     text::cat("the document has more than ", settings_.limits.body, " bytes"),
                     url_,
                     {}});
    const int status = head_whole_ ? status_of(head_) : 0;
    const bool answered = status >= 200;
    const bool whole = code == CURLE_OK;
    if (answered && (whole || body_begun_ || is_redirect(status)))
        return judge_status(status, whole);
    if (!answered && is_transient(code) && !retried_)
        return retry();
    detail_.resize(detail_.find('\0'));
    return fail(fault(code, url_, detail_, settings_.limits));
}

Transfer::Next Transfer::judge_status(int status, bool whole) {
    if (is_redirect(status))
        if (const std::string_view location = field(head_, "location"); !location.empty())
            return follow(location, status);
    const bool overloaded = status == 502 || status == 503 || status == 504;
    if (overloaded && !retried_ && field(head_, "retry-after").empty())
        return retry();
    return respond(status, whole);
}

Transfer::Next Transfer::follow(std::string_view location, int status) {
    if (redirects_.size() == settings_.limits.redirects)
        return fail({Error::Kind::network,
                     text::cat("more than ", settings_.limits.redirects, " redirects"),
                     url_,
                     {}});
    const std::string target = text::resolve_url(url_, location);
    if (!text::is_http_url(target))
        return fail({Error::Kind::network,
                     text::cat("redirected to '", text::without_credentials(target),
                               "', which is neither http nor https"),
                     url_,
                     {}});
    permanent_ = permanent_ && (status == 301 || status == 308);
    redirects_.push_back(std::move(url_));
    url_ = take_apart(target).url;
    return Next::redirect;
}

Transfer::Next Transfer::retry() {
    retried_ = true;
    due_ = Clock::now() + settings_.limits.pause_before_retry;
    return Next::retry;
}

Transfer::Next Transfer::respond(int status, bool whole) {
    Response response;
    response.status = status;
    response.request_head = blanked(request_head_);
    response.response_head = blanked(head_);
    response.moved_for_good = !redirects_.empty() && permanent_;
    response.redirects = std::move(redirects_);
    response.body = std::move(body_);
    response.cut = !whole;

    const char* ip = nullptr;
    long port = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_PRIMARY_IP, &ip);
    curl_easy_getinfo(easy_.get(), CURLINFO_PRIMARY_PORT, &port);
    const std::string_view peer = ip ? ip : "";
    const bool version6 = peer.find(':') != peer.npos;
    response.peer = text::cat(version6 ? "[" : "", peer, version6 ? "]:" : ":", port);
    response.duration = std::chrono::duration_cast<milliseconds>(Clock::now() - begun_);

    response.content_type = field(head_, "content-type");
    response.content_language = field(head_, "content-language");
    response.content_location = text::without_credentials(field(head_, "content-location"));
    response.etag = sound_validator(field(head_, "etag"));
    response.last_modified = sound_validator(field(head_, "last-modified"));
    response.url = std::move(url_);
    result_ = std::move(response);
    return Next::done;
}

Transfer::Next Transfer::fail(Error error) {
    result_ = std::move(error);
    return Next::done;
}

}  // namespace stet::net

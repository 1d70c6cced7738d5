#include "net/client.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include <curl/curl.h>

#include "net/broken_pipe.h"
#include "net/transfer.h"

namespace stet::net {
namespace {

constexpr std::size_t streams_per_connection = 16;      // of HTTP/2
constexpr std::chrono::milliseconds longest_wait{200};  // so that `stop` is asked often enough

void need(bool good) {
    if (!good)
        throw Fatal("libcurl cannot be set up");
}

/// All transfers of one call: they wait in one lane per host, run, pause before a second try.
class Run {
  public:
    Run(CURLM* multi, const Settings& settings, const std::vector<Request>& requests,
        const Client::Done& done);
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    void work(const std::function<bool()>& stop);

  private:
    using Handed = std::unique_ptr<Transfer>;
    struct Lane {
        std::deque<Handed> waiting;
        std::size_t running = 0;
        bool multiplexed = false, listed = false;
    };

    void wait_in_lane(Handed transfer);
    void list_if_open(Lane& lane);
    void wake();
    void begin_next();
    void leave_lane(const std::string& host, bool multiplexed);
    void end(CURL* easy, CURLcode code);
    bool must_wait() const;
    int wait_ms() const;

    BrokenPipeHeld held_;
    CURLM* multi_;
    const Limits& limits_;
    const Client::Done& done_;
    std::map<std::string, Lane> lanes_;  // by host
    std::deque<Lane*> open_;             // that have waiting transfers and room for one
    std::vector<Handed> pausing_;
    std::map<CURL*, Handed> running_;
};

Run::Run(CURLM* multi, const Settings& settings, const std::vector<Request>& requests,
         const Client::Done& done)
    : multi_(multi), limits_(settings.limits), done_(done) {
    for (std::size_t i = 0; i < requests.size(); ++i)
        wait_in_lane(std::make_unique<Transfer>(i, requests[i], settings));
}

Run::~Run() {
    for (const auto& [easy, transfer] : running_)
        curl_multi_remove_handle(multi_, easy);
}

void Run::work(const std::function<bool()>& stop) {
    while (!running_.empty() || !open_.empty() || !pausing_.empty()) {
        if (stop && stop())
            return;
        wake();
        while (!open_.empty() && running_.size() < limits_.transfers)
            begin_next();
        int count = 0;
        need(curl_multi_perform(multi_, &count) == CURLM_OK);
        while (const CURLMsg* message = curl_multi_info_read(multi_, &count)) {
            end(message->easy_handle, message->data.result);
            if (stop && stop())
                return;
        }
        if (must_wait())
            curl_multi_poll(multi_, nullptr, 0, wait_ms(), nullptr);
    }
}

void Run::wait_in_lane(Handed transfer) {
    Lane& lane = lanes_[transfer->host()];
    lane.waiting.push_back(std::move(transfer));
    list_if_open(lane);
}

void Run::list_if_open(Lane& lane) {
    const std::size_t room = limits_.per_host * (lane.multiplexed ? streams_per_connection : 1);
    if (lane.listed || lane.waiting.empty() || lane.running >= room)
        return;
    lane.listed = true;
    open_.push_back(&lane);
}

/// Back to their lanes with those whose pause is over.
void Run::wake() {
    const auto now = Transfer::Clock::now();
    for (std::size_t i = 0; i < pausing_.size();) {
        if (pausing_[i]->due() > now) {
            ++i;
            continue;
        }
        std::swap(pausing_[i], pausing_.back());
        wait_in_lane(std::move(pausing_.back()));
        pausing_.pop_back();
    }
}

void Run::begin_next() {
    Lane& lane = *open_.front();
    open_.pop_front();
    Handed transfer = std::move(lane.waiting.front());
    lane.waiting.pop_front();
    ++lane.running;
    lane.listed = false;
    list_if_open(lane);

    CURL* easy = transfer->prepare();
    need(curl_multi_add_handle(multi_, easy) == CURLM_OK);
    running_.emplace(easy, std::move(transfer));
}

void Run::leave_lane(const std::string& host, bool multiplexed) {
    Lane& lane = lanes_[host];
    --lane.running;
    lane.multiplexed = lane.multiplexed || multiplexed;
    list_if_open(lane);
}

void Run::end(CURL* easy, CURLcode code) {
    curl_multi_remove_handle(multi_, easy);
    Handed transfer = std::move(running_.extract(easy).mapped());
    const std::string host = transfer->host();  // a redirect will change it
    const Transfer::Next next = transfer->ended(code);
    leave_lane(host, transfer->multiplexed());
    switch (next) {
        case Transfer::Next::done:
            return held_.lifted([&] { done_(transfer->index(), transfer->take()); });
        case Transfer::Next::redirect:
            return wait_in_lane(std::move(transfer));
        case Transfer::Next::retry:
            pausing_.push_back(std::move(transfer));
    }
}

/// There is something on its way, and nothing that could begin.
bool Run::must_wait() const {
    const bool can_begin = !open_.empty() && running_.size() < limits_.transfers;
    return !can_begin && (!running_.empty() || !pausing_.empty());
}

int Run::wait_ms() const {
    auto wait = longest_wait;
    const auto now = Transfer::Clock::now();
    for (const Handed& transfer : pausing_)
        wait = std::clamp(std::chrono::ceil<std::chrono::milliseconds>(transfer->due() - now),
                          std::chrono::milliseconds(0), wait);
    return static_cast<int>(wait.count());
}

}  // namespace

struct Client::State {
    struct Closed {
        void operator()(CURLM* multi) const {
            const BrokenPipeHeld held;  // connections say good-bye
            curl_multi_cleanup(multi);
        }
    };
    Settings settings;
    std::unique_ptr<CURLM, Closed> multi;
};

Client::Client(Settings settings) : state_(std::make_unique<State>()) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    need(ready == CURLE_OK);
    state_->settings = std::move(settings);
    state_->multi.reset(curl_multi_init());
    CURLM* multi = state_->multi.get();
    need(multi != nullptr);
    const Limits& limits = state_->settings.limits;
    curl_multi_setopt(multi, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
    curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(limits.per_host));
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(limits.transfers));
}

Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

void Client::fetch(const std::vector<Request>& requests, const Done& done,
                   const std::function<bool()>& stop) {
    Run(state_->multi.get(), state_->settings, requests, done).work(stop);
}

}  // namespace stet::net

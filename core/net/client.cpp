#include "net/client.h"

#include <algorithm>
#include <map>
#include <utility>

#include <curl/curl.h>

#include "net/broken_pipe.h"
#include "net/lanes.h"
#include "net/transfer.h"

namespace stet::net {
namespace {

using Clock = Transfer::Clock;

constexpr std::chrono::milliseconds longest_wait{200};  // so that `stop` is asked often enough
constexpr std::chrono::milliseconds longest_neglect{10};

void need(bool good) {
    if (!good)
        throw Fatal("libcurl cannot be set up");
}

/// All transfers of one call: they wait in their lanes, run, perhaps enter a lane again.
class Run {
  public:
    Run(CURLM* multi, const Settings& settings, const std::vector<Request>& requests,
        const Client::Done& done);
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    void work(const std::function<bool()>& stop);

  private:
    void begin();
    bool hand_on();
    void end(CURL* easy, CURLcode code);
    void give(Transfer& transfer);
    int wait_ms() const;

    BrokenPipeHeld held_;
    CURLM* multi_;
    const Limits& limits_;
    const Client::Done& done_;
    Lanes lanes_;
    std::map<CURL*, Lanes::Handed> running_;
};

Run::Run(CURLM* multi, const Settings& settings, const std::vector<Request>& requests,
         const Client::Done& done)
    : multi_(multi), limits_(settings.limits), done_(done), lanes_(settings.limits) {
    for (std::size_t i = 0; i < requests.size(); ++i)
        lanes_.enter(std::make_unique<Transfer>(i, requests[i], settings));
}

Run::~Run() {
    for (const auto& [easy, transfer] : running_)
        curl_multi_remove_handle(multi_, easy);
}

void Run::work(const std::function<bool()>& stop) {
    while (!running_.empty() || !lanes_.empty()) {
        if (stop && stop())
            return;
        begin();
        int count = 0;
        need(curl_multi_perform(multi_, &count) == CURLM_OK);
        if (hand_on() && (!running_.empty() || !lanes_.empty()))
            curl_multi_poll(multi_, nullptr, 0, wait_ms(), nullptr);
    }
}

/// Begins all that may begin now.
void Run::begin() {
    const auto now = Clock::now();
    while (running_.size() < limits_.transfers) {
        Lanes::Handed transfer = lanes_.next(now);
        if (!transfer)
            return;
        CURL* easy = transfer->prepare();
        need(curl_multi_add_handle(multi_, easy) == CURLM_OK);
        running_.emplace(easy, std::move(transfer));
    }
}

/// Hands on what has ended. False where there may be more, but the network wants to be looked
/// after first.
bool Run::hand_on() {
    const auto until = Clock::now() + longest_neglect;
    int count = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &count)) {
        end(message->easy_handle, message->data.result);
        if (Clock::now() >= until)
            return false;
    }
    return true;
}

void Run::end(CURL* easy, CURLcode code) {
    curl_multi_remove_handle(multi_, easy);
    Lanes::Handed transfer = std::move(running_.extract(easy).mapped());
    const std::string host = transfer->host();  // a redirect will change it
    const Transfer::Next next = transfer->ended(code);
    lanes_.leave(host, transfer->multiplexed());
    if (next == Transfer::Next::done)
        give(*transfer);
    else
        lanes_.enter(std::move(transfer));
}

void Run::give(Transfer& transfer) {
    const auto begun = Clock::now();
    held_.lifted([&] { done_(transfer.index(), transfer.take()); });
    if (const auto taken = Clock::now() - begun; taken > longest_neglect)
        for (const auto& [easy, other] : running_)
            other->excuse(taken);
}

int Run::wait_ms() const {
    const auto opens = lanes_.opens();
    if (!opens || running_.size() >= limits_.transfers)
        return static_cast<int>(longest_wait.count());
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*opens - Clock::now());
    return static_cast<int>(std::clamp(wait, std::chrono::milliseconds(0), longest_wait).count());
}

}  // namespace

struct Client::State {
    struct Closed {
        void operator()(CURLM* handle) const {
            const BrokenPipeHeld held;  // connections say good-bye
            curl_multi_cleanup(handle);
        }
    };
    Settings settings;
    std::unique_ptr<CURLM, Closed> multi;  // made for the first fetch

    void set_up();
};

void Client::State::set_up() {
    if (multi)
        return;
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    need(ready == CURLE_OK);
    multi.reset(curl_multi_init());
    need(multi != nullptr);
    curl_multi_setopt(multi.get(), CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
    curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS,
                      static_cast<long>(settings.limits.transfers));
}

Client::Client(Settings settings) : state_(std::make_unique<State>()) {
    state_->settings = std::move(settings);
}

Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

void Client::fetch(const std::vector<Request>& requests, const Done& done,
                   const std::function<bool()>& stop) {
    state_->set_up();
    Run(state_->multi.get(), state_->settings, requests, done).work(stop);
}

}  // namespace stet::net

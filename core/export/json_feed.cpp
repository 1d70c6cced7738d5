#include <map>
#include <ostream>

#include "export/writers.h"
#include "json/writer.h"
#include "model/record.h"
#include "text/ascii.h"

namespace stet::out {
namespace {

// JSON Feed 1.1. What the feed says of itself follows after the items: only then it is known
// whether they are all of one source. Heads ride along whole in `_stet`.
class JsonFeed : public Writer {
  public:
    JsonFeed(std::ostream& out, Options options) : out_(out), options_(std::move(options)) {}

    void write(const Item& item) override {
        if (item.is_head()) {
            heads_.insert_or_assign(item.source, item);
            return;
        }
        if (!begun_)
            begin();
        line_.clear();
        append_record(line_, item);
        out_ << (first_ ? "\n" : ",\n") << text::trim(line_);
        first_ = false;
    }

    void finish() override {
        if (!begun_)
            begin();
        std::string text;
        json::Writer json(text);
        json.begin_object();
        about(json);
        if (!heads_.empty()) {
            json.name("_stet");
            json.begin_object();
            json.name("heads");
            json.begin_array();
            for (const auto& [source, head] : heads_) {
                line_.clear();
                append_record(line_, head);
                json.raw(text::trim(line_));
            }
            json.end_array();
            json.end_object();
        }
        json.end_object();
        out_ << "\n],\n" << std::string_view(text).substr(1) << '\n';
    }

  private:
    void begin() {
        begun_ = true;
        out_ << "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[";
    }

    void about(json::Writer& json) const {
        const bool single = heads_.size() == 1;
        const std::string title = !options_.title.empty() ? options_.title
                                  : single                ? title_of(heads_.begin()->second)
                                                          : std::string();
        json.member("title", title.empty() ? std::string_view("stet") : std::string_view(title));
        if (!single)
            return;
        const Item& head = heads_.begin()->second;
        const FeedData feed = head.feed.value_or(FeedData{});
        const auto member = [&json](std::string_view name, const std::string& value) {
            if (!value.empty())
                json.member(name, value);
        };
        member("home_page_url", feed.home_page_url.empty() ? head.url : feed.home_page_url);
        member("feed_url", feed.feed_url);
        member("description", feed.description.empty() ? head.summary : feed.description);
        member("icon", feed.icon);
        member("favicon", feed.favicon);
        member("language", feed.language.empty() ? head.language : feed.language);
    }

    std::ostream& out_;
    Options options_;
    std::string line_;
    std::map<std::string, Item> heads_;  // by source, the last one
    bool begun_ = false, first_ = true;
};

}  // namespace

std::unique_ptr<Writer> make_json_feed(std::ostream& out, Options options) {
    return std::make_unique<JsonFeed>(out, std::move(options));
}

}  // namespace stet::out

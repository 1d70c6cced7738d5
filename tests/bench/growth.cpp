// What an archive grows by:  bench_growth [DAYS]
//
// Two live blogs and three feeds are made up and looked at every five minutes for some days, each
// kind into an archive of its own, by the very steps that `stet fetch` takes. The bytes that a
// source adds in a day, once it is going, are carried on to 400 sources and two years.
//
// A page has 350 KB: a template that stays, a window of 40 updates (also in its JSON-LD), and what
// is new at every fetch: tokens, ad slots, times, a list of teasers in another order. Of a blog's
// 60 updates a day one in six is edited once, one in a hundred taken out again. A feed has 12 new
// items a day of 1.5 KB each; every third bears the time of the fetch, the others come unchanged.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "diff/compare.h"
#include "extract/extract.h"
#include "text/cat.h"

namespace {

using namespace stet;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr auto between_looks = 5min;
constexpr std::size_t window_of_blog = 40, window_of_feed = 30;
constexpr int updates_of_blog = 60, items_of_feed = 12;  // a day

/// Words as rare and as frequent as those of a language, the same in every run.
class Words {
  public:
    explicit Words(std::uint64_t seed) : random_(seed) {
        constexpr std::string_view syllables[] = {"ber", "lin", "ge",    "stern", "abend", "mel",
                                                  "det", "po",  "li",    "zei",   "hoch",  "was",
                                                  "ser", "an",  "deich", "ung",   "ver",   "letz",
                                                  "te",  "re",  "gie",   "rung",  "frak",  "tion"};
        std::mt19937_64 fixed(7);
        for (int i = 0; i < 8000; ++i) {
            std::string word;
            for (auto parts = 1 + fixed() % 4; parts > 0; --parts)
                word += syllables[fixed() % std::size(syllables)];
            vocabulary_.push_back(std::move(word));
        }
    }

    std::uint64_t number(std::uint64_t below) { return random_() % below; }

    std::string some(std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i) {
            const double chance = static_cast<double>(random_() % 100'000) / 100'000;
            const auto place = static_cast<std::size_t>(chance * chance * chance * 8000);
            out += text::cat(i == 0 ? "" : " ", vocabulary_[place % vocabulary_.size()]);
        }
        return out + '.';
    }

    /// Letters and digits that nothing foretells.
    std::string token(std::size_t length) {
        constexpr std::string_view signs =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        std::string out;
        for (std::size_t i = 0; i < length; ++i)
            out += signs[random_() % signs.size()];
        return out;
    }

  private:
    std::mt19937_64 random_;
    std::vector<std::string> vocabulary_;
};

struct Update {
    std::string id, title, body;
    Instant published, modified;
};

/// A source that lives: what it would answer at a time.
class Source {
  public:
    Source(std::string address, std::uint64_t seed, int a_day, std::size_t window)
        : address_(std::move(address)), words_(seed), a_day_(a_day), window_(window) {
        for (int i = 0; i < 1900; ++i)
            template_ += text::cat("<div class=\"nav-", words_.token(6), "\"><a href=\"/",
                                   words_.token(12), "\">", words_.some(12), "</a></div>\n");
        for (int i = 0; i < 60; ++i)
            teasers_.push_back(words_.some(12));
    }
    virtual ~Source() = default;
    const std::string& address() const { return address_; }

    /// One look's time passes. The source works for eighteen hours of a day.
    void live(Instant now) {
        const auto hour = std::chrono::floor<std::chrono::hours>(
            now - std::chrono::floor<std::chrono::days>(now));
        const auto chances = static_cast<std::uint64_t>(18h / between_looks);
        const bool works = hour >= 6h;
        if (works && words_.number(chances) < static_cast<std::uint64_t>(a_day_))
            updates_.insert(updates_.begin(),
                            {"post-" + words_.token(10), words_.some(8), text_of(), now, now});
        if (updates_.size() > window_)
            updates_.resize(window_);
        if (works && updates_.size() > 10 &&
            words_.number(chances * 6) < static_cast<std::uint64_t>(a_day_)) {
            Update& edited = updates_[1 + words_.number(8)];
            edited.body += ' ' + words_.some(6);
            edited.modified = now;
        }
        if (works && updates_.size() > 10 &&
            words_.number(chances * 100) < static_cast<std::uint64_t>(a_day_))
            updates_.erase(updates_.begin() + 3);
        if (words_.number(12) == 0)
            teasers_[words_.number(teasers_.size())] = words_.some(12);
    }

    virtual std::string answer(Instant now) = 0;

  protected:
    std::string text_of() {
        return text::cat(words_.some(30), "</p><p>", words_.some(40), "</p><p>", words_.some(25));
    }

    std::string address_;
    Words words_;
    std::uint64_t a_day() const { return static_cast<std::uint64_t>(a_day_); }
    int a_day_;
    std::size_t window_;
    std::string template_;
    std::vector<std::string> teasers_;
    std::vector<Update> updates_;
};

class Blog : public Source {
  public:
    explicit Blog(std::uint64_t seed)
        : Source(text::cat("https://news.example/liveblog-", seed), seed, updates_of_blog,
                 window_of_blog) {}

    std::string answer(Instant now) override {
        std::string page = text::cat(
            "<!doctype html><html lang=\"de\"><head><title>Liveblog</title><meta name=\"csrf\" "
            "content=\"",
            words_.token(43), "\"><script type=\"application/ld+json\">", linked_data(),
            "</script><script>window.t=", now.time_since_epoch().count(), ";window.r=\"",
            words_.token(36), "\"</script></head><body>", template_, "<h1>Liveblog</h1>\n");
        std::size_t place = 0;
        for (const Update& update : updates_) {
            page += text::cat("<article id=\"", update.id, "\" class=\"liveblog-post\"><time ",
                              "datetime=\"", time::to_rfc3339(update.published), "\"></time><h2>",
                              update.title, "</h2><p>", update.body, "</p></article>\n");
            if (++place % 5 == 0)
                page += text::cat("<div class=\"ad\" data-slot=\"", words_.token(22),
                                  "\" data-bid=\"", words_.token(32), "\"></div>\n");
        }
        page += "<aside>";
        for (int i = 0; i < 12; ++i)
            page += text::cat("<a href=\"/x?tid=", words_.token(16), "\">",
                              teasers_[words_.number(teasers_.size())], "</a>\n");
        page += "</aside>";
        for (int i = 0; i < 20; ++i)
            page += text::cat("<img data-u=\"/p?cb=", words_.token(20), "\">\n");
        return page + "</body></html>\n";
    }

  private:
    std::string linked_data() const {
        std::string list;
        for (const Update& update : updates_)
            list += text::cat(list.empty() ? "" : ",", R"({"@type":"BlogPosting","@id":"#)",
                              update.id, R"(","headline":")", update.title,
                              R"(","datePublished":")", time::to_rfc3339(update.published),
                              R"(","dateModified":")", time::to_rfc3339(update.modified),
                              R"(","articleBody":")", update.body, "\"}");
        return text::cat(
            R"({"@context":"https://schema.org","@type":"LiveBlogPosting","headline":"Liveblog",)",
            R"("liveBlogUpdate":[)", list, "]}");
    }
};

class FeedSource : public Source {
  public:
    explicit FeedSource(std::uint64_t seed)
        : Source(text::cat("https://news.example/feed-", seed), seed, items_of_feed,
                 window_of_feed),
          stamped_(seed % 3 == 0) {}

    std::string answer(Instant now) override {
        std::string feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>N</title>";
        if (stamped_)
            feed += text::cat("<lastBuildDate>", time::to_http_date(now), "</lastBuildDate>");
        for (const Update& update : updates_)
            feed += text::cat("<item><guid>", update.id, "</guid><title>", update.title,
                              "</title><link>https://news.example/", update.id, "</link><pubDate>",
                              time::to_http_date(update.published),
                              "</pubDate><description><![CDATA[<p>", update.body, "</p><p>",
                              update.body.substr(0, 400), "</p>]]></description></item>\n");
        return feed + "</channel></rss>\n";
    }

  private:
    bool stamped_;
};

/// The steps of `stet fetch`, without the network.
void look(archive::Archive& archive, Source& source, Instant now) {
    Document document;
    document.source = document.address = source.address();
    document.came = Document::Came::network;
    document.status = 200;
    document.observed = now;
    document.response_head = text::cat("HTTP/1.1 200 OK\r\nDate: ", time::to_http_date(now),
                                       "\r\nContent-Type: text/html; charset=utf-8\r\n\r\n");
    document.request_head = "GET / HTTP/1.1\r\nHost: news.example\r\n\r\n";
    document.body = source.answer(now);
    const Result<Document> answer = std::move(document);
    archive::Look look = archive.look(source.address(), answer, now);
    if (look.same_as_last())
        return look.keep_unchanged();
    const Result<Feed> feed = extract(*answer, {});
    if (!feed)
        return look.fail(feed.error());
    const Feed before = look.before(*feed);
    diff::Collation collation(before, *feed);
    if (const auto doubt = collation.implausible())
        return look.fail(*doubt);
    const std::vector<std::string> undecided = collation.undecided();
    look.keep(std::move(collation).marked(), undecided);
}

struct Grown {
    double bytes_per_day = 0;  ///< and source
    double captures = 0, revisions = 0, looks = 0;
};

Grown grow(const std::string& file, std::vector<std::unique_ptr<Source>>& sources, int days) {
    constexpr Instant begin(1'769'600'000s);
    std::vector<double> sizes;
    Grown grown;
    Instant now = begin;
    for (int day = 0; day < days; ++day) {
        archive::Archive archive = archive::Archive::open(file, archive::Archive::Access::write);
        for (; now < begin + 24h * (day + 1); now += between_looks) {
            for (const auto& source : sources) {
                source->live(now);
                look(archive, *source, now);
            }
            archive.index();
        }
        const archive::Archive::Check check =
            day + 1 == days ? archive.check() : archive::Archive::Check{};
        if (day + 1 == days) {
            if (!check.faults.empty())
                throw Fatal(text::cat("the archive is not sound: ", check.faults.front()));
            const auto share = static_cast<double>(sources.size()) * days;
            grown.captures = static_cast<double>(check.captures) / share;
            grown.revisions = static_cast<double>(check.revisions) / share;
            for (const archive::Source& source : archive.sources())
                grown.looks += static_cast<double>(source.looks) / share;
        }
        archive = archive::Archive::open(file, archive::Archive::Access::read);
        sizes.push_back(static_cast<double>(fs::file_size(file)));
    }
    // The first days fill the windows and the templates.
    const std::size_t middle = sizes.size() / 3;
    grown.bytes_per_day = (sizes.back() - sizes[middle]) /
                          static_cast<double>(sizes.size() - 1 - middle) /
                          static_cast<double>(sources.size());
    return grown;
}

void tell(std::string_view what, const Grown& grown) {
    std::cout << what << ": " << std::int64_t(grown.bytes_per_day / 1000)
              << " kB a source and day (" << std::int64_t(grown.looks) << " looks, "
              << std::int64_t(grown.captures) << " bodies kept, " << std::int64_t(grown.revisions)
              << " revisions)\n"
              << std::flush;
}

}  // namespace

int main(int count, char** words) {
    const int days = count > 1 ? std::atoi(words[1]) : 9;
    if (days < 3) {
        std::cerr << "usage: bench_growth [DAYS], at least 3\n";
        return 2;
    }
    const fs::path folder = fs::temp_directory_path() / text::cat("stet-growth-", days);
    fs::remove_all(folder);
    fs::create_directory(folder);
    std::vector<std::unique_ptr<Source>> blogs, feeds;
    for (const std::uint64_t seed : {1U, 2U})
        blogs.push_back(std::make_unique<Blog>(seed));
    for (const std::uint64_t seed : {1U, 2U, 3U})
        feeds.push_back(std::make_unique<FeedSource>(seed));
    std::cout << "a page has " << blogs[0]->answer({}).size() / 1000 << " kB before its updates\n";
    const Grown blog = grow(folder / "blogs.db", blogs, days);
    tell("live blog", blog);
    const Grown feed = grow(folder / "feeds.db", feeds, days);
    tell("feed", feed);
    constexpr double days_of_two_years = 730;
    const double total = (100 * blog.bytes_per_day + 300 * feed.bytes_per_day) * days_of_two_years;
    std::cout << "100 live blogs and 300 feeds in two years: "
              << std::int64_t(total / 100'000'000) / 10.0 << " GB (at most 60)\n";
    fs::remove_all(folder);
    return total <= 60e9 ? 0 : 1;
}

#include "extract/marks.h"

#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

/// Three entries whose stamps are made of a clock.
template <class Stamp>
Feed blog_of(const std::string& language, const Stamp& stamp) {
    std::string page = "<html lang=" + language +
                       "><head><meta property='article:modified_time' "
                       "content='2024-11-16T18:50:00+00:00'></head><body><h1>Storm live</h1>";
    for (const char* clock : {"18:42", "18:05", "17:31"})
        page +=
            "<div class=entry>" + stamp(std::string(clock)) + "<p>" + words(clock) + "</p></div>";
    return read_of(page);
}

const Strings times{"2024-11-16T18:42:00Z", "2024-11-16T18:05:00Z", "2024-11-16T17:31:00Z"};

}  // namespace

TEST_CASE("marks: day and clock in elements of their own are one stamp", "[extract]") {
    const auto check = [](const Feed& feed) {
        CHECK(times_of(feed) == times);
        REQUIRE(feed.items.size() == 3);
        CHECK(feed.items[0].content_text == words("18:42"));
    };
    check(blog_of("en", [](const std::string& clock) {
        return "<div><span>16/11/2024</span><span>, " + clock + "</span></div>";
    }));
    check(blog_of("en", [](const std::string& clock) {
        return "<div><span>" + clock + "</span><span>16.11.24</span></div>";
    }));
    check(blog_of("en", [](const std::string& clock) {
        return "<time><b>November</b><b>16</b><b>2024</b></time><span>" + clock + "</span>";
    }));
}

TEST_CASE("marks: a clock in brackets after an age is the time", "[extract]") {
    CHECK(times_of(blog_of("en", [](const std::string& clock) {
              return "<div class=when>2h ago (" + clock + " GMT)</div>";
          })) == times);
}

TEST_CASE("marks: two hours are no clock where nobody writes clocks so", "[extract]") {
    const auto stamp = [](const std::string& clock) {
        return "<a><span>2h</span><span>" + clock + "</span></a>";
    };
    CHECK(times_of(blog_of("en", stamp)) == times);
}

TEST_CASE("marks: the day under a quoted post is text", "[extract]") {
    const Feed feed = blog_of("en", [](const std::string& clock) {
        return "<span>" + clock +
               "</span><blockquote>Stay at home! <a href=/t>November 15, 2024</a></blockquote>";
    });
    CHECK(feed.items.at(0).content_text.find("November 15, 2024") != std::string::npos);
}

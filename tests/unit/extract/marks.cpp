#include "extract/marks.h"

#include <array>

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

namespace {

/// A live blog whose paragraphs begin with a stamp, with what stands around clocks and texts.
Feed opened_by(const std::string& language, const std::string& before, const std::string& after) {
    std::string page = "<html lang=" + language +
                       "><head><meta property='article:modified_time' "
                       "content='2024-11-16T18:50:00+00:00'></head><body><h1>Storm live</h1>";
    for (const char* clock : {"18:42", "18:05", "17:31"})
        page += "<p>" + before + clock + after + words("Etwas") + "</p>";
    return read_of(page);
}

}  // namespace

TEST_CASE("marks: stamps in brackets, between signs, before a bar", "[extract]") {
    const std::array<std::array<std::string, 2>, 12> signs{{{"", " "},
                                                            {"", " | "},
                                                            {"", " &gt; "},
                                                            {"", " // "},
                                                            {"", " – "},
                                                            {"", "h. "},
                                                            {"(", ") "},
                                                            {"[", "] "},
                                                            {"[", "]: "},
                                                            {"<b>(", ")</b> "},
                                                            {"【", "】"},
                                                            {"+++ ", " +++ "}}};
    for (const auto& [before, after] : signs) {
        INFO(before + "18:42" + after);
        const Feed feed = opened_by("es-GB", before, after);
        REQUIRE(feed.items.size() == 3);
        CHECK(feed.items[0].stamp.starts_with("18:42"));
        for (const Item& item : feed.items)
            CHECK(item.content_text == words("Etwas"));
    }
}

TEST_CASE("marks: a bracket that closes behind more than a stamp is text", "[extract]") {
    CHECK(opened_by("en", "(", " Ortszeit in Kiew) ").items.empty());
}

TEST_CASE("marks: texts in writings without Latin letters follow their stamps", "[extract]") {
    for (const std::string text : {"Пожарные работают на месте, сообщил представитель службы.",
                                   "소방당국은 항구에서 발생한 화재를 진압하고 있다고 밝혔다.",
                                   "港の倉庫で火事があり、消防が消火に当たっている。"}) {
        std::string page =
            "<html lang=ru><head><meta property='article:modified_time' "
            "content='2024-11-16T18:50:00+03:00'></head><body><h1>Storm live</h1>";
        for (const char* clock : {"18:42", "18:05", "17:31"})
            page += std::string("<p>") + clock + " " + text + "</p>";
        const Feed feed = read_of(page);
        REQUIRE(feed.items.size() == 3);
        CHECK(feed.items[0].content_text == text);
    }
}

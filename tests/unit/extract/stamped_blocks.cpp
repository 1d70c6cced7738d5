#include "extract/blocks.h"
#include "reading.h"

using namespace stet;
using Strings = std::vector<std::string>;

namespace {

std::string page_of(const std::string& headline, const std::string& before_heading,
                    const std::string& after_heading) {
    std::string page =
        "<html lang=de><head><meta name=date content=2024-11-16T18:50:00+01:00>"
        "</head><body><h1>" +
        headline + "</h1><div>";
    for (const char* clock : {"18:42", "18:05", "17:31"}) {
        const auto stamp = [&](const std::string& markup) {
            return markup.empty() ? markup : "<" + markup + ">" + clock + " Uhr</" + markup + ">";
        };
        page += stamp(before_heading) + "<h2>Titel um " + clock + "</h2>" + stamp(after_heading) +
                "<p>" + words(clock) + "</p><p>Mehr folgt.</p>";
    }
    return page + "<h2>Mehr zum Thema</h2><ul><li><a href=/x>Anderes</a></li></ul></div>";
}

void check(const Feed& feed) {
    CHECK(titles_of(feed) == Strings{"Titel um 18:42", "Titel um 18:05", "Titel um 17:31"});
    CHECK(times_of(feed) ==
          Strings{"2024-11-16T17:42:00Z", "2024-11-16T17:05:00Z", "2024-11-16T16:31:00Z"});
    REQUIRE(feed.items.size() == 3);
    for (const Item& item : feed.items)
        CHECK(item.content_text == words(item.stamp.substr(0, 5)) + "\n\nMehr folgt.");
}

}  // namespace

TEST_CASE("stamped blocks: stamps alone before headings", "[extract]") {
    check(read_of(page_of("Sturm – Liveblog", "div", "")));
}

TEST_CASE("stamped blocks: stamps alone right after headings", "[extract]") {
    check(read_of(page_of("Sturm – Liveblog", "", "span")));
}

TEST_CASE("stamped blocks: no live blog names itself, and times rise: a programme", "[extract]") {
    std::string page = "<html lang=de><body><h1>Programm am Samstag</h1><div>";
    for (const char* clock : {"17:31", "18:05", "20:15"})
        page += "<h3>Sendung</h3><span class=time>" + std::string(clock) + "</span><p>" +
                words(clock) + "</p>";
    CHECK(read_of(page).items.empty());
}

TEST_CASE("stamped blocks: terms with clocks and what they are about", "[extract]") {
    std::string page =
        "<html lang=de><head><meta name=date content=2024-11-16T18:50:00+01:00>"
        "</head><body><h1>Sturm-Liveticker</h1><dl>";
    for (const char* clock : {"18.42", "18.05", "17.31"})
        page += "<dt>" + std::string(clock) + " Uhr</dt><dd><strong>Titel um " + clock +
                "</strong><p>" + words(clock) + "</p></dd>";
    const Feed feed = read_of(page + "</dl>");
    CHECK(titles_of(feed) == Strings{"Titel um 18.42", "Titel um 18.05", "Titel um 17.31"});
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].content_text == words("18.42"));
}

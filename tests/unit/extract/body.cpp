#include "extract/body.h"

#include "extract/extract.h"
#include "reading.h"

using namespace stet;

namespace {

/// The first of three updates that end with the same markup.
Item update_with(const std::string& end) {
    std::string page = "<html lang=en><body><h1>Storm – live</h1>";
    for (const char* clock : {"11:50", "10:40", "09:30"})
        page += "<div class=entry><time datetime=2024-05-01T" + std::string(clock) +
                ":00Z></time><p>" + words("Storm") + "</p>" + end + "</div>";
    const Feed feed = read_of(page + "</body></html>");
    REQUIRE(feed.items.size() == 3);
    return feed.items[0];
}

}  // namespace

TEST_CASE("body: labels of buttons are no text", "[extract]") {
    for (const char* end :
         {"<div class=meta><a href=/e/1>Permalink</a></div>",
          "<div class='x__share share-twitter'><a href='#'>share</a></div>",
          "<ul><li><a href=/f>Facebook</a></li><li><a href=/w>WhatsApp</a></li></ul>",
          "<div>Anzeige</div>"}) {
        CAPTURE(end);
        CHECK(update_with(end).content_text == words("Storm"));
    }
    const Item item = update_with("<p><a href=/f>Facebook</a> was down, too.</p>");
    CHECK(item.content_text == words("Storm") + "\n\nFacebook was down, too.");
}

TEST_CASE("body: paragraphs that an editor calls placeholders are text", "[extract]") {
    CHECK(update_with("<p class='paragraph inline-placeholder'>The harbour is closed for now, "
                      "the port said.</p>")
              .content_text ==
          words("Storm") + "\n\nThe harbour is closed for now, the port said.");
    CHECK(update_with("<div class=embed-placeholder>Loading</div>").content_text == words("Storm"));
}

TEST_CASE("body: a box that is all of an update stays, whatever its class says", "[extract]") {
    for (const char* name : {"widget text-widget", "promo-body", "comment-text"}) {
        std::string page = "<html lang=en><body><h1>Storm – live</h1>";
        for (const char* clock : {"11:50", "10:40", "09:30"})
            page += "<div class=entry><time datetime=2024-05-01T" + std::string(clock) +
                    ":00Z></time><div class='" + name + "'><p>" + words(clock) +
                    "</p></div><div class='widget social'>Follow us!</div></div>";
        CHECK(read_of(page).items.at(0).content_text == words("11:50"));
    }
}

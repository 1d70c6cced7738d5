#include "archive/names.h"
#include "archive/settings.h"
#include "desk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using enum Change;

TEST_CASE("names: of what an address is about", "[archive]") {
    CHECK(short_name("https://www.example.de/politik/newsblog-ukraine.html") == "ukraine");
    CHECK(short_name("https://www.example.de/newsblog/") == "example");
    CHECK(short_name("https://feeds.example.co.uk/rss.xml") == "example");
    CHECK(short_name("/home/me/saved/newsblog-ukraine.txt") == "ukraine");
    CHECK(short_name("https://example.de/live/erdbeben-im-sueden-der-tuerkei-100.html") ==
          "erdbeben-im-sueden");
    CHECK(short_name("http://127.0.0.1:8080/feed.xml") == "127-0-0-1");
    CHECK(short_name("") == "source");
    CHECK(short_name("https://example.de/%C3%A4rger") == "rger");
}

TEST_CASE("names: letters are the same for ever and tell nobody wrong", "[archive]") {
    CHECK(letters_for("x", 5) == letters_for("x", 5));
    CHECK(letters_for("x", 8).starts_with(letters_for("x", 5)));
    CHECK(letters_for("x", 5) != letters_for("y", 5));
    CHECK(letters_for("x", 50).find_first_of("01lo") == std::string::npos);
}

TEST_CASE("sources: are found by name and by address, and keep what was set", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    Reading reading;
    reading.zone = "Europe/Berlin";
    reading.item = "article.update";
    reading.drop = {".share", ".ad"};
    const auto made = archive.follow(ticker, "", reading, std::chrono::minutes(5));
    REQUIRE(made);
    CHECK(made->name == "ukraine");
    for (const std::string& asked : {std::string("ukraine"), ticker}) {
        const auto source = archive.find_source(asked);
        REQUIRE(source);
        CHECK(source->number == made->number);
        CHECK(source->followed);
        CHECK(source->every == std::chrono::minutes(5));
        CHECK(source->reading.zone == "Europe/Berlin");
        CHECK(source->reading.item == "article.update");
        CHECK(source->reading.drop == std::vector<std::string>{".share", ".ad"});
        CHECK(source->address() == ticker);
    }
    CHECK_FALSE(archive.find_source("nothing"));
    archive.unfollow(*made);
    CHECK_FALSE(archive.find_source("ukraine")->followed);
    CHECK(archive.follow(ticker, "", reading, {})->number == made->number);
}

TEST_CASE("sources: a number of pages is one", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    Source source = *archive.follow(ticker, "ticker", {}, {});
    REQUIRE_FALSE(change_setting(source, "older-pages", {"3"}));
    REQUIRE(archive.set(source, at(0)));
    source = *archive.find_source("ticker");
    CHECK(source.older_pages == 3);
    CHECK(setting(source, "older-pages") == std::vector<std::string>{"3"});
    for (const std::string bad : {"-1", "101", "many", "3x", "99999999999999999999"})
        CHECK(change_setting(source, "older-pages", {bad}));
    REQUIRE_FALSE(change_setting(source, "older-pages", {""}));
    CHECK(source.older_pages == 0);
}

TEST_CASE("sources: a name is given once, and is one", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    REQUIRE(archive.follow("https://a.example/x", "blog", {}, {}));
    CHECK_FALSE(archive.follow("https://b.example/x", "blog", {}, {}));
    for (const std::string bad : {"a/b", "https://x.example", "-x", "a b", "\xC3\xA4"})
        CHECK_FALSE(archive.follow("https://b.example/x", bad, {}, {}));
    CHECK_FALSE(archive.follow("", "x", {}, {}));
    REQUIRE(archive.follow("https://a.example/x", "other", {}, {}));
    CHECK(archive.find_source("other"));
    CHECK(archive.sources().size() == 1);
}

TEST_CASE("sources: many of one kind get names of their own", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    std::vector<std::string> names;
    for (int i = 0; i < 30; ++i)
        names.push_back(
            archive.follow(text::cat("https://news.example/feed/", i), "", {}, {})->name);
    CHECK(names[0] == "example");
    std::ranges::sort(names);
    CHECK(std::ranges::adjacent_find(names) == names.end());
}

TEST_CASE("sources: credentials are not stored", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    const std::string address = "https://me:secret@news.example/feed.xml";
    Document doc = document(0, "x", address);
    keep(archive, doc, feed({update("a", "1", added)}, added));
    const Source source = archive.sources().at(0);
    CHECK(source.source.find("secret") == std::string::npos);
    CHECK(archive.find_source(address));
    CHECK(archive.capture(1)->address.find("secret") == std::string::npos);

    Source asked = source;
    asked.access.proxy = "http://me:secret@proxy.example:3128";
    CHECK_FALSE(archive.set(asked, at(1)));
    CHECK(archive.sources().at(0).access == Access{});
}

TEST_CASE("sources: how one wants to be asked for is kept", "[archive]") {
    const Folder folder;
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    Source source = *archive.follow(ticker, "", {}, {});
    source.access = {.proxy = "socks5h://p:1080", .user_agent = "mine (+https://me.example/)"};
    REQUIRE(archive.set(source, at(0)));
    CHECK(archive.find_source(ticker)->access == source.access);
    REQUIRE(archive.follow(ticker, "", {}, {}));
    CHECK(archive.find_source(ticker)->access == source.access);
}

TEST_CASE("sources: keys are the same in every archive", "[archive]") {
    std::string keys[2];
    for (std::string& key : keys) {
        const Folder folder;
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        key = keep(archive, 0, feed({update("a", "1", added)}, added)).at(1).key;
    }
    CHECK(keys[0] == keys[1]);
}

}  // namespace stet::archive

#include "archive/bodies.h"

#include "archive/database.h"
#include "desk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using enum Change;

namespace {

// A page as it grows, with noise that does not compress.
std::string page(int look) {
    std::string body = "<html>";
    for (int i = 0; i < 200; ++i)
        body += text::cat("<p>Meldung ", i, ' ', hex(sha256(text::cat(i % 7 == 0 ? look : 0, i))),
                          "</p>");
    return body;
}

}  // namespace

TEST_CASE("bodies: a chain of 300 captures gives each of them back", "[archive]") {
    const Folder folder;
    std::vector<std::int64_t> captures;
    {
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        Change change = added;
        for (int look = 0; look < 300; ++look) {
            Document doc = document(look, page(look));
            doc.request_head = "GET / HTTP/1.1\r\n\r\n";
            doc.response_head = text::cat("HTTP/1.1 200 OK\r\nX-Look: ", look, "\r\n\r\n");
            doc.redirects = {"https://news.example/1", "https://news.example/2"};
            keep(archive, doc,
                 feed({update("a", text::cat(look), change)}, look == 0 ? added : none));
            change = edited;
            captures.push_back(archive.looks({.limit = 1}).at(0).capture.value());
        }
    }
    Archive archive = Archive::open(folder.file(), Archive::Access::read);
    for (const int look : {0, 299, 15, 16, 17, 1, 255, 256, 257, 100, 240, 239}) {
        const auto doc = archive.capture(captures[static_cast<std::size_t>(look)]);
        REQUIRE(doc);
        CHECK(doc->body == page(look));
        CHECK(doc->request_head == "GET / HTTP/1.1\r\n\r\n");
        CHECK(doc->response_head == text::cat("HTTP/1.1 200 OK\r\nX-Look: ", look, "\r\n\r\n"));
        CHECK(doc->redirects.size() == 2);
        CHECK(doc->observed == at(look));
    }
    CHECK_FALSE(archive.capture(9999));
    CHECK(archive.check().faults.empty());

    Connection sql(folder.file(), Connection::Mode::read_write);
    CHECK(sql.number("SELECT max(depth) FROM captures") == 255);
    CHECK(sql.number("SELECT count(*) FROM captures WHERE base IS NULL") == 2);
    constexpr std::string_view most_read =
        "WITH RECURSIVE chain (number, base, length) AS"
        " (SELECT number, base, 1 FROM captures UNION ALL"
        "  SELECT c.number, c.base, length + 1 FROM chain JOIN captures c ON c.number = chain.base)"
        " SELECT max(length) FROM chain";
    CHECK(sql.number(most_read) == 31);
    const auto full = sql.number("SELECT length(stored) FROM captures WHERE number = 1");
    const auto next = sql.number("SELECT length(stored) FROM captures WHERE number = 2");
    REQUIRE(full);
    REQUIRE(next);
    CHECK(*next * 3 < *full);
}

TEST_CASE("bodies: a chain in which each builds upon the last goes on", "[archive]") {
    const Folder folder;
    Change change = added;
    const auto look_at = [&](int look) {
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        keep(archive, document(look, page(look)),
             feed({update("a", text::cat(look), change)}, look == 0 ? added : none));
        change = edited;
    };
    for (int look = 0; look < 10; ++look)
        look_at(look);
    {
        // As if it were 30 long: frames at 16 and 32 then had no milestone before them.
        Connection sql(folder.file(), Connection::Mode::read_write);
        sql.execute("UPDATE captures SET depth = depth + 21 WHERE base IS NOT NULL");
    }
    for (int look = 10; look < 45; ++look)
        look_at(look);
    Archive archive = Archive::open(folder.file(), Archive::Access::inspect);
    // Nothing but the depths that were made up.
    CHECK(archive.check().faults ==
          std::vector<std::string>{"a capture does not build upon the one before it: capture 2",
                                   "a capture does not build upon the one before it: capture 12"});
    for (const int look : {44, 0, 9, 12, 13, 28, 29})
        CHECK(archive.capture(look + 1)->body == page(look));
}

TEST_CASE("bodies: a frame that was swapped for another is found", "[archive]") {
    const Folder folder;
    {
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        keep(archive, document(0, page(0)), feed({update("a", "1", added)}, added));
        keep(archive, document(1, page(1)), feed({update("a", "2", edited)}));
    }
    {
        Connection sql(folder.file(), Connection::Mode::read_write);
        sql.execute("UPDATE captures SET stored = x'28b52ffd2000010000' WHERE number = 2");
    }
    CHECK_FALSE(Archive::open(folder.file(), Archive::Access::inspect).check().faults.empty());
}

}  // namespace stet::archive

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

TEST_CASE("bodies: a chain of 130 captures gives each of them back", "[archive]") {
    const Folder folder;
    std::vector<std::int64_t> captures;
    {
        Archive archive = Archive::open(folder.file(), Archive::Access::write);
        Change change = added;
        for (int look = 0; look < 130; ++look) {
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
    for (const int look : {0, 129, 63, 64, 65, 1, 100, 127, 128}) {
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
    CHECK(sql.number("SELECT max(depth) FROM captures") == 63);
    CHECK(sql.number("SELECT count(*) FROM captures WHERE base IS NULL") == 3);
    const auto full = sql.number("SELECT length(stored) FROM captures WHERE number = 1");
    const auto next = sql.number("SELECT length(stored) FROM captures WHERE number = 2");
    REQUIRE(full);
    REQUIRE(next);
    CHECK(*next * 3 < *full);
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

#include <sstream>

#include "records.h"
#include "support/catch.h"
#include "warc/warc.h"

using namespace stet;

namespace {

const Instant noon = *time::from_rfc3339("2026-01-28T12:00:00Z");

const warc::Capture page{.target = "http://h/page",
                         .observed = noon,
                         .request_head = "GET /page HTTP/1.1\r\nHost: h\r\n\r\n",
                         .response_head =
                             "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                             "content-length: 5\r\nETag: \"a\"\r\n\r\n",
                         .content_type = {},
                         .peer = "[::1]:80",
                         .body = "the words"};

std::string written(const warc::Capture& capture, warc::Writer::Packing packing) {
    std::ostringstream out;
    warc::Writer writer(out, packing, "stet/0", noon);
    writer.write(capture);
    return out.str();
}

}  // namespace

TEST_CASE("warc: what is written is read back, plain and packed", "[warc]") {
    for (const auto packing : {warc::Writer::Packing::plain, warc::Writer::Packing::gzip}) {
        const test::All all = test::read_all(test::in_pieces(written(page, packing)));
        CHECK(all.errors.empty());
        REQUIRE(all.records.size() == 3);
        CHECK(all.records[0].field("WARC-Type") == "warcinfo");
        const warc::Record& response = all.records[1];
        CHECK(response.field("WARC-Type") == "response");
        CHECK(response.target() == "http://h/page");
        CHECK(response.date() == noon);
        CHECK(response.field("WARC-IP-Address") == "::1");
        CHECK(response.block ==
              "HTTP/1.1 200 OK\r\nX-Archive-Orig-Content-Encoding: gzip\r\n"
              "X-Archive-Orig-content-length: 5\r\nETag: \"a\"\r\nContent-Length: 9\r\n\r\n"
              "the words");
        CHECK(all.records[2].block == page.request_head);
        CHECK(all.records[2].field("WARC-Concurrent-To") == response.field("WARC-Record-ID"));
    }
}

TEST_CASE("warc: the same captures give the same bytes", "[warc]") {
    CHECK(written(page, warc::Writer::Packing::gzip) == written(page, warc::Writer::Packing::gzip));
    warc::Capture other = page;
    other.body = "other words";
    CHECK(written(page, warc::Writer::Packing::plain) !=
          written(other, warc::Writer::Packing::plain));
}

TEST_CASE("warc: a capture without HTTP is a resource", "[warc]") {
    warc::Capture file;
    file.target = "file:///tmp/page.html";
    file.observed = noon;
    file.content_type = "text/html";
    file.body = "<p>words";
    const test::All all =
        test::read_all(test::in_pieces(written(file, warc::Writer::Packing::plain)));
    REQUIRE(all.records.size() == 2);
    CHECK(all.records[1].field("WARC-Type") == "resource");
    CHECK(all.records[1].field("Content-Type") == "text/html");
    CHECK(all.records[1].block == "<p>words");
}

TEST_CASE("warc: an address cannot forge a field", "[warc]") {
    warc::Capture forged = page;
    forged.target = "http://h/\r\nWARC-Type: request\r\nX: ";
    const test::All all =
        test::read_all(test::in_pieces(written(forged, warc::Writer::Packing::plain)));
    REQUIRE(all.records.size() == 3);
    CHECK(all.records[1].fields.size() == 8);
}

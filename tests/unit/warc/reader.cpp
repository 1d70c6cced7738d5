#include "records.h"
#include "support/catch.h"
#include "support/server.h"
#include "warc/warc.h"

using namespace stet;
using test::in_pieces;
using test::record;

TEST_CASE("warc: records come one by one, plain or packed, however the bytes arrive", "[warc]") {
    const std::string first = record("warcinfo", "", "software: x\r\n");
    const std::string second = record("response", "<http://h/a>", "HTTP/1.1 200 OK\r\n\r\nbody");
    const std::string packed = test::gzipped(first) + test::gzipped(second);
    for (const std::string& file : {first + second, packed, test::gzipped(first + second)}) {
        for (const std::size_t piece : {1, 3, 100'000}) {
            const test::All all = test::read_all(in_pieces(file, piece));
            CHECK(all.errors.empty());
            REQUIRE(all.records.size() == 2);
            CHECK(all.records[0].field("warc-type") == "warcinfo");
            CHECK(all.records[1].target() == "http://h/a");
            CHECK(all.records[1].block == "HTTP/1.1 200 OK\r\n\r\nbody");
            REQUIRE(all.records[1].date());
            CHECK(time::to_rfc3339(*all.records[1].date()) == "2026-01-28T16:03:00Z");
        }
    }
}

TEST_CASE("warc: a field may go on in the next line, line ends may be bare", "[warc]") {
    const test::All all = test::read_all(in_pieces(
        "WARC/1.1\nWARC-Type: metadata\nX-Long: one\n  two\nContent-Length: 2\n\nok\n\n"));
    REQUIRE(all.records.size() == 1);
    CHECK(all.records[0].field("x-long") == "one two");
    CHECK(all.records[0].block == "ok");
}

TEST_CASE("warc: an empty file has no records", "[warc]") {
    CHECK(test::read_all(in_pieces("")).records.empty());
    CHECK(test::read_all(in_pieces("\r\n\r\n")).errors.empty());
}

TEST_CASE("warc: a file that ends within a record is cut, plain or packed", "[warc]") {
    const std::string good = record("response", "http://h/", "HTTP/1.1 200 OK\r\n\r\nbody");
    for (const std::string& whole : {good, test::gzipped(good)}) {
        for (const std::size_t kept : {whole.size() / 4, whole.size() / 2, whole.size() * 3 / 4}) {
            const test::All all = test::read_all(in_pieces(whole + whole.substr(0, kept)));
            CHECK(all.records.size() == 1);
            REQUIRE(all.errors.size() == 1);
            CHECK(all.errors[0].kind == Error::Kind::cut);
        }
    }
}

TEST_CASE("warc: a record beyond the limit is passed over", "[warc]") {
    const std::string file = record("response", "http://h/big", std::string(5000, 'x')) +
                             record("response", "http://h/small", "small");
    for (const std::string& each : {file, test::gzipped(file)}) {
        const test::All all = test::read_all(in_pieces(each), 1000);
        REQUIRE(all.errors.size() == 1);
        CHECK(all.errors[0].kind == Error::Kind::too_large);
        CHECK(all.errors[0].place == "http://h/big");
        REQUIRE(all.records.size() == 1);
        CHECK(all.records[0].block == "small");
    }
}

TEST_CASE("warc: what is no record ends the reading with one error", "[warc]") {
    const std::string good = record("response", "http://h/", "x");
    for (const std::string& bad :
         {std::string("<html>no record</html>\r\n\r\n"), std::string(200'000, 'a'),
          std::string("WARC/1.0\r\nWARC-Type: response\r\n\r\nno length"),
          std::string("WARC/1.0\r\nContent-Length: -5\r\n\r\n"),
          std::string("WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n"),
          std::string("WARC/1.0\r\nContent-Length: 18446744073709551615\r\n\r\n")}) {
        const test::All all = test::read_all(in_pieces(good + bad, 4096));
        CHECK(all.records.size() == 1);
        REQUIRE(all.errors.size() == 1);
        CHECK(all.errors[0].kind == Error::Kind::unreadable);
    }
}

TEST_CASE("warc: damaged packing is told", "[warc]") {
    std::string packed = test::gzipped(record("response", "http://h/", std::string(3000, 'x')));
    packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
    const test::All all = test::read_all(in_pieces(packed));
    CHECK(all.errors.size() == 1);
}

TEST_CASE("warc: a file of records is known by its start", "[warc]") {
    const std::string plain = record("warcinfo", "", "x");
    CHECK(warc::is_warc(plain));
    CHECK(warc::is_warc(test::gzipped(plain).substr(0, 512)));
    CHECK_FALSE(warc::is_warc("<html>WARC/1.0"));
    CHECK_FALSE(warc::is_warc(test::gzipped("<html>")));
    CHECK_FALSE(warc::is_warc("\x1f\x8b"));
    CHECK_FALSE(warc::is_warc(""));
}

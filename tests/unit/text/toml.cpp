#include "text/toml.h"

#include "support/catch.h"

using namespace stet;
using text::read_toml;

namespace {

std::string fault_of(std::string_view text) {
    const auto tables = read_toml(text);
    return tables ? "none" : tables.error().place + ": " + tables.error().message;
}

}  // namespace

TEST_CASE("toml: tables with keys, in their order", "[toml]") {
    const auto tables = read_toml(
        "# sources\ntop = 1\n\n[ukraine]  # a live blog\naddress = \"https://a.example/#x\"\r\n"
        "every=\"5m\"\ndrop = [\n  \".ad\", # ads\n  '.share',\n]\nlive = true\n\n"
        "[\"my.feed\"]\n'odd key' = 'C:\\dir'\nnone = []\n");
    REQUIRE(tables);
    REQUIRE(tables->size() == 3);
    CHECK(tables->at(0).name.empty());
    CHECK(tables->at(0).entries.at(0).values.at(0) == "1");
    const text::TomlTable& blog = tables->at(1);
    CHECK(blog.name == "ukraine");
    CHECK(blog.line == 4);
    REQUIRE(blog.entries.size() == 4);
    CHECK(blog.entries[0].values.at(0) == "https://a.example/#x");
    CHECK(blog.entries[1].key == "every");
    CHECK(blog.entries[2].values == std::vector<std::string>{".ad", ".share"});
    CHECK(blog.entries[2].is_array);
    CHECK(blog.entries[3].values.at(0) == "true");
    const text::TomlTable& feed = tables->at(2);
    CHECK(feed.name == "my.feed");
    CHECK(feed.entries.at(0).key == "odd key");
    CHECK(feed.entries.at(0).values.at(0) == "C:\\dir");
    CHECK(feed.entries.at(1).values.empty());
}

TEST_CASE("toml: nothing is nothing", "[toml]") {
    CHECK(read_toml("")->empty());
    CHECK(read_toml("\n# only\n")->empty());
}

TEST_CASE("toml: escapes, and what is written is read again", "[toml]") {
    CHECK(read_toml(R"(a = "\t\"\\\u00e4\U0001F600")")->at(0).entries.at(0).values.at(0) ==
          "\t\"\\\xC3\xA4\xF0\x9F\x98\x80");
    for (const std::string value :
         {"", "plain", "\"quoted\" \\ and\ttabs\nlines\r", "\x01\x1B\x7F", "ä 😀", "'", "#"}) {
        const std::string line = text::toml_key(value) + " = " + text::toml_text(value);
        const auto tables = read_toml(line);
        REQUIRE(tables);
        CHECK(tables->at(0).entries.at(0).key == value);
        CHECK(tables->at(0).entries.at(0).values.at(0) == value);
    }
    CHECK(text::toml_key("a-B_9") == "a-B_9");
    CHECK(text::toml_key("a.b") == "\"a.b\"");
}

TEST_CASE("toml: what is not read is told with its line", "[toml]") {
    CHECK(fault_of("a = 1\nb") == "line 2: no '=' after 'b'");
    CHECK(fault_of("a = b") == "line 1: a text stands in quotes");
    CHECK(fault_of("a = \"b\n\"") == "line 1: a text does not end on its line");
    CHECK(fault_of("a = \"\"\"b\"\"\"") == "line 1: texts over several lines are not read");
    CHECK(fault_of("a = 1 b = 2") == "line 1: 'b' where the line should end");
    CHECK(fault_of("a = [1, 2") == "line 1: an array does not end");
    CHECK(fault_of("a = [1 2]") == "line 1: no ',' between the values of an array");
    CHECK(fault_of("[a\nb = 1") == "line 1: a table is written [name]");
    CHECK(fault_of("[a.b]") == "line 1: a table is written [name]");
    CHECK(fault_of("[[a]]") == "line 1: no name where one should stand");
    CHECK(fault_of("a.b = 1") == "line 1: no '=' after 'a'");
    CHECK(fault_of("[a]\n[a]") == "line 2: the table 'a' comes twice");
    CHECK(fault_of("a = 1\na = 2") == "line 2: 'a' comes twice");
    CHECK(fault_of(R"(a = "\q")") == "line 1: no such escape '\\q'");
    CHECK(fault_of(R"(a = "\ud800")") == "line 1: no such character");
    CHECK(fault_of("a = \"\\") == "line 1: no such escape '\\'");
}

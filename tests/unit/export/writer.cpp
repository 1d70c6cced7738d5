#include "export/writer.h"

#include <sstream>
#include <string>
#include <vector>

#include "items.h"
#include "json/value.h"
#include "markup/xml.h"
#include "support/catch.h"

using namespace stet;
using namespace stet::out;

namespace {

std::string written(Format format, const std::vector<Item>& items, const Options& options = {}) {
    std::ostringstream out;
    const auto writer = make_writer(format, out, options);
    for (const Item& item : items)
        writer->write(item);
    writer->finish();
    return out.str();
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t times = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++times;
    return times;
}

Options life() {
    Options options;
    options.life = true;
    return options;
}

const std::vector<Item> all{head_item(), plain_item(), edited_item(), withdrawn_item()};

}  // namespace

TEST_CASE("writer: formats have names", "[export]") {
    CHECK(format_of("atom") == Format::atom);
    CHECK_FALSE(format_of("pdf"));
}

TEST_CASE("writer: no records give valid output", "[export]") {
    CHECK(written(Format::jsonl, {}).empty());
    CHECK(written(Format::text, {}).empty());
    CHECK(json::parse(written(Format::json, {})).has_value());
    CHECK(markup::parse_xml(written(Format::atom, {})).has_value());
    CHECK(has(written(Format::html, {}), "</html>"));
    CHECK(has(written(Format::csv, {}), "key,"));
}

TEST_CASE("json: is a JSON Feed with the head's data", "[export]") {
    const auto tree = json::parse(written(Format::json, all));
    REQUIRE(tree);
    const json::Value root = (*tree).root();
    CHECK(root["version"].string() == "https://jsonfeed.org/version/1.1");
    CHECK(root["title"].string() == "Newsblog");
    CHECK(root["home_page_url"].string() == "https://news.example/live");
    CHECK(root["items"].size() == 3);
    CHECK(root["_stet"]["heads"].size() == 1);
}

TEST_CASE("atom: is well-formed, dated, and has ids and tombstones", "[export]") {
    const std::string xml = written(Format::atom, all);
    const auto tree = markup::parse_xml(xml);
    REQUIRE(tree);
    CHECK((*tree).warnings.empty());
    CHECK(count(xml, "<entry>") == 3);
    CHECK(count(xml, "<id>") == 4);
    CHECK(count(xml, "<updated>") == 4);
    CHECK(count(xml, "<at:deleted-entry ref=\"urn:stet:") == 1);
    CHECK(has(xml, "<title>edited: Angriff auf Odessa</title>"));
    CHECK_FALSE(has(xml, "script"));
    CHECK(has(xml, "<updated>2026-01-28T16:10:00Z</updated>\n</feed>"));
}

TEST_CASE("html: shows edits, loads and runs nothing", "[export]") {
    const std::string html = written(Format::html, all);
    CHECK(has(html, "default-src 'none'"));
    CHECK(has(html, "Angriff auf <del>Kiew</del> <ins>Odessa</ins></a></h2>"));
    CHECK(has(html, "Angriff auf &lt;Kiew&gt; &amp; mehr"));
    CHECK(has(html, "<a href=\"https://b.example/1.jpg\">[Haus]</a>"));
    CHECK_FALSE(has(html, "<img"));
    CHECK_FALSE(has(html, "<script"));
    Item link = plain_item();
    link.url = "javascript:alert(1)";
    CHECK_FALSE(has(written(Format::html, {link}), "javascript:"));
}

TEST_CASE("text: tells what, when and how sure", "[export]") {
    const std::string text = written(Format::text, {edited_item()});
    CHECK(has(text, "edited · between 28.01.2026 16:05 and 16:10 · text, silent"));
    CHECK(has(text, "news/k7f3q/2"));
    CHECK(has(text, "Angriff auf [-Kiew-] {+Odessa+}"));
    CHECK(has(text, "[-Drei-] {+Zwei+} Raketen trafen. Der Strom fiel aus."));
    CHECK(has(text, "tags: {+Krieg+}"));
    CHECK(has(written(Format::text, {withdrawn_item()}), "gap between neighbours that stayed"));
}

TEST_CASE("text: other members are told by name, in words", "[export]") {
    Item item = edited_item();
    item.changed = {"authors", "date_published", "_stet.image_caption", "image"};
    item.previous = {{"authors", "[{\"name\":\"Anna Alt\"}]"},
                     {"date_published", "\"2026-01-28T15:00:00Z\""},
                     {"_stet.image_caption", "\"Ein Haus\""}};
    item.image_caption = "Ein Turm";
    item.image = "https://b.example/2.jpg";
    const std::string text = written(Format::text, {item});
    CHECK(has(text, "authors: Anna [-Alt-] {+Berg+}"));
    CHECK(has(text, "published: [-28.01.2026 15:00-] {+28.01.2026 16:00+}"));
    CHECK(has(text, "caption: Ein [-Haus-] {+Turm+}"));
    CHECK(has(text, "picture: {+https://b.example/2.jpg+}"));
    CHECK(has(written(Format::html, {item}), "<small>caption: </small>Ein <del>Haus</del>"));
}

TEST_CASE("text: a life is a column of states with both ends of their spans", "[export]") {
    Item first = plain_item();
    first.change = Change::added;
    first.revision = 1;
    first.observed = first.last_observed = Instant(std::chrono::seconds(1769616300));
    first.until = Instant(std::chrono::seconds(1769616600));
    first.baseline = true;
    Item second = edited_item();
    second.last_observed = second.observed;
    Item gone = withdrawn_item();
    const std::string text = written(Format::text, {first, second, gone}, life());
    CHECK(has(text,
              "1  added · by 28.01.2026 16:05 · there at the first look · news/k7f3q\n"
              "│  stood until between 28.01.2026 16:05 and 16:10\n"
              "│  Angriff auf <Kiew> & mehr\n"));
    CHECK(has(text, "│\n2  edited · between 28.01.2026 16:05 and 16:10 · text, silent"));
    CHECK(has(text, "│  last seen 28.01.2026 16:10\n│  Angriff auf [-Kiew-] {+Odessa+}\n"));
    CHECK(has(text, "│\n×  withdrawn · between"));
    CHECK(count(text, "Zwei Raketen.") == 1);
    CHECK(has(written(Format::html, {first}, life()), "stood until between"));
}

TEST_CASE("stat: a line a change and a table by source", "[export]") {
    Item other = plain_item();
    other.change = Change::added;
    other.key = "bote/aaaaa";
    other.title = std::string(300, 'x') + "\x1b[2J";
    const std::string text =
        written(Format::stat, {head_item(), edited_item(), withdrawn_item(), other});
    CHECK(has(text,
              "edited     28.01.2026 16:05–16:10  text, silent              -2 +2"
              "  news/k7f3q/2  Angriff auf Odessa\n"));
    CHECK(has(text, "withdrawn  28.01.2026 16:05–16:10  gap"));
    CHECK(has(text, "        added  edited  of them silent  withdrawn  restored\n"));
    CHECK(has(text, "bote        1       0               0          0         0\n"));
    CHECK(has(text, "news        0       1               1          1         0\n"));
    CHECK(has(text, "all         1       1               1          1         0\n"));
    CHECK(count(text, "\x1b") == 0);
    CHECK(has(text, "…\n"));
    CHECK(written(Format::stat, {}).empty());
}

TEST_CASE("text: no record moves the cursor", "[export]") {
    Item item = edited_item();
    for (std::string* text : {&item.title, &item.content_text, &item.key, &item.kicker})
        *text += " \x1b[2J\x07\xc2\x9b";
    item.authors[0].name += "\x1b[2J";
    item.tags = {"\x1b[2J"};
    const std::string text = written(Format::text, {item});
    CHECK(count(text, "\x1b") == 0);
    CHECK(count(text, "\x07") == 0);
    CHECK(count(text, "\xc2\x9b") == 0);
}

TEST_CASE("csv: cells are quoted and no formula runs", "[export]") {
    Item item = plain_item();
    item.title = "=HYPERLINK(\"x\")";
    item.summary =
        " \xef\xbc\x9d"
        "1+1";
    item.content_text = "a, b\nc";
    const std::string csv = written(Format::csv, {item});
    CHECK(has(csv, "\"'=HYPERLINK(\"\"x\"\")\""));
    CHECK(has(csv,
              "\"' \xef\xbc\x9d"
              "1+1\""));
    CHECK(has(csv, "\"a, b\nc\""));
    CHECK(count(csv, "\r\n") == 2);
    Options raw;
    raw.raw_cells = true;
    CHECK(has(written(Format::csv, {item}, raw), "\"=HYPERLINK(\"\"x\"\")\""));
}

TEST_CASE("jsonl: one record a line, in the order they came", "[export]") {
    const std::string lines = written(Format::jsonl, all);
    CHECK(count(lines, "\n") == 4);
    CHECK(lines.starts_with("{\"id\":\"https://news.example/live\""));
}

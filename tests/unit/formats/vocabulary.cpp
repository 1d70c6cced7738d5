#include "formats/vocabulary.h"

#include "markup/xml.h"
#include "support/catch.h"

using namespace stet;
using formats::Space;
using formats::Tag;
using formats::Vocabulary;

namespace {

markup::Node element(std::string_view space, std::string_view name) {
    markup::Node node;
    node.name = name;
    node.space = space;
    return node;
}

}  // namespace

TEST_CASE("vocabulary: names count in any case", "[formats]") {
    const Vocabulary words{""};
    CHECK(words.term(element("", "pubDate")).tag == Tag::published);
    CHECK(words.term(element("", "PUBDATE")).tag == Tag::published);
    CHECK(words.term(element("", "nothing")).tag == Tag::none);
    CHECK(words.term(element("", "a-name-longer-than-all-of-them")).tag == Tag::none);
}

TEST_CASE("vocabulary: a name means nothing in a foreign namespace", "[formats]") {
    const Vocabulary words{""};
    CHECK(words.term(element("urn:x", "title")).tag == Tag::none);
    CHECK(words.term(element("http://search.yahoo.com/mrss/", "content")).tag == Tag::media);
}

TEST_CASE("vocabulary: namespaces are known in the spellings that publishers use", "[formats]") {
    const Vocabulary words{""};
    for (const std::string_view uri : {"http://www.itunes.com/dtds/podcast-1.0.dtd",
                                       "http://www.itunes.com/DTDs/Podcast-1.0.dtd",
                                       "https://www.itunes.com/dtds/podcast-1.0.dtd"})
        CHECK(words.space(element(uri, "author")) == Space::itunes);
    CHECK(words.space(element("http://search.yahoo.com/mrss", "x")) == Space::media);
    CHECK(words.space(element("http://purl.org/dc/elements/1.1", "x")) == Space::dc);
}

TEST_CASE("vocabulary: a feed's own namespace need not be known", "[formats]") {
    const Vocabulary words{"http://example.org/own"};
    CHECK(words.term(element("http://example.org/own", "entry")).tag == Tag::entry);
    CHECK(words.term(element("http://example.org/another", "entry")).tag == Tag::none);
}

TEST_CASE("vocabulary: the feed's own words are better than those of modules", "[formats]") {
    const Vocabulary words{""};
    CHECK(words.term(element("", "title")).rank >
          words.term(element(markup::ns::dc, "title")).rank);
    CHECK(words.term(element(markup::ns::dc, "title")).rank >
          words.term(element(markup::ns::media, "title")).rank);
}

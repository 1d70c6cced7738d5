#include "markup/tokens.h"

#include "support/catch.h"

using namespace stet::markup;

namespace {

/// The pieces of `html`, each with a letter for its kind; `skipped` elements are passed over.
std::string pieces(std::string_view html, std::string_view skipped = {}, bool nests = true) {
    Tokens tokens(html);
    std::string out;
    Token token;
    while (tokens.next(token)) {
        switch (token.kind) {
            case Token::Kind::text:
                out += "t[" + std::string(token.text) + ']';
                break;
            case Token::Kind::raw:
                out += "r[" + std::string(token.text) + ']';
                break;
            case Token::Kind::start:
                out += "s[" + std::string(token.tag.name) + ']';
                if (token.tag.name == skipped)
                    tokens.skip(token.tag, nests);
                break;
            case Token::Kind::end:
                out += "e[" + std::string(token.tag.name) + ']';
                break;
        }
    }
    return out;
}

}  // namespace

TEST_CASE("tokens: text, tags and CDATA in their order", "[markup]") {
    CHECK(pieces("a<b c=d>e</b><br/>f") == "t[a]s[b]t[e]e[b]s[br]t[f]");
    CHECK(pieces("<![CDATA[a<b>&amp;]]>c") == "r[a<b>&amp;]t[c]");
    CHECK(pieces("<!doctype html><?x y?>a<!-- b -->c") == "t[a]t[c]");
    CHECK(pieces("").empty());
}

TEST_CASE("tokens: what is no markup is text", "[markup]") {
    CHECK(pieces("1 < 2 <3") == "t[1 ]t[<]t[ 2 ]t[<]t[3]");
    CHECK(pieces("<!' a>") == "t[<]t[!' a>]");
    CHECK(pieces("<![CDATA[a<b>c") == "t[c]");
}

TEST_CASE("tokens: tags tell where they stand", "[markup]") {
    Tokens tokens("ab<c d>e");
    Token token;
    REQUIRE(tokens.next(token));
    REQUIRE(tokens.next(token));
    CHECK(token.tag.begin == 2);
    CHECK(token.tag.end == 7);
}

TEST_CASE("tokens: an element is skipped with all in it", "[markup]") {
    CHECK(pieces("a<x>b<p>c</x>d", "x") == "t[a]s[x]t[d]");
    CHECK(pieces("<x>a<x>b</x>c</x>d", "x") == "s[x]t[d]");
    CHECK(pieces("<x>a<x>b</x>c</x>d", "x", false) == "s[x]t[c]e[x]t[d]");
    CHECK(pieces("<x/>a</x>", "x") == "s[x]t[a]e[x]");
    CHECK(pieces("<x>a<xy>b</x>c", "x") == "s[x]t[c]");
}

TEST_CASE("tokens: an element that is never closed loses its tag only", "[markup]") {
    CHECK(pieces("a<x>b<p>c", "x") == "t[a]s[x]t[b]s[p]t[c]");
}

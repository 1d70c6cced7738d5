#include "export/marked.h"

#include "support/catch.h"

using namespace stet::out;

namespace {

std::string terminal(const Pieces& pieces, std::size_t width = 80, bool color = false) {
    std::string out;
    append_terminal(out, pieces, {{}, width, color});
    return out;
}

std::string html(const Pieces& pieces) {
    std::string out;
    append_html(out, pieces);
    return out;
}

}  // namespace

TEST_CASE("marked: words are marked without the blanks around them", "[export]") {
    CHECK(terminal(
              marked_words("Drei Raketen trafen Kiew.", "Vier Raketen trafen Odessa heute.", 12)) ==
          "[-Drei-] {+Vier+} Raketen trafen [-Kiew-] {+Odessa heute+}.\n");
    CHECK(terminal(marked_words("a b c", "b c", 12)) == "[-a-] b c\n");
}

TEST_CASE("marked: colours take the place of brackets", "[export]") {
    CHECK(terminal(marked_words("a b", "a c", 12), 80, true) ==
          "a \x1b[31mb\x1b[0m \x1b[32mc\x1b[0m\n");
}

TEST_CASE("marked: long unchanged stretches are folded", "[export]") {
    std::string many;
    for (int n = 0; n < 100; ++n)
        many += " wort" + std::to_string(n);
    CHECK(terminal(marked_words("alt" + many + " Ende", "neu" + many + " Schluss", 2)) ==
          "[-alt-] {+neu+} wort0 wort1 … wort98 wort99 [-Ende-] {+Schluss+}\n");
}

TEST_CASE("marked: lines are wrapped, never inside a word with its marks", "[export]") {
    CHECK(terminal({{Piece::Mark::plain, "eins zwei drei vier"}}, 10) == "eins zwei\ndrei vier\n");
    CHECK(terminal({{Piece::Mark::plain, "ein\n\nzwei\ndrei"}}) == "ein\n\nzwei\ndrei\n");
}

TEST_CASE("marked: Chinese is folded and wrapped sign by sign", "[export]") {
    std::string many;
    for (int n = 0; n < 60; ++n)
        many += "水";
    CHECK(terminal(marked_words("三人" + many + "停课", "五人" + many + "复课", 2)) ==
          "[-三-]{+五+}人水 … 水水[-停-]{+复+}课\n");
    CHECK(terminal({{Piece::Mark::plain, "洪水上涨。学校"}}, 10) == "洪水上涨。\n学校\n");
}

TEST_CASE("marked: what did not change at all is shown whole", "[export]") {
    const std::string text(200, 'a');
    CHECK(terminal(marked_words(text, text, 2)) == text + "\n");
}

TEST_CASE("marked: a margin stands before each line, also between paragraphs", "[export]") {
    std::string out;
    append_terminal(out, {{Piece::Mark::plain, "eins zwei\n\ndrei"}}, {"│  ", 8, false});
    CHECK(out == "│  eins\n│  zwei\n│\n│  drei\n");
}

TEST_CASE("marked: foreign text cannot reach the terminal raw", "[export]") {
    const std::string shown = terminal(marked_words("a", "a \x1b]0;x\x07 \xe2\x80\xae b", 5));
    CHECK(shown.find('\x1b') == std::string::npos);
    CHECK(shown.find('\x07') == std::string::npos);
    CHECK(shown.find("\xe2\x80\xae") == std::string::npos);
}

TEST_CASE("marked: in HTML changes are del and ins, escaped", "[export]") {
    CHECK(html(marked_words("a <b> c", "a <i> c", 5)) ==
          "<p>a &lt;<del>b</del><ins>i</ins>&gt; c</p>\n");
    CHECK(html({{Piece::Mark::added, "eins\n\nzwei"}}) ==
          "<p><ins>eins</ins></p>\n<p><ins>zwei</ins></p>\n");
}

TEST_CASE("marked: what was found stands out", "[export]") {
    CHECK(html(found_words("in \x02Moskau\x03 heute")) == "<p>in <mark>Moskau</mark> heute</p>\n");
}

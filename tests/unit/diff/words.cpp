#include "diff/words.h"

#include <string>

#include "support/catch.h"

using namespace stet;
using diff::Run;

namespace {

// `[-old-]` and `{+new+}` with the white space that the runs have.
std::string marked(std::string_view before, std::string_view after) {
    std::string out;
    for (const Run& run : diff::words(before, after)) {
        switch (run.side) {
            case Run::Side::both:
                out += run.text;
                break;
            case Run::Side::before:
                out.append("[-").append(run.text).append("-]");
                break;
            case Run::Side::after:
                out.append("{+").append(run.text).append("+}");
                break;
        }
    }
    return out;
}

std::string spelt(std::string_view before, std::string_view after) {
    std::string out;
    for (const Run& run : diff::words(before, after))
        if (run.side != Run::Side::before)
            out += run.text;
    return out;
}

bool same(std::string_view before, std::string_view after) {
    for (const Run& run : diff::words(before, after))
        if (run.side != Run::Side::both)
            return false;
    return true;
}

// Words of a small vocabulary, drawn by a generator that is the same everywhere.
std::string drawn(std::size_t words, std::uint32_t kinds, std::uint32_t seed) {
    std::string text;
    for (std::size_t n = 0; n < words; ++n) {
        seed = seed * 1664525 + 1013904223;
        text += "w" + std::to_string((seed >> 8) % kinds) + " ";
    }
    return text;
}

std::size_t least_edits(const std::string& before, const std::string& after) {
    const auto cut = [](const std::string& text) {
        std::vector<std::string> words;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = text.find(' ', at);
            words.push_back(text.substr(at, end - at));
            at = end + 1;
        }
        return words;
    };
    const auto a = cut(before), b = cut(after);
    std::vector<std::size_t> above(b.size() + 1), row(b.size() + 1);
    for (const std::string& word : a) {
        for (std::size_t n = 0; n < b.size(); ++n)
            row[n + 1] = word == b[n] ? above[n] + 1 : std::max(above[n + 1], row[n]);
        std::swap(above, row);
    }
    return a.size() + b.size() - 2 * above.back();
}

std::size_t edits(const std::string& before, const std::string& after) {
    std::size_t count = 0;
    for (const Run& run : diff::words(before, after))
        if (run.side != Run::Side::both)
            for (const char c : run.text)
                count += c == 'w';
    return count;
}

}  // namespace

TEST_CASE("words: a changed word is marked, the rest is not", "[diff]") {
    CHECK(marked("Drei Drohnen trafen Kiew.", "Vier Drohnen trafen Odessa.") ==
          "[-Drei -]{+Vier+} Drohnen trafen[- Kiew-]{+ Odessa+}.");
    CHECK(marked("a c", "a b c") == "a{+ b+} c");
    CHECK(marked("a b c", "a c") == "a[- b-] c");
}

TEST_CASE("words: white space alone is no edit", "[diff]") {
    CHECK(same("Zwei Sätze.\n\nUnd noch einer.", "Zwei  Sätze. Und\nnoch einer."));
    CHECK(same("", " \n"));
    CHECK(spelt("a b", " a\n\nb ") == " a\n\nb ");
}

TEST_CASE("words: punctuation makes a difference", "[diff]") {
    CHECK(marked("Er sagte ja.", "Er sagte ja!") == "Er sagte ja[-.-]{+!+}");
}

TEST_CASE("words: a number is one word with its separators", "[diff]") {
    CHECK(marked("etwa 1.200 Tote", "etwa 1.250 Tote") == "etwa[- 1.200-]{+ 1.250+} Tote");
}

TEST_CASE("words: a new sentence is marked from its start to its full stop", "[diff]") {
    CHECK(marked("Es regnet. Die Lage ist ernst.",
                 "Es regnet. Der Fluss steigt. Die Lage ist ernst.") ==
          "Es regnet.{+ Der Fluss steigt.+} Die Lage ist ernst.");
    CHECK(marked("Er kam. Er sah. Er ging.", "Er kam. Er ging.") == "Er kam.[- Er sah.-] Er ging.");
}

TEST_CASE("words: a new paragraph is marked as one", "[diff]") {
    CHECK(marked("Erster.\n\nDritter.", "Erster.\n\nZweiter.\n\nDritter.") ==
          "Erster.{+\n\nZweiter.+}\n\nDritter.");
}

TEST_CASE("words: languages without blanks are compared sign by sign", "[diff]") {
    CHECK(marked("三人死亡。", "五人死亡。") == "[-三-]{+五+}人死亡。");
}

TEST_CASE("words: a comma that two rewritten passages share does not split them", "[diff]") {
    CHECK(marked("Am Abend gab die Regierung Reformen, Pläne und Zahlen bekannt.",
                 "Am Abend zog sich der Kanzler zurück, ohne viele Worte bekannt.")
              .find("+},") == std::string::npos);
}

TEST_CASE("words: the runs spell the later text", "[diff]") {
    for (std::uint32_t seed = 1; seed < 60; ++seed) {
        const std::string before = drawn(seed % 40, 7, seed),
                          after = drawn(seed % 37, 7, seed + 99);
        CHECK(spelt(before, after) == after);
    }
}

TEST_CASE("words: nearly the least is marked", "[diff]") {
    for (std::uint32_t seed = 1; seed < 12; ++seed) {
        const std::string before = drawn(1500, 300, seed), after = drawn(1500, 300, seed + 50);
        CHECK(static_cast<double>(edits(before, after)) <=
              1.05 * static_cast<double>(least_edits(before, after)));
    }
}

TEST_CASE("words: texts beyond all search are compared in part and spelt whole", "[diff]") {
    const std::string before(5'000'000, '!'), after = std::string(4'999'990, '!') + "?";
    CHECK(spelt(before, after) == after);
}

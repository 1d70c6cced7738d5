// Times the word diff in process. words OLD NEW [RUNS]: two texts. Without arguments: an update of
// 1 KB with three edited words, and hostile pairs of 500 KB. Prints the CPU time of a comparison
// (the median), the runs of the result, how many words were marked, and the peak of memory.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "diff/words.h"
#include "text/words.h"

namespace {

std::string contents(const char* path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

double cpu_microseconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

void measure(const char* name, const std::string& before, const std::string& after,
             std::size_t runs) {
    std::vector<double> times;
    std::vector<stet::diff::Run> found;
    for (std::size_t i = 0; i < runs; ++i) {
        const double start = cpu_microseconds();
        found = stet::diff::words(before, after);
        times.push_back(cpu_microseconds() - start);
    }
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    std::size_t marked = 0;
    for (const stet::diff::Run& run : found)
        if (run.side != stet::diff::Run::Side::both)
            for (const stet::text::Token& token : stet::text::tokens(run.text))
                marked += token.kind != stet::text::Token::Kind::space;
    std::ranges::sort(times);
    std::printf(
        "%-34s %7zu and %7zu bytes: %9.1f us (least %.1f), %6zu pieces, %6zu words marked, %5.1f "
        "MiB\n",
        name, before.size(), after.size(), times[times.size() / 2], times.front(), found.size(),
        marked, static_cast<double>(used.ru_maxrss) / 1024);
    std::fflush(stdout);
}

// The same numbers everywhere.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t below(std::uint64_t bound) {
        state_ = state_ * 6364136223846793005 + 1442695040888963407;
        return (state_ >> 33) % bound;
    }

  private:
    std::uint64_t state_;
};

constexpr std::size_t long_text = 500'000;

std::string filled(const std::function<std::string()>& word) {
    std::string text;
    while (text.size() < long_text)
        text += word();
    return text;
}

std::string drawn(std::uint64_t seed, std::uint64_t kinds, const std::string& between = " ") {
    Dice dice(seed);
    return filled([&] { return "w" + std::to_string(dice.below(kinds)) + between; });
}

std::string letters(std::uint64_t seed, std::uint64_t kinds) {
    Dice dice(seed);
    return filled([&] { return std::string{static_cast<char>('a' + dice.below(kinds)), ' '}; });
}

// Han characters, of which each is a word.
std::string han(std::uint64_t seed, std::uint64_t kinds) {
    Dice dice(seed);
    return filled([&] {
        const std::uint64_t code = 0x4E00 + dice.below(kinds);
        return std::string{static_cast<char>(0xE0 | (code >> 12)),
                           static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
                           static_cast<char>(0x80 | (code & 0x3F))};
    });
}

std::string periodic(std::size_t period) {
    std::size_t n = 0;
    return filled([&] { return "p" + std::to_string(n++ % period) + " "; });
}

std::string reversed(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size() - 1);
        words.push_back(text.substr(at, end + 1 - at));
        at = end + 1;
    }
    std::string out;
    for (auto word = words.rbegin(); word != words.rend(); ++word)
        out += *word;
    return out;
}

// An update as they are: half of its words are among a few hundred.
std::string update(std::size_t bytes, std::uint64_t seed) {
    Dice dice(seed);
    std::string text;
    while (text.size() < bytes) {
        const std::uint64_t kinds = dice.below(2) == 0 ? 200 : 20'000;
        text += "Wort" + std::to_string(dice.below(kinds)) + (dice.below(12) == 0 ? ". " : " ");
    }
    return text;
}

std::string edited(std::string text, std::size_t edits) {
    for (std::size_t n = 1; n <= edits; ++n) {
        const std::size_t at = text.find(' ', text.size() * n / (edits + 1)) + 1;
        text.replace(at, text.find(' ', at) - at, "geändert" + std::to_string(n));
    }
    return text;
}

// Each in a process of its own, so that its peak of memory is its own.
void apart(const char* name, const std::function<std::pair<std::string, std::string>()>& make) {
    const pid_t child = fork();
    if (child == 0) {
        const auto [before, after] = make();
        measure(name, before, after, before.size() > 100'000 ? 5 : 2001);
        std::_Exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
}

void all() {
    const std::string kilobyte = update(1000, 1), twenty = update(20'000, 2);
    apart("1 KB, three words edited", [&] { return std::pair(kilobyte, edited(kilobyte, 3)); });
    apart("20 KB, twenty words edited", [&] { return std::pair(twenty, edited(twenty, 20)); });
    apart("20 KB, all written anew", [&] { return std::pair(twenty, update(20'000, 3)); });
    apart("all words equal", [] { return std::pair(drawn(1, 1), drawn(1, 1) + "w0 w1"); });
    apart("one word repeated, other length",
          [] { return std::pair(drawn(1, 1), drawn(1, 1).substr(0, 300'000) + "x"); });
    apart("all different", [] { return std::pair(drawn(1, 1ULL << 30), drawn(2, 1ULL << 30)); });
    apart("two letters", [] { return std::pair(letters(1, 2), letters(2, 2)); });
    apart("26 letters", [] { return std::pair(letters(1, 26), letters(2, 26)); });
    apart("300 words", [] { return std::pair(drawn(1, 300), drawn(2, 300)); });
    apart("20,000 words", [] { return std::pair(drawn(1, 20'000), drawn(2, 20'000)); });
    apart("periods of 97 and 101", [] { return std::pair(periodic(97), periodic(101)); });
    apart("periods of 2 and 3", [] { return std::pair(periodic(2), periodic(3)); });
    apart("reversed", [] { return std::pair(drawn(1, 5000), reversed(drawn(1, 5000))); });
    apart("Chinese, two signs", [] { return std::pair(han(1, 2), han(2, 2)); });
    apart("Chinese, 3,000 signs", [] { return std::pair(han(1, 3000), han(2, 3000)); });
    apart("signs alone", [] { return std::pair(drawn(1, 2, "."), drawn(2, 2, ",")); });
    apart("edited all over",
          [] { return std::pair(update(long_text, 1), edited(update(long_text, 1), 5000)); });
    apart("no word but signs", [] {
        Dice one(1), other(2);
        return std::pair(filled([&] { return std::string(1, "!?.,-+"[one.below(6)]); }),
                         filled([&] { return std::string(1, "!?.,-+"[other.below(6)]); }));
    });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 2 || argc > 4) {
        std::fputs("usage: bench_words [OLD NEW [RUNS]]\n", stderr);
        return 2;
    }
    if (argc == 1)
        all();
    else
        measure(argv[1], contents(argv[1]), contents(argv[2]),
                argc > 3 ? std::stoul(argv[3]) : 101);
}

// Times the word diff in process on two texts: words OLD NEW [RUNS]. Prints the runs of the result,
// the median time of a comparison, and how many words were marked.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "diff/words.h"
#include "text/words.h"

namespace {

std::string contents(const char* path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: bench_words OLD NEW [RUNS]\n", stderr);
        return 2;
    }
    const std::string before = contents(argv[1]), after = contents(argv[2]);
    const std::size_t runs = argc > 3 ? std::stoul(argv[3]) : 101;
    std::vector<double> times;
    std::size_t marked = 0, pieces = 0;
    for (std::size_t i = 0; i < runs; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const auto found = stet::diff::words(before, after);
        const std::chrono::duration<double, std::micro> took =
            std::chrono::steady_clock::now() - start;
        times.push_back(took.count());
        marked = 0;
        pieces = found.size();
        for (const stet::diff::Run& run : found)
            if (run.side != stet::diff::Run::Side::both)
                for (const stet::text::Token& token : stet::text::tokens(run.text))
                    marked += token.kind != stet::text::Token::Kind::space;
    }
    std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
    std::printf("%zu and %zu bytes: %.1f us, %zu pieces, %zu words marked\n", before.size(),
                after.size(), times[times.size() / 2], pieces, marked);
}

#include "records.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <istream>

#include "model/record.h"
#include "report.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

constexpr std::size_t max_line = std::size_t{64} << 20;

/// One line without its line feed, which the last line need not have; false at the end. A line
/// beyond the bound ends the run: what follows it cannot be told from its rest.
bool next_line(std::istream& in, std::string& line, const std::string& path) {
    line.clear();
    std::array<char, 16 * 1024> piece;
    while (true) {
        in.getline(piece.data(), piece.size());
        const auto got = static_cast<std::size_t>(in.gcount());
        if (in.bad())
            throw Fatal(text::cat("cannot read '", path, "'"));
        if (in.good()) {  // the line feed was taken and counted
            line.append(piece.data(), got - 1);
            return true;
        }
        line.append(piece.data(), got);
        if (in.eof())
            return !line.empty();
        if (line.size() > max_line)
            throw Fatal(text::cat("a line of more than 64 MiB in '", path, "'"));
        in.clear();  // the piece was too short for the line
    }
}

}  // namespace

void for_each_record(Context& ctx, const std::string& path,
                     const std::function<bool(Item&&)>& take) {
    std::ifstream file;
    if (path != "-") {
        file.open(path, std::ios::binary);
        if (!file)
            throw Fatal(text::cat("cannot read '", path, "': ", std::strerror(errno)));
    }
    std::istream& in = path == "-" ? ctx.in : file;
    RecordReader reader;
    std::string line;
    std::size_t number = 0, good = 0, bad = 0;
    while (next_line(in, line, path)) {
        ++number;
        if (text::trim(line).empty())
            continue;
        Result<Item> item = reader.read(line);
        if (!item) {
            ++bad;
            Error error = item.error();
            error.place = text::cat(path, ":", number);
            report(ctx, error);
            continue;
        }
        ++good;
        if (!take(*std::move(item)))
            return;
    }
    if (bad > 0 && good == 0)
        throw Fatal(text::cat("no line of '", path, "' is a record"),
                    "records are JSON Lines, as 'stet fetch' and 'stet export' print them");
}

}  // namespace stet::cmd

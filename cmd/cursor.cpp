#include "cursor.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

#include <unistd.h>

#include "base/result.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::cmd {

std::int64_t Cursor::mark(std::int64_t newest) const {
    std::ifstream file(path_);
    if (!file) {
        if (errno == ENOENT)
            return 0;
        throw Fatal(text::cat("cannot read the cursor '", path_, "': ", std::strerror(errno)));
    }
    const std::string held{std::istreambuf_iterator<char>(file), {}};
    const auto mark = text::parse_number<std::int64_t>(text::trim(held));
    if (!mark || *mark < 0)
        throw Fatal(text::cat("'", path_, "' is no cursor"),
                    "remove it to begin anew with all changes");
    if (*mark > newest)
        throw Fatal(text::cat("the cursor '", path_, "' is of another archive"),
                    "use one cursor file for each archive");
    return *mark;
}

void Cursor::move_to(std::int64_t mark) const {
    std::string fresh = path_ + ".XXXXXX";
    const int descriptor = mkstemp(fresh.data());
    const std::string line = text::cat(mark, '\n');
    const bool written =
        descriptor != -1 &&
        write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
        fsync(descriptor) == 0;
    const int fault = errno;
    if (descriptor != -1)
        close(descriptor);
    if (written && std::rename(fresh.c_str(), path_.c_str()) == 0)
        return;
    const int why = written ? errno : fault;
    if (descriptor != -1)
        unlink(fresh.c_str());
    throw Fatal(text::cat("cannot move the cursor '", path_, "' on: ", std::strerror(why)));
}

}  // namespace stet::cmd

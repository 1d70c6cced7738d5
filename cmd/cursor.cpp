#include "cursor.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/link.h"
#include "base/result.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

/// A cursor's file as it lies on the disk.
struct Held {
    std::string text;
    mode_t mode = 0600;
};

[[noreturn]] void fail(std::string_view what, const std::string& path, int code) {
    throw Fatal(text::cat("cannot ", what, " the cursor '", path, "': ", std::strerror(code)));
}

/// None where there is no file. Throws Fatal where it cannot be read, or is no file at all: neither
/// a directory nor a device may be read as a cursor, or replaced by one.
std::optional<Held> held_at(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor == -1) {
        if (errno == ENOENT)
            return std::nullopt;
        fail("read", path, errno);
    }
    struct stat status {};
    char bytes[64] = {};
    ssize_t got = 0;
    const bool known = ::fstat(descriptor, &status) == 0;
    const bool file = known && S_ISREG(status.st_mode);
    if (file)
        got = ::read(descriptor, bytes, sizeof bytes);
    const int fault = errno;
    ::close(descriptor);
    if (!known || got < 0)
        fail("read", path, fault);
    if (!file)
        throw Fatal(text::cat("the cursor '", path, "' is no file"),
                    "name a file, or one that is not there yet");
    return Held{{bytes, static_cast<std::size_t>(got)}, status.st_mode & 07777U};
}

}  // namespace

Cursor::Cursor(const std::string& path) : path_(behind_links(path)) {
    if (path.empty())
        throw Fatal("the cursor has no name", "--cursor wants a file");
}

std::int64_t Cursor::mark(std::int64_t newest) const {
    const std::optional<Held> held = held_at(path_);
    if (!held)
        return 0;
    const auto mark = text::parse_number<std::int64_t>(text::trim(held->text));
    if (!mark || *mark < 0)
        throw Fatal(text::cat("'", path_, "' is no cursor"),
                    "remove it to begin anew with all changes");
    if (*mark > newest)
        throw Fatal(text::cat("the cursor '", path_, "' is of another archive"),
                    "use one cursor file for each archive");
    return *mark;
}

void Cursor::move_to(std::int64_t mark) const {
    const std::optional<Held> held = held_at(path_);
    std::string fresh = path_ + ".XXXXXX";
    const int descriptor = mkstemp(fresh.data());
    const std::string line = text::cat(mark, '\n');
    const bool written =
        descriptor != -1 &&
        write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
        fchmod(descriptor, held ? held->mode : Held{}.mode) == 0 && fsync(descriptor) == 0;
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

#include "source/file.h"

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/ascii.h"
#include "text/cat.h"

namespace stet::source {
namespace {

Error fault_of(int code) {
    std::string words = std::generic_category().message(code);
    if (!words.empty())
        words[0] = text::to_lower(words[0]);
    const bool missing = code == ENOENT || code == ENOTDIR;
    return {missing ? Error::Kind::missing : Error::Kind::unreadable,
            missing ? "no such file" : text::cat("cannot read the file: ", words),
            {},
            {}};
}

Error fault_at(int code, const std::string& path) {
    Error error = fault_of(code);
    error.place = path;
    return error;
}

}  // namespace

Result<File> File::open(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return fault_at(errno, path);
    File file(descriptor);
    struct stat status {};
    if (::fstat(descriptor, &status) != 0)
        return fault_at(errno, path);
    if (S_ISDIR(status.st_mode))
        return fault_at(EISDIR, path);
    if (S_ISREG(status.st_mode))
        file.expected_ = static_cast<std::size_t>(status.st_size);
    return file;
}

File::~File() {
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

File::File(File&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      expected_(other.expected_),
      fault_(std::move(other.fault_)) {}

File& File::operator=(File&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(expected_, other.expected_);
    std::swap(fault_, other.fault_);
    return *this;
}

std::size_t File::read(char* buffer, std::size_t size) {
    const ssize_t got = ::read(descriptor_, buffer, size);
    if (got >= 0)
        return static_cast<std::size_t>(got);
    fault_ = fault_of(errno);
    return 0;
}

bool File::is_private() const {
    struct stat status {};
    return ::fstat(descriptor_, &status) == 0 && status.st_uid == ::geteuid() &&
           (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

std::string absolute_path(const std::string& path) {
    std::error_code error;  // the current directory may be gone
    const auto absolute = std::filesystem::absolute(path, error);
    return error ? path : absolute.lexically_normal().string();
}

}  // namespace stet::source

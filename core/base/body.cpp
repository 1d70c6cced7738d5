#include "base/body.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "base/large_pages.h"
#include "base/result.h"

namespace stet {
namespace {

constexpr std::size_t piece = 256 * 1024;

/// A file that no other program can open, which is gone with its descriptor; -1 where there can be
/// none.
int nameless_file(const std::string& folder) {
    const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
    if (file >= 0)
        return file;
    std::string name = folder + "/stet-XXXXXX";
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0)
        ::unlink(name.c_str());
    return named;
}

/// Where TMPDIR says; else not in /tmp first, which may be memory.
int temporary_file() {
    std::error_code error;
    const std::string said = std::filesystem::temp_directory_path(error).string();
    for (const std::string& folder :
         {error || said == "/tmp" ? "/var/tmp" : said, std::string("/tmp")})
        if (const int file = nameless_file(folder); file >= 0)
            return file;
    return -1;
}

}  // namespace

Body::Body(const Body& other) {
    BodyWriter copy(other.size());
    copy.add(other);
    *this = copy.finish();
}

Body& Body::operator=(const Body& other) {
    if (this != &other)
        *this = Body(other);
    return *this;
}

BodyWriter::BodyWriter(std::size_t expected) : expected_(expected) {
    if (expected > largest_in_memory)
        open_file();
    if (file_ >= 0 || expected <= piece)
        return;
    bytes_.reserve(expected + 2 * piece);
    expect_filling({bytes_.data(), expected});
}

BodyWriter::~BodyWriter() {
    if (file_ >= 0)
        ::close(file_);
}

std::span<char> BodyWriter::room(std::size_t size) {
    if (bytes_.size() < used_ + size)
        bytes_.resize(used_ + size);
    return {bytes_.data() + used_, size};
}

void BodyWriter::filled(std::size_t size) {
    used_ += size;
    if (file_ < 0 && !in_memory_ && used_ > largest_in_memory)
        open_file();
    if (file_ >= 0 && used_ >= piece)
        write_out();
}

void BodyWriter::add(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view part = bytes.substr(0, piece);
        part.copy(room(part.size()).data(), part.size());
        filled(part.size());
        bytes.remove_prefix(part.size());
    }
}

Body BodyWriter::finish() {
    if (file_ >= 0)
        write_out();
    if (file_ >= 0) {
        if (auto view = FileView::of(file_, written_)) {
            file_ = -1;
            return Body(std::move(view));
        }
        give_up_file();
    }
    bytes_.resize(used_);
    return std::move(bytes_);
}

void BodyWriter::open_file() {
    file_ = temporary_file();
    in_memory_ = file_ < 0;
}

void BodyWriter::write_out() {
    for (std::size_t done = 0; done < used_;) {
        const ssize_t wrote = ::pwrite(file_, bytes_.data() + done, used_ - done,
                                       static_cast<off_t>(written_ + done));
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return give_up_file();
        done += static_cast<std::size_t>(wrote);
    }
    written_ += used_;
    used_ = 0;
    if (bytes_.size() > piece) {
        bytes_.resize(piece);
        bytes_.shrink_to_fit();
    }
}

/// The disk is full.
void BodyWriter::give_up_file() {
    std::string all;
    all.reserve(std::max(expected_, size()) + 2 * piece);
    all.resize(written_);
    read_at(file_, all.data(), written_, 0);
    all.append(bytes_, 0, used_);
    ::close(std::exchange(file_, -1));
    in_memory_ = true;
    bytes_ = std::move(all);
    used_ = bytes_.size();
    written_ = 0;
}

}  // namespace stet

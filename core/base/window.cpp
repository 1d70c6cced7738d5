#include "base/window.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include "base/large_pages.h"
#include "base/result.h"

namespace stet {
namespace {

[[noreturn]] void fail() {
    throw Fatal(std::string("cannot read what was put into a temporary file: ") +
                std::strerror(errno));
}

void* map_file(void* at, std::size_t size, int descriptor, std::size_t start) {
    return mmap(at, size, PROT_READ, MAP_SHARED | MAP_FIXED, descriptor, static_cast<off_t>(start));
}

}  // namespace

// All of the file is mapped, and none of that is read as a rule: a page that is mapped costs more
// than to copy it. Two stretches of memory lie over it, filled from the file where it is read:
//
//     file   |#######|#######|       |       |#######|
//     memory                 |  at   | next  |
//
// When the reader comes to the next one, the other is moved behind it as a whole, which no page has
// to be cleared or found for, and the file is mapped again where it was.

std::unique_ptr<FileView> FileView::of(int descriptor, std::size_t size) {
    // Memory is moved as a large page only between places where such may be.
    const std::size_t room = (size + stretch - 1) / stretch * stretch;
    void* const found = mmap(nullptr, room + stretch, PROT_NONE,
                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (found == MAP_FAILED)
        return nullptr;
    char* const start = static_cast<char*>(found);
    const std::size_t before = (stretch - reinterpret_cast<std::uintptr_t>(start)) % stretch;
    if (before > 0)
        munmap(start, before);
    munmap(start + before + room, stretch - before);
    if (map_file(start + before, room, descriptor, 0) == MAP_FAILED) {
        munmap(start + before, room);
        return nullptr;
    }
    return std::unique_ptr<FileView>(new FileView(descriptor, start + before, size));
}

FileView::~FileView() {
    munmap(begin_, room());
    close(descriptor_);
}

void FileView::show(const char* at) {
    const auto begin = reinterpret_cast<std::uintptr_t>(begin_);
    const std::uintptr_t offset = reinterpret_cast<std::uintptr_t>(at) - begin;
    if (offset >= size_)
        return;
    const std::size_t number = offset / stretch;
    shown_ = begin + number * stretch;
    for (std::size_t n = number; n < number + 2 && n * stretch < size_; ++n)
        load(memory_[n % 2], n * stretch);
}

void FileView::load(char*& memory, std::size_t start) {
    char* const to = begin_ + start;
    if (memory == to)
        return;
    if (!memory) {
        if (mmap(to, stretch, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1,
                 0) == MAP_FAILED)
            fail();
        expect_filling({to, stretch});
    } else if (mremap(memory, stretch, stretch, MREMAP_MAYMOVE | MREMAP_FIXED, to) == MAP_FAILED ||
               map_file(memory, stretch, descriptor_, static_cast<std::size_t>(memory - begin_)) ==
                   MAP_FAILED) {
        fail();
    }
    memory = to;
    read_at(descriptor_, to, std::min(stretch, size_ - start), start);
}

void read_at(int descriptor, char* to, std::size_t size, std::size_t start) {
    while (size > 0) {
        const ssize_t got = pread(descriptor, to, size, static_cast<off_t>(start));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            fail();
        to += got;
        start += static_cast<std::size_t>(got);
        size -= static_cast<std::size_t>(got);
    }
}

}  // namespace stet

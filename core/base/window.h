#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace stet {

/// The bytes of a file as if they were in memory. They may be read anywhere; but who reads them
/// from front to back, and says where he is, reads faster and has no more of them in memory than a
/// few MiB around that place.
class FileView {
  public:
    /// Takes over the descriptor of a file of so many bytes, more than none, that nobody changes
    /// any more. None where it cannot be mapped; the descriptor is then still open.
    static std::unique_ptr<FileView> of(int descriptor, std::size_t size);
    ~FileView();
    FileView(const FileView&) = delete;
    FileView& operator=(const FileView&) = delete;

    std::string_view bytes() const { return {begin_, size_}; }
    void slide(const char* at) {
        if (reinterpret_cast<std::uintptr_t>(at) - shown_ >= stretch)
            show(at);
    }

  private:
    static constexpr std::size_t stretch = std::size_t{2} << 20;  // a large page

    FileView(int descriptor, char* begin, std::size_t size)
        : descriptor_(descriptor), begin_(begin), size_(size) {}

    std::size_t room() const { return (size_ + stretch - 1) / stretch * stretch; }
    void show(const char* at);
    void load(char*& memory, std::size_t start);

    int descriptor_;
    char* begin_;
    std::size_t size_;
    std::uintptr_t shown_ = 0;       // the stretch that is read; the next is in memory, too
    std::array<char*, 2> memory_{};  // where the two lie, or nowhere yet
};

/// Reads so many bytes of a file from `start` on; throws Fatal where it cannot.
void read_at(int descriptor, char* to, std::size_t size, std::size_t start);

/// How one who passes over bytes says where he is. Bytes that are in memory have one that does
/// nothing.
class Window {
  public:
    Window() = default;
    explicit Window(FileView* file) : file_(file) {}

    /// What is read from here on is at `at`, which may be elsewhere, too. Throws Fatal where the
    /// file cannot be read.
    void slide(const char* at) const {
        if (file_)
            file_->slide(at);
    }

  private:
    FileView* file_ = nullptr;
};

}  // namespace stet

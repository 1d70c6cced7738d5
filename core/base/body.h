#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/window.h"

namespace stet {

/// The bytes of a document: small ones in memory, large ones in a temporary file without a name.
/// Views into it are good until it is changed or moved.
class Body {
  public:
    Body() = default;
    Body(std::string bytes) : bytes_(std::move(bytes)) {}
    Body(std::string_view bytes) : bytes_(bytes) {}
    Body(const char* bytes) : bytes_(bytes) {}
    Body(const Body& other);
    Body& operator=(const Body& other);
    Body(Body&&) noexcept = default;
    Body& operator=(Body&&) noexcept = default;

    operator std::string_view() const { return file_ ? file_->bytes() : bytes_; }
    std::size_t size() const { return std::string_view(*this).size(); }
    bool empty() const { return size() == 0; }
    /// For those who pass over it from front to back.
    Window window() const { return Window(file_.get()); }

    friend bool operator==(const Body& a, const Body& b) {
        return std::string_view(a) == std::string_view(b);
    }
    friend bool operator==(const Body& a, const char* b) { return std::string_view(a) == b; }
    friend bool operator==(const Body& a, const std::string& b) { return std::string_view(a) == b; }

  private:
    friend class BodyWriter;
    explicit Body(std::unique_ptr<FileView> file) : file_(std::move(file)) {}

    std::string bytes_;
    std::unique_ptr<FileView> file_;
};

/// Puts bytes together that come in pieces. Where there is no room for a temporary file, they all
/// stay in memory.
class BodyWriter {
  public:
    /// What is larger goes to a file. The window over one takes as much memory.
    static constexpr std::size_t largest_in_memory = std::size_t{4} << 20;

    /// `expected` is how many bytes there will be, if that is known.
    explicit BodyWriter(std::size_t expected = 0);
    ~BodyWriter();
    BodyWriter(const BodyWriter&) = delete;
    BodyWriter& operator=(const BodyWriter&) = delete;

    /// Where so many bytes more can be put; filled() says how many were.
    std::span<char> room(std::size_t size);
    void filled(std::size_t size);
    void add(std::string_view bytes);

    std::size_t size() const { return written_ + used_; }
    /// What was put together; nothing can be added any more.
    Body finish();

  private:
    void open_file();
    void write_out();
    void give_up_file();

    std::size_t expected_;
    std::string bytes_;        // what is not in the file, and room behind it
    std::size_t used_ = 0;     // of them
    std::size_t written_ = 0;  // bytes in the file
    int file_ = -1;
    bool in_memory_ = false;  // there is no file to be had
};

}  // namespace stet

#pragma once

#include <cstdint>
#include <string>

namespace stet::cmd {

/// A file that remembers up to which change somebody has read: one line, a `seq`.
class Cursor {
  public:
    explicit Cursor(std::string path) : path_(std::move(path)) {}

    /// The mark; 0 where there is no file yet. Throws Fatal where the file holds anything else, or
    /// a mark above `newest`: it belongs to another archive.
    std::int64_t mark(std::int64_t newest) const;

    /// Puts a new file in the old one's place at once, or throws Fatal and leaves the old one.
    void move_to(std::int64_t mark) const;

  private:
    std::string path_;
};

}  // namespace stet::cmd

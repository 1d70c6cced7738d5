#pragma once

#include <cstdint>
#include <string>

namespace stet::cmd {

/// A file that remembers up to which change somebody has read: one line, a `seq`.
class Cursor {
  public:
    /// Of a link the file that it leads to. Throws Fatal where the path is empty.
    explicit Cursor(const std::string& path);

    /// The mark; 0 where there is no file yet. Throws Fatal where it is no file, or holds anything
    /// else, or a mark above `newest`: it belongs to another archive.
    std::int64_t mark(std::int64_t newest) const;

    /// Puts a new file in the old one's place at once, or throws Fatal and leaves the old one. To
    /// be called when all was delivered.
    void move_to(std::int64_t mark) const;

  private:
    std::string path_;
};

}  // namespace stet::cmd

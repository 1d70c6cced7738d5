#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/result.h"

namespace stet::source {

/// An open file, pipe or device.
class File {
  public:
    /// Opens what `path` names, unless it is a directory.
    static Result<File> open(const std::string& path);
    ~File();
    File(File&& other) noexcept;
    File& operator=(File&& other) noexcept;

    /// Up to `size` bytes; 0 at the end and after a fault.
    std::size_t read(char* buffer, std::size_t size);
    const std::optional<Error>& fault() const { return fault_; }
    /// It is this user's, and nobody else may read or write it.
    bool is_private() const;
    /// How many bytes it had when it was opened; 0 where that cannot be known.
    std::size_t expected() const { return expected_; }

  private:
    explicit File(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
    std::size_t expected_ = 0;
    std::optional<Error> fault_;
};

/// The path from the root, without `.` and `..`; links are not followed.
std::string absolute_path(const std::string& path);

}  // namespace stet::source

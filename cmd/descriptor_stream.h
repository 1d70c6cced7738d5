#pragma once

#include <array>
#include <ostream>
#include <streambuf>

namespace stet::cmd {

/// Writes to a descriptor, which stays the caller's, in large pieces: std::cout makes a call of the
/// system of each line that is longer than 1 KiB.
class DescriptorStream : public std::ostream {
  public:
    explicit DescriptorStream(int descriptor) : std::ostream(nullptr), buffer_(descriptor) {
        rdbuf(&buffer_);
    }
    ~DescriptorStream() override { flush(); }

  private:
    class Buffer : public std::streambuf {
      public:
        explicit Buffer(int descriptor) : descriptor_(descriptor) { empty(); }

      protected:
        int_type overflow(int_type c) override;
        int sync() override;

      private:
        void empty() { setp(bytes_.data(), bytes_.data() + bytes_.size()); }

        int descriptor_;
        std::array<char, 64 * 1024> bytes_;
    };

    Buffer buffer_;
};

}  // namespace stet::cmd

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "warc/warc.h"

namespace stet::warc {

/// The bytes of a file, unpacked where it is gzipped, in pieces.
class Reader::Bytes {
  public:
    explicit Bytes(Pull pull);
    ~Bytes();

    /// What is at hand and not yet dropped. Points into the buffer, until the next call.
    std::string_view ahead() const { return std::string_view(buffer_).substr(at_); }
    /// Fetches more; false at the end, or after a fault.
    bool more();
    void drop(std::size_t count) { at_ += count; }
    /// The packing is broken, or ends too soon.
    const std::optional<Error>& fault() const { return fault_; }

  private:
    struct Inflater;
    void begin();
    bool pull_packed();
    bool inflate_some();

    Pull pull_;
    std::string buffer_;
    std::size_t at_ = 0;
    std::string packed_;  // as the file has them, not yet in the buffer
    std::unique_ptr<Inflater> inflater_;
    bool begun_ = false;
    std::optional<Error> fault_;
};

}  // namespace stet::warc

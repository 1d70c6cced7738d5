#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "archive/sqlite.h"

namespace stet::archive {

/// What a capture holds, restored.
struct Content {
    std::string bytes;  ///< request head, response head and body, one after the other
    std::size_t request_bytes = 0, response_bytes = 0;

    std::string_view request_head() const {
        return std::string_view(bytes).substr(0, request_bytes);
    }
    std::string_view response_head() const {
        return std::string_view(bytes).substr(request_bytes, response_bytes);
    }
    std::string_view heads() const {
        return std::string_view(bytes).substr(0, request_bytes + response_bytes);
    }
    std::string_view body() const {
        return std::string_view(bytes).substr(request_bytes + response_bytes);
    }
};

/// Heads and bodies of captures as zstd frames, each with another one as prefix. Of 256 in a row
/// the first stands alone; each 16th builds upon the 16th before it, all others upon their
/// predecessor:
///
///     0 <- 1 <- 2 ... <- 15    16 <- 17 ...    32 <- ...
///     ^------------------------+               |
///                              ^---------------+
///
/// So no more than 30 others are to be read for one, and a full one is rare.
class Bodies {
  public:
    explicit Bodies(Connection& connection);
    ~Bodies();

    /// A frame to be stored, the capture that it builds upon, and its place after a full one.
    struct Frame {
        std::string stored;
        std::optional<std::int64_t> base;
        std::int64_t depth = 0;
    };
    /// `predecessor`: the number of a capture of the same kind of document, if there is one.
    Frame compress(std::string_view content, std::optional<std::int64_t> predecessor);

    /// Throws Damaged where the frames do not give what the rows promise. The view is good until
    /// the next call.
    const Content& restore(std::int64_t capture);

    /// To be told of a capture just stored, so that its successor finds it at hand.
    void remember(std::int64_t capture, const Frame& frame, Content content);

  private:
    struct Zstd;
    struct Held {
        std::optional<std::int64_t> capture;
        Content content;
    };
    std::string decompress(std::string_view frame, std::string_view prefix) const;
    std::optional<std::int64_t> base_of(std::int64_t capture);
    std::int64_t base_at(std::int64_t depth, std::int64_t predecessor);
    const Held* held(std::optional<std::int64_t> capture) const;
    void hold_milestone(std::int64_t capture, std::int64_t depth, const Content& content);

    Connection& connection_;
    std::unique_ptr<Zstd> zstd_;
    Held newest_;     ///< what was restored or stored last
    Held milestone_;  ///< the last of those that a 16th builds upon
};

}  // namespace stet::archive

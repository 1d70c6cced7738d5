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
    std::string_view body() const {
        return std::string_view(bytes).substr(request_bytes + response_bytes);
    }
};

/// Heads and bodies of captures as zstd frames, each with its predecessor as prefix; every 64th
/// stands alone, so that no more than 63 others are to be read for one.
class Bodies {
  public:
    explicit Bodies(Connection& connection);
    ~Bodies();

    /// A frame to be stored, the capture that it builds upon, and how far that is from a full one.
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
    void remember(std::int64_t capture, Content content);

  private:
    struct Zstd;
    std::string decompress(std::string_view frame, std::string_view prefix) const;

    Connection& connection_;
    std::unique_ptr<Zstd> zstd_;
    std::optional<std::int64_t> at_hand_;  ///< the capture that content_ belongs to
    Content content_;
};

}  // namespace stet::archive

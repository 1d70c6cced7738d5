#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/body.h"
#include "time/instant.h"

namespace stet {

/// One response or file, as it came, and what is known of how it came.
struct Document {
    enum class Came : std::uint8_t { network, file, standard_input, warc };

    std::string source;   ///< the name of what is watched: its first address, or a file's path
    std::string address;  ///< where the bytes came from at last; what references are relative to
    std::string content_type;  ///< as HTTP said it, or empty
    std::string content_language, content_location;
    Body body;             ///< transfer and content encodings undone
    bool is_utf8 = false;  ///< the body was seen to be valid UTF-8 when it was read
    Instant observed{};
    Came came = Came::file;
    bool cut = false;  ///< the transport says that it ended too soon
    /// Of a page of older updates: when the last of those before them was published.
    std::optional<Instant> older_than;

    // HTTP
    int status = 0;                           ///< 0 where there was no HTTP
    bool not_modified = false;                ///< 304: the body is that of the last capture
    std::string request_head, response_head;  ///< as sent, credentials blanked
    std::vector<std::string> redirects;  ///< addresses that were passed through, the first first
    bool moved_for_good = false;         ///< all redirects were 301 or 308
    std::string peer;                    ///< address and port that answered
    std::chrono::milliseconds duration{};
    std::string etag, last_modified;  ///< validators, as they came
    // What the answer says of the next look, at most a day ahead:
    std::optional<Instant> retry_after;  ///< the server asks to be left alone until then
    std::optional<Instant> fresh_until;  ///< it declares that nothing will be new before
};

std::string_view name_of(Document::Came came);

/// How one source wants to be read: its settings, given by hand where the general reader fails.
struct Reading {
    std::string zone;                                 ///< tz name for clocks without one
    std::string language;                             ///< where the document declares none
    std::string item, title, body, time, author, id;  ///< CSS selectors, or paths into JSON
    std::vector<std::string> drop;                    ///< CSS selectors of what to leave out
    /// The address of the page whose data is read in its place (follow --data): what references are
    /// relative to, and the head's own. Empty: the document's.
    std::string page;

    bool operator==(const Reading&) const = default;

    /// Whether it says where something is to be found.
    bool by_hand() const {
        return !(item.empty() && title.empty() && body.empty() && time.empty() && author.empty() &&
                 id.empty() && drop.empty());
    }
};

}  // namespace stet

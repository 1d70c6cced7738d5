#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "time/instant.h"

namespace stet {

/// A member with its value as JSON on one line.
struct JsonMember {
    std::string name, json;
    bool operator==(const JsonMember&) const = default;
};

struct Author {
    std::string name, url, avatar;
    std::vector<JsonMember> other = {};  ///< what stet does not know, as it came
    bool operator==(const Author&) const = default;
};

struct Attachment {
    std::string url, mime_type, title;
    std::optional<std::int64_t> size_in_bytes;
    std::optional<double> duration_in_seconds;
    std::vector<JsonMember> other = {};  ///< what stet does not know, as it came
    bool operator==(const Attachment&) const = default;
};

/// What a record is about.
enum class Kind : std::uint8_t {
    feed,    ///< head record: a feed's own data
    page,    ///< head record: a page's headline, teaser, lead picture; an article's body
    update,  ///< an update of a live blog, an item of a feed
};

enum class Change : std::uint8_t { none, added, edited, withdrawn, restored };

/// What an edit touched; the first that applies.
enum class Class : std::uint8_t {
    none,
    text,
    typography,
    counter,
    media,
    markup,
    metadata,
    technical
};

/// How the publisher owned up to an edit of words.
enum class Notice : std::uint8_t { none_given, time, note, none, unstated };

/// How the time of an update was had.
enum class TimeBasis : std::uint8_t { none, stated, clock, day, age };

/// On what a withdrawal rests.
enum class Evidence : std::uint8_t { none, gap, tombstone };

/// What a feed or page says of itself; `_stet.feed` of a head record.
struct FeedData {
    std::string title, description, home_page_url, feed_url, id, language;
    std::vector<Author> authors;
    std::string icon, favicon;
    std::optional<Instant> date_published, date_modified;
    std::string format;                  ///< rss20, atom10, jsonfeed11, liveblog, article, text ...
    std::string encoding;                ///< as the bytes were read
    std::vector<JsonMember> other = {};  ///< what stet does not know, as it came
    bool operator==(const FeedData&) const = default;
};

struct Match {
    double score = 0;
    /// Text; the words that were found stand between U+0002 and U+0003, on the wire between `[[`
    /// and
    /// `]]`.
    std::string snippet;
};

/// The one record: an item of JSON Feed 1.1 and its extension `_stet`. Every member bears the name
/// that it has on the wire and in the archive, where stet-records(5) explains it. Texts are UTF-8;
/// an empty string, an empty list and a zero position or revision mean: absent.
struct Item {
    std::string id, url, external_url, title, summary, content_html, content_text, image, language;
    std::vector<std::string> tags;
    std::vector<Author> authors;
    std::vector<Attachment> attachments;
    std::optional<Instant> date_published, date_modified;

    // _stet: the reading
    Kind kind = Kind::update;
    std::string source;
    std::uint32_t position = 0;
    std::string kicker;
    std::optional<int> reading_minutes;
    std::string image_alt, image_caption, image_credit;
    std::optional<FeedData> feed;
    std::vector<std::string> warnings;
    bool selection = false;  ///< of a head: what follows is not all that the document has
    std::string failed;      ///< of a head: why the reading must not be compared (an Error's name)
    std::string stamp;
    TimeBasis time_basis = TimeBasis::none;
    std::string publisher_id;

    // _stet: the archive
    std::string key;
    Change change = Change::none;
    std::int64_t seq = 0;
    std::uint32_t revision = 0;
    std::optional<Instant> not_before, observed, last_observed, until;
    bool baseline = false;
    std::vector<std::string> changed;  ///< names of members: `title`, `_stet.kicker`
    std::vector<JsonMember> previous;  ///< their old values; a member that was absent is not here
    Class edit_class = Class::none;    ///< `_stet.class`
    Notice notice = Notice::none_given;
    std::uint32_t same_as = 0;
    Evidence evidence = Evidence::none;
    std::optional<Match> match;

    // Members that stet does not know, passed on as they came.
    std::vector<JsonMember> other;
    std::vector<JsonMember> other_stet;

    bool is_head() const { return kind != Kind::update; }
};

/// The words of the enumerations on the wire; empty for what is absent there.
std::string_view name_of(Kind kind);
std::string_view name_of(Change change);
std::string_view name_of(Class edit_class);
std::string_view name_of(Notice notice);
std::string_view name_of(TimeBasis basis);
std::string_view name_of(Evidence evidence);

/// The value that a word stands for; the absent one (for Kind: update) if it is none of them.
Kind kind_of(std::string_view word);
Change change_of(std::string_view word);
Class class_of(std::string_view word);
Notice notice_of(std::string_view word);
TimeBasis time_basis_of(std::string_view word);
Evidence evidence_of(std::string_view word);

}  // namespace stet

#include "model/member.h"

#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>
#include <vector>

#include "json/writer.h"
#include "text/ascii.h"
#include "time/instant.h"

namespace stet {

namespace {

using json::Value;
using json::Writer;

template <class T>
bool is_absent(const T& value) {
    return value == T{};
}
template <class T>
bool is_absent(const std::vector<T>& list) {
    return list.empty();
}
template <class T>
bool is_absent(const std::optional<T>& value) {
    return !value.has_value();
}
// Every record says what it is about.
bool is_absent(Kind) {
    return false;
}

void write(Writer& out, const std::string& text) {
    out.value(text);
}
template <class Number>
requires std::is_arithmetic_v<Number>
void write(Writer& out, Number number) {
    out.value(number);
}
template <class Enum>
requires std::is_enum_v<Enum>
void write(Writer& out, Enum value) {
    out.value(name_of(value));
}
void write(Writer& out, Instant when) {
    out.value(time::to_rfc3339(when));
}
void write(Writer& out, const Author& author);
void write(Writer& out, const Attachment& attachment);
void write(Writer& out, const FeedData& feed);
void write(Writer& out, const Match& match);
template <class T>
void write(Writer& out, const std::vector<T>& list) {
    out.begin_array();
    for (const T& element : list)
        write(out, element);
    out.end_array();
}
template <class T>
void write(Writer& out, const std::optional<T>& value) {
    write(out, *value);
}

template <class T>
void write_member(Writer& out, std::string_view name, const T& value) {
    if (is_absent(value))
        return;
    out.name(name);
    write(out, value);
}

void write_members(Writer& out, const std::vector<JsonMember>& members) {
    for (const JsonMember& member : members) {
        out.name(member.name);
        out.raw(member.json);
    }
}

void write(Writer& out, const Author& author) {
    out.begin_object();
    write_member(out, "name", author.name);
    write_member(out, "url", author.url);
    write_member(out, "avatar", author.avatar);
    write_members(out, author.other);
    out.end_object();
}

void write(Writer& out, const Attachment& attachment) {
    out.begin_object();
    write_member(out, "url", attachment.url);
    write_member(out, "mime_type", attachment.mime_type);
    write_member(out, "title", attachment.title);
    write_member(out, "size_in_bytes", attachment.size_in_bytes);
    write_member(out, "duration_in_seconds", attachment.duration_in_seconds);
    write_members(out, attachment.other);
    out.end_object();
}

void write(Writer& out, const FeedData& feed) {
    out.begin_object();
    write_member(out, "title", feed.title);
    write_member(out, "description", feed.description);
    write_member(out, "home_page_url", feed.home_page_url);
    write_member(out, "feed_url", feed.feed_url);
    write_member(out, "id", feed.id);
    write_member(out, "language", feed.language);
    write_member(out, "authors", feed.authors);
    write_member(out, "icon", feed.icon);
    write_member(out, "favicon", feed.favicon);
    write_member(out, "date_published", feed.date_published);
    write_member(out, "date_modified", feed.date_modified);
    write_member(out, "format", feed.format);
    write_member(out, "encoding", feed.encoding);
    write_members(out, feed.other);
    out.end_object();
}

void write(Writer& out, const std::vector<JsonMember>& members) {
    out.begin_object();
    write_members(out, members);
    out.end_object();
}

void write(Writer& out, const Match& match) {
    const std::string opened = text::replace_all(match.snippet, "\x02", "[[");
    out.begin_object();
    out.member("score", match.score);
    write_member(out, "snippet", text::replace_all(opened, "\x03", "]]"));
    out.end_object();
}

bool read(std::string& to, Value from) {
    if (!from.is_string())
        return false;
    to = from.string();
    return true;
}

bool read(bool& to, Value from) {
    const auto truth = from.boolean();
    to = truth.value_or(to);
    return truth.has_value();
}

bool read(double& to, Value from) {
    const auto number = from.number();
    to = number.value_or(to);
    return number.has_value();
}

/// Counts, sizes and numbers of events: none is negative.
template <std::integral Number>
bool read(Number& to, Value from) {
    const auto number = from.integer();
    if (!number || *number < 0 ||
        static_cast<std::uint64_t>(*number) >
            static_cast<std::uint64_t>(std::numeric_limits<Number>::max()))
        return false;
    to = static_cast<Number>(*number);
    return true;
}

bool read(Instant& to, Value from) {
    const auto when = time::from_rfc3339(from.string());
    to = when.value_or(to);
    return when.has_value();
}

template <class Enum>
bool read_word(Enum& to, Value from, Enum (*value_of)(std::string_view)) {
    const Enum value = value_of(from.string());
    // A word that a later stet may know is not lost.
    if (!from.is_string() || name_of(value) != from.string())
        return false;
    to = value;
    return true;
}
bool read(Kind& to, Value from) {
    return read_word(to, from, kind_of);
}
bool read(Change& to, Value from) {
    return read_word(to, from, change_of);
}
bool read(Class& to, Value from) {
    return read_word(to, from, class_of);
}
bool read(Notice& to, Value from) {
    return read_word(to, from, notice_of);
}
bool read(TimeBasis& to, Value from) {
    return read_word(to, from, time_basis_of);
}
bool read(Evidence& to, Value from) {
    return read_word(to, from, evidence_of);
}

bool read(Author& to, Value from);
bool read(Attachment& to, Value from);
bool read(FeedData& to, Value from);
bool read(Match& to, Value from);

template <class T>
bool read(std::optional<T>& to, Value from) {
    T value{};
    if (!read(value, from))
        return false;
    to = std::move(value);
    return true;
}

template <class T>
bool read(std::vector<T>& to, Value from) {
    if (!from.is_array())
        return false;
    std::vector<T> list;
    list.reserve(from.size());
    for (const json::Member element : from) {
        if (!read(list.emplace_back(), element.value))
            return false;
    }
    to = std::move(list);
    return true;
}

bool read(std::vector<JsonMember>& to, Value from) {
    if (!from.is_object())
        return false;
    to.clear();
    for (const json::Member member : from)
        to.push_back({std::string(member.name), member.value.text()});
    return true;
}

/// Reads the members of an object, each with `read_known`, which answers whether it knows it and
/// its type is right; what it does not goes to `other`.
template <class ReadKnown>
bool read_object(Value from, std::vector<JsonMember>& other, ReadKnown read_known) {
    if (!from.is_object())
        return false;
    for (const auto& [name, value] : from) {
        if (!read_known(name, value))
            other.push_back({std::string(name), value.text()});
    }
    return true;
}

bool read(Author& to, Value from) {
    return read_object(from, to.other, [&to](std::string_view name, Value value) {
        return (name == "name" && read(to.name, value)) || (name == "url" && read(to.url, value)) ||
               (name == "avatar" && read(to.avatar, value));
    });
}

bool read(Attachment& to, Value from) {
    return read_object(from, to.other, [&to](std::string_view name, Value value) {
        return (name == "url" && read(to.url, value)) ||
               (name == "mime_type" && read(to.mime_type, value)) ||
               (name == "title" && read(to.title, value)) ||
               (name == "size_in_bytes" && read(to.size_in_bytes, value)) ||
               (name == "duration_in_seconds" && read(to.duration_in_seconds, value));
    });
}

bool read(FeedData& to, Value from) {
    return read_object(from, to.other, [&to](std::string_view name, Value value) {
        return (name == "title" && read(to.title, value)) ||
               (name == "description" && read(to.description, value)) ||
               (name == "home_page_url" && read(to.home_page_url, value)) ||
               (name == "feed_url" && read(to.feed_url, value)) ||
               (name == "id" && read(to.id, value)) ||
               (name == "language" && read(to.language, value)) ||
               (name == "authors" && read(to.authors, value)) ||
               (name == "icon" && read(to.icon, value)) ||
               (name == "favicon" && read(to.favicon, value)) ||
               (name == "date_published" && read(to.date_published, value)) ||
               (name == "date_modified" && read(to.date_modified, value)) ||
               (name == "format" && read(to.format, value)) ||
               (name == "encoding" && read(to.encoding, value));
    });
}

bool read(Match& to, Value from) {
    Match match;
    if (!read(match.score, from["score"]))
        return false;
    const std::string opened = text::replace_all(from["snippet"].string(), "[[", "\x02");
    match.snippet = text::replace_all(opened, "]]", "\x03");
    to = std::move(match);
    return true;
}

/// The rule of a member that Item holds under the same name.
template <auto place>
constexpr MemberRule rule(std::string_view name) {
    return {
        name,
        [](const Item& item) { return is_absent(item.*place); },
        [](Writer& out, const Item& item) { write(out, item.*place); },
        [](Item& item, Value value) { return read(item.*place, value); },
        [](Item& item) { item.*place = {}; },
    };
}

/// JSON Feed has readers take ids that are numbers for strings.
constexpr MemberRule id_rule() {
    MemberRule made = rule<&Item::id>("id");
    made.read = [](Item& item, Value value) {
        if (!value.is_number())
            return read(item.id, value);
        item.id = value.text();
        return true;
    };
    return made;
}

constexpr std::array of_item{
    id_rule(),
    rule<&Item::url>("url"),
    rule<&Item::external_url>("external_url"),
    rule<&Item::title>("title"),
    rule<&Item::summary>("summary"),
    rule<&Item::content_html>("content_html"),
    rule<&Item::content_text>("content_text"),
    rule<&Item::image>("image"),
    rule<&Item::language>("language"),
    rule<&Item::tags>("tags"),
    rule<&Item::authors>("authors"),
    rule<&Item::attachments>("attachments"),
    rule<&Item::date_published>("date_published"),
    rule<&Item::date_modified>("date_modified"),
};

constexpr std::array of_stet{
    rule<&Item::kind>("kind"),
    rule<&Item::source>("source"),
    rule<&Item::position>("position"),
    rule<&Item::kicker>("kicker"),
    rule<&Item::reading_minutes>("reading_minutes"),
    rule<&Item::image_alt>("image_alt"),
    rule<&Item::image_caption>("image_caption"),
    rule<&Item::image_credit>("image_credit"),
    rule<&Item::feed>("feed"),
    rule<&Item::warnings>("warnings"),
    rule<&Item::selection>("selection"),
    rule<&Item::failed>("failed"),
    rule<&Item::stamp>("stamp"),
    rule<&Item::time_basis>("time_basis"),
    rule<&Item::publisher_id>("publisher_id"),
    rule<&Item::key>("key"),
    rule<&Item::change>("change"),
    rule<&Item::seq>("seq"),
    rule<&Item::revision>("revision"),
    rule<&Item::not_before>("not_before"),
    rule<&Item::observed>("observed"),
    rule<&Item::last_observed>("last_observed"),
    rule<&Item::until>("until"),
    rule<&Item::baseline>("baseline"),
    rule<&Item::changed>("changed"),
    rule<&Item::previous>("previous"),
    rule<&Item::edit_class>("class"),
    rule<&Item::notice>("notice"),
    rule<&Item::same_as>("same_as"),
    rule<&Item::evidence>("evidence"),
    rule<&Item::match>("match"),
};

}  // namespace

std::span<const MemberRule> item_members() {
    return of_item;
}

std::span<const MemberRule> stet_members() {
    return of_stet;
}

std::size_t find_member(std::span<const MemberRule> table, std::string_view name,
                        std::size_t hint) {
    for (std::size_t tried = 0; tried < table.size(); ++tried) {
        const std::size_t place = (hint + tried) % table.size();
        if (table[place].name == name)
            return place;
    }
    return table.size();
}

}  // namespace stet

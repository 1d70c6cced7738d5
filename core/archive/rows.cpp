#include "archive/rows.h"

#include <functional>

#include "base/digest.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

// The order is that of the enumeration below.
constexpr std::string_view content_columns =
    " st.number, st.entry, e.withdrawn, e.kind, e.id, e.key, e.publisher_id, s.source,"
    " st.revision, st.not_before, st.observed, st.baseline, st.changed, st.class, st.notice,"
    " st.same_as, st.position, st.title, st.url, st.external_url, st.image, st.language,"
    " st.date_published, st.date_modified, st.authors, st.tags, st.attachments, st.kicker,"
    " st.reading_minutes, st.image_alt, st.image_caption, st.image_credit, st.feed, st.warnings,"
    " st.stamp, st.time_basis, st.other, st.summary, st.content_text, st.content_html";

// An open span lasts as long as the source's newest look that was read. What a state's end is told
// by: its own withdrawal, unless it was shown again later, else the revision after it.
constexpr std::string_view times_columns =
    ","
    " (SELECT l.last FROM spans p JOIN looks l ON l.number = coalesce(p.last_look, s.read_look)"
    "  WHERE p.state = st.number ORDER BY p.number DESC LIMIT 1),"
    " coalesce((SELECT c.until FROM change_log c"
    "   WHERE c.entry = st.entry AND c.state = st.number AND c.change = 'withdrawn' AND c.look >"
    "    (SELECT max(p.first_look) FROM spans p WHERE p.state = st.number)"
    "   ORDER BY c.seq DESC LIMIT 1),"
    "  (SELECT n.observed FROM states n"
    "   WHERE n.entry = st.entry AND n.revision = st.revision + 1))";

enum Column {
    number,
    entry,
    withdrawn,
    kind,
    id,
    key,
    publisher_id,
    source,
    revision,
    not_before,
    observed,
    baseline,
    changed,
    edit_class,
    notice,
    same_as,
    position,
    title,
    url,
    external_url,
    image,
    language,
    date_published,
    date_modified,
    authors,
    tags,
    attachments,
    kicker,
    reading_minutes,
    image_alt,
    image_caption,
    image_credit,
    feed,
    warnings,
    stamp,
    time_basis,
    other,
    summary,
    content_text,
    content_html,
    last_observed,
    until,
};

constexpr std::string_view insert_state_sql =
    "INSERT INTO states (number, entry, look, revision, not_before, observed, baseline, changed, "
    "class,"
    " notice, same_as, wording, position, title, url, external_url, image, language,"
    " date_published, date_modified, authors, tags, attachments, kicker, reading_minutes,"
    " image_alt, image_caption, image_credit, feed, warnings, stamp, time_basis, other, summary,"
    " content_text, content_html, author, tag)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

// Members that stet does not know, as the record that would hold them and nothing else.
std::string unknown_members(const Item& item) {
    std::string line;
    if (item.other.empty() && item.other_stet.empty())
        return line;
    Item bare;
    bare.other = item.other;
    bare.other_stet = item.other_stet;
    append_record(line, bare);
    line.pop_back();
    return line;
}

/// The words of a list, as the index wants them.
template <class List, class Name>
std::string names(const List& list, Name name) {
    std::string joined;
    for (const auto& element : list)
        joined += text::cat(joined.empty() ? "" : "; ", std::invoke(name, element));
    return joined;
}

template <class Number>
std::optional<std::int64_t> present(Number number) {
    return number == 0 ? std::nullopt : std::optional(static_cast<std::int64_t>(number));
}

}  // namespace

std::string columns_of(Columns columns) {
    return text::cat(content_columns, columns == Columns::times ? times_columns : "");
}

int StateReader::first_free() const {
    return columns_ == Columns::content ? last_observed : until + 1;
}

Item StateReader::stored_record(std::string_view line, std::int64_t state) {
    Result<Item> record = records_.read(line);
    if (!record)
        throw Damaged(text::cat("a list in revision ", state, " cannot be read"),
                      "'stet check' tells what is damaged");
    return *std::move(record);
}

State StateReader::read(const Statement& row) {
    State state;
    Item& item = state.item;

    // Lists are JSON in the table; the reader of records reads them as members of one.
    line_.assign(1, '{');  // = "{" would make g++ 12 see an overlap that is none
    const auto member = [&](Column column, std::string_view name) {
        if (const std::string_view json = row.text(column); !json.empty())
            line_ += text::cat(line_.size() > 1 ? "," : "", '"', name, "\":", json);
    };
    member(authors, "authors");
    member(tags, "tags");
    member(attachments, "attachments");
    const bool has_stet = !row.is_null(feed) || !row.is_null(warnings);
    if (has_stet) {
        line_ += line_.size() > 1 ? ",\"_stet\":{" : "\"_stet\":{";
        if (!row.is_null(feed))
            line_ += text::cat("\"feed\":", row.text(feed));
        if (!row.is_null(warnings))
            line_ += text::cat(row.is_null(feed) ? "" : ",", "\"warnings\":", row.text(warnings));
        line_ += '}';
    }
    line_ += '}';
    if (line_.size() > 2)
        item = stored_record(line_, row.integer(number));
    if (!row.is_null(other)) {
        Item unknown = stored_record(row.text(other), row.integer(number));
        item.other = std::move(unknown.other);
        item.other_stet = std::move(unknown.other_stet);
    }

    state.number = row.integer(number);
    state.entry = row.integer(entry);
    state.withdrawn = row.integer(withdrawn) != 0;
    item.kind = kind_of(row.text(kind));
    item.id = row.text(id);
    item.key = row.text(key);
    item.publisher_id = row.text(publisher_id);
    item.source = row.text(source);
    item.revision = static_cast<std::uint32_t>(row.integer(revision));
    item.not_before = maybe_instant(row, not_before);
    item.observed = instant(row.integer(observed));
    item.baseline = row.integer(baseline) != 0;
    item.position = static_cast<std::uint32_t>(row.integer(position));
    item.title = row.text(title);
    item.url = row.text(url);
    item.external_url = row.text(external_url);
    item.image = row.text(image);
    item.language = row.text(language);
    item.date_published = maybe_instant(row, date_published);
    item.date_modified = maybe_instant(row, date_modified);
    item.kicker = row.text(kicker);
    if (!row.is_null(reading_minutes))
        item.reading_minutes = static_cast<int>(row.integer(reading_minutes));
    item.image_alt = row.text(image_alt);
    item.image_caption = row.text(image_caption);
    item.image_credit = row.text(image_credit);
    item.stamp = row.text(stamp);
    item.time_basis = time_basis_of(row.text(time_basis));
    item.summary = row.text(summary);
    item.content_text = row.text(content_text);
    item.content_html = row.text(content_html);
    if (columns_ == Columns::times) {
        item.last_observed = maybe_instant(row, last_observed);
        item.until = maybe_instant(row, until);
    }
    return state;
}

void StateReader::read_edit(const Statement& row, Item& item) {
    item.edit_class = class_of(row.text(edit_class));
    item.notice = notice_of(row.text(notice));
    item.same_as = static_cast<std::uint32_t>(row.integer(same_as));
    if (row.is_null(changed))
        return;
    line_ = text::cat("{\"_stet\":{\"changed\":", row.text(changed), "}}");
    item.changed = stored_record(line_, row.integer(number)).changed;
}

std::int64_t words_digest(const Item& item) {
    Sha256 digest;
    digest.add(item.title);
    digest.add(std::string_view("\0", 1));
    digest.add(item.content_text);
    const Digest bytes = digest.finish();
    std::uint64_t start = 0;
    for (std::size_t i = 0; i < 8; ++i)
        start = start << 8U | bytes[i];
    return static_cast<std::int64_t>(start);
}

std::int64_t insert_state(Connection& connection, std::int64_t entry, std::int64_t look,
                          const Item& item, std::optional<std::int64_t> number) {
    connection.run(
        insert_state_sql, number, entry, look, item.revision, seconds(item.not_before),
        seconds(item.observed), item.baseline, member_json(item, "_stet.changed"),
        name_of(item.edit_class), name_of(item.notice), present(item.same_as), words_digest(item),
        present(item.position), item.title, item.url, item.external_url, item.image, item.language,
        seconds(item.date_published), seconds(item.date_modified), member_json(item, "authors"),
        member_json(item, "tags"), member_json(item, "attachments"), item.kicker,
        item.reading_minutes, item.image_alt, item.image_caption, item.image_credit,
        member_json(item, "_stet.feed"), member_json(item, "_stet.warnings"), item.stamp,
        name_of(item.time_basis), unknown_members(item), item.summary, item.content_text,
        item.content_html, names(item.authors, &Author::name), names(item.tags, std::identity{}));
    return connection.last_inserted();
}

}  // namespace stet::archive

#include "export/writer.h"

#include "export/writers.h"
#include "text/cat.h"
#include "text/space.h"
#include "text/utf8.h"
#include "time/spoken.h"

namespace stet::out {
namespace {

constexpr std::size_t title_bytes = 80;

std::string_view words_of(Notice notice) {
    switch (notice) {
        case Notice::none_given:
            break;
        case Notice::time:
            return "modification time moved";
        case Notice::note:
            return "with a note";
        case Notice::none:
            return "silent, modification time did not move";
        case Notice::unstated:
            return "silent, no modification times";
    }
    return {};
}

// A stretch of time between two looks; seconds are told where they count, the day once.
std::string between(Instant from, Instant to, const time::Zone& zone) {
    const bool seconds = to - from < std::chrono::minutes(2);
    const std::string first = time::to_local_text(from, zone, seconds);
    const std::string last = time::to_local_text(to, zone, seconds);
    const std::size_t day = first.find(' ');
    const bool one_day = first.compare(0, day, last, 0, day) == 0;
    return text::cat("between ", first, " and ", one_day ? last.substr(day + 1) : last);
}

}  // namespace

std::optional<Format> format_of(std::string_view name) {
    constexpr std::pair<std::string_view, Format> formats[] = {
        {"jsonl", Format::jsonl}, {"json", Format::json}, {"text", Format::text},
        {"html", Format::html},   {"atom", Format::atom}, {"csv", Format::csv},
    };
    for (const auto& [known, format] : formats)
        if (known == name)
            return format;
    return std::nullopt;
}

std::unique_ptr<Writer> make_writer(Format format, std::ostream& out, Options options) {
    switch (format) {
        case Format::json:
            return make_json_feed(out, std::move(options));
        case Format::text:
            return make_text(out, std::move(options));
        case Format::html:
            return make_html(out, std::move(options));
        case Format::atom:
            return make_atom(out, std::move(options));
        case Format::csv:
            return make_csv(out, options);
        case Format::stat:
            return make_stat(out, std::move(options));
        case Format::jsonl:
            break;
    }
    return make_jsonl(out);
}

std::string title_of(const Item& item) {
    if (!item.title.empty())
        return text::fold_space(item.title);
    if (item.feed && !item.feed->title.empty())
        return text::fold_space(item.feed->title);
    const std::string start = text::fold_space(text::clip(item.content_text, 4 * title_bytes));
    if (start.size() <= title_bytes)
        return start;
    const std::string_view cut = text::clip(start, title_bytes);
    return text::cat(cut.substr(0, cut.rfind(' ')), " …");
}

std::string span_of(const Item& item, const time::Zone& zone) {
    const bool gone = item.change == Change::withdrawn;
    const std::optional<Instant>& from = gone ? item.last_observed : item.not_before;
    const std::optional<Instant>& to = gone ? item.until : item.observed;
    if (!to)
        return {};
    if (!from || item.baseline)
        return text::cat("by ", time::to_local_text(*to, zone));
    return between(*from, *to, zone);
}

std::string end_of(const Item& item, const time::Zone& zone) {
    if (item.change == Change::withdrawn || !item.last_observed)
        return {};
    if (!item.until)
        return text::cat("last seen ", time::to_local_text(*item.last_observed, zone));
    return text::cat("stood until ", between(*item.last_observed, *item.until, zone));
}

std::string name_of_revision(const Item& item) {
    const bool of_update = item.key.find('/') == item.key.rfind('/');
    return item.revision > 0 && !item.key.empty() && of_update
               ? text::cat(item.key, '/', item.revision)
               : item.key;
}

std::string judgement_of(const Item& item) {
    std::string said;
    const auto add = [&said](std::string_view part) {
        if (part.empty())
            return;
        if (!said.empty())
            said += ", ";
        said += part;
    };
    add(name_of(item.edit_class));
    add(words_of(item.notice));
    if (item.same_as > 0)
        add(text::cat("words of revision ", item.same_as, " are back"));
    if (item.evidence == Evidence::gap)
        add("gap between neighbours that stayed");
    if (item.evidence == Evidence::tombstone)
        add("the publisher says so");
    if (item.baseline)
        add("there at the first look");
    return said;
}

}  // namespace stet::out

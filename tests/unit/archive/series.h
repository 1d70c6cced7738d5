#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "archive/reread.h"
#include "desk.h"
#include "diff/compare.h"
#include "diff/identity.h"
#include "text/ascii.h"

/// A live blog in lines of text, its readers, and series of looks at it.
namespace stet::archive::series {

using namespace desk;

/// How a reader reads: one line is one update, `id|minute|title|text|caption`, the newest first.
struct Reader {
    bool captions = true;
    bool ids = true;
};

inline Result<Feed> read(const Document& document, const Reader& reader) {
    if (std::string_view(document.body).starts_with("please wait"))
        return Error{Error::Kind::blocked, "keeps robots out", {}, {}};
    Feed feed;
    feed.head.id = ticker;
    feed.head.kind = Kind::page;
    feed.head.title = "Liveblog";
    feed.head.feed.emplace();
    feed.head.feed->format = "liveblog";
    for (const std::string_view line : text::split(document.body, '\n')) {
        const std::vector<std::string_view> fields = text::split(line, '|');
        if (fields.size() < 5)
            continue;
        Item item;
        if (reader.ids)
            item.id = fields[0];
        item.date_published = at(static_cast<int>(*text::parse_number<std::int32_t>(fields[1])));
        item.title = fields[2];
        item.content_text = fields[3];
        if (reader.captions)
            item.image_caption = fields[4];
        item.position = static_cast<std::uint32_t>(feed.items.size() + 1);
        feed.items.push_back(std::move(item));
    }
    assign_ids(feed);
    return feed;
}

/// One look, by the steps that fetch takes. `now`: when the run was. `reader` is what read() takes.
template <class Any = Reader>
std::vector<Item> look(Archive& archive, const Document& document, const Any& reader, Instant now) {
    const Result<Document> result = document;
    Look look = archive.look(document.source, result, now);
    if (look.same_as_last()) {
        look.keep_unchanged();
        return {};
    }
    Result<Feed> feed = read(document, reader);
    if (look.is_late()) {
        look.keep_late(feed ? "" : feed.error().message);
        return {};
    }
    if (!feed) {
        look.fail(feed.error());
        return {};
    }
    const Feed before = look.before(*feed);
    const Judged judged = look.judged(before, *feed);
    diff::Collation collation(before, *feed, judged);
    if (const auto doubt = collation.implausible()) {
        look.fail(*doubt);
        return {};
    }
    const std::vector<std::string> undecided = collation.undecided();
    return look.keep(std::move(collation).marked(), undecided);
}

inline Document capture(int minutes, std::string body) {
    Document file = document(minutes, std::move(body));
    file.came = Document::Came::file;
    file.status = 0;
    return file;
}

template <class Any = Reader>
void read_on(Rereading& rereading, const Any& reader) {
    while (const Document* document = rereading.next()) {
        Result<Feed> feed = read(*document, reader);
        if (!feed) {
            rereading.fail(feed.error());
            continue;
        }
        std::vector<std::size_t> as_shown;
        for (const diff::Identity& identity : diff::recognise(rereading.shown(), *feed).identities)
            as_shown.push_back(identity.before);
        const Feed before = rereading.before(*feed, as_shown);
        const Judged judged = rereading.judged(before);
        diff::Collation collation(before, *feed, judged);
        if (const auto doubt = collation.implausible()) {
            rereading.fail(*doubt);
            continue;
        }
        const std::vector<std::string> undecided = collation.undecided();
        rereading.keep(std::move(collation).marked(), undecided);
    }
}

template <class Any = Reader>
Rereading::Found reread(Archive& archive, const Any& reader = {}) {
    archive.index();
    Rereading rereading = archive.reread(archive.sources().at(0), at(1'000'000));
    read_on(rereading, reader);
    return rereading.finish(diff::mark_edit).value();
}

inline std::string time_of(const std::optional<Instant>& when) {
    return when ? text::cat((*when - at(0)).count() / 60) : "-";
}

/// The whole history in lines that say everything but `seq` and `found`. Updates are named by their
/// ids or, without `ids`, by the order in which they came.
inline std::string history(Archive& archive, bool ids = true) {
    std::unordered_map<std::string, std::string> names;
    const auto name_of_update = [&](const Item& item) {
        const auto [name, fresh] = names.try_emplace(item.key, text::cat('#', names.size()));
        return ids ? text::cat(item.id, ' ', item.key) : name->second;
    };
    std::string lines;
    const auto line_of = [&](const Item& item) {
        std::string line = text::cat(
            name_of_update(item), '/', item.revision, ' ', name_of(item.change), ' ',
            time_of(item.not_before), ' ', time_of(item.observed), ' ', time_of(item.last_observed),
            ' ', time_of(item.until), ' ', item.baseline ? "baseline " : "",
            name_of(item.edit_class), ' ', name_of(item.notice), ' ', name_of(item.evidence), ' ',
            item.same_as, ' ', item.title, '|', item.content_text, '|', item.image_caption, '|');
        for (const std::string& changed : item.changed)
            line += text::cat(' ', changed);
        for (const JsonMember& before : item.previous)
            line += text::cat(' ', before.json);
        return line + '\n';
    };
    for (const Item& item : select(archive, {}, Scope::history))
        lines += line_of(item);
    lines += "standing\n";
    for (const Item& item : select(archive, {}, Scope::latest))
        lines += line_of(item);
    // Those of one look stand in the order in which they were found.
    std::vector<std::string> changes;
    for (const Item& item : select(archive, {}, Scope::changes))
        changes.push_back(text::cat(100'000 + (*item.observed - at(0)).count() / 60, ' ',
                                    item.change == Change::withdrawn ? time_of(item.until) : "",
                                    ' ', line_of(item)));
    std::ranges::sort(changes);
    for (const std::string& line : changes)
        lines += line;
    return lines;
}

/// The window at a time, in lines.
inline std::string window(Archive& archive, Instant when) {
    std::string lines;
    for (const Item& item : select(archive, {.at = when}, Scope::window))
        if (!item.is_head())
            lines += text::cat(item.position, ' ', item.title, '|', item.content_text, '|',
                               item.image_caption, '\n');
    return lines;
}

struct Capture {
    int minutes = 0;
    std::string body;
};

/// A live blog as it grows, is edited, loses updates, gets them back, stands still, fails. The
/// looks are at least so many minutes apart.
inline std::vector<Capture> series(unsigned seed, std::size_t looks, int apart = 1) {
    struct Update {
        int number = 0, minute = 0;
        std::string text, caption;
        bool shown = true;
    };
    std::mt19937 random(seed);
    const auto below = [&](unsigned bound) { return static_cast<int>(random() % bound); };
    static const char* const words[] = {"Deich",  "Pegel", "Lage",   "Brücke", "Regen",
                                        "Sirene", "Boot",  "Wasser", "Helfer", "Sandsack"};
    const auto sentence = [&] {
        std::string text;
        for (int i = 0; i < 9; ++i)
            text += text::cat(words[below(10)], ' ', below(100), ' ');
        return text;
    };
    std::vector<Update> updates;
    int minute = 0;
    const auto add = [&] {
        const int number = static_cast<int>(updates.size()) + 1;
        updates.push_back({number, minute, sentence(), "Bild " + std::to_string(below(9)), true});
    };
    for (int i = 0; i < 6; ++i, ++minute)
        add();
    std::vector<Capture> captures;
    for (std::size_t n = 0; n < looks; ++n) {
        minute += apart + below(90);
        const auto any = [&]() -> Update& {
            const std::size_t back = std::min<std::size_t>(updates.size(), 8);
            return updates[updates.size() - 1 -
                           static_cast<std::size_t>(below(static_cast<unsigned>(back)))];
        };
        switch (below(8)) {
            case 0:
                break;
            case 1:
                captures.push_back({minute, text::cat("please wait ", minute)});
                continue;
            case 2:
                any().shown = false;
                break;
            case 3:
                for (Update& update : updates)
                    update.shown = update.shown || below(2) == 0;
                break;
            case 4:
                any().caption = "Bild " + std::to_string(below(9));
                break;
            case 5:
                any().text = sentence();
                break;
            default:
                for (int more = below(3); more >= 0; --more, ++minute)
                    add();
        }
        std::string body;
        std::size_t count = 0;
        for (auto update = updates.rbegin(); update != updates.rend() && count < 10; ++update)
            if (update->shown) {
                body += text::cat("u", update->number, '|', update->minute, "|Meldung ",
                                  update->number, '|', update->text, '|', update->caption, '\n');
                ++count;
            }
        captures.push_back({minute, std::move(body)});
    }
    return captures;
}

}  // namespace stet::archive::series

#include "extract/json_shape.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/hash.h"
#include "extract/blocks.h"
#include "extract/json_item.h"
#include "extract/vocabulary.h"
#include "markup/plain.h"
#include "markup/sanitize.h"
#include "text/ascii.h"
#include "text/space.h"
#include "text/url.h"

namespace stet::page {

namespace {

using json::Member;
using json::Value;
using std::string_view;
using namespace std::string_view_literals;

constexpr std::size_t most_values = 300000;
/// Of bodies that are looked at: by reference one can stand in a list many times.
constexpr std::size_t most_bytes = std::size_t(32) << 20;

/// Members that hold other stories than the page's own.
constexpr std::array other_list{"articles"sv, "headlines"sv, "latest"sv,          "listing"sv,
                                "products"sv, "popular"sv,   "recommendations"sv, "recommended"sv,
                                "results"sv,  "search"sv,    "stories"sv,         "suggestions"sv,
                                "topics"sv};
constexpr Words other(other_list);
constexpr std::array live_list{"live"sv, "liveblog"sv, "ticker"sv};
constexpr Words live(live_list);

bool names_other_stories(string_view name) {
    return names(name, conversation) || names(name, navigation) || names(name, other);
}

struct List {
    Value value;
    bool live = false;  ///< a name on the way to it says so
};

struct Update {
    Value object, body;
    When published;
    std::size_t bytes = 0;
};

class Shapes {
  public:
    Shapes(const Value& root, const ShapeClaim& claim) : root_(root), claim_(claim) {
        for (const Member& member : root_)
            entries_.emplace(member.name, member.value);
    }

    Candidates run() {
        walk();
        Candidates out;
        for (const Update& update : best_)
            if (out.size() < max_updates)
                out.push_back(candidate(update));
        return out;
    }

  private:
    /// Looks at all lists, those in other stories' and readers' parts of the data apart.
    void walk() {
        std::vector<List> queue{{root_, false}};
        for (std::size_t i = 0; i < queue.size() && queue.size() < most_values; ++i) {
            const List list = queue[i];
            if (list.value.size() >= fewest_blocks)
                weigh(list);
            for (const Member& member : list.value) {
                if (!(member.value.is_object() || member.value.is_array()) ||
                    names_other_stories(member.name))
                    continue;
                queue.push_back({member.value, list.live || names(member.name, live)});
            }
        }
    }

    /// What a reference stands for: `{"__ref": "Entry:7"}` a member of the root; `{"node": {...}}`,
    /// `{"attributes": {...}}` what is in it.
    Value followed(const Value& value) const {
        if (const string_view reference = value["__ref"].string(); !reference.empty()) {
            const auto entry = entries_.find(reference);
            return entry == entries_.end() ? Value() : entry->second;
        }
        if (named(value, time_members).exists())
            return value;
        for (const char* wrapper : {"node", "attributes", "fields", "data", "post"})
            if (const Value inner = value[wrapper];
                inner.is_object() && named(inner, time_members).exists())
                return inner;
        return value;
    }

    std::optional<Update> update_of(const Value& value) {
        if (looked_at_ > most_bytes)
            return std::nullopt;
        Update update;
        update.object = followed(value);
        update.published = when_of_value(named(update.object, time_members));
        update.body = named(update.object, body_members);
        if (!update.published.exists() || !update.body.exists())
            return std::nullopt;
        BodyParts parts;
        parts.add_all(update.body);
        const std::string body = parts.has_markup() ? parts.html() : parts.plain();
        looked_at_ += body.size();
        update.bytes =
            parts.has_markup() ? markup::plain_text(string_view(body)).size() : body.size();
        if (update.bytes == 0)
            return std::nullopt;
        return update;
    }

    void weigh(const List& list) {
        std::vector<Update> updates;
        std::size_t misses = 0, bytes = 0;
        const std::size_t size = list.value.size();
        for (const Member& member : list.value) {
            std::optional<Update> update =
                member.value.is_object() ? update_of(member.value) : std::nullopt;
            if (!update) {
                if (++misses * 5 > size)
                    return;
                continue;
            }
            bytes += update->bytes;
            updates.push_back(std::move(*update));
        }
        if (updates.size() < fewest_blocks || !could_be_updates(updates))
            return;
        const std::size_t weight = bytes * (list.live ? 4 : 1);
        if (weight > weight_) {
            weight_ = weight;
            best_ = std::move(updates);
        }
    }

    bool could_be_updates(const std::vector<Update>& updates) const {
        std::vector<std::uint32_t> sizes;
        std::size_t elsewhere = 0, falls = 0, rises = 0, compared = 0;
        std::optional<Instant> before;
        for (const Update& update : updates) {
            sizes.push_back(
                static_cast<std::uint32_t>(std::min<std::size_t>(update.bytes, 1U << 30)));
            elsewhere += claim_.page && leads_elsewhere(update.object) ? 1 : 0;
            if (!update.published.instant)
                continue;
            if (before) {
                ++compared;
                falls += *update.published.instant <= *before ? 1 : 0;
                rises += *update.published.instant >= *before ? 1 : 0;
            }
            before = update.published.instant;
        }
        return median_of(std::move(sizes)) >= least_median && elsewhere * 2 <= updates.size() &&
               std::max(falls, rises) * 10 >= compared * 6;
    }

    bool leads_elsewhere(const Value& object) const {
        const std::string url = text_of(named(object, url_members));
        if (url.empty())
            return false;
        const std::string whole = text::resolve_url(claim_.base, url);
        return !text::url_parts(whole).path.starts_with(text::url_parts(claim_.base).path);
    }

    Candidate candidate(const Update& from) const {
        Candidate update;
        update.published = from.published;
        update.title = line_of(named(from.object, title_members));
        update.modified = when_of_value(named(from.object, change_members));
        const Value author = named(from.object, author_members);
        add_authors(author.is_object() ? followed(author) : author, update.authors);
        update.id = text_of(named(from.object, id_members));
        if (const std::string url = text_of(named(from.object, url_members)); !url.empty())
            update.url = text::resolve_url(claim_.base, url);
        BodyParts parts;
        parts.add_all(from.body);
        if (!parts.has_markup()) {
            update.text = parts.plain();
            return update;
        }
        update.html = markup::sanitize(string_view(parts.html()), claim_.base);
        update.text = markup::plain_text(string_view(update.html));
        return update;
    }

    const Value root_;
    const ShapeClaim& claim_;
    HashMap<string_view, Value> entries_;  // of the root, by their names
    std::size_t looked_at_ = 0;            // bytes of bodies
    std::vector<Update> best_;
    std::size_t weight_ = 0;
};

}  // namespace

Candidates updates_by_shape(const Value& root, const ShapeClaim& claim) {
    return Shapes(root, claim).run();
}

}  // namespace stet::page

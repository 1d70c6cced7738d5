#include "export/alterations.h"

#include <algorithm>
#include <optional>

#include "model/record.h"
#include "text/cat.h"
#include "text/space.h"
#include "time/spoken.h"

namespace stet::out {
namespace {

using Mark = Piece::Mark;

struct Member {
    std::string_view name, label;
    std::string Item::*member;
};
constexpr Member texts[] = {{"title", "headline", &Item::title},
                            {"content_text", "", &Item::content_text},
                            {"summary", "summary", &Item::summary},
                            {"_stet.kicker", "kicker", &Item::kicker},
                            {"_stet.image_alt", "picture", &Item::image_alt},
                            {"_stet.image_caption", "caption", &Item::image_caption},
                            {"_stet.image_credit", "credit", &Item::image_credit}};
constexpr Member values[] = {{"url", "address", &Item::url},
                             {"external_url", "points to", &Item::external_url},
                             {"image", "picture", &Item::image},
                             {"language", "language", &Item::language}};

template <std::size_t count>
const Member* find(const Member (&members)[count], std::string_view name) {
    const Member* at = std::find_if(std::begin(members), std::end(members),
                                    [&](const Member& member) { return member.name == name; });
    return at == std::end(members) ? nullptr : at;
}

Pieces replaced(std::string old, std::string fresh) {
    Pieces pieces;
    if (!old.empty())
        pieces.push_back({Mark::removed, std::move(old)});
    if (!pieces.empty() && !fresh.empty())
        pieces.push_back({Mark::plain, " "});
    if (!fresh.empty())
        pieces.push_back({Mark::added, std::move(fresh)});
    return pieces;
}

template <class List, class Name>
std::string joined(const List& list, const Name& name) {
    std::string all;
    for (const auto& element : list)
        all += text::cat(all.empty() ? "" : ", ", text::fold_space(name(element)));
    return all;
}

std::string authors_of(const Item& item) {
    return joined(item.authors, [](const Author& author) -> const std::string& {
        return author.name.empty() ? author.url : author.name;
    });
}
std::string tags_of(const Item& item) {
    return joined(item.tags, [](const std::string& tag) -> const std::string& { return tag; });
}
std::string attachments_of(const Item& item) {
    return joined(item.attachments, [](const Attachment& attachment) -> const std::string& {
        return attachment.title.empty() ? attachment.url : attachment.title;
    });
}

Pieces lists(std::string_view name, const Item& before, const Item& now, std::size_t context) {
    if (name == "tags")
        return marked_words(tags_of(before), tags_of(now), context);
    if (name == "authors")
        return marked_words(authors_of(before), authors_of(now), context);
    return replaced(attachments_of(before), attachments_of(now));
}

Pieces times(const std::optional<Instant>& before, const std::optional<Instant>& now,
             const time::Zone& zone) {
    const bool seconds =
        before && now && std::chrono::abs(*now - *before) < std::chrono::minutes(1);
    const auto local = [&](const std::optional<Instant>& when) {
        return when ? time::to_local_text(*when, zone, seconds) : std::string();
    };
    return replaced(local(before), local(now));
}

Alteration feed_data(std::string_view name, const Item& before, const Item& now,
                     std::size_t context) {
    if (before.feed && now.feed && before.feed->title != now.feed->title)
        return {name, "feed", marked_words(before.feed->title, now.feed->title, context)};
    if (before.feed && now.feed && before.feed->description != now.feed->description)
        return {name, "description",
                marked_words(before.feed->description, now.feed->description, context)};
    return {name, "", {{Mark::plain, "the feed's own data"}}};
}

Alteration alteration(const std::string& name, const Item& before, const Item& now,
                      std::size_t context, const time::Zone& zone) {
    if (const Member* text = find(texts, name))
        return {name, std::string(text->label),
                marked_words(before.*(text->member), now.*(text->member), context)};
    if (const Member* value = find(values, name))
        return {name, std::string(value->label),
                replaced(before.*(value->member), now.*(value->member))};
    if (name == "date_published")
        return {name, "published", times(before.date_published, now.date_published, zone)};
    if (name == "date_modified")
        return {name, "modified", times(before.date_modified, now.date_modified, zone)};
    if (name == "tags" || name == "authors" || name == "attachments")
        return {name, name, lists(name, before, now, context)};
    if (name == "content_html")
        return {name, "", {{Mark::plain, "the markup of the text"}}};
    if (name == "_stet.feed")
        return feed_data(name, before, now, context);
    return {name, name, replaced(member_json(before, name), member_json(now, name))};
}

}  // namespace

Pieces Alteration::labelled() const {
    Pieces all;
    if (!label.empty())
        all.push_back({Mark::quiet, text::cat(label, ": ")});
    all.insert(all.end(), pieces.begin(), pieces.end());
    return all;
}

std::vector<Alteration> alterations(const Item& item, const Item& before, std::size_t context,
                                    const time::Zone& zone) {
    const bool text_changed =
        std::find(item.changed.begin(), item.changed.end(), "content_text") != item.changed.end();
    std::vector<Alteration> all;
    for (const std::string& name : item.changed)
        // Of a text that is shown its markup and its start are shown.
        if (!text_changed || (name != "content_html" && name != "summary"))
            all.push_back(alteration(name, before, item, context, zone));
    return all;
}

}  // namespace stet::out

#include "extract/payload.h"

#include <algorithm>

#include "extract/jsonld.h"
#include "markup/html.h"
#include "markup/plain.h"
#include "markup/sanitize.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/entities.h"
#include "text/space.h"
#include "text/url.h"
#include "time/stamp.h"

namespace stet::page {

namespace {

using json::Value;
using std::string_view;

When when(const Value& value) {
    if (const auto number = value.integer())
        return when_of(std::to_string(*number));
    return when_of(value.string());
}

std::string line(const Value& value) {
    return text::fold_space(markup::plain_text(value.string()));
}

void set_body(Candidate& update, const std::string& html, string_view base) {
    update.html = markup::sanitize(string_view(html), base);
    update.text = markup::plain_text(string_view(update.html));
}

// ---- blocks: {"blocks": [{"id", "elements": [{"_type", "html" ...}], "blockFirstPublished"}]}

Picture picture_of(const Value& element) {
    Picture picture;
    std::int64_t widest = -1;
    for (const json::Member& member : element["media"]["allImages"]) {
        const Value image = member.value;
        const string_view width = image["fields"]["width"].string();
        const std::int64_t pixels = text::parse_number<std::int64_t>(width).value_or(0);
        if (pixels > widest && pixels <= 2000) {
            widest = pixels;
            picture.url = std::string(image["url"].string());
        }
    }
    picture.alt = text::fold_space(element["data"]["alt"].string());
    picture.caption = line(element["data"]["caption"]);
    picture.credit = line(element["data"]["credit"]);
    return picture;
}

/// The HTML of one element of a block; pictures become figures, films and posts links.
std::string element_html(const Value& element) {
    if (const string_view html = element["html"].string(); !html.empty())
        return std::string(html);
    const Picture picture = picture_of(element);
    if (!picture.url.empty())
        return text::cat("<figure><img src=\"", text::escape_markup(picture.url), "\" alt=\"",
                         text::escape_markup(picture.alt), "\"><figcaption>",
                         text::escape_markup(picture.caption), " ",
                         text::escape_markup(picture.credit), "</figcaption></figure>");
    string_view url = element["url"].string();
    std::string film;
    if (url.empty() && element["_type"].string().find("Youtube") != string_view::npos) {
        film = text::cat("https://www.youtube.com/watch?v=", element["assetId"].string());
        url = film;
    }
    if (!text::is_http_url(url))
        return {};
    string_view words = element["mediaTitle"].string();
    if (words.empty())
        words = element["title"].string();
    return text::cat("<p><a href=\"", text::escape_markup(url), "\">",
                     text::escape_markup(words.empty() ? url : words), "</a></p>");
}

Candidate block_of(const Value& block, string_view page, string_view base) {
    Candidate update;
    if (const string_view id = block["id"].string(); !id.empty()) {
        update.id = text::cat("block-", id);
        update.url = text::cat(page, "#", update.id);
    }
    update.title = line(block["title"]);
    update.published = when(block["blockFirstPublished"]);
    if (!update.published.exists())
        update.published = when(block["blockCreatedOn"]);
    update.published.words = text::fold_space(block["blockFirstPublishedDisplay"].string());
    update.modified = when(block["blockLastUpdated"]);
    for (const json::Member& one : block["contributors"])
        if (const std::string name = line(one.value["name"]); !name.empty())
            update.authors.push_back({name, {}, {}});
    std::string html, text;
    for (const json::Member& one : block["elements"]) {
        html += element_html(one.value);
        if (update.picture.url.empty())
            update.picture = picture_of(one.value);
    }
    update.html = markup::sanitize(string_view(html), base);
    for (const json::Member& one : block["elements"])
        if (!one.value["html"].string().empty())
            text += one.value["html"].string();
    update.text = markup::plain_text(string_view(text));
    if (update.text.empty())
        update.text = markup::plain_text(string_view(update.html));
    return update;
}

Payload rendered(const Value& root, string_view base) {
    Payload payload;
    Head& head = payload.head;
    LinkedData data = linked_data(root["linkedData"], base);
    head.headline = line(root["headline"]);
    if (head.headline.empty())
        head.headline = data.facts.headline;
    const string_view web = root["webURL"].string();
    head.canonical = std::string(web.empty() ? base : web);
    // The first paragraph of the standfirst is the teaser, the rest are links.
    const std::string standfirst = markup::plain_text(root["standfirst"].string());
    head.summary = text::fold_space(standfirst.substr(0, standfirst.find("\n\n")));
    head.modified = when(root["webPublicationDate"]);
    if (!head.modified.exists())
        head.modified = data.facts.modified;
    if (const auto first =
            time::find_page_stamp(root["webPublicationSecondaryDateDisplay"].string()))
        head.published = when_of(*first);
    for (const json::Member& one : root["mainMediaElements"])
        if (head.picture.url.empty())
            head.picture = picture_of(one.value);
    head.authors = data.facts.authors;
    head.tags = data.facts.tags;
    head.language = data.facts.language;
    head.kicker = line(root["sectionLabel"]);
    for (const json::Member& one : root["blocks"])
        if (payload.updates.size() < max_updates)
            payload.updates.push_back(block_of(one.value, head.canonical, base));
    return payload;
}

// ---- _items: [{"_id", "post_status", "groups": [{"id": "main", "refs": [{"item": {"text"}}]}]}]

std::string name_of_user(const Value& user) {
    return text::fold_space(user.is_object() ? user["display_name"].string() : string_view());
}

Candidate post_of(const Value& post, string_view base) {
    Candidate update;
    update.id = std::string(post["_id"].string());
    update.published = when(post["published_date"]);
    if (!update.published.exists())
        update.published = when(post["firstcreated"]);
    update.modified = when(post["content_updated_date"]);
    if (!update.modified.exists())
        update.modified = when(post["_updated"]);
    update.pinned = post["sticky"].boolean() == true;
    for (const char* role : {"publisher", "original_creator"})
        if (const std::string name = name_of_user(post[role]); !name.empty()) {
            update.authors.push_back({name, {}, {}});
            break;
        }
    std::string html;
    for (const json::Member& group : post["groups"]) {
        if (group.value["id"].string() != "main")
            continue;
        for (const json::Member& ref : group.value["refs"]) {
            const Value item = ref.value["item"];
            string_view part = item["text"].string();
            // An embed's text wraps the same once more, with a hidden preview.
            if (item["item_type"].string() == "embed" && !item["meta"]["html"].string().empty())
                part = item["meta"]["html"].string();
            html += text::cat("<div>", part, "</div>");
            if (item["item_type"].string() == "image" && update.picture.url.empty()) {
                const Value renditions = item["meta"]["media"]["renditions"];
                const Value view = renditions["viewImage"].exists() ? renditions["viewImage"]
                                                                    : renditions["original"];
                update.picture = {std::string(view["href"].string()),
                                  {},
                                  line(item["meta"]["caption"]),
                                  line(item["meta"]["credit"])};
            }
        }
    }
    set_body(update, html, base);
    return update;
}

Payload posts(const Value& root, string_view base) {
    Payload payload;
    for (const json::Member& member : root["_items"]) {
        const Value post = member.value;
        const When changed = when(post["_updated"]);
        if (changed.instant &&
            (!payload.head.modified.instant || *changed.instant > *payload.head.modified.instant))
            payload.head.modified = changed;
        // Drafts and contributions that wait for their editor are not public.
        const string_view status = post["post_status"].string();
        const bool open = status.empty() || status == "open";
        if (open && post["deleted"].boolean() != true && payload.updates.size() < max_updates)
            payload.updates.push_back(post_of(post, base));
    }
    const Value blog = root["blog"];
    payload.head.headline = line(blog["title"]);
    payload.head.summary = line(blog["description"]);
    return payload;
}

}  // namespace

std::optional<Payload> payload(const Value& root, string_view base) {
    if (root["blocks"].is_array() &&
        (root["blocks"].size() == 0 || (*root["blocks"].begin()).value["elements"].is_array()))
        return rendered(root, base);
    if (root["_items"].is_array() &&
        (root["_items"].size() == 0 || (*root["_items"].begin()).value["groups"].is_array()))
        return posts(root, base);
    LinkedData data = linked_data(root, base);
    if (!data.facts.live)
        return std::nullopt;
    Payload payload;
    payload.head.headline = data.facts.headline;
    payload.head.summary = data.facts.description;
    payload.head.language = data.facts.language;
    payload.head.published = data.facts.published;
    payload.head.modified = data.facts.modified;
    payload.head.picture = data.facts.picture;
    payload.head.authors = data.facts.authors;
    payload.head.tags = data.facts.tags;
    payload.head.canonical = data.facts.url;
    payload.updates = std::move(data.updates);
    return payload;
}

}  // namespace stet::page

#include <utility>

#include "formats/feed_reader.h"
#include "markup/xml.h"
#include "text/ascii.h"
#include "text/space.h"

namespace stet::formats {

namespace {

using markup::Node;

// Attribute names of OPML are met in every case: xmlUrl, xmlURL, xmlurl.
std::string_view attribute(const Node& outline, std::string_view name) {
    for (const markup::Attribute& one : outline.attributes)
        if (one.space.empty() && text::iequals(one.name, name))
            return one.value;
    return {};
}

const Node* child(const Node& parent, std::string_view name) {
    for (const Node* node = parent.first_child; node; node = node->next)
        if (node->kind == Node::Kind::element && text::iequals(node->name, name))
            return node;
    return nullptr;
}

std::string label(const Node& outline) {
    for (const std::string_view name : {"title", "text"})
        if (std::string words = text::fold_space(attribute(outline, name)); !words.empty())
            return words;
    return {};
}

// An outline that names a feed or a page, as a record: the feed's own address is an attachment,
// the folders that it lies in are its tags.
Item item_of(const Node& outline, const Node& body, const Scope& scope) {
    Item item;
    const std::string feed_url = scope.address(attribute(outline, "xmlUrl"));
    item.id = feed_url;
    item.title = label(outline);
    item.summary = text::fold_space(attribute(outline, "description"));
    item.language = text::fold_space(attribute(outline, "language"));
    for (const std::string_view name : {"htmlUrl", "url"})
        if (item.url.empty())
            item.url = scope.address(attribute(outline, name));
    if (!feed_url.empty()) {
        const std::string_view type = attribute(outline, "type");
        add_attachment(item.attachments,
                       {.url = feed_url,
                        .mime_type = text::iequals(type, "atom") ? "application/atom+xml"
                                                                 : "application/rss+xml",
                        .title = {},
                        .size_in_bytes = {},
                        .duration_in_seconds = {}});
        if (item.url.empty())
            item.url = feed_url;
    }
    add_keywords(item.tags, attribute(outline, "category"));
    for (const Node* folder = outline.parent; folder && folder != &body; folder = folder->parent)
        add_tag(item.tags, label(*folder));
    return item;
}

void read_opml(Feed& feed, const Node& root, const Scope& scope) {
    FeedData& data = *feed.head.feed;
    if (const Node* head = child(root, "head")) {
        if (const Node* title = child(*head, "title"))
            data.title = folded(*title);
        if (const Node* owner = child(*head, "ownerName"))
            add_author(data.authors, author_of(folded(*owner)));
        if (const Node* created = child(*head, "dateCreated"))
            data.date_published = instant_of(folded(*created), scope.zone);
        if (const Node* modified = child(*head, "dateModified"))
            data.date_modified = instant_of(folded(*modified), scope.zone);
    }
    const Node* body = child(root, "body");
    for (const Node* node = body; node && feed.items.size() <= most_items;
         node = following(*node, body)) {
        if (node->kind != Node::Kind::element || !text::iequals(node->name, "outline"))
            continue;
        if (Item item = item_of(*node, *body, scope); !item.url.empty())
            feed.items.push_back(std::move(item));
    }
}

}  // namespace

OpenedReader open_opml(std::string_view text, const Scope& outside) {
    Result<markup::Tree> tree = markup::parse_xml(text);
    if (!tree)
        return std::move(tree.error());
    Feed feed;
    feed.head.feed.emplace();
    feed.head.feed->format = "opml";
    feed.head.warnings = tree->warnings;
    if (tree->cut)
        feed.extent = Feed::Extent::cut;
    for (const Node* root = &tree->root(); root; root = following(*root, &tree->root()))
        if (root->kind == Node::Kind::element && format_of_element(root->name) == Format::opml) {
            Scope room;
            read_opml(feed, *root, outside.inside(*root, room));
            return OpenedReader(std::make_unique<WholeFeed>(std::move(feed)));
        }
    return Error{Error::Kind::unreadable, "there is no outline in it", {}, {}};
}

}  // namespace stet::formats

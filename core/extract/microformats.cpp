#include "extract/microformats.h"

#include "markup/plain.h"
#include "markup/sanitize.h"
#include "text/ascii.h"
#include "text/space.h"
#include "text/url.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;

std::string line(const Node& node) {
    return text::fold_space(markup::plain_text(node));
}

/// Elements with properties below `top`, but not those of other microformats inside.
template <class Take>
void properties(const Node& top, Take take) {
    for (const Node* node = markup::following(top, &top); node;) {
        if (node->kind == Node::Kind::element && !(*node)["class"].empty())
            take(*node);
        const bool inner =
            node->kind == Node::Kind::element &&
            (node->has_class("h-entry") || node->has_class("h-feed") || node->has_class("h-cite"));
        node = inner ? markup::following_past(*node, &top) : markup::following(*node, &top);
    }
}

When date_of(const Node& node) {
    for (const char* name : {"datetime", "title", "value"})
        if (!node[name].empty())
            return when_of(node[name]);
    return when_of(line(node));
}

Candidate entry_of(const Node& node, string_view base) {
    Candidate entry;
    entry.element = &node;
    std::string summary;
    properties(node, [&](const Node& property) {
        if (property.has_class("p-name") && entry.title.empty())
            entry.title = line(property);
        if (property.has_class("u-url") && entry.url.empty())
            entry.url = text::resolve_url(base, property["href"]);
        if (property.has_class("u-uid") && entry.id.empty())
            entry.id = text::resolve_url(base, property["href"]);
        if (property.has_class("dt-published"))
            entry.published = date_of(property);
        if (property.has_class("dt-updated"))
            entry.modified = date_of(property);
        if (property.has_class("p-category") && entry.tags.size() < 50)
            entry.tags.push_back(line(property));
        if (property.has_class("p-author") && entry.authors.empty())
            entry.authors.push_back(
                {line(property), text::resolve_url(base, property["href"]), {}});
        if (property.has_class("p-summary") && summary.empty())
            summary = line(property);
        if (property.has_class("u-photo") && entry.picture.url.empty())
            entry.picture.url = text::resolve_url(base, property["src"]);
        if (property.has_class("e-content") && entry.html.empty()) {
            entry.html = markup::sanitize(property, base);
            entry.text = markup::plain_text(property);
        }
    });
    if (entry.text.empty())
        entry.text = summary;
    // The name of a note is its text: such an entry has no title.
    if (!entry.title.empty() && text::fold_space(entry.text) == entry.title)
        entry.title.clear();
    // A heading that stands inside the content is no part of the text.
    if (!entry.title.empty() && entry.text.starts_with(entry.title))
        entry.text = std::string(text::trim(string_view(entry.text).substr(entry.title.size())));
    if (!entry.published.exists())
        entry.published = entry.modified;
    if (entry.id.empty())
        entry.id = entry.url;
    return entry;
}

}  // namespace

HFeed microformats(const Outline& outline, string_view base) {
    HFeed feed;
    bool root = false;
    for (Outline::Index i = 0; i < outline.size();) {
        const Node& node = outline.node(i);
        if (node.has_class("h-feed")) {
            root = true;
            properties(node, [&](const Node& property) {
                if (property.has_class("p-name") && feed.name.empty())
                    feed.name = line(property);
            });
        }
        if (!node.has_class("h-entry")) {
            ++i;
            continue;
        }
        if (feed.entries.size() < max_updates)
            feed.entries.push_back(entry_of(node, base));
        i = outline.entries[i].end;
    }
    // One entry by itself is an article that says who wrote it.
    if (!root && feed.entries.size() < 2)
        feed.entries.clear();
    return feed;
}

}  // namespace stet::page

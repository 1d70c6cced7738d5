#include "extract/microdata.h"

#include "extract/chronicle.h"
#include "extract/opening_words.h"
#include "markup/plain.h"
#include "markup/sanitize.h"
#include "text/ascii.h"
#include "text/space.h"
#include "text/url.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;

bool is_item(const Node& node, string_view type) {
    return node.find("itemscope") && node["itemtype"].find(type) != string_view::npos;
}

/// Property values stand in attributes, else in the element's text.
std::string value_of(const Node& node) {
    for (const char* name : {"content", "datetime", "href", "src"})
        if (const string_view* value = node.find(name); value && !text::trim(*value).empty())
            return text::fold_space(*value);
    return text::fold_space(markup::plain_text(node));
}

bool has_property(const Node& node, string_view name) {
    for (const string_view one : text::split(node["itemprop"], ' '))
        if (one == name)
            return true;
    return false;
}

/// The properties of one item: elements with itemprop below it, but not inside of items of its own.
template <class Take>
void properties(const Node& item, Take take) {
    for (const Node* node = markup::following(item, &item); node;) {
        if (node->find("itemprop"))
            take(*node);
        node = node->find("itemscope") ? markup::following_past(*node, &item)
                                       : markup::following(*node, &item);
    }
}

std::string name_in(const Node& node) {
    if (!node.find("itemscope"))
        return value_of(node);
    std::string name;
    properties(node, [&](const Node& property) {
        if (name.empty() && has_property(property, "name"))
            name = value_of(property);
    });
    return name;
}

Candidate update_of(const Node& item, string_view base) {
    Candidate update;
    update.element = &item;
    properties(item, [&](const Node& property) {
        if (has_property(property, "headline") || has_property(property, "name")) {
            if (update.title.empty())
                update.title = value_of(property);
        } else if (has_property(property, "articleBody")) {
            if (property.find("content")) {
                update.text = text::tidy(property["content"]);
            } else {
                update.html = markup::sanitize(property, base);
                update.text = markup::plain_text(property);
            }
        } else if (has_property(property, "datePublished")) {
            update.published = when_of(value_of(property));
        } else if (has_property(property, "dateModified")) {
            update.modified = when_of(value_of(property));
        } else if (has_property(property, "url")) {
            update.url = text::resolve_url(base, value_of(property));
        } else if (has_property(property, "author")) {
            if (const std::string name = name_in(property); !name.empty())
                update.authors.push_back({name, {}, {}});
        }
    });
    // "09:05 IST: Text" is a stamp and a text.
    if (const auto clock = opening_clock(update.text); clock && !clock->words.empty()) {
        update.text = std::string(past_joint(string_view(update.text).substr(clock->words.size())));
        if (update.html.find('<') == std::string::npos || update.html.starts_with("<strong>"))
            update.html.clear();
    }
    if (update.id.empty() && !item["itemid"].empty())
        update.id = std::string(text::trim(item["itemid"]));
    return update;
}

void page_facts(const Node& item, Facts& facts, string_view base) {
    properties(item, [&](const Node& property) {
        const auto take = [&](string_view name, std::string& field) {
            if (field.empty() && has_property(property, name))
                field = value_of(property);
        };
        take("headline", facts.headline);
        take("description", facts.description);
        if (!facts.published.exists() && has_property(property, "datePublished"))
            facts.published = when_of(value_of(property));
        if (!facts.modified.exists() && has_property(property, "dateModified"))
            facts.modified = when_of(value_of(property));
        if (!facts.ends.exists() && has_property(property, "coverageEndTime"))
            facts.ends = when_of(value_of(property));
        if (has_property(property, "author") && facts.authors.size() < 20)
            if (const std::string name = name_in(property); !name.empty())
                facts.authors.push_back({name, {}, {}});
        if (facts.picture.url.empty() && has_property(property, "image") &&
            !property.find("itemscope"))
            facts.picture.url = text::resolve_url(base, value_of(property));
    });
}

}  // namespace

LinkedData microdata(const Outline& outline, string_view base) {
    LinkedData data;
    for (Outline::Index i = 0; i < outline.size(); ++i) {
        const Node& node = outline.node(i);
        if (!node.find("itemscope"))
            continue;
        if (has_property(node, "liveBlogUpdate")) {
            if (data.updates.size() < max_updates)
                data.updates.push_back(update_of(node, base));
        } else if (is_item(node, "LiveBlogPosting")) {
            data.facts.live = true;
            page_facts(node, data.facts, base);
        } else if (is_item(node, "Article") && !data.facts.live) {
            page_facts(node, data.facts, base);
        }
    }
    return data;
}

}  // namespace stet::page

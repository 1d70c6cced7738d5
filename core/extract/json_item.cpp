#include "extract/json_item.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extract/hand_times.h"
#include "markup/plain.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/entities.h"
#include "text/space.h"

namespace stet::page {

namespace {

using json::Member;
using json::Value;
using std::string_view;
using namespace std::string_view_literals;

constexpr int deepest = 6;

constexpr std::array id_list{"id"sv,      "guid"sv,   "uuid"sv,    "uid"sv,
                             "eventid"sv, "postid"sv, "entryid"sv, "key"sv};
constexpr std::array title_list{"title"sv, "headline"sv, "heading"sv, "subject"sv};
constexpr std::array body_list{"contenthtml"sv, "bodyhtml"sv, "html"sv,       "body"sv,
                               "content"sv,     "text"sv,     "message"sv,    "articlebody"sv,
                               "contenttext"sv, "summary"sv,  "description"sv};
constexpr std::array time_list{"datepublished"sv,
                               "publishedat"sv,
                               "publishedon"sv,
                               "published"sv,
                               "publishdate"sv,
                               "publicationdate"sv,
                               "firstpublished"sv,
                               "pubdate"sv,
                               "date"sv,
                               "datetime"sv,
                               "time"sv,
                               "timestamp"sv,
                               "ts"sv,
                               "createdat"sv,
                               "datecreated"sv,
                               "created"sv};
constexpr std::array change_list{"datemodified"sv, "modifiedat"sv,   "modified"sv,   "updatedat"sv,
                                 "updated"sv,      "lastmodified"sv, "lastupdated"sv};
constexpr std::array author_list{"authors"sv, "author"sv,   "byline"sv, "by"sv,
                                 "creator"sv, "reporter"sv, "user"sv};
constexpr std::array url_list{"url"sv, "permalink"sv, "link"sv, "href"sv};
constexpr std::array summary_list{"description"sv, "summary"sv, "teaser"sv};
/// Lists of the parts that a body is made of.
constexpr std::array part_list{"blocks"sv,   "elements"sv, "components"sv, "paragraphs"sv,
                               "children"sv, "items"sv,    "content"sv,    "body"sv};
/// In these a text, a name stands where its member is an object: WordPress' {"rendered": "..."}.
constexpr std::array text_list{"rendered"sv, "html"sv, "value"sv, "text"sv};
constexpr std::array person_list{"name"sv, "displayname"sv, "fullname"sv, "title"sv};

std::string plain_name(string_view name) {
    std::string plain;
    for (const char c : name)
        if (c != '_' && c != '-')
            plain.push_back(text::to_lower(c));
    return plain;
}

}  // namespace

const MemberNames id_members = id_list;
const MemberNames title_members = title_list;
const MemberNames body_members = body_list;
const MemberNames time_members = time_list;
const MemberNames change_members = change_list;
const MemberNames author_members = author_list;
const MemberNames url_members = url_list;
const MemberNames summary_members = summary_list;

Value named(const Value& object, MemberNames names) {
    if (!object.is_object())
        return {};
    std::size_t best = names.size();
    Value found;
    for (const Member& member : object) {
        const auto at = std::ranges::find(names, plain_name(member.name));
        const bool empty = member.value.type() == json::Type::null ||
                           (member.value.is_string() && member.value.string().empty());
        if (const auto rank = static_cast<std::size_t>(at - names.begin()); rank < best && !empty) {
            best = rank;
            found = member.value;
        }
    }
    return found;
}

std::string text_of(const Value& value) {
    if (value.is_number())
        return value.text();
    return std::string(value.is_object() ? named(value, text_list).string() : value.string());
}

When when_of_value(const Value& value) {
    if (const auto number = value.number(); number && std::abs(*number) < 1e15)
        return when_of(std::to_string(static_cast<std::int64_t>(*number)));
    return when_in(text_of(value));
}

std::string line_of(const Value& value) {
    return text::fold_space(markup::plain_text(string_view(text_of(value))));
}

bool is_markup(string_view text) {
    for (std::size_t at = text.find('<'); at != string_view::npos; at = text.find('<', at + 1))
        if (at + 1 < text.size() && (text::is_alnum(text[at + 1]) || text[at + 1] == '/'))
            return true;
    return text.find('&') != string_view::npos && text.find(';') != string_view::npos;
}

void add_authors(const Value& value, std::vector<Author>& authors) {
    constexpr std::size_t most = 20;
    if (value.is_array()) {
        for (const Member& one : value)
            if (!one.value.is_array())
                add_authors(one.value, authors);
        return;
    }
    const std::string name =
        value.is_object() ? line_of(named(value, person_list)) : line_of(value);
    if (!name.empty() && authors.size() < most)
        authors.push_back({name, {}, {}});
}

void BodyParts::add(string_view part) {
    if (is_markup(part))
        html_.emplace_back(part);
    else if (!part.empty())
        plain_ += text::cat(plain_.empty() ? "" : "\n\n", part);
}

void BodyParts::add_all(const Value& value, int depth) {
    if (depth > deepest)
        return;
    if (value.is_array()) {
        for (const Member& one : value)
            if (!one.value.is_number())
                add_all(one.value, depth + 1);
        return;
    }
    if (const std::string text = text_of(value); !text.empty())
        add(text);
    else if (value.is_object())
        add_all(named(value, part_list), depth + 1);
}

std::string BodyParts::plain() const {
    return std::string(text::trim(plain_));
}

std::string BodyParts::html() const {
    std::string all;
    const bool alone = html_.size() == 1 && plain_.empty();
    for (const std::string& part : html_)
        all += alone ? part : text::cat("<div>", part, "</div>");
    if (!plain_.empty())
        all += text::cat("<p>", text::escape_markup(plain_), "</p>");
    return all;
}

}  // namespace stet::page

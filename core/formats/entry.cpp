#include <algorithm>
#include <string>
#include <utility>

#include "formats/feed_reader.h"
#include "markup/plain.h"
#include "markup/xml.h"
#include "text/ascii.h"
#include "text/language.h"
#include "text/space.h"
#include "text/url.h"

namespace stet::formats {

namespace {

using markup::Node;

bool is_picture(std::string_view type, std::string_view medium) {
    return text::istarts_with(type, "image/") || text::iequals(medium, "image");
}

// Of the words that describe a picture of the entry, not the entry.
constexpr int caption_rank = 1;
// How Media RSS ranks in the vocabulary: it describes pictures and films.
constexpr int media_rank = 10;

// Whether a line may hold the words of a text: a quick look, since most summaries are only the
// first words of their body.
bool ends_like(std::string_view line, std::string_view text) {
    constexpr std::size_t glance = 48;
    std::size_t from = text.size() - std::min(text.size(), glance);
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80)
        ++from;
    return line.ends_with(text::fold_space(text.substr(from)));
}

class EntryReader {
  public:
    EntryReader(const Frame& frame, Reader::Part part) : frame_(frame), part_(part) {}

    Item read(const Node& entry);

  private:
    void read_below(const Node& parent, const Scope& scope);
    void read_element(const Node& node, const Scope& scope);
    void read_title(const Node& node, const Scope& scope, int rank);
    void read_person(const Node& node, const Scope& scope, int rank);
    void read_link(const Node& node, const Scope& scope, int rank);
    void read_id(const Node& node, const Scope& scope, int rank);
    void read_summary(const Node& node, const Scope& scope, int rank);
    void read_content(const Node& node, const Scope& scope, int rank);
    void read_media(const Node& node, const Scope& scope);
    void read_category(const Node& node);
    void offer(Best<Passage>& place, const Node& node, const Scope& scope, int rank);
    void offer(Best<Instant>& place, const Node& node, int rank);

    void finish();
    void finish_body();
    bool set_body(const Passage& passage);
    void finish_attachments();

    const Frame& frame_;
    const Reader::Part part_;
    Item item_;
    Best<Passage> title_, content_, summary_, second_summary_;
    Best<std::string> id_, url_, image_, language_;
    Best<Instant> published_, modified_;
    People people_;
    std::optional<double> duration_;
};

Item EntryReader::read(const Node& entry) {
    Scope room;
    const Scope& scope = frame_.scope.inside(entry, room);
    if (const std::string_view about = entry.attribute(markup::ns::rdf, "about"); !about.empty()) {
        id_.offer(30, text::fold_space(about));
        if (text::is_http_url(text::trim(about)))
            url_.offer(15, scope.address(about));
    }
    if (scope.language_stated)
        language_.offer(20, scope.language);
    read_below(entry, scope);
    finish();
    return std::move(item_);
}

void EntryReader::read_below(const Node& parent, const Scope& scope) {
    for (const Node* node = parent.first_child; node; node = node->next)
        if (node->kind == Node::Kind::element)
            read_element(*node, scope);
}

void EntryReader::read_element(const Node& node, const Scope& scope) {
    const auto [tag, rank] = frame_.vocabulary.term(node);
    switch (tag) {
        case Tag::id:
            return read_id(node, scope, rank);
        case Tag::title:
            return read_title(node, scope, rank);
        case Tag::link:
            return read_link(node, scope, rank);
        case Tag::subtitle:
        case Tag::summary:
            return read_summary(node, scope, rank);
        case Tag::content:
            return read_content(node, scope, rank);
        case Tag::person:
            return read_person(node, scope, rank);
        case Tag::category:
            return read_category(node);
        case Tag::keywords:
            return add_keywords(item_.tags, folded(node));
        case Tag::published:
            return offer(published_, node, rank);
        case Tag::modified:
            return offer(modified_, node, rank);
        case Tag::language:
            return language_.offer(rank, text::tidy_language(folded(node)));
        case Tag::image:
        case Tag::thumbnail:
            if (std::string url = picture_of(node, scope); !url.empty())
                image_.offer(rank, std::move(url));
            return;
        case Tag::enclosure:
            return add_attachment(item_.attachments, attachment_of(node, scope));
        case Tag::media:
            return read_media(node, scope);
        case Tag::group: {
            Scope room;
            return read_below(node, scope.inside(node, room));
        }
        case Tag::duration:
            duration_ = seconds_of(folded(node));
            return;
        default:
            return;
    }
}

/// `<title>Words<title>`: a closing tag that lacks its slash, and swallows the rest of the entry.
void EntryReader::read_title(const Node& node, const Scope& scope, int rank) {
    const Node* inner = node.first_child;
    while (inner && !(inner->kind == Node::Kind::element && inner->name == node.name))
        inner = inner->next;
    if (!inner)
        return offer(title_, node, scope, rank);
    std::string words;
    for (const Node* child = node.first_child; child != inner; child = child->next)
        words += markup::inner_text(*child);
    if (rank > title_.rank && !text::trim(words).empty())
        title_.offer(rank, {.value = words, .is_html = node["type"] == "html", .base = scope.base});
    read_below(*inner, scope);
}

void EntryReader::read_person(const Node& node, const Scope& scope, int rank) {
    if (const std::string words = folded(node);
        !has_elements(node) && text::ifind(words, "<a ") != std::string::npos) {
        for (Author& author : authors_in_markup(words, scope))
            people_.add(rank, std::move(author));
        return;
    }
    people_.add(rank, author_of(node, scope));
}

void EntryReader::offer(Best<Passage>& place, const Node& node, const Scope& scope, int rank) {
    if (rank <= place.rank || part_ == Reader::Part::names)
        return;
    Passage passage = passage_of(node, frame_, scope);
    if (!text::trim(passage.value).empty())
        place.offer(rank, std::move(passage));
}

// Of several dates of one rank the last counts: it was put there by a later stage.
void EntryReader::offer(Best<Instant>& place, const Node& node, int rank) {
    if (rank < place.rank)
        return;
    const std::string words = folded(node);
    if (const auto instant = instant_of(words, frame_.scope.zone))
        place = {.value = *instant, .rank = rank};
    else if (frame_.unread && !words.empty())
        frame_.unread->push_back(words);
}

void EntryReader::read_link(const Node& node, const Scope& scope, int rank) {
    const Link link = link_of(node, scope);
    if (link.url.empty())
        return;
    if (link.relation == "enclosure")
        add_attachment(item_.attachments, attachment_of(node, scope));
    else if (link.relation == "alternate")
        url_.offer(rank_of(link, rank), link.url);
}

// A guid is an address unless it says no (RSS 2.0); in the wild many that say nothing are none.
void EntryReader::read_id(const Node& node, const Scope& scope, int rank) {
    std::string id = folded(node);
    if (id.empty())
        return;
    if (text::iequals(node.name, "guid")) {
        std::string_view permanent;
        for (const markup::Attribute& attribute : node.attributes)
            if (text::iequals(attribute.name, "isPermaLink"))
                permanent = text::trim(attribute.value);
        if (!text::iequals(permanent, "false") &&
            (text::is_http_url(id) || text::iequals(permanent, "true")))
            url_.offer(20, scope.address(id));
    }
    id_.offer(rank, std::move(id));
}

// Two are kept: the lesser one is the summary where the better one has to be the body. Of two of
// one rank (description and summary in RSS) the first is the teaser, by the habit of those who
// write both.
void EntryReader::read_summary(const Node& node, const Scope& scope, int rank) {
    if (rank <= second_summary_.rank || part_ == Reader::Part::names)
        return;
    Passage passage = passage_of(node, frame_, scope);
    if (text::trim(passage.value).empty())
        return;
    if (rank >= summary_.rank)
        second_summary_ = std::exchange(summary_, {.value = std::move(passage), .rank = rank});
    else
        second_summary_.offer(rank, std::move(passage));
}

void EntryReader::read_content(const Node& node, const Scope& scope, int rank) {
    Scope room;
    const Scope& here = scope.inside(node, room);
    if (const std::string_view source = node["src"]; !source.empty()) {
        Link link{.relation = {}, .url = here.address(source), .type = std::string(node["type"])};
        if (link.is_page())
            url_.offer(10, std::move(link.url));
        else
            add_attachment(item_.attachments, {.url = std::move(link.url),
                                               .mime_type = std::move(link.type),
                                               .title = {},
                                               .size_in_bytes = {},
                                               .duration_in_seconds = {}});
        return;
    }
    offer(content_, node, scope, rank);
    if (here.language_stated && !node.attributes.empty())
        language_.offer(30, here.language);
}

void EntryReader::read_media(const Node& node, const Scope& scope) {
    Attachment attachment = attachment_of(node, scope);
    if (is_picture(attachment.mime_type, node["medium"]))
        image_.offer(20, attachment.url);
    add_attachment(item_.attachments, std::move(attachment));
    Scope room;
    const Scope& here = scope.inside(node, room);
    for (const Node* child = node.first_child; child; child = child->next) {
        const Tag tag = frame_.vocabulary.term(*child).tag;
        // Its title and description are those of the picture: the body if there is no other.
        if (tag == Tag::summary)
            read_summary(*child, here, caption_rank);
        else if (tag == Tag::thumbnail || tag == Tag::category || tag == Tag::keywords)
            read_element(*child, here);
    }
}

void EntryReader::read_category(const Node& node) {
    std::string tag = folded(node);
    for (const std::string_view name : {"term", "label", "text"})
        if (tag.empty())
            tag = node[name];
    add_tag(item_.tags, tag);
    // itunes:category holds its parts.
    for (const Node* child = node.first_child; child; child = child->next)
        if (child->kind == Node::Kind::element &&
            frame_.vocabulary.term(*child).tag == Tag::category)
            read_category(*child);
}

void EntryReader::finish() {
    finish_attachments();
    finish_body();
    item_.id = std::move(id_.value);
    item_.title = title_.value.line();
    item_.url = std::move(url_.value);
    item_.image = std::move(image_.value);
    item_.language = language_.rank ? std::move(language_.value) : frame_.language;
    if (published_.rank)
        item_.date_published = published_.value;
    if (modified_.rank)
        item_.date_modified = modified_.value;
    item_.authors = people_.finish();
}

void EntryReader::finish_attachments() {
    if (item_.attachments.size() == 1 && !item_.attachments[0].duration_in_seconds)
        item_.attachments[0].duration_in_seconds = duration_;
    for (const Attachment& attachment : item_.attachments) {
        if (is_picture(attachment.mime_type, {}))
            image_.offer(10, attachment.url);
        url_.offer(1, attachment.url);
    }
}

// What a feed calls its content is the body; without it, the best of what it calls a summary.
void EntryReader::finish_body() {
    const bool has_content = set_body(content_.value);
    if (!has_content)
        set_body(summary_.value);
    const Best<Passage>& other = has_content ? summary_ : second_summary_;
    if (other.rank <= caption_rank)
        return;
    std::string summary = other.value.line();
    if (other.rank <= media_rank && !image_.value.empty()) {
        item_.image_caption = std::move(summary);  // Media RSS describes the picture
        return;
    }
    if (!ends_like(summary, item_.content_text) || summary != text::fold_space(item_.content_text))
        item_.summary = std::move(summary);
}

bool EntryReader::set_body(const Passage& passage) {
    if (passage.is_html)
        item_.content_html = passage.html();
    item_.content_text = passage.is_html ? markup::plain_text(item_.content_html) : passage.text();
    return !item_.content_html.empty() || !item_.content_text.empty();
}

}  // namespace

Passage passage_of(const Node& node, const Frame& frame, const Scope& scope) {
    const Space space = frame.vocabulary.space(node);
    const bool is_typed = space == Space::atom || space == Space::media ||
                          (space == Space::core && frame.dialect == Dialect::atom);
    return is_typed ? atom_passage(node, scope) : html_passage(node, scope);
}

Item read_entry(const Node& entry, const Frame& frame, Reader::Part part) {
    return EntryReader(frame, part).read(entry);
}

}  // namespace stet::formats

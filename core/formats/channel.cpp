#include <cstdint>
#include <utility>

#include "formats/feed_reader.h"

#include "text/ascii.h"
#include "text/cat.h"
#include "text/language.h"
#include "text/url.h"

namespace stet::formats {

using markup::Node;

void ChannelReader::read(const Node& node, const Scope& scope) {
    if (scope.language_stated)
        language_.offer(20, scope.language);
    for (const Node* child = node.first_child; child; child = child->next)
        if (child->kind == Node::Kind::element)
            read_element(*child, scope);
}

void ChannelReader::read_element(const Node& node, const Scope& scope) {
    const Term term = frame_.vocabulary.term(node);
    const std::uint8_t rank = term.rank;
    const auto offer_text = [&](Best<Passage>& place) {
        if (Passage passage = passage_of(node, frame_, scope); !text::trim(passage.value).empty())
            place.offer(rank, std::move(passage));
    };
    const auto offer_instant = [&](Best<Instant>& place) {
        if (const auto instant = instant_of(folded(node), frame_.scope.zone))
            place.offer(rank, *instant);
    };
    const auto offer_picture = [&](Best<std::string>& place, int picture_rank) {
        if (std::string url = picture_of(node, scope); !url.empty())
            place.offer(picture_rank, std::move(url));
    };
    switch (term.tag) {
        case Tag::id:
            if (std::string id = folded(node); !id.empty())
                id_.offer(rank, std::move(id));
            return;
        case Tag::title:
            return offer_text(title_);
        case Tag::link:
            return read_link(node, scope, rank);
        case Tag::summary:
        case Tag::subtitle:
            return offer_text(description_);
        case Tag::person:
            return people_.add(rank, author_of(node, scope));
        case Tag::published:
            return offer_instant(published_);
        case Tag::modified:
            return offer_instant(modified_);
        case Tag::language:
            return language_.offer(rank, language_of(folded(node)));
        case Tag::image:
        case Tag::logo:
            return offer_picture(icon_, rank);
        case Tag::icon:
            data_.favicon = picture_of(node, scope);
            return;
        default:
            wishes_.read(node, term.tag);
    }
}

void ChannelReader::read_link(const Node& node, const Scope& scope, int rank) {
    const Link link = link_of(node, scope);
    if (link.url.empty())
        return;
    if (link.relation == "self") {
        feed_url_.offer(rank, link.url);
        home_page_.offer(1, link.url);  // of feeds that are no page's
    } else if (link.relation == "image") {
        icon_.offer(rank, link.url);
    } else if (link.relation == "alternate") {
        home_page_.offer(rank_of(link, rank), link.url);
    } else if (link.relation == "prev-archive") {
        older_.offer(2, link.url);
    } else if (link.relation == "next") {
        older_.offer(1, link.url);
    }
}

FeedData ChannelReader::finish() {
    data_.title = title_.value.line();
    data_.description = description_.value.line();
    data_.home_page_url = std::move(home_page_.value);
    data_.feed_url = std::move(feed_url_.value);
    data_.id = std::move(id_.value);
    data_.language = std::move(language_.value);
    data_.icon = std::move(icon_.value);
    data_.authors = people_.finish();
    if (published_.rank)
        data_.date_published = published_.value;
    if (modified_.rank)
        data_.date_modified = modified_.value;
    return std::move(data_);
}

}  // namespace stet::formats

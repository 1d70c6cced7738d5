#include "extract/complete.h"

#include "markup/plain.h"
#include "text/language.h"

namespace stet {

namespace {

constexpr std::size_t enough = 4000;

void complete_text(Item& item) {
    if (item.content_text.empty() && !item.content_html.empty())
        item.content_text = markup::plain_text(std::string_view(item.content_html));
}

}  // namespace

void complete_head(Item& head, const Document& document, const Reading& reading) {
    head.id = !reading.page.empty()      ? reading.page
              : document.address.empty() ? document.source
                                         : document.address;
    head.source = document.source;
    if (head.language.empty() && head.feed)
        head.language = head.feed->language;
    if (head.language.empty())
        head.language = text::tidy_language(document.content_language);
    if (head.language.empty())
        head.language = reading.language;
    complete_text(head);
}

void complete_item(Item& item, const Item& head) {
    item.source = head.source;
    item.kind = Kind::update;
    complete_text(item);
}

void complete(Feed& feed, const Document& document, const Reading& reading) {
    complete_head(feed.head, document, reading);
    std::uint32_t position = 0;
    for (Item& item : feed.items) {
        item.position = ++position;
        complete_text(item);
    }
    if (feed.head.language.empty()) {
        Sample sample(feed.head);
        for (const Item& item : feed.items)
            if (!sample.add(item))
                break;
        feed.head.language = sample.language();
    }
    for (Item& item : feed.items) {
        complete_item(item, feed.head);
        if (item.language.empty())
            item.language = feed.head.language;
    }
    assign_ids(feed);
}

Sample::Sample(const Item& first) : words_(first.title + '\n' + first.summary + '\n') {
    words_ += std::string_view(first.content_text).substr(0, enough);
}

bool Sample::add(const Item& item) {
    if (words_.size() >= enough)
        return false;
    words_ += item.title + '\n';
    words_ += std::string_view(item.content_text.empty() ? item.summary : item.content_text)
                  .substr(0, enough);
    words_ += '\n';
    return words_.size() < enough;
}

std::string Sample::language() const {
    return text::recognise_language(words_);
}

}  // namespace stet

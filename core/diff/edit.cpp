#include "diff/edit.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "diff/identity.h"
#include "diff/notes.h"
#include "model/record.h"
#include "text/ascii.h"
#include "text/space.h"
#include "text/url.h"
#include "text/utf8.h"
#include "text/words.h"

namespace stet::diff {
namespace {

bool same_folded(std::string_view a, std::string_view b) {
    return a == b || text::nfc(text::fold_space(a)) == text::nfc(text::fold_space(b));
}

bool same_address(std::string_view a, std::string_view b) {
    return a == b || text::without_tracking(a) == text::without_tracking(b);
}

// Signs that set words apart or frame them. All others (%, €, °, emoji) say something themselves.
bool is_typographic(std::string_view sign) {
    const char32_t code = text::next(sign);
    static constexpr std::u32string_view ascii = U"!\"'()*,-./:;?[\\]_`{|}~";
    return ascii.find(code) != std::u32string_view::npos || code == U'«' || code == U'»' ||
           code == U'¡' || code == U'¿' || code == U'·' || code == U'´' ||
           (code >= 0x2000 && code <= 0x206F) || (code >= 0x3000 && code <= 0x301F) ||
           code == U'،' || code == U'؛' || code == U'؟' || code == U'۔' || code == U'।' ||
           (code >= 0xFF01 && code <= 0xFF0F && code != 0xFF05 && code != 0xFF04) ||
           code == 0xFF1A || code == 0xFF1B || code == 0xFF1F;
}

// What a text says, without how it is set: letters folded, punctuation, apostrophes and white space
// left out; numbers as they stand, apart from each other.
std::string wording(std::string_view text) {
    std::string said;
    for (const text::Token& token : text::tokens(text)) {
        if (token.kind == text::Token::Kind::word) {
            std::string word = text::fold_case(token.text);
            for (const std::string_view mark : {"'", "’", "ʼ", "‘", "\u00AD", "-"})
                word = text::replace_all(word, mark, "");
            said += word;
        } else if (token.kind == text::Token::Kind::number) {
            said.append(1, '\n').append(token.text).append(1, '\n');
        } else if (token.kind == text::Token::Kind::punctuation && !is_typographic(token.text)) {
            said += token.text;
        }
    }
    return said;
}

// HTML with white space folded (none at tags), tracking taken out of addresses and its pictures cut
// out and listed by themselves.
struct Markup {
    std::string frame, pictures;
};

std::string tidy_tag(std::string_view tag) {
    std::string tidied;
    while (!tag.empty()) {
        const std::size_t value = std::min(tag.find("=\""), tag.size());
        const std::size_t end =
            value == tag.size() ? tag.size() : std::min(tag.find('"', value + 2), tag.size());
        if (value == tag.size()) {
            tidied += text::fold_space(tag);
            break;
        }
        const std::string_view name = tag.substr(0, value);
        tidied += text::fold_space(name);
        const std::string_view content = tag.substr(value + 2, end - value - 2);
        const bool address = name.ends_with("href") || name.ends_with("src");
        tidied += "=\"";
        tidied += address ? text::without_tracking(text::replace_all(content, "&amp;", "&"))
                          : text::fold_space(content);
        tidied += "\" ";
        tag.remove_prefix(std::min(end + 1, tag.size()));
    }
    return tidied;
}

Markup markup_of(std::string_view html) {
    Markup made;
    while (!html.empty()) {
        const std::size_t open = std::min(html.find('<'), html.size());
        made.frame += text::nfc(text::fold_space(html.substr(0, open)));
        html.remove_prefix(open);
        if (html.empty())
            break;
        const std::size_t close = std::min(html.find('>'), html.size() - 1);
        const std::string_view tag = html.substr(0, close + 1);
        (text::istarts_with(tag, "<img") ? made.pictures : made.frame) += tidy_tag(tag);
        html.remove_prefix(close + 1);
    }
    return made;
}

// A time counts unless it was reckoned anew each time: from an age, or from the same printed clock
// on another day.
bool same_time(const Item& before, const Item& now) {
    if (before.date_published == now.date_published)
        return true;
    if (before.time_basis == TimeBasis::age || now.time_basis == TimeBasis::age)
        return true;
    const bool printed =
        before.time_basis == TimeBasis::clock || now.time_basis == TimeBasis::clock;
    return printed && !before.stamp.empty() && before.stamp == now.stamp;
}

template <class List, class Key>
bool same_set(const List& a, const List& b, Key key) {
    if (a == b)
        return true;
    std::vector<std::string> first, second;
    for (const auto& element : a)
        first.push_back(key(element));
    for (const auto& element : b)
        second.push_back(key(element));
    std::sort(first.begin(), first.end());
    std::sort(second.begin(), second.end());
    return first == second;
}

bool same_authors(const std::vector<Author>& a, const std::vector<Author>& b) {
    return same_set(a, b, [](const Author& author) {
        return text::fold_space(author.name) + '\n' + text::without_tracking(author.url) + '\n' +
               text::without_tracking(author.avatar);
    });
}

bool same_attachments(const std::vector<Attachment>& a, const std::vector<Attachment>& b) {
    return same_set(a, b, [](const Attachment& attachment) {
        return text::without_tracking(attachment.url) + '\n' + attachment.mime_type + '\n' +
               text::fold_space(attachment.title);
    });
}

// Of a feed's own data: everything but its stamps and how it came.
bool same_feed_metadata(const FeedData& a, const FeedData& b) {
    return same_address(a.home_page_url, b.home_page_url) && same_address(a.feed_url, b.feed_url) &&
           a.id == b.id && a.language == b.language && same_authors(a.authors, b.authors) &&
           same_address(a.icon, b.icon) && same_address(a.favicon, b.favicon);
}

// Words beside the figures of a counter: how often a text was read, shared or answered.
bool counts_readers(std::string_view word) {
    static constexpr std::string_view words[] = {
        "view",     "views",      "visit",       "visits",  "visited",      "reads",
        "shares",   "likes",      "comments",    "comment", "times",        "reactions",
        "aufrufe",  "kommentare", "kommentar",   "mal",     "besuche",      "gelesen",
        "vues",     "lectures",   "partages",    "fois",    "commentaires", "visitas",
        "veces",    "lecturas",   "comentarios", "vistas",  "letture",      "condivisioni",
        "commenti", "weergaven",  "reacties",    "keer",    "visningar",    "visninger"};
    return std::ranges::find(words, text::fold_case(word)) != std::end(words);
}

// Whether two texts differ in nothing but the figures of counters ("Visited 899 times").
bool differ_in_counters(std::string_view old, std::string_view fresh) {
    const auto said = [](std::string_view text) {
        std::vector<text::Token> tokens = text::tokens(text);
        std::erase_if(tokens, [](const text::Token& token) {
            return token.kind == text::Token::Kind::space;
        });
        return tokens;
    };
    const std::vector<text::Token> a = said(old), b = said(fresh);
    if (a.size() != b.size())
        return false;
    constexpr std::size_t reach = 2;
    for (std::size_t n = 0; n < a.size(); ++n) {
        if (a[n].kind == b[n].kind && a[n].text == b[n].text)
            continue;
        if (a[n].kind != text::Token::Kind::number || b[n].kind != text::Token::Kind::number)
            return false;
        const std::size_t first = n > reach ? n - reach : 0;
        const std::size_t last = std::min(n + reach + 1, b.size());
        const bool is_counter =
            std::any_of(b.begin() + static_cast<std::ptrdiff_t>(first),
                        b.begin() + static_cast<std::ptrdiff_t>(last),
                        [](const text::Token& token) { return counts_readers(token.text); });
        if (!is_counter)
            return false;
    }
    return true;
}

class Edit {
  public:
    Edit(const Item& before, Item& now) : before_(before), now_(now) {}

    void compare(const Reliable& reliable) {
        texts();
        media();
        // One reading of an update has its HTML, another (JSON-LD, a text extract) may not.
        if (!before_.content_html.empty() && !now_.content_html.empty() &&
            !same_folded(before_.content_html, now_.content_html))
            markup();
        metadata(reliable);
    }

    void note(std::string_view name, Class edit_class) {
        now_.changed.emplace_back(name);
        std::string old = member_json(before_, name);
        if (!old.empty())
            now_.previous.push_back({std::string(name), std::move(old)});
        if (now_.edit_class == Class::none || edit_class < now_.edit_class)
            now_.edit_class = edit_class;
    }

  private:
    void texts() {
        const struct {
            std::string_view name;
            std::string Item::*member;
        } members[] = {{"title", &Item::title},
                       {"summary", &Item::summary},
                       {"content_text", &Item::content_text},
                       {"_stet.kicker", &Item::kicker}};
        for (const auto& [name, member] : members)
            text(name, before_.*member, now_.*member);
        if (before_.feed && now_.feed) {
            const FeedData &old = *before_.feed, &fresh = *now_.feed;
            // Words that the record's own title and summary bear are told there.
            const bool same_words =
                (same_folded(old.title, fresh.title) || !same_folded(before_.title, now_.title)) &&
                (same_folded(old.description, fresh.description) ||
                 !same_folded(before_.summary, now_.summary));
            if (!same_words)
                note("_stet.feed", wording(old.title + '\n' + old.description) ==
                                           wording(fresh.title + '\n' + fresh.description)
                                       ? Class::typography
                                       : Class::text);
            else if (!same_feed_metadata(old, fresh))
                note("_stet.feed", Class::metadata);
        }
    }

    void text(std::string_view name, std::string_view old, std::string_view fresh) {
        if (same_folded(old, fresh))
            return;
        note(name, wording(old) == wording(fresh)   ? Class::typography
                   : differ_in_counters(old, fresh) ? Class::counter
                                                    : Class::text);
    }

    void media() {
        if (!same_address(before_.image, now_.image))
            note("image", Class::media);
        const struct {
            std::string_view name;
            std::string Item::*member;
        } members[] = {{"_stet.image_alt", &Item::image_alt},
                       {"_stet.image_caption", &Item::image_caption},
                       {"_stet.image_credit", &Item::image_credit}};
        for (const auto& [name, member] : members)
            if (!same_folded(before_.*member, now_.*member))
                note(name, Class::media);
        if (!same_attachments(before_.attachments, now_.attachments))
            note("attachments", Class::media);
    }

    void markup() {
        const Markup old = markup_of(before_.content_html), fresh = markup_of(now_.content_html);
        if (old.frame != fresh.frame)
            note("content_html", Class::markup);
        else if (old.pictures != fresh.pictures)
            note("content_html", Class::media);
    }

    void metadata(const Reliable& reliable) {
        if (!same_address(before_.url, now_.url) && !before_.url.empty() && !now_.url.empty() &&
            !is_of_place(reliable))
            note("url", Class::metadata);
        if (!same_address(before_.external_url, now_.external_url))
            note("external_url", Class::metadata);
        if (!same_set(before_.tags, now_.tags, [](const std::string& tag) { return tag; }))
            note("tags", Class::metadata);
        if (!same_authors(before_.authors, now_.authors))
            note("authors", Class::metadata);
        // Few feeds state it. What was recognised in one look may not be in the next, of other
        // words.
        if (now_.edit_class != Class::none && !text::iequals(before_.language, now_.language))
            note("language", Class::metadata);
        if (now_.is_head())
            return;
        if (!same_time(before_, now_))
            note("date_published", Class::metadata);
        if (before_.date_modified != now_.date_modified && reliable.modified &&
            (now_.edit_class != Class::none || (before_.date_modified && now_.date_modified)))
            note("date_modified", Class::metadata);
    }

    // An anchor is only the place on a page, and moves where ids are positional. Where ids name no
    // updates, an address that names the id changes with it, which is no change.
    bool is_of_place(const Reliable& reliable) const {
        const std::string_view a = before_.url, b = now_.url;
        if (a.substr(0, a.find('#')) == b.substr(0, b.find('#')))
            return true;
        const std::string &old = present_id(before_), &fresh = present_id(now_);
        return !reliable.id && old != fresh && a.find(old) != std::string_view::npos &&
               b.find(fresh) != std::string_view::npos;
    }

    const Item& before_;
    Item& now_;
};

// A time that says when an update was published, not one made of a clock or an age.
bool is_stated(const Item& item) {
    return item.date_published &&
           (item.time_basis == TimeBasis::stated || item.time_basis == TimeBasis::none);
}

// Where no modification time is stated, an update that is published anew says that it is new.
bool is_published_anew(const Item& before, const Item& now, const Reliable& reliable) {
    return reliable.published && !before.date_modified && !now.date_modified && is_stated(before) &&
           is_stated(now) && *now.date_published > *before.date_published;
}

Notice notice_of_edit(const Item& before, const Item& now, const Reliable& reliable) {
    const bool stated = before.date_modified && now.date_modified;
    if (reliable.modified && now.date_modified && before.date_modified != now.date_modified)
        return Notice::time;
    if (is_published_anew(before, now, reliable))
        return Notice::time;
    if (adds_note(before, now))
        return Notice::note;
    return stated && reliable.modified ? Notice::none : Notice::unstated;
}

}  // namespace

bool find_edit(const Item& before, Item& now, const Reliable& reliable) {
    now.changed.clear();
    now.previous.clear();
    now.edit_class = Class::none;
    now.notice = Notice::none_given;
    Edit(before, now).compare(reliable);
    if (now.edit_class == Class::text)
        now.notice = notice_of_edit(before, now, reliable);
    return now.edit_class != Class::none;
}

}  // namespace stet::diff

#include "extract/vocabulary.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "text/language.h"

namespace stet::page {

namespace {

template <std::size_t N>
constexpr std::array<std::string_view, N> sorted(std::array<std::string_view, N> words) {
    std::sort(words.begin(), words.end());
    return words;
}

using namespace std::string_view_literals;

constexpr auto boilerplate_list = sorted(std::array{
    "ad"sv,
    "ads"sv,
    "advert"sv,
    "advertisement"sv,
    "advertorial"sv,
    "anzeige"sv,
    "banner"sv,
    "bookmark"sv,
    "breadcrumb"sv,
    "breadcrumbs"sv,
    "button"sv,
    "buttons"sv,
    "comment"sv,
    "comments"sv,
    "consent"sv,
    "copylink"sv,
    "donate"sv,
    "dfp"sv,
    "emotion"sv,
    "emotions"sv,
    "gpt"sv,
    "hidden"sv,
    "mostread"sv,
    "newsletter"sv,
    "optin"sv,
    "outbrain"sv,
    "paywall"sv,
    "poll"sv,
    "promo"sv,
    "promotion"sv,
    "rating"sv,
    "reactions"sv,
    "recommendation"sv,
    "recommendations"sv,
    "recommended"sv,
    "related"sv,
    "relatedlinks"sv,
    "rellinks"sv,
    "share"sv,
    "sharebar"sv,
    "sharing"sv,
    "shares"sv,
    "signup"sv,
    "social"sv,
    "socialshare"sv,
    "sponsor"sv,
    "sponsored"sv,
    "subscribe"sv,
    "subscription"sv,
    "survey"sv,
    "taboola"sv,
    "teilen"sv,
    "toolbar"sv,
    "tooltip"sv,
    "vote"sv,
    "werbung"sv,
    "widget"sv,
});
constexpr auto navigation_list = sorted(std::array{
    "aside"sv,        "breadcrumb"sv, "breadcrumbs"sv, "footer"sv,   "menu"sv,
    "meistgelesen"sv, "mostread"sv,   "nav"sv,         "navbar"sv,   "navi"sv,
    "navigation"sv,   "newsletter"sv, "related"sv,     "sidebar"sv,  "sitemap"sv,
    "teaser"sv,       "teaserlist"sv, "teasers"sv,     "trending"sv, "widget"sv,
});
constexpr auto conversation_list = sorted(std::array{
    "answer"sv,   "answers"sv,      "question"sv,  "questions"sv,  "comment"sv,    "commentlist"sv,
    "comments"sv, "commentary"sv,   "commenter"sv, "diskussion"sv, "discussion"sv, "disqus"sv,
    "forum"sv,    "guestbook"sv,    "kommentar"sv, "kommentare"sv, "message"sv,    "messages"sv,
    "postbit"sv,  "replies"sv,      "reply"sv,     "review"sv,     "reviews"sv,    "thread"sv,
    "ugc"sv,      "usercomments"sv,
});
constexpr auto key_point_list = sorted(std::array{
    "highlights"sv,
    "index"sv,
    "key"sv,
    "keyevents"sv,
    "keypoints"sv,
    "summary"sv,
    "timeline"sv,
    "toc"sv,
});
constexpr auto title_list = sorted(std::array{
    "hed"sv, "head"sv, "headline"sv, "heading"sv, "otsikko"sv, "rubrik"sv, "tit"sv, "title"sv,
    "titel"sv, "titolo"sv, "titre"sv, "titulo"sv, "ttl"sv, "tytul"sv, "ueberschrift"sv});
constexpr auto author_list = sorted(std::array{
    "auteur"sv, "author"sv, "authors"sv, "autor"sv, "autore"sv, "autoren"sv, "byline"sv,
    "contributor"sv, "creator"sv, "journalist"sv, "redakteur"sv, "redaktor"sv, "reporter"sv,
    "sender"sv, "signatur"sv, "signature"sv, "skribent"sv, "verfasser"sv, "writer"sv});
constexpr auto role_list =
    sorted(std::array{"avatar"sv, "bio"sv, "description"sv, "function"sv, "funktion"sv, "job"sv,
                      "position"sv, "prefix"sv, "role"sv, "rolle"sv});
constexpr auto credit_list =
    sorted(std::array{"agency"sv, "copyright"sv, "credit"sv, "credits"sv, "fotograf"sv,
                      "photographer"sv, "quelle"sv, "rights"sv, "source"sv});
constexpr auto kicker_list =
    sorted(std::array{"dachzeile"sv, "eyebrow"sv, "kicker"sv, "overline"sv, "preheadline"sv,
                      "roofline"sv, "spitzmarke"sv, "topline"sv});
constexpr auto teaser_list = sorted(std::array{
    "abstract"sv, "dek"sv, "description"sv, "excerpt"sv, "intro"sv, "introduction"sv, "lead"sv,
    "leadtext"sv, "standfirst"sv, "subheadline"sv, "summary"sv, "teaser"sv, "vorspann"sv});
constexpr auto time_list = sorted(
    std::array{"clock"sv, "date"sv, "dateline"sv, "datetime"sv, "datum"sv, "dte"sv, "pubdate"sv,
               "published"sv, "stamp"sv, "time"sv, "timestamp"sv, "uhrzeit"sv, "zeit"sv});
constexpr auto change_list = sorted(
    std::array{"aktualisiert"sv, "changed"sv, "edited"sv, "modified"sv, "update"sv, "updated"sv});

constexpr auto caption_list =
    sorted(std::array{"bildunterschrift"sv, "bu"sv, "caption"sv, "figcaption"sv, "legend"sv});
constexpr auto picture_list =
    sorted(std::array{"bild"sv, "figure"sv, "foto"sv, "image"sv, "photo"sv, "picture"sv});

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

}  // namespace

constinit const Words boilerplate(boilerplate_list);
constinit const Words navigation(navigation_list);
constinit const Words conversation(conversation_list);
constinit const Words key_points(key_point_list);
constinit const Words title_words(title_list);
constinit const Words author_words(author_list);
constinit const Words role_words(role_list);
constinit const Words credit_words(credit_list);
constinit const Words kicker_words(kicker_list);
constinit const Words teaser_words(teaser_list);
constinit const Words time_words(time_list);
constinit const Words change_words(change_list);
constinit const Words caption_words(caption_list);
constinit const Words picture_words(picture_list);

bool Words::have(std::string_view word) const {
    if (word.size() > longest || ((lengths_[initial_of(word)] >> word.size()) & 1u) == 0)
        return false;
    char lower[longest];
    std::ranges::transform(word, lower, text::to_lower);
    return std::ranges::binary_search(words_, std::string_view(lower, word.size()));
}

bool names(std::string_view attribute, const Words& words) {
    for (std::size_t at = 0; at < attribute.size();) {
        if (!text::is_alpha(attribute[at])) {
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        const auto is_hump = [&] {
            return is_upper(attribute[end]) && !is_upper(attribute[end - 1]);
        };
        while (end < attribute.size() && text::is_alpha(attribute[end]) && !is_hump())
            ++end;
        if (words.have(attribute.substr(at, end - at)))
            return true;
        at = end;
    }
    return false;
}

bool names(const markup::Node& node, const Words& words) {
    const std::string_view classes = node["class"];
    const std::string_view id = node["id"];
    return (!classes.empty() && names(classes, words)) || (!id.empty() && names(id, words));
}

int heading_level(const markup::Node& node) {
    if (node.kind != markup::Node::Kind::element || node.name.size() != 2 || node.name[0] != 'h')
        return 0;
    const char level = node.name[1];
    return level >= '1' && level <= '6' ? level - '0' : 0;
}

bool is_inline(const markup::Node& node) {
    static constexpr auto list = sorted(std::array{
        "a"sv,   "abbr"sv, "acronym"sv, "b"sv,     "bdi"sv,   "bdo"sv,    "big"sv,
        "br"sv,  "cite"sv, "code"sv,    "data"sv,  "dfn"sv,   "em"sv,     "font"sv,
        "i"sv,   "img"sv,  "ins"sv,     "kbd"sv,   "label"sv, "mark"sv,   "picture"sv,
        "q"sv,   "s"sv,    "samp"sv,    "small"sv, "span"sv,  "strong"sv, "sub"sv,
        "sup"sv, "time"sv, "tt"sv,      "u"sv,     "var"sv,   "wbr"sv,
    });
    return node.kind == markup::Node::Kind::text ||
           std::binary_search(list.begin(), list.end(), node.name);
}

namespace {

/// "DIRECT. Les trains à l'arrêt", "Diretta: ..." name a live blog only where they stand first.
bool opens_as_live_blog(std::string_view text) {
    static constexpr std::array words{"direct"sv,  "direkt"sv,   "direkte"sv, "diretta"sv,
                                      "directo"sv, "seuranta"sv, "živě"sv,    "онлайн"sv};
    return std::ranges::any_of(words, [&](std::string_view word) {
        return text::istarts_with(text, word) && text.size() > word.size() &&
               std::string_view(".:|-").find(text[word.size()]) != std::string_view::npos;
    });
}

bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text::ifind(text, word); at != std::string_view::npos;
         at = text::ifind(text, word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool starts = at == 0 || !text::is_alnum(text[at - 1]);
        const bool ends = end == text.size() || !text::is_alnum(text[end]);
        if (starts && ends)
            return true;
    }
    return false;
}

}  // namespace

bool names_ticker(std::string_view text) {
    // Names that stand in a word ("Nahost-Ticker"), and those that must be a word of their own.
    static constexpr std::array inside{"newsblog"sv,
                                       "liveblog"sv,
                                       "live-blog"sv,
                                       "live blog"sv,
                                       "liveticker"sv,
                                       "live-ticker"sv,
                                       "newsticker"sv,
                                       "-ticker"sv,
                                       "minutenprotokoll"sv,
                                       "as it happened"sv,
                                       "live updates"sv,
                                       "en direct"sv,
                                       "in diretta"sv,
                                       "en directo"sv,
                                       "na żywo"sv,
                                       "ao vivo"sv,
                                       "minuto a minuto"sv,
                                       "minuto per minuto"sv,
                                       "la diretta"sv,
                                       "liveverslag"sv,
                                       "livebericht"sv,
                                       "direktrapport"sv,
                                       "direktsending"sv,
                                       "percről percre"sv,
                                       "élő közvetítés"sv,
                                       "λεπτό προς λεπτό"sv,
                                       "minutu po minutě"sv,
                                       "online přenos"sv,
                                       "онлайн-трансляция"sv,
                                       "текстова трансляція"sv,
                                       "наживо"sv,
                                       "hetki hetkeltä"sv,
                                       "canlı anlatım"sv,
                                       "canlı blog"sv,
                                       "실시간"sv,
                                       "라이브"sv,
                                       "ライブ"sv,
                                       "直播"sv};
    for (const std::string_view name : inside)
        if (text::ifind(text, name) != std::string_view::npos)
            return true;
    return opens_as_live_blog(text) || has_word(text, "ticker");
}

bool names_live_blog(std::string_view text) {
    return names_ticker(text) || names_live(text);
}

bool names_live(std::string_view text) {
    return has_word(text, "live");
}

std::string language_tag(std::string_view text) {
    std::string tag = text::tidy_language(text);
    return tag.substr(0, tag.find('-')).size() <= 3 ? tag : std::string();
}

bool is_placeholder(std::string_view text) {
    return text.find("[[") != std::string_view::npos || text.find("{{") != std::string_view::npos ||
           text.find("<%") != std::string_view::npos;
}

}  // namespace stet::page

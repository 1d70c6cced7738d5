#include "extract/head.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "extract/body.h"
#include "extract/vocabulary.h"
#include "markup/plain.h"
#include "text/ascii.h"
#include "text/space.h"
#include "text/url.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;
using Index = Outline::Index;
using namespace std::string_view_literals;

/// The values of meta elements by name or property, the first of each.
HashMap<std::string, string_view> metas_of(const Outline& outline) {
    HashMap<std::string, string_view> values;
    for (const Node* const meta : outline.metas)
        for (const string_view name : {"property"sv, "name"sv, "itemprop"sv})
            if (const string_view key = (*meta)[name]; !key.empty())
                values.try_emplace(text::lower(key), text::trim((*meta)["content"]));
    return values;
}

std::string letters(string_view text) {
    std::string out;
    for (const char c : text)
        if (text::is_alnum(c) || static_cast<unsigned char>(c) >= 0xC3)
            out.push_back(text::to_lower(c));
    return out;
}

/// How well two writings of a headline agree, 0 to 3.
int likeness(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty())
        return 0;
    if (a == b)
        return 3;
    if (a.size() >= 12 && b.size() >= 12 &&
        (a.find(b) != std::string::npos || b.find(a) != std::string::npos))
        return 2;
    std::size_t same = 0;
    while (same < std::min(a.size(), b.size()) && a[same] == b[same])
        ++same;
    return same >= 12 ? 1 : 0;
}

/// "Headline | Newspaper", "Headline - Newspaper": the title element without the last part.
std::string without_site(const std::string& title, const std::string& site) {
    for (const string_view separator : {" | "sv, " – "sv, " - "sv, " — "sv, " :: "sv}) {
        const std::size_t at = title.rfind(separator);
        if (at == std::string::npos || at < 10)
            continue;
        const std::string last = title.substr(at + separator.size());
        if (last.size() < 40 &&
            (site.empty() || likeness(letters(last), letters(site)) > 0 || separator == " | "))
            return title.substr(0, at);
    }
    return title;
}

constexpr std::array headline_list{"headline"sv};
constexpr Words headline_attribute(headline_list);

class HeadReader {
  public:
    HeadReader(const Outline& outline, const Facts& facts, string_view base)
        : outline_(outline), facts_(facts), base_(base), metas_(metas_of(outline)) {}

    Head run() {
        links();
        head_.site = meta({"og:site_name", "application-name"});
        head_.publisher = facts_.publisher;
        language();
        headline();
        live_label();
        kicker();
        times();
        people();
        summary();
        head_.tags = facts_.tags;
        head_.event = facts_.event;
        head_.picture.url = !facts_.picture.url.empty()
                                ? facts_.picture.url
                                : text::resolve_url(base_, meta({"og:image", "twitter:image"}));
        if (facts_.picture.url.empty() && meta({"og:image", "twitter:image"}).empty())
            head_.picture.url.clear();
        head_.picture.alt = meta({"og:image:alt"});
        live();
        return std::move(head_);
    }

  private:
    std::string meta(std::initializer_list<const char*> keys) const {
        for (const char* key : keys)
            if (const auto at = metas_.find(key); at != metas_.end() && !at->second.empty())
                return text::fold_space(at->second);
        return {};
    }

    void links() {
        for (const Node* const link : outline_.links) {
            const string_view rel = (*link)["rel"], href = (*link)["href"], type = (*link)["type"];
            if (href.empty())
                continue;
            const std::string url = text::resolve_url(base_, href);
            if (text::iequals(rel, "canonical") && head_.canonical.empty())
                head_.canonical = url;
            else if (text::ifind(rel, "icon") != string_view::npos && head_.icon.empty())
                head_.icon = url;
            else if (names_feed(rel, type) && head_.feeds.size() < 20 &&
                     std::ranges::find(head_.feeds, url) == head_.feeds.end())
                head_.feeds.insert(is_of_comments(*link) ? head_.feeds.end() : next_feed(), url);
        }
    }

    /// `rel="alternate"`, also among other words, with a type that is a feed's; `rel="feed"`.
    static bool names_feed(string_view rel, string_view type) {
        if (text::iequals(rel, "feed"))
            return true;
        return text::ifind(rel, "alternate") != string_view::npos &&
               (text::ifind(type, "rss") != string_view::npos ||
                text::ifind(type, "atom+xml") != string_view::npos ||
                text::ifind(type, "rdf+xml") != string_view::npos ||
                text::ifind(type, "feed+json") != string_view::npos);
    }

    /// Blogs name a feed of readers' comments beside their own: it comes last.
    static bool is_of_comments(const Node& link) {
        for (const string_view word : {"comment"sv, "kommentar"sv, "coment"sv, "commenti"sv})
            if (text::ifind(link["title"], word) != string_view::npos ||
                text::ifind(link["href"], word) != string_view::npos)
                return true;
        return false;
    }

    /// The place after those that are not of comments.
    std::vector<std::string>::iterator next_feed() {
        return head_.feeds.begin() + static_cast<std::ptrdiff_t>(own_feeds_++);
    }

    void language() {
        if (outline_.html)
            head_.language = language_tag((*outline_.html)["lang"]);
        if (head_.language.empty())
            head_.language = facts_.language;
        if (head_.language.empty())
            head_.language = language_tag(meta({"content-language", "language", "og:locale"}));
    }

    /// Of an h1 in a list or a path of links, which only repeats a headline, nothing is taken.
    bool is_crumb(Index i) const {
        const Node* before = outline_.node(i).previous;
        while (before && before->kind == Node::Kind::text && text::trim(before->text).empty())
            before = before->previous;
        if (before && before->is("a"))
            return true;
        for (const Node* up = outline_.node(i).parent; up; up = up->parent)
            if (up->is("li") || up->is("nav"))
                return true;
        return false;
    }

    /// Headings that carry kicker and headline once more in attributes, each by itself:
    /// `<h2 data-kicker="Ukraine" data-headline="Kreml reagiert">`.
    bool headline_in_attributes(Index i) {
        std::string headline, kicker;
        const Node& top = outline_.node(i);
        for (const Node* node = &top; node; node = markup::following(*node, &top))
            for (const markup::Attribute& attribute : node->attributes) {
                if (!attribute.name.starts_with("data-") || attribute.value.size() < 3)
                    continue;
                if (names(attribute.name, headline_attribute))
                    headline = text::fold_space(attribute.value);
                else if (names(attribute.name, kicker_words))
                    kicker = text::fold_space(attribute.value);
            }
        if (headline.size() < 10 ||
            letters(line_of(top)).find(letters(headline)) == std::string::npos)
            return false;
        head_.headline = headline;
        head_.kicker = kicker;
        head_.heading = i;
        return true;
    }

    /// The visible headline: of several h1 the one that the page's data agree with.
    void headline() {
        const std::string title =
            outline_.title ? text::fold_space(markup::inner_text(*outline_.title)) : std::string();
        const std::array data{letters(facts_.headline),
                              letters(meta({"og:title", "twitter:title"})), letters(title)};
        int best = -1;
        std::string repeated;
        for (Index i = 0; i < outline_.size(); ++i) {
            const int level = heading_level(outline_.node(i));
            if (level == 0 || level > 2 || outline_.text_in(i) == 0 || outline_.text_in(i) > 800)
                continue;
            const bool crumb = outline_.entries[i].aside || is_crumb(i);
            if (!crumb && headline_in_attributes(i))
                return;
            if (level == 2)
                continue;
            const std::string words = line_of(outline_.node(i));
            if (crumb) {
                repeated = words;
                continue;
            }
            int score = 0;
            for (const std::string& one : data)
                score = 4 * std::max(score / 4, likeness(letters(words), one));
            score += outline_.link_in(i) * 2 < outline_.text_in(i) ? 1 : 0;
            if (score > best && !words.empty()) {
                best = score;
                head_.headline = words;
                head_.heading = i;
            }
        }
        if (!head_.headline.empty() && (best >= 4 || facts_.headline.empty()))
            return;
        if (head_.headline.empty() && !repeated.empty()) {
            head_.headline = repeated;
            return;
        }
        // Where the h1 holds the site's name the data know the headline better.
        for (const std::string& one : {facts_.headline, meta({"og:title", "twitter:title"}),
                                       without_site(title, head_.site)})
            if (!one.empty() && !is_placeholder(one)) {
                if (head_.headline.empty() || !facts_.headline.empty())
                    head_.headline = one;
                return;
            }
    }

    /// `<h1><span>Live Blog</span>: Headline</h1>`: what the page is stands before its headline, in
    /// an element of its own.
    void live_label() {
        if (head_.heading == Outline::none || !head_.kicker.empty())
            return;
        const Node* first = outline_.node(head_.heading).first_child;
        while (first && first->kind == Node::Kind::text && text::trim(first->text).empty())
            first = first->next;
        if (!first || first->kind == Node::Kind::text || !first->next)
            return;
        constexpr std::size_t longest = 24;
        std::string label = line_of(*first);
        if (label.size() > longest || label.size() >= head_.headline.size() ||
            !names_live_blog(label) || !head_.headline.starts_with(label))
            return;
        string_view rest = text::trim(string_view(head_.headline).substr(label.size()));
        const bool parted = rest.starts_with(':') || rest.starts_with('|') || label.ends_with(':');
        while (rest.starts_with(':') || rest.starts_with('|'))
            rest = text::trim(rest.substr(1));
        if (!parted || rest.size() < 10)
            return;
        while (label.ends_with(':'))
            label.pop_back();
        head_.headline = std::string(rest);
        head_.kicker = label;
    }

    /// The line over the headline, before it or inside its element.
    void kicker() {
        if (head_.heading == Outline::none || !head_.kicker.empty())
            return;
        const Index last = outline_.entries[head_.heading].end;
        for (Index i = head_.heading > 40 ? head_.heading - 40 : 0; i < last; ++i) {
            const Node& node = outline_.node(i);
            if (!names(node["class"], kicker_words) || outline_.text_in(i) == 0 ||
                outline_.text_in(i) > 150)
                continue;
            const std::string words = line_of(node);
            if (words == head_.headline)
                continue;
            head_.kicker = words;
            if (i >= head_.heading && head_.headline.starts_with(words) &&
                head_.headline.size() > words.size() + 10)
                without_kicker(words);
        }
        while (head_.kicker.ends_with(':'))
            head_.kicker.pop_back();
    }

    /// A kicker inside the h1 is part of its headline only where the page's data say so.
    void without_kicker(const std::string& words) {
        const std::string rest(text::trim(string_view(head_.headline).substr(words.size())));
        const std::string data = letters(facts_.headline);
        if (data != letters(head_.headline))
            head_.headline = rest;
    }

    void times() {
        head_.published = facts_.published;
        head_.modified = facts_.modified;
        if (!head_.published.exists())
            head_.published = when_of(meta({"article:published_time", "datepublished",
                                            "dc.date.issued", "date", "dcterms.created"}));
        if (!head_.modified.exists())
            head_.modified = when_of(meta({"article:modified_time", "og:updated_time",
                                           "datemodified", "last-modified", "dcterms.modified"}));
    }

    void people() {
        head_.authors = facts_.authors;
        if (!head_.authors.empty())
            return;
        const std::string name = meta({"author", "article:author", "dc.creator"});
        if (!name.empty() && !text::is_http_url(name))
            head_.authors.push_back({name, {}, {}});
    }

    void summary() {
        head_.summary = facts_.description;
        if (head_.summary.empty())
            head_.summary = meta({"og:description", "description", "twitter:description"});
    }

    void live() {
        const string_view path = text::url_parts(base_).path;
        const std::array<string_view, 6> texts{
            head_.headline,  head_.kicker,
            head_.summary,   path,
            facts_.headline, outline_.size() > 0 ? outline_.node(0)["class"] : string_view()};
        head_.names_ticker = std::ranges::any_of(texts, stet::page::names_ticker);
        head_.names_live_blog =
            head_.names_ticker || std::ranges::any_of(texts, stet::page::names_live);
        head_.headline_names_live = names_live(head_.headline) || names_live(head_.kicker);
    }

    const Outline& outline_;
    const Facts& facts_;
    string_view base_;
    HashMap<std::string, string_view> metas_;
    Head head_;
    std::size_t own_feeds_ = 0;  ///< of head_.feeds, not of comments
};

/// The largest elements with less than a line or two of text.
template <class Take>
void small_elements(const Outline& outline, Index from, Index to, Take take) {
    constexpr std::uint32_t most = 140;
    int left = 300;
    for (Index i = from; i < to && left > 0;) {
        if (outline.text_in(i) > most) {
            ++i;
            continue;
        }
        if (outline.text_in(i) > 4) {
            take(i);
            --left;
        }
        i = outline.entries[i].end;
    }
}

void stamp(Head& head, const Outline& outline, Index from, Index to) {
    When modified, published;
    small_elements(outline, from, to, [&](Index i) {
        const std::string words = line_of(outline.node(i));
        if (!head.reading_minutes)
            head.reading_minutes = time::reading_minutes(words);
        if (std::ranges::none_of(words, text::is_digit))
            return;
        for (const time::Stamp& read : time::find_page_stamps(words)) {
            When& when = read.labelled ? modified : published;
            if (read.day && !when.exists())
                when = when_of(read);
        }
    });
    if (!head.modified.exists() && modified.exists())
        head.modified = modified;
    if (!head.published.exists() && published.exists())
        head.published = published;
}

void teaser(Head& head, const Outline& outline, Index from, Index to) {
    for (Index i = from; i < to; ++i) {
        const Node& node = outline.node(i);
        const std::uint32_t size = outline.text_in(i);
        if (size < 30 || size > 900 || outline.link_in(i) * 2 > size || node.is("figure") ||
            outline.entries[i].aside || !names(node["class"], teaser_words))
            continue;
        // Of a teaser with a list of points under it the first paragraph is enough; a list alone is
        // one of points.
        // What holds more than two paragraphs is the text itself.
        int paragraphs = 0;
        for (Index below = i; below < outline.entries[i].end; ++below)
            paragraphs += outline.node(below).is("p") && outline.text_in(below) >= 30 ? 1 : 0;
        if (paragraphs > 2)
            continue;
        bool points = false;
        for (Index below = i; below < outline.entries[i].end; ++below) {
            points = points || outline.node(below).is("li");
            if (outline.node(below).is("p") && outline.text_in(below) >= 30) {
                i = below;
                points = false;
                break;
            }
        }
        if (points)
            continue;
        head.summary = line_of(outline.node(i));
        head.printed_teaser = true;
        return;
    }
}

void lead_picture(Head& head, const Outline& outline, Index from, Index to, string_view base) {
    for (Index i = from; i < to; ++i) {
        const Node& node = outline.node(i);
        if (!node.is("figure") || outline.entries[i].aside)
            continue;
        Picture picture = picture_in(node, base);
        if (picture.url.empty() || text::ifind(picture.url, "logo") != string_view::npos)
            continue;
        head.picture = std::move(picture);
        return;
    }
}

}  // namespace

Head read_head(const Outline& outline, const Facts& facts, string_view base) {
    return HeadReader(outline, facts, base).run();
}

void read_opening(Head& head, const Outline& outline, const Facts& facts, Index end,
                  string_view base) {
    const Index heading = head.heading == Outline::none ? 0 : head.heading;
    const Index from = heading > 60 ? heading - 60 : 0;
    const Index to = std::max(std::min<Index>(end, static_cast<Index>(outline.size())), heading);
    stamp(head, outline, from, to);
    teaser(head, outline, heading, to);
    lead_picture(head, outline, from, to, base);
    if (head.picture.caption.empty())
        head.picture.caption = facts.picture.caption;
    if (head.picture.credit.empty())
        head.picture.credit = facts.picture.credit;
}

}  // namespace stet::page

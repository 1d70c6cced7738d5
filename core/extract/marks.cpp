#include "extract/marks.h"

#include <algorithm>
#include <array>

#include "extract/byline.h"
#include "extract/opening_words.h"
#include "extract/vocabulary.h"
#include "markup/plain.h"
#include "text/ascii.h"
#include "text/space.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;

constexpr std::size_t longest_stamp = 90;
constexpr std::size_t most_marks = 200000;

/// Sorted: of an element that holds the time of a change; "update" may be what an update is called.
constexpr std::array<string_view, 4> updated_list{"aktualisiert", "edited", "modified", "updated"};
constexpr Words updated_words(updated_list);

bool is_machine_time(string_view value) {
    if (value.size() < 10 || value.size() > 64 || !text::is_digit(value[0]))
        return false;
    // Seconds since 1970 may have a fraction.
    const string_view whole = value.substr(0, value.find('.'));
    const bool number = std::ranges::all_of(whole, text::is_digit);
    return number ? whole.size() == 10 || whole.size() == 13 : value[4] == '-';
}

class Finder {
  public:
    Finder(const Outline& outline, bool tables)
        : outline_(outline), tables_(tables), hours_are_ages_(counts_in_ages(outline)) {}

    std::vector<Mark> run() {
        for (Outline::Index i = 0; i < outline_.size() && found_.size() < most_marks; ++i)
            if (tables_ || !outline_.entries[i].table)
                look(i);
        settle_labels();
        return std::move(found_);
    }

  private:
    void look(Outline::Index i) {
        const Node& node = outline_.node(i);
        for (const markup::Attribute& attribute : node.attributes)
            if (holds_time(attribute.name) && is_machine_time(attribute.value))
                add(i, when_of(attribute.value), Mark::Form::attribute,
                    names(attribute.name, change_words) ||
                        attribute.name.find("modified") != string_view::npos ||
                        (outline_.text_in(i) > 0 && outline_.text_in(i) <= longest_stamp &&
                         names(node, updated_words)));
        if (node.name == "time" || node.name == "amp-timeago")
            time_element(i);
        else
            printed(i);
    }

    /// Where most texts that open with a time call it an update's, "Update vom 28. Juli, 12.29 Uhr:
    /// Text", they are the updates; elsewhere such a label tells of a change in one.
    void settle_labels() {
        constexpr std::ptrdiff_t fewest = 3;
        const auto opens = [&](const Mark& mark) {
            return mark.form == Mark::Form::opening && !outline_.entries[mark.at].aside;
        };
        const auto all = std::ranges::count_if(found_, opens);
        const auto labelled = std::ranges::count_if(
            found_, [&](const Mark& mark) { return opens(mark) && mark.change; });
        if (labelled < fewest || labelled * 2 <= all)
            return;
        for (Mark& mark : found_)
            if (opens(mark) && mark.change) {
                mark.change = false;
                mark.named = true;
            }
    }

    void time_element(Outline::Index i) {
        const Node& node = outline_.node(i);
        const string_view machine = node["datetime"].empty() ? node["data-time"] : node["datetime"];
        const std::string words = text::fold_space(markup::inner_text(node));
        When when = when_of(machine);
        if (when.exists())
            when.words = words.size() <= longest_stamp && !is_age(words) ? words : std::string();
        else
            when = stamp_in(words);
        if (!when.exists())
            when = stamp_in(pieces(node));
        const bool change = names(node, change_words) || node["itemprop"] == "dateModified";
        add(i, std::move(when), Mark::Form::element, change);
    }

    /// `<time><span>November</span><span>02</span><span>2023</span></time>`: the look sets them
    /// apart.
    static std::string pieces(const Node& node) {
        std::string words;
        for (const Node* n = markup::following(node, &node); n && words.size() < longest_stamp;
             n = markup::following(*n, &node))
            if (n->kind == Node::Kind::text)
                words.append(n->text.substr(0, longest_stamp)).push_back(' ');
        return text::fold_space(words);
    }

    /// "4m ago" is other words at each look, for the same time.
    static bool is_age(string_view words) {
        const auto stamp = time::stamp_at_start(words);
        return stamp && stamp->age;
    }

    /// The stamp at the start of a text; of "2 hours ago (18:42 GMT)" the clock, which says the
    /// same for good.
    std::optional<time::Stamp> first_stamp(string_view words) const {
        std::optional<time::Stamp> stamp = time::stamp_at_start(words);
        if (stamp && hours_are_ages_ && is_bare_hour(*stamp)) {
            stamp->age = stamp->clock;
            stamp->clock.reset();
        }
        if (!stamp || !stamp->age)
            return stamp;
        const auto clock = time::stamp_at_start(without_signs(rest_after(*stamp, words)));
        return clock && clock->clock ? clock : stamp;
    }

    /// "2h" is two hours ago where nobody writes two o'clock that way.
    static bool counts_in_ages(const Outline& outline) {
        const string_view language = outline.html ? (*outline.html)["lang"] : string_view();
        static constexpr std::array<string_view, 4> languages{"en", "de", "nl", "sv"};
        return std::ranges::any_of(
            languages, [&](string_view one) { return text::istarts_with(language, one); });
    }

    static bool is_bare_hour(const time::Stamp& stamp) {
        return stamp.clock && !stamp.day && stamp.words.size() <= 3 && stamp.words.ends_with('h');
    }

    /// Without what joins a clock to the day in the element before: "16.11.2024" ", 18:42 Uhr".
    static string_view without_signs(string_view words) {
        static constexpr std::array<string_view, 9> signs{" ", ",", "|", "(", "-",
                                                          "·", "•", "–", "—"};
        for (bool more = true; more;) {
            more = false;
            for (const string_view sign : signs)
                if (words.starts_with(sign)) {
                    words.remove_prefix(sign.size());
                    more = true;
                }
        }
        return words;
    }

    When stamp_in(string_view words, bool* change = nullptr) {
        std::optional<time::Stamp> stamp = first_stamp(words);
        if (!stamp)
            stamp = time::find_page_stamp(words);
        if (!stamp)
            return {};
        if (change)
            *change = stamp->labelled;
        return when_of(*stamp);
    }

    /// Text of elements that are no time elements: a day heading, a stamp of its own, or a heading
    /// or paragraph that opens with a clock.
    void printed(Outline::Index i) {
        const Node& node = outline_.node(i);
        const Node* first = node.first_child;
        while (first && first->kind == Node::Kind::text && text::trim(first->text).empty())
            first = first->next;
        if (!first)
            return;
        const std::uint32_t size = outline_.text_in(i);
        const int level = heading_level(node);
        const bool opens =
            level >= 2 || node.name == "p" || node.name == "dt" || node.name == "summary";
        const bool small = size <= longest_stamp;
        if (first->kind != Node::Kind::text && !(opens && is_inline(*first)))
            return;
        if (!small && !opens)
            return;
        const std::string opening = opening_words(first, nullptr);
        const string_view words = small && !opens ? without_signs(opening) : opening;
        if (words.empty() || (small && title_time(i, node)))
            return;
        if (small && day(i, words))
            return;
        if (small && signed_stamp(i, opening))
            return;
        if (!may_open(words) && !(small && has_digit(words)))
            return;
        stamp(i, node, words, opens, small);
    }

    /// "by Jens Dal on 20/9/2016 at 14.07.28", a line of its own.
    bool signed_stamp(Outline::Index i, string_view words) {
        if (!has_digit(words))
            return false;
        const std::optional<SignedStamp> read = signed_stamp_of(words);
        if (!read)
            return false;
        add(i, when_of(read->stamp), Mark::Form::element, false);
        if (!found_.empty() && found_.back().at == i)
            found_.back().author = read->author;
        return true;
    }

    void stamp(Outline::Index i, const Node& node, string_view words, bool opens, bool small) {
        const auto read = first_stamp(words);
        if (read && (read->clock || read->age || (read->day && (small || read->labelled)))) {
            const string_view rest = rest_after(*read, words);
            const bool alone = opens ? !has_words(rest) : rest.size() <= 16;
            // "Update vom 28. Juli: Text" has a day alone.
            const bool timed =
                read->clock || (read->labelled && read->day && rest.starts_with(':'));
            if (opens && !alone && timed && is_closed(words, rest))
                add(i, when_of(*read), Mark::Form::opening, read->labelled);
            else if (alone || names(node, time_words))
                add(i, when_of(*read), Mark::Form::element, read->labelled);
        } else if (small && (names(node, change_words) || names(node, time_words))) {
            bool change = names(node, change_words);
            add(i, stamp_in(words, change ? nullptr : &change), Mark::Form::element, change);
        }
    }

    /// `<p class="time" title="2017-12-07T10:58:05Z">22m ago</p>`
    bool title_time(Outline::Index i, const Node& node) {
        const string_view title = node["title"];
        if (title.empty() || !is_machine_time(title))
            return false;
        add(i, when_of(title), Mark::Form::element, names(node, change_words));
        return true;
    }

    bool day(Outline::Index i, string_view words) {
        if (!has_digit(words))
            return false;
        const auto named = time::day_heading(words);
        if (!named)
            return false;
        When when;
        when.day = *named;
        when.words = words;
        add(i, std::move(when), Mark::Form::day, false);
        return true;
    }

    static bool has_digit(string_view words) { return std::ranges::any_of(words, text::is_digit); }

    void add(Outline::Index i, When when, Mark::Form form, bool change) {
        // An element around one that is a stamp itself says nothing new.
        if (!when.exists())
            return;
        if (form != Mark::Form::attribute && !found_.empty() && found_.back().at != i &&
            found_.back().form == form && outline_.holds(found_.back().at, i))
            return;
        found_.push_back({i, std::move(when), form, change});
    }

    const Outline& outline_;
    bool tables_;
    bool hours_are_ages_;
    std::vector<Mark> found_;
};

}  // namespace

bool holds_time(string_view attribute) {
    if (!attribute.starts_with("data-"))
        return false;
    attribute.remove_prefix(5);
    return attribute == "ts" || attribute == "created" || names(attribute, time_words) ||
           names(attribute, change_words);
}

std::vector<Mark> marks(const Outline& outline, bool tables) {
    return Finder(outline, tables).run();
}

}  // namespace stet::page

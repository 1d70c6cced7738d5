#include "extract/plain_page.h"

#include <algorithm>
#include <array>

#include "extract/body.h"
#include "extract/front_matter.h"
#include "extract/opening_words.h"
#include "extract/plain_lines.h"
#include "extract/vocabulary.h"
#include "text/ascii.h"
#include "text/space.h"
#include "text/url.h"
#include "time/stamp.h"

namespace stet::page {

namespace {

using std::string_view;
using namespace std::string_view_literals;

/// A stamp of the page: a short line with a day, and a label or a clock.
std::optional<time::Stamp> page_stamp(string_view block) {
    if (!is_line(block))
        return std::nullopt;
    if (const auto opening = plain_opening(block); opening && has_words(opening->rest))
        return std::nullopt;
    std::optional<time::Stamp> stamp = time::find_page_stamp(block);
    if (stamp && !stamp->day)
        stamp.reset();
    return stamp;
}

class Reader {
  public:
    Reader(string_view text, FrontMatter&& given)
        : blocks_(plain_blocks(text, max_updates)), given_(std::move(given)) {}

    PlainPage run() {
        head();
        const auto from = blocks_.begin() + static_cast<std::ptrdiff_t>(next_);
        const auto clocks = static_cast<std::size_t>(std::count_if(
            from, blocks_.end(),
            [](const std::string& block) { return plain_opening(block).has_value(); }));
        const bool live = page_.head.names_live_blog;
        // One block alone is no list.
        if (clocks >= (page_.head.names_ticker ? 1U : 3U) && (live || falls()))
            clocked();
        else if (page_.head.names_ticker)
            loose();
        else
            article();
        return std::move(page_);
    }

  private:
    /// Everything up to the teaser.
    void head() {
        Head& head = page_.head;
        std::size_t stamp = blocks_.size();
        for (std::size_t i = 0; i < std::min<std::size_t>(blocks_.size(), 6); ++i)
            if (page_stamp(blocks_[i])) {
                stamp = i;
                break;
            }
        if (stamp < blocks_.size()) {
            const auto read = page_stamp(blocks_[stamp]);
            (read->labelled ? head.modified : head.published) = when_of(*read);
            head.reading_minutes = time::reading_minutes(blocks_[stamp]);
            lines(stamp);
            next_ = stamp + 1;
        } else {
            std::size_t count = 0;
            while (count < std::min<std::size_t>(blocks_.size(), 2) &&
                   is_plain_title(blocks_[count]) &&
                   !(count + 1 < blocks_.size() && plain_opening(blocks_[count + 1]) &&
                     (count > 0 || !given_.title.empty())))
                ++count;
            lines(count);
            next_ = count;
        }
        front_matter_fields();
        head.names_ticker = names_ticker(head.kicker) || names_ticker(head.headline);
        head.names_live_blog =
            head.names_ticker || names_live(head.kicker) || names_live(head.headline);
        byline();
        picture();
        const bool more = next_ + 1 < blocks_.size();
        if (more && (head.names_live_blog || stamp < blocks_.size()) &&
            blocks_[next_].size() <= 600 && !opens_update(next_))
            teaser_ = next_;
        if (teaser_ && head.names_live_blog) {
            head.summary = blocks_[*teaser_];
            ++next_;
        }
        if (!head.reading_minutes && next_ < blocks_.size() && is_line(blocks_[next_]))
            head.reading_minutes = time::reading_minutes(blocks_[next_]);
    }

    /// The lines over the stamp: a kicker, if there are two, and the headline.
    void lines(std::size_t count) {
        if (count >= 1)
            page_.head.headline = blocks_[count - 1];
        if (count >= 2 && is_line(blocks_[count - 2]))
            page_.head.kicker = blocks_[count - 2];
    }

    /// What the front matter says goes before what the first lines seem to say.
    void front_matter_fields() {
        Head& head = page_.head;
        if (!given_.title.empty()) {
            if (head.headline != given_.title && head.kicker.empty() && next_ > 0 &&
                stet::page::names_live_blog(head.headline))
                head.kicker = head.headline;
            head.headline = given_.title;
        }
        if (!head.published.exists())
            head.published = when_of(given_.published);
        if (!head.modified.exists())
            head.modified = when_of(given_.modified);
        head.canonical = given_.url;
        head.summary = given_.description;
        head.tags = given_.tags;
        head.language = language_tag(given_.language);
        for (const std::string& name : given_.authors)
            head.authors.push_back({name, {}, {}});
    }

    void byline() {
        if (next_ >= blocks_.size())
            return;
        const std::vector<std::string> names = names_in_plain_byline(blocks_[next_]);
        if (names.empty())
            return;
        if (page_.head.authors.empty())
            for (const std::string& name : names)
                page_.head.authors.push_back({name, {}, {}});
        ++next_;
    }

    /// A stamp, the heading before one, or a day.
    bool opens_update(std::size_t i) const {
        if (plain_opening(blocks_[i]) || time::day_heading(blocks_[i]))
            return true;
        return i + 1 < blocks_.size() && is_plain_title(blocks_[i]) &&
               plain_opening(blocks_[i + 1]);
    }

    /// The words that page texts keep of a lead picture: its alternative text with the label of the
    /// button that enlarges it, and its caption with the source in brackets.
    void picture() {
        static constexpr std::array buttons{"Vergrößern des Bildes"sv, "Bild vergrößern"sv,
                                            "Enlarge image"sv, "View image in fullscreen"sv};
        Picture& picture = page_.head.picture;
        for (int blocks = 0; blocks < 2 && next_ < blocks_.size(); ++blocks) {
            const string_view block = blocks_[next_];
            const auto button = std::ranges::find_if(
                buttons, [&](string_view words) { return block.ends_with(words); });
            Picture caption;
            caption.caption = std::string(block);
            split_credit(caption);
            if (button != buttons.end() && picture.alt.empty())
                picture.alt =
                    std::string(text::trim(block.substr(0, block.size() - button->size())));
            else if (!caption.credit.empty() && block.size() < 600) {
                picture.caption = caption.caption;
                picture.credit = caption.credit;
            } else
                return;
            ++next_;
        }
    }

    /// Whether the times of a text that nothing names a live blog run from the newest down, with
    /// texts between them.
    bool falls() const {
        TimePlace before;
        std::size_t down = 0, up = 0;
        std::vector<std::uint32_t> bodies;
        for (const std::string& block : blocks_) {
            const auto found = plain_opening(block);
            if (!found) {
                if (!bodies.empty())
                    bodies.back() += static_cast<std::uint32_t>(block.size());
                continue;
            }
            const TimePlace now = place_in_time(found->when);
            if (before.precision == now.precision)
                (now.at < before.at ? down : up) += 1;
            before = now;
            bodies.push_back(static_cast<std::uint32_t>(found->rest.size()));
        }
        return down > 2 * up && median_of(std::move(bodies)) >= least_median;
    }

    /// Where the headings of updates stand: decided once, by most of them.
    enum class Headings : std::uint8_t { before, after, inside };

    Headings headings() const {
        std::size_t before = 0, after = 0, inside = 0;
        for (std::size_t i = next_; i < blocks_.size(); ++i) {
            const auto found = plain_opening(blocks_[i]);
            if (!found)
                continue;
            before += i > next_ && is_plain_title(blocks_[i - 1]) ? 1 : 0;
            if (!has_words(found->rest))
                after += heads_text(i + 1) ? 1 : 0;
            else
                inside += is_heading_line(found->rest) ? 1 : 0;
        }
        if (before > 0 && before >= std::max(after, inside))
            return Headings::before;
        return after > inside ? Headings::after : Headings::inside;
    }

    /// A heading with a text after it that no other stamp opens.
    bool heads_text(std::size_t i) const {
        return i + 1 < blocks_.size() && is_plain_title(blocks_[i]) && !opens_update(i + 1);
    }

    /// A first line that is no sentence, between the signs of agencies, or with a text below.
    static bool is_heading_line(string_view rest) {
        const std::size_t line_end = rest.find('\n');
        const string_view first = text::trim(rest.substr(0, line_end));
        return is_plain_title(first) && !ends_sentence(first) &&
               (line_end != string_view::npos || first.size() < 120);
    }

    void clocked() {
        const Headings place = headings();
        Candidate* current = nullptr;
        for (std::size_t i = next_; i < blocks_.size(); ++i) {
            const std::string& block = blocks_[i];
            if (const auto day = time::day_heading(block); day && is_line(block)) {
                page_.days.push_back({page_.updates.size(), *day});
                current = nullptr;
                continue;
            }
            auto found = plain_opening(block);
            const bool heads_next = place == Headings::before && i + 1 < blocks_.size() &&
                                    is_plain_title(block) && plain_opening(blocks_[i + 1]);
            if (found || heads_next) {
                current = &page_.updates.emplace_back();
                if (heads_next && !found) {
                    current->title = without_frame(block);
                    found = plain_opening(blocks_[++i]);
                }
                stamped(*current, *found);
                if (place == Headings::after && !has_words(found->rest) && heads_text(i + 1))
                    current->title = without_frame(blocks_[++i]);
            } else if (current && is_credit(block)) {
                credit(*current, block);
            } else if (current) {
                add_text(*current, block);
            } else if (page_.head.summary.empty()) {
                page_.head.summary = block;
            }
        }
    }

    /// A line with the source of a picture is no text of the update.
    static void credit(Candidate& update, const std::string& block) {
        if (!update.picture.credit.empty())
            return;
        Picture picture;
        picture.credit = block;
        split_credit(picture);
        update.picture.credit = std::move(picture.credit);
    }

    static void stamped(Candidate& update, const PlainOpening& found) {
        update.published = found.when;
        update.published.words.erase(
            0, std::min(update.published.label, update.published.words.size()));
        string_view rest = found.rest;
        // "+++ 14.50 Uhr: Titel +++ Text"
        if (const std::size_t end = rest.find(frame);
            update.title.empty() && end != string_view::npos && end < rest.find('\n')) {
            update.title = std::string(text::trim(rest.substr(0, end)));
            add_text(update, text::trim(rest.substr(end + frame.size())));
            return;
        }
        // A first line that is no sentence is the heading.
        if (update.title.empty() && is_heading_line(rest)) {
            const std::size_t line_end = rest.find('\n');
            update.title = std::string(text::trim(rest.substr(0, line_end)));
            if (line_end != string_view::npos)
                add_text(update, rest.substr(line_end + 1));
        } else if (has_words(rest)) {
            add_text(update, rest);
        }
    }

    static void add_text(Candidate& update, string_view block) {
        if (block.empty())
            return;
        if (!update.text.empty())
            update.text += "\n\n";
        update.text += block;
    }

    /// No clocks: each block is an update, a line without a full stop the heading of the next.
    void loose() {
        std::string title;
        for (std::size_t i = next_; i < blocks_.size(); ++i) {
            if (i + 1 < blocks_.size() && is_plain_title(blocks_[i]) &&
                !is_plain_title(blocks_[i + 1]) && !ends_sentence(blocks_[i]) && title.empty()) {
                title = blocks_[i];
                continue;
            }
            Candidate& update = page_.updates.emplace_back();
            update.title = std::move(title);
            title.clear();
            update.text = blocks_[i];
        }
    }

    void article() {
        for (std::size_t i = next_; i < blocks_.size(); ++i) {
            if (is_credit(blocks_[i]))
                continue;
            if (!page_.body.empty())
                page_.body += "\n\n";
            page_.body += blocks_[i];
        }
    }

    std::vector<std::string> blocks_;
    FrontMatter given_;
    std::size_t next_ = 0;
    std::optional<std::size_t> teaser_;
    PlainPage page_;
};

}  // namespace

PlainPage read_plain(string_view text) {
    FrontMatter given = front_matter(text);
    const bool note = given.text.size() < text.size() || is_markdown(text);
    if (!note)
        return Reader(text, std::move(given)).run();
    const std::string words = without_markdown(given.text);
    return Reader(words, std::move(given)).run();
}

}  // namespace stet::page

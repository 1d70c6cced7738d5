#include "extract/plain_page.h"

#include <algorithm>
#include <array>

#include "extract/body.h"
#include "extract/vocabulary.h"
#include "text/ascii.h"
#include "text/space.h"
#include "time/stamp.h"

namespace stet::page {

namespace {

using std::string_view;
using namespace std::string_view_literals;

constexpr std::size_t longest_line = 250;

bool ends_sentence(string_view text) {
    static constexpr std::array ends{"."sv, "!"sv,  "?"sv, ":"sv, "“"sv,
                                     "”"sv, "\""sv, "…"sv, "»"sv};
    return std::ranges::any_of(ends, [&](string_view end) { return text.ends_with(end); });
}

/// Lines of one block joined where the break was only the margin's: in the middle of a sentence.
std::string without_margins(string_view block) {
    std::string out;
    for (const string_view line : text::split(block, '\n')) {
        const string_view words = text::trim(line);
        if (words.empty())
            continue;
        if (!out.empty()) {
            const bool goes_on =
                !ends_sentence(out) && out.size() > 40 && (words[0] >= 'a' && words[0] <= 'z');
            out += goes_on ? ' ' : '\n';
        }
        out += words;
    }
    return text::tidy(out);
}

std::vector<std::string> blocks_of(string_view text) {
    std::vector<std::string> blocks;
    std::string block;
    const auto finish = [&] {
        if (std::string tidy = without_margins(block); !tidy.empty())
            blocks.push_back(std::move(tidy));
        block.clear();
    };
    for (const string_view line : text::split(text, '\n')) {
        if (text::trim(line).empty())
            finish();
        else
            block += line, block += '\n';
        if (blocks.size() >= max_updates)
            break;
    }
    finish();
    return blocks;
}

bool is_line(string_view block) {
    return block.size() <= longest_line && block.find('\n') == string_view::npos;
}

/// A stamp of the page: a short line with a day, and a label or a clock.
std::optional<time::Stamp> page_stamp(string_view block) {
    if (!is_line(block))
        return std::nullopt;
    std::optional<time::Stamp> stamp = time::find_page_stamp(block);
    if (stamp && !stamp->day)
        stamp.reset();
    return stamp;
}

/// The clock that begins a block, and the rest of the block.
struct Opening {
    When when;
    std::string_view rest;
};
std::optional<Opening> opening(string_view block) {
    if (block.empty() || !text::is_digit(block[0]))
        return std::nullopt;
    const auto stamp = time::stamp_at_start(block);
    if (!stamp || !stamp->clock)
        return std::nullopt;
    const auto end =
        static_cast<std::size_t>(stamp->words.data() - block.data()) + stamp->words.size();
    string_view rest = block.substr(end);
    for (bool more = true; more;) {
        more = false;
        for (const string_view sign :
             {" "sv, ":"sv, "|"sv, "-"sv, "–"sv, "—"sv, "\n"sv, "\xC2\xA0"sv})
            if (rest.starts_with(sign)) {
                rest.remove_prefix(sign.size());
                more = true;
            }
    }
    return Opening{when_of(*stamp), rest};
}

class Reader {
  public:
    explicit Reader(string_view text) : blocks_(blocks_of(text)) {}

    PlainPage run() {
        head();
        const std::size_t clocks = static_cast<std::size_t>(std::ranges::count_if(
            blocks_.begin() + static_cast<std::ptrdiff_t>(next_), blocks_.end(),
            [](const std::string& block) { return opening(block).has_value(); }));
        const bool live = page_.head.names_live_blog;
        if (clocks >= (live ? 1U : 3U) && (live || falls()))
            clocked();
        else if (live)
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
            while (count < std::min<std::size_t>(blocks_.size(), 2) && is_title(blocks_[count]))
                ++count;
            lines(count);
            next_ = count;
        }
        head.names_live_blog =
            stet::page::names_live_blog(head.kicker) || stet::page::names_live_blog(head.headline);
        picture();
        const bool more = next_ + 1 < blocks_.size();
        if (more && (head.names_live_blog || stamp < blocks_.size()) &&
            blocks_[next_].size() <= 600 && !opening(blocks_[next_]) &&
            !time::day_heading(blocks_[next_]))
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

    static bool is_title(string_view block) {
        return is_line(block) && !block.ends_with('.') && !opening(block) &&
               !time::day_heading(block);
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

    /// Whether the clocks of a text that nothing names a live blog run from the newest down.
    bool falls() const {
        std::optional<std::chrono::seconds> before;
        std::size_t down = 0, up = 0;
        for (const std::string& block : blocks_) {
            const auto found = opening(block);
            if (!found)
                continue;
            if (before)
                (*found->when.clock < *before ? down : up) += 1;
            before = found->when.clock;
        }
        return down > 2 * up;
    }

    void clocked() {
        Candidate* current = nullptr;
        for (std::size_t i = next_; i < blocks_.size(); ++i) {
            const std::string& block = blocks_[i];
            if (const auto day = time::day_heading(block); day && is_line(block)) {
                page_.days.push_back({page_.updates.size(), *day});
                current = nullptr;
                continue;
            }
            const auto found = opening(block);
            const bool heads_next =
                i + 1 < blocks_.size() && is_title(block) && opening(blocks_[i + 1]);
            if (found || heads_next) {
                current = &page_.updates.emplace_back();
                if (heads_next && !found) {
                    current->title = block;
                    ++i;
                    stamped(*current, *opening(blocks_[i]));
                } else {
                    stamped(*current, *found);
                }
            } else if (current) {
                add_text(*current, block);
            } else if (page_.head.summary.empty()) {
                page_.head.summary = block;
            }
        }
    }

    static void stamped(Candidate& update, const Opening& found) {
        update.published = found.when;
        const std::string rest(found.rest);
        const std::size_t line_end = rest.find('\n');
        const string_view first = string_view(rest).substr(0, line_end);
        // A first line that is no sentence is the heading.
        if (update.title.empty() && is_title(first) &&
            (line_end != std::string::npos || first.size() < 120)) {
            update.title = std::string(first);
            if (line_end != std::string::npos)
                add_text(update, string_view(rest).substr(line_end + 1));
        } else {
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
            if (i + 1 < blocks_.size() && is_title(blocks_[i]) && !is_title(blocks_[i + 1]) &&
                !ends_sentence(blocks_[i]) && title.empty()) {
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
            if (!page_.body.empty())
                page_.body += "\n\n";
            page_.body += blocks_[i];
        }
    }

    std::vector<std::string> blocks_;
    std::size_t next_ = 0;
    std::optional<std::size_t> teaser_;
    PlainPage page_;
};

}  // namespace

PlainPage read_plain(string_view text) {
    return Reader(text).run();
}

}  // namespace stet::page

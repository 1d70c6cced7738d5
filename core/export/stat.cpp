#include <algorithm>
#include <array>
#include <map>
#include <ostream>

#include "diff/rewording.h"
#include "export/writers.h"
#include "text/cat.h"
#include "text/printable.h"
#include "text/utf8.h"
#include "text/words.h"
#include "time/spoken.h"

namespace stet::out {
namespace {

// Columns of a line: what, when, of what kind, words out and in, and the key; then the headline.
constexpr std::size_t change_columns = 9, time_columns = 22, kind_columns = 18, words_columns = 11;
constexpr std::size_t least_title = 20;

std::string padded(std::string text, std::size_t columns) {
    const std::size_t has = text::columns(text);
    return has < columns ? text + std::string(columns - has, ' ') : text;
}
std::string padded_left(const std::string& text, std::size_t columns) {
    const std::size_t has = text::columns(text);
    return has < columns ? std::string(columns - has, ' ') + text : text;
}

// The start of a line that fits into so many columns.
std::string fitted(const std::string& line, std::size_t columns) {
    if (text::columns(line) <= columns)
        return line;
    std::string fit;
    std::size_t used = 1;  // for the sign of what is left out
    for (std::string_view rest = line; !rest.empty();) {
        const std::string_view all = rest;
        text::next(rest);
        const std::string_view sign = all.substr(0, all.size() - rest.size());
        used += text::columns(sign);
        if (used > columns)
            break;
        fit += sign;
    }
    return fit + "…";
}

std::size_t count_words(const std::string& text) {
    const std::vector<text::Token> tokens = text::tokens(text);
    return static_cast<std::size_t>(
        std::count_if(tokens.begin(), tokens.end(), [](const text::Token& token) {
            return token.kind == text::Token::Kind::word || token.kind == text::Token::Kind::number;
        }));
}

// `15.11.2026 11:00–12:00`, the day of the end only where it is another.
std::string when(const Item& item, const time::Zone& zone) {
    const bool gone = item.change == Change::withdrawn;
    const std::optional<Instant>& from = gone ? item.last_observed : item.not_before;
    const std::optional<Instant>& to = gone ? item.until : item.observed;
    if (!to)
        return {};
    const std::string last = time::to_local_text(*to, zone);
    if (!from || item.baseline)
        return text::cat("by ", last);
    const std::string first = time::to_local_text(*from, zone);
    const std::size_t day = first.find(' ');
    const bool one_day = first.compare(0, day, last, 0, day) == 0;
    return text::cat(first, "–", one_day ? last.substr(day + 1) : last);
}

bool is_silent(const Item& item) {
    return item.notice == Notice::none || item.notice == Notice::unstated;
}

std::string kind(const Item& item) {
    if (item.change == Change::withdrawn)
        return std::string(name_of(item.evidence));
    std::string said(name_of(item.edit_class));
    if (is_silent(item))
        said += ", silent";
    else if (item.notice == Notice::note)
        said += ", with a note";
    else if (item.notice == Notice::time)
        said += ", stated";
    return said;
}

// Words out and in: those of an edit, else all of the update's.
std::string words(const Item& item) {
    if (!item.changed.empty()) {
        const diff::Counts counts = diff::count_words(item);
        return counts.altered == 0 ? std::string()
                                   : text::cat("-", counts.removed, " +", counts.added);
    }
    const std::size_t count = count_words(item.title) + count_words(item.content_text);
    return text::cat(item.change == Change::withdrawn ? "-" : "+", count);
}

// One line a change, and after the last a table of how many there were of which kind, by source.
class Stat : public Writer {
  public:
    Stat(std::ostream& out, Options options) : out_(out), options_(std::move(options)) {}

    void write(const Item& item) override {
        if (item.change == Change::none)
            return;
        count(item);
        const std::string key = name_of_revision(item);
        const std::string start = text::cat(
            padded(std::string(name_of(item.change)), change_columns), "  ",
            padded(when(item, options_.zone), time_columns), "  ", padded(kind(item), kind_columns),
            "  ", padded_left(words(item), words_columns), "  ",
            text::printable_line(key.empty() ? item.id : key), "  ");
        const std::size_t used = text::columns(start);
        const std::size_t room =
            options_.width > used + least_title ? options_.width - used : least_title;
        out_ << start << fitted(text::printable_line(title_of(item)), room) << '\n';
    }

    void finish() override {
        if (counts_.empty())
            return;
        std::size_t widest = 6;
        Row all{};
        for (const auto& [source, row] : counts_) {
            widest = std::max(widest, text::columns(source));
            for (std::size_t n = 0; n < row.size(); ++n)
                all[n] += row[n];
        }
        std::string heads = std::string(widest, ' ');
        for (const std::string_view name : columns)
            heads += text::cat("  ", name);
        out_ << '\n' << heads << '\n';
        for (const auto& [source, row] : counts_)
            out_ << line(source, row, widest);
        if (counts_.size() > 1)
            out_ << line("all", all, widest);
    }

  private:
    static constexpr std::array<std::string_view, 5> columns{"added", "edited", "of them silent",
                                                             "withdrawn", "restored"};
    using Row = std::array<std::size_t, columns.size()>;

    void count(const Item& item) {
        const std::string name = item.key.substr(0, item.key.find('/'));
        Row& row = counts_[text::printable_line(name.empty() ? item.source : name)];
        row[0] += item.change == Change::added;
        row[1] += item.change == Change::edited;
        row[2] += item.change == Change::edited && is_silent(item);
        row[3] += item.change == Change::withdrawn;
        row[4] += item.change == Change::restored;
    }

    static std::string line(const std::string& name, const Row& row, std::size_t widest) {
        std::string made = padded(name, widest);
        for (std::size_t n = 0; n < row.size(); ++n)
            made += text::cat("  ", padded_left(std::to_string(row[n]), columns[n].size()));
        return made + '\n';
    }

    std::ostream& out_;
    Options options_;
    std::map<std::string, Row> counts_;
};

}  // namespace

std::unique_ptr<Writer> make_stat(std::ostream& out, Options options) {
    return std::make_unique<Stat>(out, std::move(options));
}

}  // namespace stet::out

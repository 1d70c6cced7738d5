#include <algorithm>
#include <ostream>

#include "export/alterations.h"
#include "export/marked.h"
#include "export/writers.h"
#include "model/record.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/printable.h"
#include "text/space.h"
#include "text/utf8.h"
#include "time/spoken.h"

namespace stet::out {
namespace {

using Mark = Piece::Mark;

constexpr std::string_view indent = "    ";
constexpr std::string_view column_edge = "│  ";
constexpr std::string_view quiet = "\x1b[2m";
constexpr std::size_t widest = 100;  // longer lines are hard to read

bool changed(const Item& item, std::string_view name) {
    return std::find(item.changed.begin(), item.changed.end(), name) != item.changed.end();
}

std::string_view color_of(Change change) {
    switch (change) {
        case Change::added:
            return "\x1b[32m";
        case Change::edited:
            return "\x1b[33m";
        case Change::withdrawn:
            return "\x1b[31m";
        case Change::restored:
            return "\x1b[36m";
        case Change::none:
            break;
    }
    return {};
}

// Records one below the other or, where they are the life of one update, as a column: at its edge
// the numbers of the revisions, in which only the first is shown whole.
class Text : public Writer {
  public:
    Text(std::ostream& out, Options options) : out_(out), options_(std::move(options)) {
        options_.width = std::clamp<std::size_t>(options_.width, 20, widest);
        if (options_.life)
            edge_ = body_margin_ = column_edge;
    }

    void write(const Item& item) override {
        page_.clear();
        if (begun_)
            page_ += text::cat(text::trim(edge_), '\n');
        const bool whole = !begun_ || !options_.life;
        begun_ = true;
        change_line(item, whole);
        if (options_.life && item.change == Change::withdrawn) {
            out_ << page_;  // its words stand above
            return;
        }
        const Item before = item.changed.empty() ? Item{} : before_edit(item);
        if (whole || changed(item, "title"))
            title(item, before);
        if (whole)
            details(item);
        if (item.match)
            lines(found_words(item.match->snippet));
        else if (!item.changed.empty())
            edits(item, before);
        else if (whole)
            body(item);
        out_ << page_;
    }
    void finish() override {}

  private:
    std::string painted(std::string_view code, std::string_view text) const {
        return options_.color && !code.empty() ? text::cat(code, text, "\x1b[0m")
                                               : std::string(text);
    }
    void lines(const Pieces& pieces) {
        append_terminal(page_, pieces, {body_margin_, options_.width, options_.color});
    }

    // What happened, when and how sure that is; in a column also how long it stood.
    void change_line(const Item& item, bool named) {
        if (item.change == Change::none)
            return;
        if (options_.life) {
            const std::string mark =
                item.change == Change::withdrawn ? "×" : std::to_string(item.revision);
            page_ += mark;
            page_.append(text::columns(mark) < 3 ? 3 - text::columns(mark) : 1, ' ');
        }
        page_ += painted(color_of(item.change), name_of(item.change));
        std::string rest;
        const std::string name = options_.life ? item.key : name_of_revision(item);
        for (const std::string& part : {span_of(item, options_.zone), judgement_of(item),
                                        named ? text::printable_line(name) : std::string()})
            if (!part.empty())
                rest += text::cat(" · ", part);
        page_ += text::cat(painted(quiet, rest), '\n');
        const std::string end = options_.life ? end_of(item, options_.zone) : std::string();
        if (!end.empty())
            page_ += text::cat(edge_, painted(quiet, end), '\n');
    }

    void title(const Item& item, const Item& before) {
        Pieces pieces;
        const std::string kicker = text::fold_space(item.kicker);
        if (!kicker.empty())
            pieces.push_back({Mark::plain, text::cat(kicker, ": ")});
        if (changed(item, "title")) {
            for (Piece& piece : marked_words(before.title, item.title, options_.context))
                pieces.push_back(std::move(piece));
        } else if (!item.title.empty()) {
            pieces.push_back({Mark::strong, text::fold_space(item.title)});
        } else if (item.is_head()) {
            pieces.push_back({Mark::strong, title_of(item)});
        }
        append_terminal(page_, pieces, {edge_, options_.width, options_.color});
    }

    void details(const Item& item) {
        std::string line;
        const auto add = [&line](const std::string& part) {
            if (!part.empty())
                line += text::cat(line.empty() ? "" : " · ", part);
        };
        if (item.date_published)
            add(time::to_local_text(*item.date_published, options_.zone));
        if (item.date_modified && item.date_modified != item.date_published)
            add(text::cat("modified ", time::to_local_text(*item.date_modified, options_.zone)));
        std::string authors;
        for (const Author& author : item.authors)
            authors += text::cat(authors.empty() ? "" : ", ", text::fold_space(author.name));
        add(text::printable_line(authors));
        if (item.change == Change::none)
            add(text::printable_line(item.key));
        if (item.is_head())
            add(text::printable_line(item.url.empty() ? item.source : item.url));
        if (!line.empty())
            page_ += text::cat(edge_, painted(quiet, line), '\n');
    }

    void body(const Item& item) {
        const std::string& text = item.content_text.empty() ? item.summary : item.content_text;
        if (!text.empty())
            lines({{item.change == Change::withdrawn ? Mark::removed : Mark::plain, text}});
        if (!item.image_caption.empty())
            lines({{Mark::plain, text::cat("[", item.image_caption, "]")}});
        for (const std::string& warning : item.warnings)
            lines({{Mark::plain, text::cat("warning: ", warning)}});
    }

    void edits(const Item& item, const Item& before) {
        for (const Alteration& alteration :
             alterations(item, before, options_.context, options_.zone))
            if (alteration.member != "title")
                lines(alteration.labelled());
    }

    std::ostream& out_;
    Options options_;
    std::string_view edge_, body_margin_ = indent;
    std::string page_;
    bool begun_ = false;
};

}  // namespace

std::unique_ptr<Writer> make_text(std::ostream& out, Options options) {
    return std::make_unique<Text>(out, std::move(options));
}

}  // namespace stet::out

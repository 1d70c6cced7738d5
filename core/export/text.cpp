#include <algorithm>
#include <ostream>

#include "export/marked.h"
#include "export/writers.h"
#include "model/record.h"
#include "text/cat.h"
#include "text/printable.h"
#include "text/space.h"
#include "time/spoken.h"

namespace stet::out {
namespace {

using Mark = Piece::Mark;

constexpr std::size_t indent = 4;
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

class Text : public Writer {
  public:
    Text(std::ostream& out, Options options) : out_(out), options_(std::move(options)) {
        options_.width = std::clamp<std::size_t>(options_.width, 20, widest);
    }

    void write(const Item& item) override {
        page_.clear();
        if (begun_)
            page_ += '\n';
        begun_ = true;
        if (item.change != Change::none)
            change_line(item);
        const Item before = item.changed.empty() ? Item{} : before_edit(item);
        title(item, before);
        details(item);
        if (item.match)
            lines(found_words(item.match->snippet));
        else if (item.changed.empty())
            body(item);
        else
            edits(item, before);
        out_ << page_;
    }
    void finish() override {}

  private:
    std::string painted(std::string_view code, std::string_view text) const {
        return options_.color && !code.empty() ? text::cat(code, text, "\x1b[0m")
                                               : std::string(text);
    }
    void lines(const Pieces& pieces) {
        append_terminal(page_, pieces, {indent, options_.width, options_.color});
    }

    // What happened, when and how sure that is.
    void change_line(const Item& item) {
        page_ += painted(color_of(item.change), name_of(item.change));
        std::string rest;
        const std::string key =
            item.revision > 0 && !item.key.empty() && item.key.find('/') == item.key.rfind('/')
                ? text::cat(item.key, '/', item.revision)
                : item.key;
        for (const std::string& part :
             {span_of(item, options_.zone), judgement_of(item), text::printable_line(key)})
            if (!part.empty())
                rest += text::cat(" · ", part);
        page_ += painted("\x1b[2m", rest);
        page_ += '\n';
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
        append_terminal(page_, pieces, {0, options_.width, options_.color});
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
            page_ += text::cat(painted("\x1b[2m", line), '\n');
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

    // Texts as marked words, all other members as old and new values.
    void edits(const Item& item, const Item& before) {
        const struct {
            std::string_view name, label;
            std::string Item::*member;
        } texts[] = {{"content_text", "", &Item::content_text},
                     {"summary", "summary: ", &Item::summary},
                     {"_stet.kicker", "kicker: ", &Item::kicker},
                     {"_stet.image_alt", "picture: ", &Item::image_alt},
                     {"_stet.image_caption", "caption: ", &Item::image_caption},
                     {"_stet.image_credit", "credit: ", &Item::image_credit}};
        const bool body_shown = changed(item, "content_text");
        for (const std::string& name : item.changed) {
            const auto known = std::find_if(std::begin(texts), std::end(texts),
                                            [&](const auto& text) { return text.name == name; });
            if (name == "title" || (name == "summary" && body_shown))
                continue;
            if (known != std::end(texts)) {
                Pieces pieces;
                if (!known->label.empty())
                    pieces.push_back({Mark::plain, std::string(known->label)});
                for (Piece& piece :
                     marked_words(before.*(known->member), item.*(known->member), options_.context))
                    pieces.push_back(std::move(piece));
                lines(pieces);
            } else if (name == "content_html") {
                if (!body_shown)
                    lines({{Mark::plain, "the markup of the text"}});
            } else if (name == "_stet.feed" && before.feed && item.feed) {
                feed_data(*before.feed, *item.feed);
            } else {
                values(name, member_json(before, name), member_json(item, name));
            }
        }
    }

    void feed_data(const FeedData& before, const FeedData& now) {
        Pieces pieces{{Mark::plain, "the feed's own data"}};
        if (before.description != now.description) {
            pieces = {{Mark::plain, "description: "}};
            for (Piece& piece : marked_words(before.description, now.description, options_.context))
                pieces.push_back(std::move(piece));
        }
        lines(pieces);
    }

    void values(const std::string& name, std::string old, std::string fresh) {
        Pieces pieces{{Mark::plain, text::cat(name, ": ")}};
        if (!old.empty())
            pieces.push_back({Mark::removed, std::move(old)});
        if (pieces.size() > 1)
            pieces.push_back({Mark::plain, " "});
        if (!fresh.empty())
            pieces.push_back({Mark::added, std::move(fresh)});
        lines(pieces);
    }

    std::ostream& out_;
    Options options_;
    std::string page_;
    bool begun_ = false;
};

}  // namespace

std::unique_ptr<Writer> make_text(std::ostream& out, Options options) {
    return std::make_unique<Text>(out, std::move(options));
}

}  // namespace stet::out

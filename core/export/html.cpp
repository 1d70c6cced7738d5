#include <algorithm>
#include <ostream>

#include "export/body.h"
#include "export/marked.h"
#include "export/writers.h"
#include "model/record.h"
#include "text/cat.h"
#include "text/entities.h"
#include "text/space.h"
#include "text/url.h"
#include "time/instant.h"
#include "time/spoken.h"

namespace stet::out {
namespace {

// Nothing is loaded and nothing runs: the page is for reading what others wrote. The style keeps to
// the reader's own colours, light or dark, and prints without links' colours.
constexpr std::string_view start = R"html(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>)html";

constexpr std::string_view style = R"html(</title>
<style>
:root { color-scheme: light dark; --quiet: #5f5f5f; --line: #ccc; --del: #a1201a; --ins: #0f6636;
  --del-ground: #fdeceb; --ins-ground: #e3f5e9; }
@media (prefers-color-scheme: dark) { :root { --quiet: #aaa; --line: #444; --del: #ff8a80;
  --ins: #7fdc9d; --del-ground: #3b1917; --ins-ground: #12301d; } }
body { font: 1rem/1.5 Georgia, serif; max-width: 42rem; margin: 0 auto; padding: 1rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.2; }
h2 { font-size: 1.15rem; line-height: 1.3; margin: .2rem 0; }
article { border-top: 1px solid var(--line); padding: .8rem 0; }
.change, .details, small { font: .85rem/1.4 system-ui, sans-serif; color: var(--quiet); }
.change, .details { margin: 0; }
.change b { color: CanvasText; border-left: .35rem solid var(--line); padding-left: .4rem; }
.change .edited { border-color: #c58b00; }
.change .added, .change .restored { border-color: var(--ins); }
.change .withdrawn { border-color: var(--del); }
del, ins { padding: 0 .1em; border-radius: .15em; box-decoration-break: clone;
  -webkit-box-decoration-break: clone; }
del { color: var(--del); background: var(--del-ground); }
ins { color: var(--ins); background: var(--ins-ground); text-decoration: none; }
.withdrawn .body, .withdrawn h2 { text-decoration: line-through; }
blockquote { border-left: 3px solid var(--line); margin-left: 0; padding-left: 1rem; }
table { display: block; overflow-x: auto; }
@media print { :root { --del-ground: none; --ins-ground: none; }
  body { max-width: none; font-size: 10pt; padding: 0; } a { color: inherit; }
  article { break-inside: avoid-page; } ins { text-decoration: underline; } }
</style>
</head>
<body>
)html";

class Html : public Writer {
  public:
    Html(std::ostream& out, Options options) : out_(out), options_(std::move(options)) {}

    void write(const Item& item) override {
        if (!begun_)
            begin(!options_.title.empty() ? options_.title
                  : item.is_head()        ? title_of(item)
                                          : std::string());
        std::string html;
        if (item.is_head() && item.change == Change::none)
            head(html, item);
        else
            article(html, item);
        out_ << html;
    }

    void finish() override {
        if (!begun_)
            begin(options_.title);
        out_ << "</body>\n</html>\n";
    }

  private:
    void begin(const std::string& title) {
        begun_ = true;
        out_ << start << text::escape_markup(title.empty() ? "stet" : title) << style;
    }

    void head(std::string& html, const Item& item) const {
        html += "<header>\n";
        if (!item.kicker.empty())
            html += text::cat("<p class=\"details\">", text::escape_markup(item.kicker), "</p>\n");
        html += text::cat("<h1>", linked(item, text::escape_markup(title_of(item))), "</h1>\n");
        details(html, item);
        html += text::cat(body_html(item), "</header>\n");
    }

    static std::string linked(const Item& item, const std::string& html) {
        if (!text::is_http_url(item.url) || html.empty())
            return html;
        return text::cat("<a href=\"", text::escape_markup(item.url), "\">", html, "</a>");
    }

    void article(std::string& html, const Item& item) const {
        html +=
            item.change == Change::withdrawn ? "<article class=\"withdrawn\">\n" : "<article>\n";
        if (item.change != Change::none)
            change_line(html, item);
        const std::string title = title_html(item);
        if (!title.empty())
            html += text::cat("<h2>", linked(item, title), "</h2>\n");
        details(html, item);
        html += "<div class=\"body\">\n";
        if (item.match)
            append_html(html, found_words(item.match->snippet));
        else if (!item.changed.empty())
            html += edit_html(item, options_.context, options_.zone, false);
        else
            html += body_html(item);
        html += "</div>\n</article>\n";
    }

    std::string title_html(const Item& item) const {
        const auto& names = item.changed;
        if (std::find(names.begin(), names.end(), "title") == names.end())
            return text::escape_markup(item.title.empty() && !item.is_head() ? std::string()
                                                                             : title_of(item));
        std::string html;
        append_html_line(html, marked_words(before_edit(item).title, item.title, options_.context));
        return html;
    }

    void change_line(std::string& html, const Item& item) const {
        html += text::cat("<p class=\"change\"><b class=\"", name_of(item.change), "\">",
                          name_of(item.change), "</b>");
        for (const std::string& part :
             {span_of(item, options_.zone), judgement_of(item),
              options_.life ? end_of(item, options_.zone) : std::string(), name_of_revision(item)})
            if (!part.empty())
                html += text::cat(" · ", text::escape_markup(part));
        html += "</p>\n";
    }

    void details(std::string& html, const Item& item) const {
        std::string line;
        if (item.date_published)
            line = text::cat("<time datetime=\"", time::to_rfc3339(*item.date_published), "\">",
                             time::to_local_text(*item.date_published, options_.zone), "</time>");
        for (const Author& author : item.authors)
            line += text::cat(line.empty() ? "" : " · ",
                              text::escape_markup(text::fold_space(author.name)));
        if (!line.empty())
            html += text::cat("<p class=\"details\">", line, "</p>\n");
    }

    std::ostream& out_;
    Options options_;
    bool begun_ = false;
};

}  // namespace

std::unique_ptr<Writer> make_html(std::ostream& out, Options options) {
    return std::make_unique<Html>(out, std::move(options));
}

}  // namespace stet::out

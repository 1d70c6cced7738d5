#include <ostream>

#include "base/digest.h"
#include "export/body.h"
#include "export/writers.h"
#include "markup/xml_writer.h"
#include "model/record.h"
#include "text/cat.h"
#include "text/entities.h"
#include "text/url.h"
#include "time/instant.h"

namespace stet::out {
namespace {

// Ids of publishers are no IRIs, and may be used by several; those of an entry are made of source
// and id. A change is an entry of its own: a reader shows an entry that it knows no second time.
std::string entry_id(const Item& item, bool of_change) {
    std::string name = text::cat(item.source, '\n', name_of(item.kind), '\n', item.id);
    if (of_change)
        name += text::cat('\n', item.revision, '\n', name_of(item.change), '\n', item.seq);
    return text::cat("urn:stet:", hex(bytes_of(sha256(name)).substr(0, 16)));
}

std::optional<Instant> updated(const Item& item, bool of_change) {
    if (of_change && item.change == Change::withdrawn && item.until)
        return item.until;
    if (of_change && item.observed)
        return item.observed;
    return item.date_modified ? item.date_modified : shown_time(item);
}

// RFC 4287; withdrawals also as tombstones (RFC 6721). `updated` of the feed stands at its end, for
// only then the newest entry is known; the order of elements means nothing.
class Atom : public Writer {
  public:
    Atom(std::ostream& out, Options options) : out_(out), options_(std::move(options)) {}

    void write(const Item& item) override {
        if (item.is_head() && item.change == Change::none) {
            if (!begun_)
                begin(title_of(item), &item);
            return;
        }
        if (!begun_)
            begin({}, nullptr);
        const bool of_change = item.change == Change::edited || item.change == Change::withdrawn ||
                               item.change == Change::restored;
        const Instant when = updated(item, of_change).value_or(options_.now);
        if (!newest_ || when > *newest_)
            newest_ = when;
        if (item.change == Change::withdrawn) {
            xml_.open("at:deleted-entry");
            xml_.attribute("ref", entry_id(item, false));
            xml_.attribute("when", time::to_rfc3339(when));
            xml_.close();
        }
        entry(item, of_change, when);
        out_ << xml_.take();
    }

    void finish() override {
        if (!begun_)
            begin({}, nullptr);
        xml_.element("updated", time::to_rfc3339(newest_.value_or(options_.now)));
        xml_.close();
        out_ << xml_.take();
    }

  private:
    void begin(const std::string& title, const Item* head) {
        begun_ = true;
        const std::string shown = !options_.title.empty() ? options_.title
                                  : title.empty()         ? std::string("stet")
                                                          : title;
        xml_.open("feed");
        xml_.attribute("xmlns", "http://www.w3.org/2005/Atom");
        xml_.attribute("xmlns:at", "http://purl.org/atompub/tombstones/1.0");
        xml_.element("title", shown);
        xml_.element("id", head ? entry_id(*head, false) : std::string("urn:stet:selection"));
        author("stet");
        xml_.element("generator", "stet");
        if (head)
            link(head->url);
    }

    void entry(const Item& item, bool of_change, Instant when) {
        const std::string title = title_of(item);
        xml_.open("entry");
        if (!item.language.empty())
            xml_.attribute("xml:lang", item.language);
        xml_.element("title", of_change ? text::cat(name_of(item.change), ": ", title) : title);
        xml_.element("id", entry_id(item, of_change));
        xml_.element("updated", time::to_rfc3339(when));
        if (item.date_published)
            xml_.element("published", time::to_rfc3339(*item.date_published));
        for (const Author& one : item.authors)
            if (!one.name.empty())
                author(one.name);
        for (const std::string& tag : item.tags) {
            xml_.open("category");
            xml_.attribute("term", tag);
            xml_.close();
        }
        link(item.url);
        if (!item.summary.empty())
            xml_.element("summary", item.summary);
        content(item, of_change);
        xml_.close();
    }

    void author(std::string_view name) {
        xml_.open("author");
        xml_.element("name", name);
        xml_.close();
    }

    void link(const std::string& url) {
        if (!text::is_http_url(url))
            return;
        xml_.open("link");
        xml_.attribute("rel", "alternate");
        xml_.attribute("href", url);
        xml_.close();
    }

    // HTML goes in as text, so that no body can break the document.
    void content(const Item& item, bool of_change) {
        std::string html;
        if (of_change) {
            const std::string judgement = judgement_of(item), span = span_of(item, options_.zone);
            html =
                text::cat("<p><b>", name_of(item.change), "</b> ", text::escape_markup(span),
                          judgement.empty() ? "" : " · ", text::escape_markup(judgement), "</p>\n");
        }
        html += item.changed.empty() ? body_html(item)
                                     : edit_html(item, options_.context, options_.zone, true);
        xml_.open("content");
        xml_.attribute("type", "html");
        xml_.text(html);
        xml_.close();
    }

    std::ostream& out_;
    Options options_;
    markup::XmlWriter xml_;
    std::optional<Instant> newest_;
    bool begun_ = false;
};

}  // namespace

std::unique_ptr<Writer> make_atom(std::ostream& out, Options options) {
    return std::make_unique<Atom>(out, std::move(options));
}

}  // namespace stet::out

#include <ostream>

#include "base/digest.h"
#include "export/body.h"
#include "export/writers.h"
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

std::string element(std::string_view name, std::string_view text) {
    return text::cat('<', name, '>', text::escape_markup(text), "</", name, ">\n");
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
        std::string xml;
        if (item.change == Change::withdrawn)
            xml += text::cat("<at:deleted-entry ref=\"", entry_id(item, false), "\" when=\"",
                             time::to_rfc3339(when), "\"/>\n");
        entry(xml, item, of_change, when);
        out_ << xml;
    }

    void finish() override {
        if (!begun_)
            begin({}, nullptr);
        out_ << element("updated", time::to_rfc3339(newest_.value_or(options_.now))) << "</feed>\n";
    }

  private:
    void begin(const std::string& title, const Item* head) {
        begun_ = true;
        const std::string shown = !options_.title.empty() ? options_.title
                                  : title.empty()         ? std::string("stet")
                                                          : title;
        const std::string id = head ? entry_id(*head, false) : std::string("urn:stet:selection");
        out_ << "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
                "xmlns:at=\"http://purl.org/atompub/tombstones/1.0\">\n"
             << element("title", shown) << element("id", id)
             << "<author><name>stet</name></author>\n<generator>stet</generator>\n";
        if (head && text::is_http_url(head->url))
            out_ << "<link rel=\"alternate\" href=\"" << text::escape_markup(head->url) << "\"/>\n";
    }

    void entry(std::string& xml, const Item& item, bool of_change, Instant when) const {
        const std::string title = title_of(item);
        xml += item.language.empty()
                   ? std::string("<entry>\n")
                   : text::cat("<entry xml:lang=\"", text::escape_markup(item.language), "\">\n");
        xml += element("title", of_change ? text::cat(name_of(item.change), ": ", title) : title);
        xml += element("id", entry_id(item, of_change));
        xml += element("updated", time::to_rfc3339(when));
        if (item.date_published)
            xml += element("published", time::to_rfc3339(*item.date_published));
        for (const Author& author : item.authors)
            if (!author.name.empty())
                xml += text::cat("<author><name>", text::escape_markup(author.name),
                                 "</name></author>\n");
        for (const std::string& tag : item.tags)
            xml += text::cat("<category term=\"", text::escape_markup(tag), "\"/>\n");
        if (text::is_http_url(item.url))
            xml += text::cat("<link rel=\"alternate\" href=\"", text::escape_markup(item.url),
                             "\"/>\n");
        if (!item.summary.empty())
            xml += element("summary", item.summary);
        content(xml, item, of_change);
        xml += "</entry>\n";
    }

    // HTML goes in as text, so that no body can break the document.
    void content(std::string& xml, const Item& item, bool of_change) const {
        std::string html;
        if (of_change) {
            const std::string judgement = judgement_of(item), span = span_of(item, options_.zone);
            html =
                text::cat("<p><b>", name_of(item.change), "</b> ", text::escape_markup(span),
                          judgement.empty() ? "" : " · ", text::escape_markup(judgement), "</p>\n");
        }
        html += item.changed.empty() ? body_html(item)
                                     : edit_html(item, options_.context, options_.zone, true);
        xml += text::cat("<content type=\"html\">", text::escape_markup(html), "</content>\n");
    }

    std::ostream& out_;
    Options options_;
    std::optional<Instant> newest_;
    bool begun_ = false;
};

}  // namespace

std::unique_ptr<Writer> make_atom(std::ostream& out, Options options) {
    return std::make_unique<Atom>(out, std::move(options));
}

}  // namespace stet::out

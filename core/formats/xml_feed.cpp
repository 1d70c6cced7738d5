#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "formats/feed_reader.h"
#include "markup/xml.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/language.h"
#include "text/url.h"
#include "text/utf8.h"

namespace stet::formats {

namespace {

using markup::CutXml;
using markup::Node;

const Node* find_root(const Node& top, Format format) {
    for (const Node* node = top.first_child; node; node = following(*node, &top))
        if (node->kind == Node::Kind::element && format_of_element(node->name) == format)
            return node;
    return nullptr;
}

XmlFormat xml_format(Format format, const CutXml& xml, const Node& root) {
    switch (format) {
        case Format::rdf:
            return rdf_format(xml, root);
        case Format::atom:
            return atom_format(root);
        default:
            return rss_format(root);
    }
}

/// The zone of a language whose countries all show one clock.
std::optional<time::Zone> shared_zone(std::string_view language) {
    static constexpr std::array<std::string_view, 12> languages{"cs", "da", "de", "hu", "it", "nb",
                                                                "nl", "nn", "no", "pl", "sk", "sv"};
    const std::string_view main = language.substr(0, language.find('-'));
    return std::ranges::find(languages, main) == languages.end() ? std::nullopt
                                                                 : time::zone_of(main, {});
}

/// Hands on the entries of a feed, wherever they stand.
class Entries {
  public:
    Entries(const CutXml& xml, const Frame& frame, const Reader::Take& take, Reader::Part part,
            std::string_view language)
        : xml_(xml), frame_(frame), take_(take), part_(part) {
        if (frame_.language.empty())
            frame_.language = language;
    }

    void run(const Node& root) {
        if (text::iequals(root.name, "entry"))  // a document may be a single entry (RFC 4287, 2)
            entry(root, frame_);
        else if (below(root, frame_) && !any_)
            buried(root);
    }

  private:
    bool is_entry(const Node& node) const { return frame_.vocabulary.term(node).tag == Tag::entry; }

    bool entry(const Node& node, const Frame& frame) {
        any_ = true;
        return take_(read_entry(node, frame, part_));
    }

    /// The entries directly below a node and below its channels. False where no more are wanted.
    bool below(const Node& parent, const Frame& frame) {
        const auto look = [&](const Node& one) {
            const Tag tag = frame.vocabulary.term(one).tag;
            if (tag == Tag::entry)
                return entry(one, frame);
            if (tag != Tag::channel)
                return true;
            Frame inner = frame;
            Scope room;
            inner.scope = frame.scope.inside(one, room);
            return below(one, inner);
        };
        for (const Node* node = parent.first_child; node; node = node->next)
            if (!(node->kind == Node::Kind::cut ? xml_.each(*node, item_, look) : look(*node)))
                return false;
        return true;
    }

    /// An element that was never closed (an itunes:category, mostly) swallows the entries behind
    /// it.
    bool buried(const Node& top) {
        const auto look = [&](const Node& one) {
            return is_entry(one) ? entry(one, frame_) : buried(one);
        };
        for (const Node* node = following(top, &top); node;) {
            if (node->kind == Node::Kind::cut && !xml_.each(*node, item_, look))
                return false;
            const bool found = is_entry(*node);
            if (found && !entry(*node, frame_))
                return false;
            node = found ? following_past(*node, &top) : following(*node, &top);
        }
        return true;
    }

    const CutXml& xml_;
    Frame frame_;
    const Reader::Take& take_;
    const Reader::Part part_;
    markup::Tree item_;  // the one that is being read
    bool any_ = false;
};

class XmlFeed : public Reader {
  public:
    XmlFeed(CutXml&& xml, const Node& root, XmlFormat&& format, const Scope& outside)
        : xml_(std::move(xml)),
          root_(root),
          frame_{.dialect = format.dialect,
                 .vocabulary = Vocabulary(std::move(format.core)),
                 .scope = {},
                 .language = {}} {
        Scope room;
        frame_.scope = outside.inside(root, room);
        read_channel();
        feed_.head.feed->format = std::move(format.name);
        feed_.head.warnings = xml_.tree().warnings;
        if (xml_.tree().cut)
            feed_.extent = Feed::Extent::cut;
        frame_.language = text::tidy_language(feed_.head.feed->language);
        // A feed that came from nowhere: its page's address is the next best base.
        if (frame_.scope.base.empty() && text::is_http_url(feed_.head.feed->home_page_url))
            frame_.scope.base = feed_.head.feed->home_page_url;
        look_around();
        if (!outside.zone_asked)
            if (auto zone = shared_zone(frame_.language))
                frame_.scope.zone = *std::move(zone);
        try_dates();
    }

  private:
    void give(const Take& take, Part part, std::string_view language) const override {
        Entries(xml_, frame_, take, part, language).run(root_);
    }

    void read_channel() {
        ChannelReader channel(frame_);
        if (!text::iequals(root_.name, "entry")) {
            Scope room;
            channel.read(root_, frame_.scope);
            for (const Node* node = root_.first_child; node; node = node->next)
                if (frame_.vocabulary.term(*node).tag == Tag::channel)
                    channel.read(*node, frame_.scope.inside(*node, room));
        }
        feed_.head.feed = channel.finish();
        feed_.wishes = channel.wishes();
        feed_.older = channel.older();
    }

    /// Tells of dates that the first items have and that cannot be read.
    void try_dates() {
        constexpr std::size_t enough = 50;
        std::vector<std::string> unread;
        Frame frame = frame_;
        frame.unread = &unread;
        std::size_t left = enough;
        const Take take = [&](Item&&) { return --left > 0; };
        Entries(xml_, frame, take, Part::names, {}).run(root_);
        if (!unread.empty())
            remark_ = text::cat("dates that cannot be read, such as '",
                                text::clip(unread.front(), 40), "'");
    }

    /// Finds what was withdrawn, and counts the items.
    void look_around() {
        std::size_t items = xml_.items();
        for (const Node* node = &root_; node; node = following(*node, &root_)) {
            const Tag tag = frame_.vocabulary.term(*node).tag;
            if (tag == Tag::entry)
                ++items;
            if (tag != Tag::deleted)
                continue;
            if (const std::string_view ref = text::trim((*node)["ref"]); !ref.empty())
                feed_.tombstones.emplace_back(ref);
        }
        if (items > most_items)
            feed_.head.warnings.push_back(too_many_items());
    }

    CutXml xml_;
    const Node& root_;
    Frame frame_;
};

}  // namespace

OpenedReader open_xml(Format format, std::string_view text, const Scope& scope, Window window) {
    Result<CutXml> xml = CutXml::read(text, window);
    if (!xml)
        return std::move(xml.error());
    const Node* root = find_root(xml->tree().root(), format);
    if (!root)
        return Error{Error::Kind::unreadable, "there is no feed in it", {}, {}};
    XmlFormat shape = xml_format(format, *xml, *root);
    return OpenedReader(std::make_unique<XmlFeed>(std::move(*xml), *root, std::move(shape), scope));
}

}  // namespace stet::formats

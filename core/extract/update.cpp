#include "extract/update.h"

#include <algorithm>
#include <array>

#include "extract/block_authors.h"
#include "extract/body.h"
#include "extract/opening_words.h"
#include "extract/vocabulary.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/space.h"
#include "text/url.h"
#include "time/stamp.h"
#include "time/stamp_words.h"

namespace stet::page {

namespace {

using markup::Node;
using markup::Tree;
using std::string_view;
using namespace std::string_view_literals;

constexpr std::size_t longest_id = 300;

/// The id of a block: its element's own, its parent's where that holds nothing else, or an anchor
/// before its text.
string_view id_of_block(const Block& block) {
    const Node& top = *block.parts.front();
    if (const string_view id = id_of(top); !id.empty())
        return id;
    for (const Node* up = top.parent; up && up->kind == Node::Kind::element; up = up->parent) {
        if (up->first_child != up->last_child || up->is("body"))
            break;
        if (const string_view id = id_of(*up); !id.empty())
            return id;
    }
    int seen = 0;
    for (const Node* node = markup::following(top, &top); node && seen < 6;
         node = markup::following(*node, &top)) {
        if (node->kind == Node::Kind::text)
            continue;
        ++seen;
        if (node->is("a") && !(*node)["name"].empty())
            return text::trim((*node)["name"]);
        if (const string_view id = id_of(*node); !id.empty() && !is_inline(*node))
            return id;
    }
    return {};
}

struct Reader {
    Tree& tree;
    const Outline& outline;
    const Block& block;
    string_view base;
    Candidate out;
    Node* top = nullptr;
    std::vector<Node*> stamp_boxes;  ///< what stamps stood in

    void gather() {
        top = &tree.add_element(tree.root(), "div", {});
        Node* const only = block.parts.size() == 1 ? block.parts.front() : nullptr;
        if (only && !block.heading && !only->is("p")) {
            while (Node* const child = only->first_child) {
                // Cells are no table without their row.
                if (child->is("td") || child->is("th"))
                    child->name = "div";
                append(*top, *child);
            }
            return;
        }
        for (Node* const part : block.parts)
            append(*top, *part);
    }

    /// The address of the update's own page, where its stamp is a link to it.
    void permalink() {
        for (const Mark& mark : block.marks) {
            if (mark.form == Mark::Form::opening || mark.form == Mark::Form::day || mark.change)
                continue;
            const Node* const stamp = outline.entries[mark.at].node;
            const std::uint32_t size = outline.text_in(mark.at);
            if (size == 0 || size > 40)
                continue;
            const Node* link = nullptr;
            for (const Node* n = stamp; n && !link; n = markup::following(*n, stamp))
                link = n->is("a") && outline.link_in(mark.at) == size ? n : nullptr;
            for (const Node* up = stamp->parent; up && !link && is_inline(*up); up = up->parent)
                link = up->is("a") ? up : nullptr;
            const std::string url = link ? text::resolve_url(base, (*link)["href"]) : std::string();
            if (!text::is_http_url(url))
                continue;
            out.url = url;
            return;
        }
    }

    void times() {
        const Mark* attribute = nullptr;
        for (const Mark& mark : block.marks) {
            if (mark.change) {
                if (!out.modified.exists() || !out.modified.instant)
                    out.modified = mark.when;
                continue;
            }
            if (mark.form == Mark::Form::attribute) {
                attribute = attribute ? attribute : &mark;
                continue;
            }
            merge(out.published, mark.when);
        }
        out.published.words.erase(0, std::min(out.published.label, out.published.words.size()));
        out.published.label = 0;
        if (!attribute)
            return;
        // The attribute counts seconds; what the reader sees goes before it only where it is an
        // instant of its own.
        if (!out.published.instant) {
            const std::string words = out.published.words;
            out.published = attribute->when;
            out.published.words = words;
        }
    }

    /// A day and a clock that stand apart belong together.
    static void merge(When& when, const When& more) {
        if (!when.exists()) {
            when = more;
            return;
        }
        // An age is other words at each look; a clock beside it says the same for good. "2h" may be
        // either.
        if (more.clock && (when.age || is_bare_hour(when))) {
            when = more;
            return;
        }
        if (more.age)
            return;
        if (when.words.empty())
            when.words = more.words;
        if (when.instant)
            return;
        if (more.instant) {
            const std::string words = when.words;
            when = more;
            when.words = words;
            return;
        }
        if (!when.clock && more.clock) {
            when.clock = more.clock;
            when.offset = more.offset;
            when.zone = more.zone;
            when.words = text::cat(when.words, " ", more.words);
        } else if (!when.day && more.day && !more.clock) {
            when.day = more.day;
        }
    }

    static bool is_bare_hour(const When& when) {
        return !when.day && when.words.size() <= 4 && when.words.ends_with('h');
    }

    void heading() {
        Node* node = block.heading ? block.heading : find_heading();
        if (!node)
            node = bold_line();
        if (!node) {
            opening_paragraph();
            return;
        }
        const Mark* const stamp = opening_mark(*node);
        if (stamp)
            take_start(*node, stamp->when.words);
        out.title = without_frame(line_of(*node));
        Tree::remove(*node);
        if (out.title.size() > longest_title)
            out.title.clear();
        if (!stamp)
            opening_paragraph();
    }

    /// A paragraph, an item or a box that begins with a clock: the clock is no text, what is set
    /// apart after it is a title.
    void opening_paragraph() {
        for (const Mark& mark : block.marks) {
            Node* node = outline.entries[mark.at].node;
            if (mark.form != Mark::Form::opening || heading_level(*node) > 0 || node->is("dt"))
                continue;
            // Of an item or a box the children may have been taken alone.
            if (!is_within(*node))
                node = top;
            take_start(*node, mark.when.words);
            stamp_boxes.push_back(node);
            if (!out.title.empty())
                return;
            const bool goes_on = std::ranges::any_of(block.parts, [&](const Node* part) {
                return part != node && part->is("p") && !line_of(*part).empty();
            });
            out.title = take_title(*node, goes_on);
            return;
        }
    }

    const Mark* opening_mark(const Node& node) const {
        for (const Mark& mark : block.marks)
            if (mark.form == Mark::Form::opening && outline.entries[mark.at].node == &node)
                return &mark;
        return nullptr;
    }

    /// The first heading, or an element that is named as one, before the body has begun.
    Node* find_heading() const {
        std::size_t before = 0;
        Node* named = nullptr;
        for (Node* node = markup::following(*top, top); node && before < 200;) {
            if (node->kind == Node::Kind::text) {
                before += is_time(*node->parent) ? 0 : text::trim(node->text).size();
            } else if (node->is("blockquote") || node->is("figure") || node->is("aside") ||
                       node->is("table")) {
                node = markup::following_past(*node, top);
                continue;
            } else if ((heading_level(*node) > 0 || node->is("summary")) &&
                       !line_of(*node).empty()) {
                return node;
            } else if (!named && names(node->operator[]("class"), title_words) && is_line(*node)) {
                named = node;
            }
            node = markup::following(*node, top);
        }
        return named;
    }

    /// A line in bold type before the text, with a full stop where sentences are: a heading in all
    /// but name. One that opens with the clock is taken with its paragraph.
    Node* bold_line() const {
        const auto opens = [](const Mark& mark) { return mark.form == Mark::Form::opening; };
        if (std::ranges::any_of(block.marks, opens))
            return nullptr;
        Node* bold = first_words();
        while (bold && bold != top && !(bold->is("b") || bold->is("strong")))
            bold = is_inline(*bold) ? bold->parent : nullptr;
        if (!bold || bold == top)
            return nullptr;
        const std::string words = line_of(*bold);
        if (words.size() < 8 || words.size() > 200 || words.ends_with('.') || words.ends_with(':'))
            return nullptr;
        Node* line = bold;
        while (line->parent != top && line_of(*line->parent) == words)
            line = line->parent;
        const Node* after = line->next;
        while (after && after->kind == Node::Kind::text && text::trim(after->text).empty())
            after = after->next;
        return after && !is_inline(*after) ? line : nullptr;
    }

    /// The first text that is printed, but for times.
    Node* first_words() const {
        for (Node* node = markup::following(*top, top); node;) {
            if (node->kind == Node::Kind::text && !text::trim(node->text).empty())
                return node;
            const bool past = node->kind == Node::Kind::element &&
                              (is_time(*node) || node->is("figure") || node->is("blockquote"));
            node = past ? markup::following_past(*node, top) : markup::following(*node, top);
        }
        return nullptr;
    }

    bool is_time(const Node& node) const {
        return node.is("time") || std::ranges::any_of(block.marks, [&](const Mark& mark) {
                   return outline.entries[mark.at].node == &node;
               });
    }

    /// Whether an element is one line of text.
    static bool is_line(const Node& node) {
        for (const Node* n = markup::following(node, &node); n; n = markup::following(*n, &node))
            if (!is_inline(*n) && !n->is("p"))
                return false;
        const std::string words = line_of(node);
        return !words.empty() && words.size() <= 250;
    }

    void drop_times() {
        for (const Mark& mark : block.marks) {
            Node* const node = outline.entries[mark.at].node;
            const bool day = mark.form == Mark::Form::day && stands_by_clock(mark);
            if ((mark.form == Mark::Form::element || day) && is_within(*node)) {
                stamp_boxes.push_back(node->parent);
                if (!mark.author.empty() && out.authors.empty())
                    out.authors.push_back({mark.author, {}, {}});
                Node* const after = is_inline(*node) ? node->next : nullptr;
                Node* const box = node->parent;
                Tree::remove(*node);
                take_joint(after);
                // "Aktualisiert" without its stamp is no text.
                if (box && box != top && is_only_label(*box))
                    drop_label(*box);
            }
        }
    }

    static bool is_only_label(const Node& box) {
        constexpr std::size_t longest = 40;
        const std::string line = line_of(box);
        if (line.empty() || line.size() > longest)
            return false;
        for (string_view word : text::split(line, ' ')) {
            while (!word.empty() && (word.ends_with(':') || word.ends_with('|')))
                word.remove_suffix(1);
            if (!word.empty() && time::label_named(word) == time::Label::none)
                return false;
        }
        return true;
    }

    /// The words go; the element may be kept as the box of a stamp.
    static void drop_label(Node& box) {
        while (box.first_child)
            Tree::remove(*box.first_child);
    }

    /// "16.11.2024 |" beside "18:42" is a part of the stamp; the day under a quoted post is not.
    bool stands_by_clock(const Mark& day) const {
        constexpr std::uint32_t joint = 4;
        for (const Node* up = outline.entries[day.at].node; up && up != top; up = up->parent)
            if (up->is("blockquote") || up->is("figure"))
                return false;
        const auto begin = [&](const Mark& mark) { return outline.entries[mark.at].text; };
        const auto end = [&](const Mark& mark) { return begin(mark) + outline.text_in(mark.at); };
        return std::ranges::any_of(block.marks, [&](const Mark& mark) {
            return mark.form == Mark::Form::element && !mark.change && mark.when.clock &&
                   (begin(mark) >= end(day)
                        ? begin(mark) - end(day) <= joint
                        : begin(day) >= end(mark) && begin(day) - end(mark) <= joint);
        });
    }

    bool is_within(const Node& node) const {
        for (const Node* up = node.parent; up; up = up->parent)
            if (up == top)
                return true;
        return false;
    }

    /// What is left of a header when stamp, heading and author are out is no text.
    void drop_header() {
        for (Node* node = markup::following(*top, top); node;) {
            Node* const next = markup::following_past(*node, top);
            if (node->is("header")) {
                Tree::remove(*node);
                node = next;
                continue;
            }
            node = markup::following(*node, top);
        }
    }
};

}  // namespace

string_view id_of(const Node& node) {
    if (const string_view id = text::trim(node["id"]); !id.empty() && id.size() <= longest_id)
        return id;
    // `data-post-id`, `data-postId`, `data-postid` are written alike.
    static constexpr std::array names{
        "blockid"sv,   "entryid"sv, "eventid"sv,  "guid"sv,     "id"sv,  "itemid"sv,   "key"sv,
        "messageid"sv, "postid"sv,  "sourceid"sv, "tickerid"sv, "uid"sv, "updateid"sv, "uuid"sv};
    for (const markup::Attribute& attribute : node.attributes) {
        if (!attribute.name.starts_with("data-"))
            continue;
        const std::string name = text::replace_all(attribute.name.substr(5), "-", "");
        const string_view id = text::trim(attribute.value);
        if (!id.empty() && id.size() <= longest_id && std::ranges::find(names, name) != names.end())
            return id;
    }
    return {};
}

std::string author_name(std::string printed) {
    for (const string_view prefix : {"Von "sv, "By "sv, "by "sv, "von "sv})
        if (printed.starts_with(prefix))
            printed.erase(0, prefix.size());
    return printed;
}

Candidate read_block(Tree& tree, const Outline& outline, const Block& block, string_view base,
                     const Known& known) {
    Reader reader{tree, outline, block, base, {}, nullptr, {}};
    const Node& first = *block.parts.front();
    static constexpr std::array pinned_list{"angeheftet"sv, "pinned"sv, "sticky"sv};
    static constexpr Words pinned(pinned_list);
    reader.out.element = &first;
    if (!known.id)
        reader.out.id = id_of_block(block);
    reader.out.pinned = names(first["class"], pinned);
    if (is_placeholder(reader.out.id))
        return {};
    reader.permalink();
    reader.gather();
    reader.times();
    reader.drop_times();
    if (!known.title)
        reader.heading();
    if (!known.authors)
        for (Author& author : take_authors(*reader.top, reader.stamp_boxes, reader.out.title))
            if (reader.out.authors.empty() ||
                std::ranges::find(reader.out.authors, author.name, &Author::name) ==
                    reader.out.authors.end())
                reader.out.authors.push_back(std::move(author));
    reader.drop_header();
    clean(tree, *reader.top);
    reader.out.picture = picture_in(*reader.top, base);
    Body body = body_of(*reader.top, base);
    reader.out.html = std::move(body.html);
    reader.out.text = std::move(body.text);
    Tree::remove(*reader.top);
    return std::move(reader.out);
}

}  // namespace stet::page

#include "extract/block_authors.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/agencies.h"
#include "extract/body.h"
#include "extract/byline.h"
#include "extract/vocabulary.h"
#include "text/ascii.h"
#include "text/space.h"
#include "text/url.h"

namespace stet::page {

namespace {

using markup::Node;
using markup::Tree;
using std::string_view;
using namespace std::string_view_literals;

constexpr std::size_t most_authors = 10;
/// More than the words of a line with stamp and name.
constexpr std::size_t longest_box = 160;

bool names_author(const Node& node) {
    return node.is("address") || node.is("mark") || node["rel"] == "author" ||
           node["itemprop"] == "author" || names(node["class"], author_words);
}

bool has_small_letters(string_view text) {
    return std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Words that label an update where others print its author.
bool is_label(string_view words) {
    static constexpr std::array labels{
        "analyse"sv,   "analysis"sv,  "audio"sv,   "breaking"sv, "eilmeldung"sv, "event"sv,
        "exclusive"sv, "explainer"sv, "fact"sv,    "key"sv,      "latest"sv,     "live"sv,
        "more"sv,      "news"sv,      "now"sv,     "photo"sv,    "photos"sv,     "pinned"sv,
        "post"sv,      "read"sv,      "summary"sv, "ticker"sv,   "top"sv,        "update"sv,
        "updates"sv,   "video"sv,     "watch"sv};
    for (const string_view word : text::split(words, ' '))
        if (std::ranges::any_of(labels,
                                [&](string_view label) { return text::iequals(word, label); }))
            return true;
    return false;
}

/// Whether an address is that of a person: `/by/ann-lee`, `/autor/eva-maier`.
bool leads_to_person(string_view href) {
    static constexpr std::array segments{
        "auteur"sv,      "author"sv,      "authors"sv,      "autor"sv,          "autore"sv,
        "autoren"sv,     "autores"sv,     "autori"sv,       "autorzy"sv,        "by"sv,
        "bio"sv,         "contributor"sv, "contributors"sv, "correspondents"sv, "journalist"sv,
        "journaliste"sv, "journalists"sv, "people"sv,       "person"sv,         "profil"sv,
        "profile"sv,     "reporter"sv,    "reporters"sv,    "signature"sv,      "signatures"sv,
        "staff"sv,       "writer"sv,      "writers"sv};
    const std::string_view path = text::url_parts(href).path;
    const auto parts = text::split(path, '/');
    return std::ranges::any_of(parts, [&](string_view part) {
        return std::ranges::find(segments, part) != segments.end();
    });
}

/// The smallest element around a line that has a picture, if it holds hardly anything else: a
/// portrait with name and office. nullptr if there is none.
Node* portrait_around(Node& line, const Node& top) {
    constexpr std::size_t office = 60;
    const std::size_t name = line_of(line).size();
    for (Node* box = line.parent; box && box != &top; box = box->parent) {
        const std::string words = line_of(*box);
        if (words.size() > name + office || words.ends_with('.'))
            return nullptr;
        for (const Node* node = box; node; node = markup::following(*node, box))
            if (node->is("img") || node->is("amp-img"))
                return box;
    }
    return nullptr;
}

class Authors {
  public:
    Authors(Node& top, std::span<Node* const> stamp_boxes, string_view title)
        : top_(top), stamp_boxes_(stamp_boxes), title_(title) {}

    std::vector<Author> run() {
        named();
        if (out_.empty())
            before_text();
        if (out_.empty())
            in_header();
        signature();
        return std::move(out_);
    }

  private:
    void add(std::vector<std::string> found) {
        for (std::string& name : found)
            if (out_.size() < most_authors)
                out_.push_back({std::move(name), {}, {}});
    }

    // ---- elements that are named as bylines

    void named() {
        for (Node* node = markup::following(top_, &top_); node;) {
            Node* next = markup::following_past(*node, &top_);
            if (node->kind == Node::Kind::element && names_author(*node) && takes(*node)) {
                take_out(*node);
                node = next;
                continue;
            }
            node = markup::following(*node, &top_);
        }
    }

    /// Whether an element tells who wrote, or what they are: nothing that belongs to the text.
    bool takes(const Node& node) {
        if (names(node["class"], role_words))
            return line_of(node).size() <= 80;
        std::vector<std::string> found = names_below(node);
        if (found.empty())
            found = names_in_byline(line_of(node));
        // What is marked elsewhere in a text is no name.
        if (node.is("mark") && (found.empty() || !std::ranges::all_of(found, looks_like_name)))
            return false;
        const bool any = !found.empty();
        add(std::move(found));
        return any || (line_of(node).size() <= 8 && has_small_letters(line_of(node)));
    }

    /// The names alone, where elements of their own hold them:
    /// `<p class="byline"><span>By </span><span itemprop="name">Ann Lee</span></p>`.
    static std::vector<std::string> names_below(const Node& byline) {
        static constexpr std::array name_list{"name"sv, "names"sv};
        static constexpr Words name_words(name_list);
        std::vector<std::string> found;
        for (const Node* node = markup::following(byline, &byline); node;) {
            const bool holds = node->kind == Node::Kind::element &&
                               ((*node)["itemprop"] == "name" || (*node)["rel"] == "author" ||
                                names((*node)["class"], name_words));
            if (holds)
                for (std::string& name : names_in_byline(line_of(*node)))
                    found.push_back(std::move(name));
            node =
                holds ? markup::following_past(*node, &byline) : markup::following(*node, &byline);
        }
        return found;
    }

    /// Takes a name out, with the "By" that stood before it.
    void take_out(Node& node) {
        Node* const parent = node.parent;
        Tree::remove(node);
        if (!parent || parent == &top_)
            return;
        const std::string rest = line_of(*parent);
        if (!rest.empty() && rest.size() <= 12 && names_in_byline(rest).empty())
            Tree::remove(*parent);
    }

    // ---- names before the text that no class tells of

    void before_text() {
        std::size_t seen = 0;
        for (Node* node = markup::following(top_, &top_); node && seen < 200;
             node = markup::following(*node, &top_)) {
            if (node->kind == Node::Kind::text) {
                const std::string words = text::fold_space(node->text);
                seen += words.size();
                if (words.size() < 4 || !node->parent || node->parent == &top_)
                    continue;
                // A sentence: the text has begun.
                if (words.size() > 90)
                    return;
                if (is_name(line_of(*node->parent)) && accept(*node->parent))
                    return;
            } else if (node->is("blockquote") || node->is("figure") || node->is("table")) {
                return;
            }
        }
    }

    bool is_name(const std::string& line) const {
        const std::vector<std::string> found = names_in_byline(line);
        return !found.empty() && line != title_ && !is_label(line) &&
               std::ranges::all_of(found, looks_like_name);
    }

    /// Takes a line that reads as a name where something beside it says so.
    bool accept(Node& line) {
        std::vector<std::string> found = names_in_byline(line_of(line));
        if (Node* const box = portrait_around(line, top_)) {
            add(std::move(found));
            Tree::remove(*box);
            return true;
        }
        bool linked = false;
        for (const Node* up = &line; up && up != &top_; up = up->parent)
            linked = linked || (up->is("a") && leads_to_person((*up)["href"]));
        if (!linked && !stands_by_stamp(line))
            return false;
        add(std::move(found));
        take_out(line);
        return true;
    }

    bool stands_by_stamp(const Node& line) const {
        for (const Node* const box : stamp_boxes_) {
            if (box == &top_ || !box)
                continue;
            for (const Node* up = &line; up && up != &top_; up = up->parent)
                if (up == box && line_of(*box).size() <= longest_box)
                    return true;
        }
        return false;
    }

    /// A line of the block's own header that is a person's name.
    void in_header() {
        static constexpr std::array header_list{"header"sv, "info"sv, "meta"sv};
        static constexpr Words header_words(header_list);
        std::size_t before = 0;
        for (const Node* node = markup::following(top_, &top_); node && before < 80;
             node = markup::following(*node, &top_)) {
            if (node->kind == Node::Kind::text)
                before += text::trim(node->text).size();
            if (!node->is("header") && !names((*node)["class"], header_words))
                continue;
            if (line_of(*node).size() > (node->is("header") ? 200 : 80))
                continue;
            for (const Node* n = markup::following(*node, node); n;
                 n = markup::following(*n, node)) {
                if (n->kind != Node::Kind::text)
                    continue;
                const std::string words = text::fold_space(n->text);
                if (looks_like_name(words) && words != title_ && !is_label(words)) {
                    out_.push_back({words, {}, {}});
                    return;
                }
            }
        }
    }

    // ---- the line that ends the text

    /// "Quelle: dpa", "(AFP)", "© dpa-infocom, dpa:240911-99-1/2" in an element of its own, or a
    /// name beside a stamp that stands at the end.
    void signature() {
        Node* last = nullptr;
        std::size_t lines = 0;
        for (Node* node = markup::following(top_, &top_); node;) {
            const bool printed = node->kind == Node::Kind::text && !text::trim(node->text).empty();
            if (printed) {
                last = node->parent;
                ++lines;
            }
            // What a picture's caption ends with is its own source.
            node = node->is("figure") ? markup::following_past(*node, &top_)
                                      : markup::following(*node, &top_);
        }
        if (!last || lines < 2 || last == &top_)
            return;
        while (is_inline(*last) && last->parent != &top_ &&
               line_of(*last->parent) == line_of(*last))
            last = last->parent;
        std::vector<std::string> found = agencies_in(line_of(*last));
        if (found.empty() && is_name(line_of(*last)) && stands_by_stamp(*last))
            found = names_in_byline(line_of(*last));
        if (found.empty())
            return;
        if (out_.empty())
            add(std::move(found));
        Tree::remove(*last);
    }

    Node& top_;
    std::span<Node* const> stamp_boxes_;
    string_view title_;
    std::vector<Author> out_;
};

}  // namespace

std::vector<Author> take_authors(Node& top, std::span<Node* const> stamp_boxes, string_view title) {
    return Authors(top, stamp_boxes, title).run();
}

}  // namespace stet::page

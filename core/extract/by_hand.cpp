#include "extract/by_hand.h"

#include <algorithm>
#include <array>

#include "extract/body.h"
#include "extract/hand_times.h"
#include "extract/update.h"
#include "extract/vocabulary.h"
#include "markup/plain.h"
#include "markup/sanitize.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/space.h"
#include "text/url.h"

namespace stet::page {

namespace {

using markup::Node;
using markup::Tree;
using std::string_view;
using namespace std::string_view_literals;
using Index = Outline::Index;

/// Takes an element out of its page; a part of a block stays, without what is in it.
void take_out(Node& node, const Block& block) {
    if (std::ranges::find(block.parts, &node) == block.parts.end()) {
        Tree::remove(node);
        return;
    }
    while (node.first_child)
        Tree::remove(*node.first_child);
}

bool is_in(const Node& node, const Node& top) {
    for (const Node* up = &node; up; up = up->parent)
        if (up == &top)
            return true;
    return false;
}

/// "12.31 Uhr: Heading" without the clock, where that is one of the block's times.
string_view without_stamp(string_view title, const Block& block) {
    for (const Mark& mark : block.marks) {
        if (mark.when.words.empty() || !title.starts_with(mark.when.words))
            continue;
        string_view rest = title.substr(mark.when.words.size());
        while (!rest.empty())
            if (" :|-"sv.find(rest[0]) != string_view::npos)
                rest.remove_prefix(1);
            else if (rest.starts_with("–") || rest.starts_with("—"))
                rest.remove_prefix(3);
            else
                return rest;
    }
    return title;
}

bool begins_what_follows(const Node& node) {
    return heading_level(node) > 0 || node.is("dt");
}

/// Where the last of the items that are headings ends: at the next heading of its rank or above.
Index end_of_last(const Outline& outline, Index last, Index end) {
    const int level = heading_level(outline.node(last));
    for (Index i = outline.entries[last].end; i < end; ++i) {
        const int other = heading_level(outline.node(i));
        if (level > 0 && other > 0 && other <= level)
            return i;
    }
    return end;
}

Index around(const Outline& outline, Index first, Index last) {
    Index top = outline.entries[first].parent;
    while (top != Outline::none && !outline.holds(top, last))
        top = outline.entries[top].parent;
    return top;
}

/// Blocks of headings, each with what follows it.
Structure headed_blocks(const Outline& outline, std::span<const Mark> marks,
                        const std::vector<Index>& items) {
    Structure structure;
    const Index top = around(outline, items.front(), items.back());
    if (top == Outline::none)
        return structure;
    const Index last_end = end_of_last(outline, items.back(), outline.entries[top].end);
    auto mark = marks.begin();
    for (std::size_t k = 0; k < items.size(); ++k) {
        const bool last = k + 1 == items.size();
        Index end = last ? last_end : items[k + 1];
        Node& start = *outline.entries[items[k]].node;
        Block block{{&start}, &start, {}};
        while (mark != marks.end() && mark->at < items[k]) {
            if (k == 0 && mark->form == Mark::Form::day && mark->when.day)
                structure.days.push_back({0, *mark->when.day});
            ++mark;
        }
        const Index next = end;
        for (; mark != marks.end() && mark->at < next; ++mark) {
            if (mark->form == Mark::Form::day && mark->when.day) {
                structure.days.push_back({k + 1, *mark->when.day});
                end = std::min(end, mark->at);
            } else if (mark->at < end) {
                block.marks.push_back(*mark);
            }
        }
        const Node* const stop =
            end < outline.entries[top].end ? outline.entries[end].node : nullptr;
        const std::vector<Node*> body = nodes_between(start, stop, outline.node(top));
        block.parts.insert(block.parts.end(), body.begin(), body.end());
        structure.blocks.push_back(std::move(block));
    }
    return structure;
}

}  // namespace

Result<ByHand::Field> ByHand::field(string_view option, const std::string& words, bool needed) {
    Result<Pick> pick = Pick::compile(words);
    if (!pick) {
        pick.error().message = text::cat(option, ": ", pick.error().message);
        return pick.error();
    }
    const bool given = pick->given();
    return Field{std::move(*pick), {text::cat(option, " '", words, "'"), given, needed, 0}};
}

Result<ByHand> ByHand::compile(const Reading& reading) {
    ByHand hand;
    const std::array<Field*, hand_options.size()> fields{&hand.item_, &hand.title_,  &hand.body_,
                                                         &hand.time_, &hand.author_, &hand.id_};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const HandOption& option = hand_options[i];
        Result<Field> made = field(option.name, reading.*option.words, option.needed);
        if (!made)
            return made.error();
        *fields[i] = std::move(*made);
    }
    for (const std::string& words : reading.drop) {
        Result<Field> made = field("--drop", words, false);
        if (!made)
            return made.error();
        hand.drop_.push_back(std::move(made->pick));
    }
    return hand;
}

bool ByHand::has_fields() const {
    return item_.pick.given() || title_.pick.given() || body_.pick.given() || time_.pick.given() ||
           author_.pick.given() || id_.pick.given();
}

void ByHand::drop(Tree& tree) const {
    for (const Pick& pick : drop_)
        for (Node* const node : pick.in(tree.root()))
            Tree::remove(*node);
}

std::vector<Mark> ByHand::times(const Outline& outline, std::vector<Mark> found) {
    if (!time_.pick.given())
        return found;
    std::vector<Mark> own;
    for (Index i = 0; i < outline.size(); ++i) {
        const Node& node = outline.node(i);
        const bool meant = time_.pick.is_of_item()
                               ? node.find(time_.pick.attribute()) &&
                                     (!item_.pick.given() || item_.pick.matches(node))
                               : time_.pick.matches(node);
        if (!meant)
            continue;
        When when = when_in(node, time_.pick.attribute());
        if (!when.exists()) {
            ++odd_times_;
            continue;
        }
        own.push_back({i, std::move(when), form_of(node, time_.pick), false});
    }
    if (own.empty())
        return found;
    has_times_ = true;
    std::erase_if(found,
                  [](const Mark& mark) { return mark.form != Mark::Form::day && !mark.change; });
    const auto middle = own.insert(own.end(), found.begin(), found.end());
    std::inplace_merge(own.begin(), middle, own.end(),
                       [](const Mark& a, const Mark& b) { return a.at < b.at; });
    return own;
}

Structure ByHand::items(const Outline& outline, std::span<const Mark> marks) {
    std::vector<Index> found;
    std::vector<Node*> nodes;
    std::size_t headings = 0;
    for (Index i = 0; i < outline.size() && found.size() < max_updates;) {
        if (!item_.pick.matches(outline.node(i))) {
            ++i;
            continue;
        }
        found.push_back(i);
        nodes.push_back(outline.entries[i].node);
        headings += begins_what_follows(outline.node(i)) ? 1 : 0;
        i = outline.entries[i].end;
    }
    if (found.empty())
        return {};
    return headings * 2 > found.size() ? headed_blocks(outline, marks, found)
                                       : given_blocks(outline, marks, nodes);
}

bool ByHand::means_article(const Outline& outline, const Structure& structure) const {
    if (item_.pick.given() || !body_.pick.given())
        return false;
    for (const Block& block : structure.blocks)
        if (!body_.pick.in(block.parts).empty())
            return false;
    for (Index i = 0; i < outline.size(); ++i)
        if (body_.pick.matches(outline.node(i)))
            return true;
    return false;
}

std::string ByHand::take_title(const Block& block) {
    std::string title;
    for (Node* const node : title_.pick.in(block.parts)) {
        if (!title_.pick.attribute().empty()) {
            title = text::fold_space((*node)[title_.pick.attribute()]);
        } else {
            title = std::string(without_stamp(line_of(*node), block));
            take_out(*node, block);
        }
        if (!title.empty())
            break;
    }
    title_.count.found += title.empty() ? 0 : 1;
    return title;
}

void ByHand::take_authors(const Block& block, std::vector<Author>& authors) {
    constexpr std::size_t most = 20;
    for (Node* const node : author_.pick.in(block.parts)) {
        const std::string& attribute = author_.pick.attribute();
        const std::string name =
            attribute.empty() ? author_name(line_of(*node)) : text::fold_space((*node)[attribute]);
        if (!name.empty() && authors.size() < most)
            authors.push_back({name, {}, {}});
        if (attribute.empty())
            take_out(*node, block);
    }
    author_.count.found += authors.empty() ? 0 : 1;
}

void ByHand::take_id(const Block& block, string_view base, Candidate& update) {
    const std::vector<Node*> found = id_.pick.in(block.parts);
    if (found.empty())
        return;
    const Node& node = *found.front();
    const std::string& attribute = id_.pick.attribute();
    update.id = attribute.empty() ? std::string(id_of(node)) : std::string(node[attribute]);
    // A link is an address as well as an id.
    const bool link = attribute.empty() ? update.id.empty() && node.is("a") : attribute == "href";
    if (link && !node["href"].empty()) {
        update.id = text::resolve_url(base, node["href"]);
        update.url = update.id;
    } else if (attribute.empty() && update.id.empty()) {
        update.id = line_of(node);
    }
    update.id = text::trim(update.id);
    id_.count.found += update.id.empty() ? 0 : 1;
}

std::optional<Body> ByHand::take_body(Tree& tree, std::span<Node* const> parts, string_view base,
                                      Picture& picture) {
    const std::vector<Node*> found = body_.pick.in(parts);
    if (found.empty())
        return std::nullopt;
    ++body_.count.found;
    Node& top = tree.add_element(tree.root(), "div", {});
    for (Node* const node : found) {
        if (const std::string& attribute = body_.pick.attribute(); !attribute.empty()) {
            Body body;
            body.html = markup::sanitize((*node)[attribute], base);
            body.text = markup::plain_text(string_view(body.html));
            Tree::remove(top);
            return body;
        }
        if (std::ranges::find(parts, node) == parts.end()) {
            append(top, *node);
            continue;
        }
        Node& piece = tree.add_element(top, "div", {});
        while (node->first_child)
            append(piece, *node->first_child);
    }
    clean(tree, top);
    picture = picture_in(top, base);
    Body body = body_of(top, base);
    Tree::remove(top);
    return body;
}

Candidate ByHand::read(Tree& tree, const Outline& outline, const Block& block, string_view base) {
    if (!has_fields())
        return read_block(tree, outline, block, base);
    ++item_.count.found;
    Candidate own;
    take_id(block, base, own);
    time_.count.found += has_times_ && std::ranges::any_of(block.marks, [](const Mark& mark) {
                             return !mark.change && mark.form != Mark::Form::day;
                         });
    // The time stands inside the heading in some pages.
    if (title_.pick.given())
        for (const Mark& mark : block.marks)
            if (Node* const node = outline.entries[mark.at].node;
                mark.form == Mark::Form::element &&
                std::ranges::any_of(title_.pick.in(block.parts), [&](const Node* title) {
                    return title != node && is_in(*node, *title);
                }))
                Tree::remove(*node);
    own.title = take_title(block);
    take_authors(block, own.authors);
    const std::optional<Body> body = take_body(tree, block.parts, base, own.picture);
    Candidate update = read_block(
        tree, outline, block, base,
        {.title = title_.pick.given(), .authors = author_.pick.given(), .id = id_.pick.given()});
    if (title_.pick.given())
        update.title = std::move(own.title);
    if (author_.pick.given())
        update.authors = std::move(own.authors);
    if (id_.pick.given()) {
        update.id = std::move(own.id);
        update.url = std::move(own.url);
    }
    if (body_.pick.given()) {
        update.html = body ? body->html : std::string();
        update.text = body ? body->text : std::string();
        if (!own.picture.url.empty())
            update.picture = std::move(own.picture);
    }
    return update;
}

void ByHand::read_head(Head& head, const Outline& outline) {
    if (outline.size() == 0)
        return;
    article_ = true;
    const Block page{{outline.entries[0].node}, nullptr, {}};
    if (title_.pick.given())
        if (std::string title = take_title(page); !title.empty())
            head.headline = std::move(title);
    if (author_.pick.given()) {
        std::vector<Author> authors;
        take_authors(page, authors);
        if (!authors.empty())
            head.authors = std::move(authors);
    }
    for (Node* const node : time_.pick.in(page.parts))
        if (When when = when_in(*node, time_.pick.attribute()); when.exists()) {
            head.published = std::move(when);
            ++time_.count.found;
            break;
        }
}

std::optional<Body> ByHand::read_body(Tree& tree, const Outline& outline, string_view base) {
    if (outline.size() == 0 || !body_.pick.given())
        return std::nullopt;
    Picture picture;
    return take_body(tree, std::vector<Node*>{outline.entries[0].node}, base, picture);
}

void ByHand::tell(Feed& feed, string_view place) const {
    if (!has_fields())
        return;
    if (odd_times_ > 0)
        feed.head.warnings.push_back(
            text::cat(odd_times_, " of the times at ", time_.count.option, " are no times"));
    // An article has an id and, if need be, a headline and a time all the same.
    const std::array updates{&title_.count, &body_.count, &time_.count, &author_.count, &id_.count};
    const std::array article{&body_.count, &author_.count};
    if (article_)
        tell_unmatched(feed, place, item_.count, article, true);
    else
        tell_unmatched(feed, place, item_.count, updates, false);
}

}  // namespace stet::page

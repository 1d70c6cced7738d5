#include "extract/outline.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extract/vocabulary.h"
#include "text/ascii.h"

namespace stet::page {

namespace {

using markup::Node;
using namespace std::string_view_literals;

std::uint32_t visible_bytes(std::string_view text) {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(text, [](char c) { return !text::is_space(c); }));
}

bool is_unprinted(const Node& node) {
    static constexpr std::array list{"noscript"sv, "script"sv, "style"sv, "svg"sv,
                                     "template"sv, "object"sv, "math"sv};
    return std::ranges::find(list, node.name) != list.end();
}

bool opens_aside(const Node& node) {
    static constexpr std::array list{"nav"sv, "form"sv, "dialog"sv, "menu"sv};
    if (std::ranges::find(list, node.name) != list.end())
        return true;
    const std::string_view role = node["role"];
    return role == "navigation" || role == "complementary" || role == "contentinfo" ||
           role == "search" || role == "dialog";
}

class Walk {
  public:
    explicit Walk(Outline& out) : out_(out) {}

    void run(Node& root) {
        Node* node = root.first_child;
        while (node) {
            const bool enter = open(*node);
            if (enter && node->first_child) {
                node = node->first_child;
                continue;
            }
            if (enter)
                close(*node);
            while (!node->next && node->parent && node->parent != &root) {
                node = node->parent;
                close(*node);
            }
            node = node->next;
        }
        out_.entries.push_back(
            {nullptr, Outline::none, 0, text_, link_, text_, link_, false, false});
    }

  private:
    /// Notes a node that is met; whether to go on below it.
    bool open(Node& node) {
        if (node.kind == Node::Kind::text) {
            const std::uint32_t bytes = visible_bytes(node.text);
            text_ += bytes;
            if (links_ > 0)
                link_ += bytes;
            return true;
        }
        if (collect(node))
            return false;
        if (node.name == "head" || node.name == "html")
            return true;
        if (is_unprinted(node))
            return false;
        const bool aside = !inside_.empty() && out_.entries[inside_.back()].aside;
        const bool table = !inside_.empty() && out_.entries[inside_.back()].table;
        const Outline::Index parent = inside_.empty() ? Outline::none : inside_.back();
        out_.entries.push_back({&node, parent, 0, text_, link_, text_, link_,
                                aside || opens_aside(node), table || node.name == "table"});
        inside_.push_back(static_cast<Outline::Index>(out_.entries.size() - 1));
        links_ += node.name == "a" ? 1 : 0;
        return true;
    }

    void close(const Node& node) {
        if (inside_.empty() || out_.entries[inside_.back()].node != &node)
            return;
        Outline::Entry& entry = out_.entries[inside_.back()];
        entry.end = static_cast<Outline::Index>(out_.entries.size());
        entry.text_end = text_;
        entry.link_end = link_;
        inside_.pop_back();
        links_ -= node.name == "a" ? 1 : 0;
    }

    /// Elements that carry data instead of text; true where nothing below them is printed.
    bool collect(Node& node) {
        if (node.name == "meta")
            out_.metas.push_back(&node);
        else if (node.name == "link")
            out_.links.push_back(&node);
        else if (node.name == "script")
            out_.scripts.push_back(&node);
        else if (node.name == "title" && !out_.title)
            out_.title = &node;
        else if (node.name == "base" && !out_.base)
            out_.base = &node;
        else if (node.name == "html" && !out_.html)
            out_.html = &node;
        return node.name == "title" || node.name == "script" || node.name == "meta" ||
               node.name == "link" || node.name == "base";
    }

    Outline& out_;
    std::vector<Outline::Index> inside_;
    std::uint32_t text_ = 0, link_ = 0;
    int links_ = 0;
};

}  // namespace

Outline::Index Outline::index_of(const Node& node) const {
    const auto at = std::ranges::find(entries.begin(), entries.end() - 1, &node, &Entry::node);
    return static_cast<Index>(at - entries.begin());
}

namespace {

/// Whether a form is around the whole page, as some systems of servers send it: it holds the parts
/// of a page, or the headline and paragraphs.
bool is_around_page(const Outline& outline, Outline::Index form) {
    constexpr std::uint32_t paragraph = 60;
    bool parts = false, headline = false;
    int paragraphs = 0;
    for (Outline::Index i = form + 1; i < outline.entries[form].end; ++i) {
        const Node& node = outline.node(i);
        parts = parts || node.is("article") || node.is("main") || node.is("nav") ||
                node.is("header") || node.is("footer");
        headline = headline || node.is("h1");
        paragraphs += node.is("p") && outline.text_in(i) - outline.link_in(i) >= paragraph ? 1 : 0;
    }
    return outline.text_in(form) * 2 > outline.text_in(0) &&
           (parts || (headline && paragraphs > 1));
}

/// What is in such a form is no more aside than it would be without it.
void open_forms(Outline& out) {
    for (Outline::Index form = 0; form < out.size(); ++form) {
        if (!out.node(form).is("form") || !is_around_page(out, form))
            continue;
        const auto parent = out.entries[form].parent;
        out.entries[form].aside = parent != Outline::none && out.entries[parent].aside;
        for (Outline::Index i = form + 1; i < out.entries[form].end; ++i)
            out.entries[i].aside =
                out.entries[out.entries[i].parent].aside || opens_aside(out.node(i));
        return;
    }
}

}  // namespace

Outline outline(markup::Tree& tree) {
    Outline out;
    Walk(out).run(tree.root());
    open_forms(out);
    return out;
}

bool in_conversation(const Outline& outline, Outline::Index i, bool typed) {
    for (Outline::Index at = i; at != Outline::none && outline.entries[at].parent != Outline::none;
         at = outline.entries[at].parent) {
        const Node& node = outline.node(at);
        if (names(node, conversation) ||
            (typed && (node["itemtype"].find("Comment") != std::string_view::npos ||
                       node["itemtype"].find("Forum") != std::string_view::npos)))
            return true;
    }
    return false;
}

}  // namespace stet::page

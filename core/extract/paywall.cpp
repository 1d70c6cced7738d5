#include "extract/paywall.h"

#include <algorithm>
#include <array>
#include <vector>

#include "extract/barrier_words.h"
#include "extract/vocabulary.h"
#include "markup/plain.h"
#include "markup/select.h"
#include "text/ascii.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;
using namespace std::string_view_literals;

// Bytes of text. Teasers that newspapers give away have some hundred, and up to some two thousand
// where they let a reader in for a third of the article.
constexpr std::size_t shown_part = 400;  ///< of a part not free that is sent all the same
constexpr std::size_t longest_teaser = 3000;
constexpr std::size_t short_teaser =
    800;  ///< nobody writes whole articles this short and sells them
constexpr std::size_t shortest_metered = 500;  ///< of a whole article; shorter ones are teasers
constexpr std::size_t longest_undeclared = 1500;
constexpr std::size_t longest_wall = 2500;  ///< of a box that sells, with its offers

/// Sorted: the words by which pages name such a box.
constexpr std::array wall_list{
    "abowall"sv, "meterwall"sv,    "paygate"sv,          "paywall"sv,        "paywallbox"sv,
    "regwall"sv, "registerwall"sv, "registrationwall"sv, "subscriberwall"sv, "subwall"sv};
constexpr Words wall_names(wall_list);

/// `<meta property="article:content_tier" content="locked">`
bool is_locked_tier(const Outline& outline) {
    return std::ranges::any_of(outline.metas, [](const Node* meta) {
        return ((*meta)["property"] == "article:content_tier" ||
                (*meta)["name"] == "article:content_tier") &&
               text::iequals(text::trim((*meta)["content"]), "locked");
    });
}

std::size_t text_bytes(const Node& top) {
    std::size_t bytes = 0;
    for (const Node* node = &top; node; node = markup::following(*node, &top))
        if (node->kind == Node::Kind::text)
            bytes += text::trim(node->text).size();
    return bytes;
}

/// Takes class and id off, by which the general reader knows what is no part of an article.
void make_nameless(markup::Tree& tree, Node& node) {
    std::vector<markup::Attribute> kept(node.attributes.begin(), node.attributes.end());
    std::erase_if(
        kept, [](const markup::Attribute& one) { return one.name == "class" || one.name == "id"; });
    tree.set_attributes(node, kept);
}

}  // namespace

Paywall::Paywall(markup::Tree& tree, const Outline& outline, const Facts& facts)
    : declared_(facts.locked || is_locked_tier(outline)) {
    for (const std::string& words : facts.locked_parts) {
        const Result<markup::Selector> selector = markup::Selector::compile(words);
        if (!selector)
            continue;
        parts_are_named_ = true;
        for (Node* const node : selector->all(tree.root())) {
            parts_are_there_ = true;
            if (const std::size_t bytes = text_bytes(*node); bytes >= shown_part) {
                shown_of_parts_ += bytes;
                make_nameless(tree, *node);
            }
        }
    }
    for (Outline::Index i = 0; i < outline.size(); ++i) {
        const Node& node = outline.node(i);
        const std::uint32_t bytes = outline.text_in(i);
        if (bytes == 0 || bytes > longest_wall || !names(node, wall_names))
            continue;
        has_wall_ = true;
        sells_rest_ = sells_rest_ ||
                      count_of(text::lower(markup::plain_text(node)), rest_is_sold) > 0 ||
                      count_of(text::lower(markup::plain_text(node)), sign_in_asked) > 0;
    }
    if (declared_ && !sells_rest_ && outline.size() > 0 && outline.text_in(0) < 30000)
        sells_rest_ = count_of(text::lower(markup::plain_text(outline.node(0))), rest_is_sold) > 0;
}

bool Paywall::hides_rest_of(string_view text) const {
    if (shown_of_parts_ > 0 || text.size() > longest_teaser)
        return false;
    // Metered papers send whole articles that they call not free: the part that they name is
    // nowhere, and nothing sells the rest.
    if (is_metered() && !has_wall_ && !sells_rest_)
        return text.size() < shortest_metered;
    if (declared_)
        return parts_are_named_ || has_wall_ || sells_rest_ || text.size() < short_teaser;
    // Undeclared, the box and its words have to agree.
    return has_wall_ && sells_rest_ && text.size() < longest_undeclared;
}

}  // namespace stet::page

#include "extract/hand_times.h"

#include <algorithm>
#include <array>

#include "extract/body.h"
#include "extract/vocabulary.h"
#include "text/ascii.h"
#include "text/space.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;
using namespace std::string_view_literals;

/// Longer texts hold more than a time.
constexpr std::size_t longest_stamp = 90;

When printed(string_view words) {
    for (std::size_t i = 0; i < words.size() && i < 2 * longest_stamp; ++i) {
        const bool begins = i == 0 || (!text::is_alnum(words[i - 1]) && text::is_alnum(words[i]));
        if (!begins)
            continue;
        if (const auto stamp = time::stamp_at_start(words.substr(i)))
            return when_of(*stamp);
    }
    if (const auto stamp = time::find_page_stamp(words.substr(0, 2 * longest_stamp)))
        return when_of(*stamp);
    return {};
}

}  // namespace

When when_in(string_view words) {
    words = text::trim(words);
    When when = when_of(words);
    if (!when.exists())
        when = printed(words);
    // "4m ago" is other words at each look, for the same time.
    if (when.age)
        when.words.clear();
    return when;
}

When when_in(const Node& node, string_view attribute) {
    if (!attribute.empty())
        return when_in(node[attribute]);
    const std::string words = line_of(node);
    When when;
    for (const string_view name : {"datetime"sv, "content"sv, "title"sv})
        if (!when.exists())
            when = when_of(node[name]);
    for (const markup::Attribute& one : node.attributes)
        if (!when.exists() && holds_time(one.name))
            when = when_of(one.value);
    if (!when.exists())
        return when_in(words);
    const When shown = printed(words);
    if (words.size() <= longest_stamp && shown.exists() && !shown.age)
        when.words = words;
    return when;
}

Mark::Form form_of(const Node& node, const Pick& pick) {
    const std::string words = line_of(node);
    if (pick.is_of_item())
        return Mark::Form::attribute;
    const bool opens = heading_level(node) > 0 || node.is("p") || node.is("dt");
    const When when = when_in(words.substr(0, 2 * longest_stamp));
    if (opens && when.exists() && words.starts_with(when.words) &&
        std::ranges::any_of(string_view(words).substr(when.words.size()), text::is_alnum))
        return Mark::Form::opening;
    return words.size() > longest_stamp ? Mark::Form::attribute : Mark::Form::element;
}

}  // namespace stet::page

#include "extract/opening_words.h"

#include <algorithm>
#include <array>
#include <span>

#include "extract/body.h"
#include "extract/byline.h"
#include "extract/vocabulary.h"
#include "text/ascii.h"
#include "text/space.h"
#include "text/utf8.h"

namespace stet::page {

using markup::Node;
using markup::Tree;
using std::string_view;
using namespace std::string_view_literals;

string_view without_frame(string_view title) {
    if (title.starts_with(frame))
        title = text::trim(title.substr(frame.size()));
    if (title.ends_with(frame))
        title = text::trim(title.substr(0, title.size() - frame.size()));
    return title;
}

namespace {

constexpr std::size_t longest_line = 160;  ///< of a title that only its place makes one

/// Before a stamp that opens an item of a list.
constexpr std::array bullets{"•"sv, "·"sv, "●"sv, "■"sv, "▪"sv, "►"sv, "▶"sv,
                             "→"sv, "»"sv, "◆"sv, "*"sv, "–"sv, "—"sv, "-"sv};
constexpr std::array opening_signs{frame, "("sv, "["sv, "（"sv, "［"sv, "【"sv};
/// What stands between a stamp and its text.
constexpr std::array joining_signs{":"sv, "|"sv, "-"sv,  ">"sv,  "–"sv,       "—"sv,
                                   "›"sv, "»"sv, "："sv, "｜"sv, "\xC2\xA0"sv};
/// The same right behind a stamp.
constexpr std::array closing_signs{frame, ")"sv, "]"sv, "）"sv, "］"sv, "】"sv, "//"sv};

bool drop(string_view& text, std::span<const string_view> signs) {
    for (const string_view sign : signs)
        if (text.starts_with(sign)) {
            text.remove_prefix(sign.size());
            return true;
        }
    return false;
}

/// The signs at the start of what follows a stamp; whether there is no more of the text.
bool take_signs(string_view& text, bool& closed) {
    while (!text.empty()) {
        if (text::is_space(text[0]))
            text.remove_prefix(1);
        else if (!closed && drop(text, closing_signs))
            closed = true;
        else if (!closed && text.size() > 1 && text[0] == '.' && text::is_space(text[1]))
            text.remove_prefix(1);
        else if (!drop(text, joining_signs))
            return false;
    }
    return true;
}

}  // namespace

bool may_open(string_view words) {
    if (time::may_open_in_words(words) ||
        std::ranges::any_of(bullets, [&](string_view sign) { return words.starts_with(sign); }))
        return true;
    if (words.empty() || static_cast<unsigned char>(words[0]) < 0xE3)
        return !words.empty() && (text::is_digit(words[0]) || words[0] == '(' || words[0] == '[' ||
                                  words.starts_with(frame));
    static constexpr std::array signs{"（"sv,   "［"sv,   "【"sv,   "오전"sv, "오후"sv,
                                      "午前"sv, "午後"sv, "上午"sv, "下午"sv};
    return std::ranges::any_of(signs, [&](string_view sign) { return words.starts_with(sign); });
}

std::string opening_words(const Node* first, const Node* end) {
    constexpr std::size_t longest = 180, longest_text = 360;
    std::string words;
    for (; first != end && words.size() < longest; first = first->next)
        for (const Node* n = first; n && words.size() < longest; n = markup::following(*n, first)) {
            if (n->kind == Node::Kind::text)
                words += n->text.substr(0, longest_text);
            else if (!is_inline(*n))
                words += ' ';
        }
    return text::fold_space(words);
}

string_view rest_after(const time::Stamp& stamp, string_view words) {
    return words.substr(static_cast<std::size_t>(stamp.words.data() - words.data()) +
                        stamp.words.size());
}

bool has_words(string_view text) {
    while (!text.empty()) {
        const char32_t code = text::next(text);
        const bool sign = (code >= 0x2000 && code < 0x2C00) || (code >= 0x3000 && code < 0x3040) ||
                          (code >= 0xFF00 && code < 0xFF10) || code >= 0xFF1A;
        if (code < 0x80 ? text::is_alnum(static_cast<char>(code)) : code >= 0xC0 && !sign)
            return true;
    }
    return false;
}

bool is_closed(string_view words, string_view rest) {
    static constexpr std::array<std::array<string_view, 2>, 5> brackets{
        {{"(", ")"}, {"[", "]"}, {"（", "）"}, {"［", "］"}, {"【", "】"}}};
    return std::ranges::none_of(brackets, [&](const auto& pair) {
        return words.starts_with(pair[0]) && !text::trim(rest).starts_with(pair[1]);
    });
}

void take_start(Node& top, string_view words) {
    Node* node = &top;
    while (node && !words.empty()) {
        if (node->kind == Node::Kind::text) {
            string_view rest = node->text;
            // A sign before the stamp is no part of it.
            string_view start =
                rest.substr(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
            while (!words.starts_with(start.substr(0, 1)) &&
                   (drop(start, opening_signs) || drop(start, bullets))) {
                start = start.substr(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
                rest = start;
            }
            while (!rest.empty() && !words.empty()) {
                const string_view rest_before = rest, words_before = words;
                const char32_t a = text::next(rest), b = text::next(words);
                const auto blank = [](char32_t c) { return c <= ' ' || c == 0xA0 || c == 0x202F; };
                if (blank(a) && !blank(b))
                    words = words_before;
                else if (blank(b) && !blank(a))
                    rest = rest_before;
                else if (a != b && !(blank(a) && blank(b)))
                    return;
            }
            node->text = rest;
        }
        if (!words.empty())
            node = markup::following(*node, &top);
    }
    // The signs between stamp and text go too.
    bool closed = false;
    for (; node; node = markup::following(*node, &top))
        if (node->kind == Node::Kind::text && !take_signs(node->text, closed))
            return;
}

string_view past_joint(string_view rest) {
    bool closed = false;
    take_signs(rest, closed);
    return rest;
}

void take_joint(Node* after) {
    if (!after || after->kind != Node::Kind::text || text::trim(after->text).empty())
        return;
    string_view rest = after->text;
    bool closed = false;
    take_signs(rest, closed);
    if (rest.data() != text::trim(after->text).data())  // blanks alone stay
        after->text = rest;
}

namespace {

/// The bold words that open a paragraph after its clock: a heading in all but name.
Node* bold_opening(Node& paragraph) {
    Node* node = paragraph.first_child;
    while (node && node->kind == Node::Kind::text && text::trim(node->text).empty())
        node = node->next;
    return node && (node->is("b") || node->is("strong")) ? node : nullptr;
}

std::string bold_title(Node& bold) {
    const std::string line = line_of(bold);
    std::string title(without_frame(line));
    // A short word may only be emphasis, unless it is framed as a headline.
    const std::size_t shortest = line.ends_with(frame) ? 1 : 8;
    if (title.size() < shortest || title.size() > longest_title)
        return {};
    if (title.ends_with(':'))
        title.pop_back();
    Tree::remove(bold);
    return title;
}

/// "+++ 18:42 Uhr: Titel +++ Text" in one paragraph, as agencies wrote it.
std::string framed_title(Node& paragraph) {
    Node* const text = paragraph.first_child;
    if (!text || text->kind != Node::Kind::text)
        return {};
    const std::size_t end = text->text.find(frame);
    if (end == string_view::npos || end > longest_line)
        return {};
    std::string title = text::fold_space(text->text.substr(0, end));
    text->text.remove_prefix(end + frame.size());
    return title;
}

/// The text from a child of an element up to another, or to the end.
std::string text_between(const Node* child, const Node* end) {
    std::string words;
    for (; child != end; child = child->next)
        for (const Node* n = child; n; n = markup::following(*n, child))
            words += n->text;
    return text::fold_space(words);
}

/// "18.42 Uhr - Titel" in a paragraph or before a line break: a line that is no sentence, nor the
/// name of who wrote, before the text.
std::string line_title(Node& paragraph, bool leads) {
    constexpr std::size_t least_text = 40;
    const Node* end = paragraph.first_child;
    while (end && !end->is("br") && is_inline(*end))
        end = end->next;
    std::string line = text_between(paragraph.first_child, end);
    const std::string rest = text_between(end, nullptr);
    const bool breaks_sentence = !rest.empty() && rest[0] >= 'a' && rest[0] <= 'z';
    static constexpr std::array ends{"."sv, ":"sv, ","sv,  "…"sv, "。"sv,
                                     "”"sv, "“"sv, "\""sv, ")"sv};
    if ((rest.size() < least_text && !leads) || breaks_sentence || line.size() < 8 ||
        line.size() > longest_line || looks_like_name(line) ||
        std::ranges::any_of(ends, [&](string_view sign) { return line.ends_with(sign); }))
        return {};
    while (paragraph.first_child != end)
        Tree::remove(*paragraph.first_child);
    return line;
}

}  // namespace

std::string take_title(Node& paragraph, bool leads) {
    if (Node* const bold = bold_opening(paragraph))
        return bold_title(*bold);
    std::string title = framed_title(paragraph);
    return title.empty() ? line_title(paragraph, leads) : title;
}

}  // namespace stet::page

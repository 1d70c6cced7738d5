#include "extract/opening_words.h"

#include "text/ascii.h"
#include "text/utf8.h"

namespace stet::page {

using markup::Node;
using std::string_view;

string_view without_frame(string_view title) {
    if (title.starts_with(frame))
        title = text::trim(title.substr(frame.size()));
    if (title.ends_with(frame))
        title = text::trim(title.substr(0, title.size() - frame.size()));
    return title;
}

void take_start(Node& top, string_view words) {
    Node* node = &top;
    while (node && !words.empty()) {
        if (node->kind == Node::Kind::text) {
            string_view rest = node->text;
            if (text::trim(rest).starts_with(frame) && !words.starts_with(frame))
                rest.remove_prefix(rest.find(frame) + frame.size());
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
    // The sign between stamp and text goes too.
    for (; node; node = markup::following(*node, &top)) {
        if (node->kind != Node::Kind::text)
            continue;
        const string_view signs = " \t\r\n:|-";
        while (!node->text.empty()) {
            if (signs.find(node->text[0]) != string_view::npos)
                node->text.remove_prefix(1);
            else if (node->text.starts_with("–") || node->text.starts_with("—"))
                node->text.remove_prefix(3);
            else if (node->text.starts_with("\xC2\xA0"))
                node->text.remove_prefix(2);
            else
                return;
        }
    }
}

}  // namespace stet::page

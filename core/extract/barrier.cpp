#include "extract/barrier.h"

#include <algorithm>
#include <array>

#include "extract/vocabulary.h"
#include "markup/plain.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;
using namespace std::string_view_literals;

constexpr std::array robots{
    "verify you are human"sv,  "verifying you are human"sv,
    "are you a robot"sv,       "not a robot"sv,
    "unusual traffic"sv,       "captcha"sv,
    "just a moment"sv,         "attention required"sv,
    "access denied"sv,         "enable javascript and cookies to continue"sv,
    "checking your browser"sv, "kein roboter"sv,
    "zugriff verweigert"sv,    "ungewöhnlichen datenverkehr"sv,
    "request blocked"sv,       "bot protection"sv};
constexpr std::array consents{
    "wir und unsere partner"sv, "we and our partners"sv,    "werbung und tracking"sv,
    "before you continue"sv,    "bevor sie fortfahren"sv,   "cookies akzeptieren"sv,
    "accept all cookies"sv,     "accept cookies"sv,         "alle akzeptieren"sv,
    "ihre zustimmung"sv,        "your consent"sv,           "wir benötigen ihre einwilligung"sv,
    "manage your privacy"sv,    "zustimmen und weiter"sv,   "datenschutz-einstellungen"sv,
    "accepter et continuer"sv,  "mit werbung weiterlesen"sv};
constexpr std::array signs{"sign in to continue"sv,
                           "log in to continue"sv,
                           "please log in"sv,
                           "bitte melden sie sich an"sv,
                           "anmelden, um weiterzulesen"sv,
                           "subscribe to continue"sv,
                           "subscribe to read"sv,
                           "jetzt anmelden und weiterlesen"sv};

template <std::size_t N>
bool says(string_view text, const std::array<string_view, N>& phrases) {
    return std::ranges::any_of(
        phrases, [&](string_view phrase) { return text.find(phrase) != string_view::npos; });
}

bool asks_for_password(const Outline& outline) {
    for (Outline::Index i = 0; i < outline.size(); ++i)
        if (outline.node(i).is("input") && text::iequals(outline.node(i)["type"], "password"))
            return true;
    return false;
}

std::string all_words(const Outline& outline, const Head& head) {
    std::string words = head.headline + '\n';
    if (outline.title)
        words += markup::inner_text(*outline.title) + '\n';
    if (outline.size() > 0 && outline.text_in(0) < 20000)
        words += markup::plain_text(outline.node(0));
    return text::lower(words);
}

}  // namespace

std::optional<Error> failed_answer(const Document& document) {
    const std::string& place = document.address.empty() ? document.source : document.address;
    if (document.status == 410)
        return Error{Error::Kind::gone, "the server says that it is gone (410)", place, {}};
    if (document.status >= 400)
        return Error{Error::Kind::refused,
                     text::cat("the server refused with status ", document.status),
                     place,
                     {}};
    if (document.cut)
        return Error{Error::Kind::cut, "the transfer ended too soon", place, {}};
    if (text::trim(document.body).empty())
        return Error{Error::Kind::empty, "nothing came", place, {}};
    return std::nullopt;
}

bool ends_inside(string_view html) {
    // Only elements whose end tags HTML never lets one leave out.
    static constexpr std::array kept{"article"sv, "aside"sv, "blockquote"sv, "div"sv,
                                     "figure"sv,  "main"sv,  "section"sv,    "ul"sv};
    // Nearly all pages end as they should.
    const string_view last = html.substr(html.size() - std::min<std::size_t>(html.size(), 512));
    if (last.find("</html") != string_view::npos || last.find("</body") != string_view::npos)
        return false;
    int open = 0;
    std::size_t at = 0, text_end = 0;
    bool whole = false, page = false;
    while (at < html.size()) {
        const std::size_t tag = html.find('<', at);
        if (tag == string_view::npos)
            break;
        if (html.substr(tag, 4) == "<!--") {
            const std::size_t end = html.find("-->", tag + 4);
            if (end == string_view::npos)
                return page && !whole;
            at = end + 3;
            continue;
        }
        const bool closes = tag + 1 < html.size() && html[tag + 1] == '/';
        std::size_t name = tag + (closes ? 2 : 1), stop = name;
        while (stop < html.size() && text::is_alnum(html[stop]))
            ++stop;
        if (stop == name) {
            at = tag + 1;
            continue;
        }
        const std::string word = text::lower(html.substr(name, stop - name));
        const std::size_t end = html.find('>', stop);
        if (end == string_view::npos)
            return page && !whole;
        at = end + 1;
        text_end = tag;
        page = page || word == "html" || word == "body";
        whole = whole || (closes && (word == "html" || word == "body"));
        if (std::ranges::find(kept, word) != kept.end())
            open += closes ? -1 : 1;
        if (!closes && (word == "script" || word == "style")) {
            const std::string close = "</" + word;
            const std::size_t script_end = text::ifind(html, close, at);
            if (script_end == string_view::npos)
                return page && !whole;
            at = script_end;
        }
    }
    if (!page || whole || open < 2)
        return false;
    const string_view rest = text::trim(html.substr(std::max(at, text_end)));
    static constexpr std::array ends{"."sv, "!"sv, "?"sv, ">"sv, "\""sv,
                                     "“"sv, "”"sv, "…"sv, "»"sv};
    return !rest.empty() &&
           std::ranges::none_of(ends, [&](string_view end) { return rest.ends_with(end); });
}

std::optional<Error> barrier(const Outline& outline, const Head& head, const Document& document) {
    const std::string& place = document.address.empty() ? document.source : document.address;
    const std::string words = all_words(outline, head);
    if (says(words, robots))
        return Error{Error::Kind::blocked, "a page that keeps robots out instead of news", place,
                     "try again later and less often"};
    if (says(words, consents))
        return Error{Error::Kind::consent, "a page that asks for consent instead of news", place,
                     "give a cookie that holds the consent"};
    if (says(words, signs) || asks_for_password(outline))
        return Error{Error::Kind::sign_in, "a page that asks to sign in instead of news", place,
                     "give credentials or a cookie"};
    return std::nullopt;
}

}  // namespace stet::page

#include "extract/barrier.h"

#include <algorithm>
#include <array>

#include "extract/barrier_words.h"
#include "markup/plain.h"
#include "text/ascii.h"
#include "text/cat.h"

namespace stet::page {

namespace {

using markup::Node;
using std::string_view;
using namespace std::string_view_literals;

/// With less text than this a page has nothing but what may be a barrier; what has more is judged
/// by its own words.
constexpr std::size_t hardly_any = 200;
/// A page that tells news may be short, a barrier may be long: so long are walls of consent.
constexpr std::size_t longest_short = 500, longest_form = 2500, longest_consent = 6000;

bool asks_for_password(const Outline& outline) {
    for (Outline::Index i = 0; i < outline.size(); ++i)
        if (outline.node(i).is("input") && text::iequals(outline.node(i)["type"], "password"))
            return true;
    return false;
}

std::string titles_of(const Outline& outline, const Head& head) {
    std::string words = head.headline + '\n';
    if (outline.title)
        words += markup::inner_text(*outline.title) + '\n';
    return text::lower(words);
}

/// The words of frames and of elements made for a check, on a page that prints hardly anything.
std::string silent_words(const Outline& outline) {
    static constexpr std::array checks{"challenge"sv, "captcha"sv, "turnstile"sv};
    std::string words;
    for (Outline::Index i = 0; i < outline.size(); ++i) {
        const Node& node = outline.node(i);
        if (node.is("iframe"))
            words += text::cat(text::lower(node["title"]), "\n", text::lower(node["src"]), "\n");
        const std::string id = text::lower(node["id"]);
        if (std::ranges::any_of(checks,
                                [&](string_view check) { return id.find(check) != id.npos; }))
            words += "captcha\n";
        if (id.starts_with("sp_message") ||
            text::ifind(node["title"], "consent") != string_view::npos)
            words += "your consent\n";
    }
    return words;
}

Error blocked(const std::string& place) {
    return {Error::Kind::blocked, "a page that keeps robots out instead of news", place,
            "try again later and less often"};
}

/// What the body of an answer that refuses says to a robot.
bool keeps_robots_out(const Document& document) {
    if (text::ifind(document.response_head, "cf-mitigated: challenge") != string_view::npos)
        return true;
    constexpr std::size_t enough = 64 * 1024;
    return count_of(text::lower(string_view(document.body).substr(0, enough)), robot_checks) > 0;
}

std::optional<Error> refusal(const Document& document, const std::string& place) {
    const auto failed = [&](Error::Kind kind, std::string message, std::string hint = {}) {
        return Error{kind, std::move(message), place, std::move(hint)};
    };
    switch (document.status) {
        case 401:
            return failed(Error::Kind::sign_in, "the server asks to sign in (401)",
                          "give credentials or a cookie");
        case 402:
            return failed(Error::Kind::sign_in, "the server asks to pay (402)",
                          "give a subscription's credentials or cookie");
        case 410:
            return failed(Error::Kind::gone, "the server says that it is gone (410)");
        case 403:
        case 429:
        case 503:
            if (keeps_robots_out(document))
                return blocked(place);
            [[fallthrough]];
        default:
            return failed(Error::Kind::refused,
                          text::cat("the server refused with status ", document.status));
    }
}

}  // namespace

std::optional<Error> failed_answer(const Document& document) {
    const std::string& place = document.address.empty() ? document.source : document.address;
    if (document.status >= 400)
        return refusal(document, place);
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

namespace {

Error consent_page(const std::string& place) {
    return {Error::Kind::consent, "a page that asks for consent instead of news", place,
            "give a cookie that holds the consent"};
}

/// Paragraphs that are longer than labels and the lines of footers.
int paragraphs_in(const Outline& outline, Outline::Index top) {
    constexpr std::uint32_t least = 80;
    int count = 0;
    for (Outline::Index i = top; i < outline.entries[top].end; ++i)
        count +=
            outline.node(i).is("p") && outline.text_in(i) - outline.link_in(i) >= least ? 1 : 0;
    return count;
}

}  // namespace

std::optional<Error> barrier(const Outline& outline, const Head& head, Outline::Index article,
                             bool is_news, const Document& document) {
    const std::string& place = document.address.empty() ? document.source : document.address;
    const std::size_t size = article == Outline::none ? 0 : outline.text_in(article);
    const bool is_bare = size < hardly_any;
    if (is_news ? !is_bare : size > longest_consent)
        return std::nullopt;
    const bool is_short = size < longest_short;
    // A kit that asks for consent is no article: what is left of such a page may be its footer.
    const bool is_rest = is_short && !is_bare && paragraphs_in(outline, article) < 2;
    std::string words = titles_of(outline, head);
    if (!is_bare)
        words += text::lower(markup::plain_text(outline.node(article)));
    else if (outline.size() > 0 && outline.text_in(0) < 20000)
        words += text::lower(markup::plain_text(outline.node(0))) + silent_words(outline);
    if (is_rest && outline.text_in(0) < longest_consent &&
        count_of(text::lower(markup::plain_text(outline.node(0))), consent_asked, 3) == 3)
        return consent_page(place);
    if (is_short && count_of(words, robot_checks) > 0)
        return blocked(place);
    // An article may speak of consent; what asks for it, says it in more than one way.
    const std::size_t enough = is_short ? 1 : 3;
    if (count_of(words, consent_asked, enough) == enough)
        return consent_page(place);
    // Whole front pages have such words in a corner.
    const bool asks = words.size() < longest_form &&
                      (count_of(words, sign_in_asked) > 0 || count_of(words, rest_is_sold) > 0);
    if (is_short && (asks || (is_bare && asks_for_password(outline))))
        return Error{Error::Kind::sign_in, "a page that asks to sign in instead of news", place,
                     "give credentials or a cookie"};
    return std::nullopt;
}

}  // namespace stet::page

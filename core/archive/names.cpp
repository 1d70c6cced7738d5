#include "archive/names.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/digest.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::archive {

namespace {

constexpr std::size_t longest = 20;

// Words that say what a document is, not what it is about.
constexpr std::array generic{
    "amp",   "article",  "artikel",    "aspx", "atom", "blog",     "default",
    "feed",  "feeds",    "home",       "htm",  "html", "http",     "https",
    "index", "json",     "jsonfeed",   "live", "main", "liveblog", "liveticker",
    "news",  "newsblog", "newsticker", "page", "php",  "rdf",      "rss",
    "story", "ticker",   "tmp",        "txt",  "web",  "www",      "xml",
};

bool says_something(std::string_view word) {
    return std::ranges::any_of(word, text::is_alpha) &&
           std::ranges::find(generic, word) == generic.end();
}

// The words of a part of an address, in lower case; escaped bytes (%C3) part words as signs do.
std::vector<std::string> words_of(std::string_view part) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (text::is_alnum(part[i]))
            words.back().push_back(text::to_lower(part[i]));
        else if (!words.back().empty())
            words.emplace_back();
        if (part[i] == '%')
            i += 2;
    }
    if (words.back().empty())
        words.pop_back();
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string name;
    for (const std::string& word : words) {
        if (name.empty())
            name = word.substr(0, longest);
        else if (name.size() + 1 + word.size() <= longest)
            name += '-' + word;
        else
            break;
    }
    return name;
}

}  // namespace

std::string short_name(std::string_view address) {
    const bool is_url = text::is_http_url(address);
    const std::string_view path = is_url ? text::url_parts(address).path : address;
    const std::vector<std::string_view> segments = text::split(path, '/');
    for (std::size_t i = segments.size(); i-- > 0;) {
        std::vector<std::string> words = words_of(segments[i]);
        std::erase_if(words, [](const std::string& word) { return !says_something(word); });
        if (!words.empty())
            return joined(words);
        if (!is_url && i + 1 < segments.size())
            break;  // the folder of a file says where it is, not what it is about
    }
    const std::string host = is_url ? text::url_host(address) : std::string();
    for (const std::string_view label : text::split(host, '.'))
        if (const auto words = words_of(label); !words.empty() && says_something(words.front()))
            return joined(words);
    const std::string rest = joined(words_of(host.empty() ? path : host));
    return rest.empty() ? "source" : rest;
}

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= 64 && text::is_alnum(name.front()) &&
           std::ranges::all_of(
               name, [](char c) { return text::is_alnum(c) || c == '.' || c == '_' || c == '-'; });
}

std::string letters_for(std::string_view text, std::size_t count) {
    static constexpr std::string_view letters = "23456789abcdefghijkmnpqrstuvwxyz";
    const Digest digest = sha256(text);
    std::string word;
    for (std::size_t bit = 0; word.size() < count && bit + 5 <= digest.size() * 8; bit += 5) {
        unsigned value = 0;
        for (std::size_t i = bit; i < bit + 5; ++i)
            value = value << 1U | (static_cast<unsigned>(digest[i / 8]) >> (7U - i % 8U) & 1U);
        word.push_back(letters[value]);
    }
    return word;
}

}  // namespace stet::archive

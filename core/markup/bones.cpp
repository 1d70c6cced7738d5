#include "markup/bones.h"

#include <algorithm>
#include <utility>

#include "text/entities.h"
#include "text/utf8.h"

namespace stet::markup {

namespace {

// A stretch of words is one character of private use; behind the first of these many a character
// of another plane counts the rounds.
constexpr std::size_t round = 0xFFF0;
constexpr char32_t first_round = 0xF0000, first_words = 0x100000;

bool is_private(char32_t code) {
    return code >= first_round;
}

/// Whether words are not what the parser would make of them as they stand.
bool has_to_be_read(std::string_view words, bool has_references) {
    const auto has = [&](char c) { return words.find(c) != std::string_view::npos; };
    return (has_references && has('&')) || has('\r') || has('\0');
}

/// As the parser would read it: line ends made one kind, no NUL, references decoded.
void append_words(std::string& out, std::string_view words, bool has_references) {
    if (!has_to_be_read(words, has_references)) {
        out += words;
        return;
    }
    const std::size_t from = out.size();
    if (has_references)
        out += text::decode_entities(words);
    else
        out += words;
    if (words.find('\r') == std::string_view::npos && words.find('\0') == std::string_view::npos)
        return;
    std::size_t kept = from;
    for (std::size_t at = from; at < out.size(); ++at) {
        const bool line_end = out[at] == '\r';
        if (out[at] == '\0' || (line_end && at + 1 < out.size() && out[at + 1] == '\n'))
            continue;
        out[kept++] = line_end ? '\n' : out[at];
    }
    out.resize(kept);
}

}  // namespace

void Bones::add_words(std::string_view words, bool has_references) {
    const std::size_t number = words_.size();
    if (number >= round)
        text::append_utf8(text, first_round + static_cast<char32_t>(number / round));
    text::append_utf8(text, first_words + static_cast<char32_t>(number % round));
    words_.push_back({words, has_references});
}

void Bones::add_attributes(std::string_view attributes) {
    attributes_.push_back({text.size(), attributes});
}

std::string_view Bones::words(std::string_view parsed, std::string& buffer) const {
    buffer.clear();
    std::size_t rounds = 0;
    while (!parsed.empty()) {
        const std::string_view before = parsed;
        const char32_t code = text::next(parsed);
        if (!is_private(code)) {
            buffer += before.substr(0, before.size() - parsed.size());
        } else if (code < first_words) {
            rounds = code - first_round;
        } else {
            const std::size_t number = std::exchange(rounds, 0) * round + (code - first_words);
            if (number >= words_.size())
                continue;
            const Words& found = words_[number];
            const bool alone = buffer.empty() && parsed.empty();
            if (alone && !has_to_be_read(found.text, found.has_references))
                return found.text;
            append_words(buffer, found.text, found.has_references);
        }
    }
    return buffer;
}

std::string_view Bones::attributes(std::size_t place) const {
    const auto found = std::ranges::lower_bound(attributes_, place, {}, &Attributes::place);
    return found != attributes_.end() && found->place == place ? found->text : std::string_view();
}

}  // namespace stet::markup

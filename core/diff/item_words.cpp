#include "diff/item_words.h"

#include <algorithm>

#include "text/space.h"
#include "text/words.h"

namespace stet::diff {

namespace {

// Of a heading and a text of the same item the text says more.
constexpr double weight_of_text = 0.75;

std::string folded(std::string_view text) {
    return text::nfc(text::fold_space(text));
}

void add_numbers(std::string_view text, std::vector<std::string>& marks) {
    for (const text::Token& token : text::tokens(text))
        if (token.kind == text::Token::Kind::number)
            marks.emplace_back(token.text);
}

void add_names(std::string_view title, std::vector<std::string>& marks) {
    bool first = true;
    for (const text::Token& token : text::tokens(title)) {
        if (token.kind != text::Token::Kind::word)
            continue;
        if (!first && text::fold_case(token.text) != token.text)
            marks.emplace_back(token.text);
        first = false;
    }
}

}  // namespace

bool same_words(std::string_view a, std::string_view b) {
    return a == b || folded(a) == folded(b);
}

const ItemWords::Words& ItemWords::at(std::size_t place) {
    Made& made = made_[place];
    if (!made.has_words) {
        made.has_words = true;
        made.words = {folded(items_[place].title), folded(text_of(items_[place]))};
    }
    return made.words;
}

const ItemWords::Samples& ItemWords::samples(std::size_t place) {
    Made& made = made_[place];
    if (!made.has_samples) {
        made.has_samples = true;
        const Words& words = at(place);
        made.samples = {shingles(words.title), shingles(words.text)};
    }
    return made.samples;
}

const std::vector<std::string>& ItemWords::marks(std::size_t place) {
    Made& made = made_[place];
    if (!made.has_marks) {
        made.has_marks = true;
        const Words& words = at(place);
        add_numbers(words.title, made.marks);
        add_numbers(words.text, made.marks);
        add_names(words.title, made.marks);
        std::ranges::sort(made.marks);
    }
    return made.marks;
}

std::vector<std::string> ItemWords::numbers_of_title(std::size_t place) {
    std::vector<std::string> numbers;
    add_numbers(at(place).title, numbers);
    std::ranges::sort(numbers);
    return numbers;
}

double likeness(ItemWords& a, std::size_t in_a, ItemWords& b, std::size_t in_b) {
    const ItemWords::Words &first = a.at(in_a), &second = b.at(in_b);
    const bool titles = !first.title.empty() && !second.title.empty();
    const bool texts = !first.text.empty() && !second.text.empty();
    const auto &old = a.samples(in_a), &fresh = b.samples(in_b);
    if (!texts)
        return titles ? likeness(old.title, fresh.title) : 0;
    const double text = likeness(old.text, fresh.text);
    return titles ? weight_of_text * text + (1 - weight_of_text) * likeness(old.title, fresh.title)
                  : text;
}

}  // namespace stet::diff

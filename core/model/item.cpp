#include "model/item.h"

#include <array>
#include <cstddef>

namespace stet {

namespace {

// The words stand in the order of the enumerators.
constexpr std::array<std::string_view, 3> kinds{"feed", "page", "update"};
constexpr std::array<std::string_view, 5> changes{"", "added", "edited", "withdrawn", "restored"};
constexpr std::array<std::string_view, 8> classes{"",      "text",   "typography", "counter",
                                                  "media", "markup", "metadata",   "technical"};
constexpr std::array<std::string_view, 5> notices{"", "time", "note", "none", "unstated"};
constexpr std::array<std::string_view, 5> bases{"", "stated", "clock", "day", "age"};
constexpr std::array<std::string_view, 3> evidences{"", "gap", "tombstone"};

template <class Enum, std::size_t size>
std::string_view word_of(const std::array<std::string_view, size>& words, Enum value) {
    return words.at(static_cast<std::size_t>(value));
}

template <class Enum, std::size_t size>
Enum value_of(const std::array<std::string_view, size>& words, std::string_view word, Enum absent) {
    for (std::size_t i = 0; i < size; ++i) {
        if (words[i] == word)
            return static_cast<Enum>(i);
    }
    return absent;
}

}  // namespace

std::string_view name_of(Kind kind) {
    return word_of(kinds, kind);
}
std::string_view name_of(Change change) {
    return word_of(changes, change);
}
std::string_view name_of(Class edit_class) {
    return word_of(classes, edit_class);
}
std::string_view name_of(Notice notice) {
    return word_of(notices, notice);
}
std::string_view name_of(TimeBasis basis) {
    return word_of(bases, basis);
}
std::string_view name_of(Evidence evidence) {
    return word_of(evidences, evidence);
}

Kind kind_of(std::string_view word) {
    return value_of(kinds, word, Kind::update);
}
Change change_of(std::string_view word) {
    return value_of(changes, word, Change::none);
}
Class class_of(std::string_view word) {
    return value_of(classes, word, Class::none);
}
Notice notice_of(std::string_view word) {
    return value_of(notices, word, Notice::none_given);
}
TimeBasis time_basis_of(std::string_view word) {
    return value_of(bases, word, TimeBasis::none);
}
Evidence evidence_of(std::string_view word) {
    return value_of(evidences, word, Evidence::none);
}

}  // namespace stet

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "markup/node.h"

/// The words by which pages name the parts they are made of.
namespace stet::page {

/// A list of words.
class Words {
  public:
    /// `sorted` are in lower case, of letters only, and outlive this.
    template <std::size_t N>
    constexpr explicit Words(const std::array<std::string_view, N>& sorted) : words_(sorted) {
        for (const std::string_view word : sorted)
            lengths_[initial_of(word)] |= 1u << word.size();
    }

    /// Whether `word`, of letters in any case, is one of them.
    bool have(std::string_view word) const;

  private:
    static constexpr std::size_t longest = 31;
    static constexpr std::size_t initial_of(std::string_view word) {
        return static_cast<std::size_t>((word.front() | 0x20) - 'a');
    }

    std::span<const std::string_view> words_;
    /// Of the words with each initial, a bit each: nearly all words of class attributes are told
    /// apart by it.
    std::array<std::uint32_t, 26> lengths_{};
};

/// Whether a class attribute or an id is made of one of the words: `ticker__entry--pinned` and
/// `liveEventEntry` both have `entry`.
bool names(std::string_view attribute, const Words& words);
/// The same of an element's class and id.
bool names(const markup::Node& node, const Words& words);

extern const Words boilerplate;   ///< share bars, advertisements, related stories, polls
extern const Words navigation;    ///< menus, footers, side columns
extern const Words conversation;  ///< comments, forum posts, reviews
extern const Words key_points;    ///< lists that repeat headlines of updates
extern const Words role_words;    ///< what an author is, not who
extern const Words title_words, author_words, credit_words, kicker_words, teaser_words, time_words,
    change_words, caption_words, picture_words;

/// h1 to h6: their level, else 0.
int heading_level(const markup::Node& node);
/// An element that flows with the words around it.
bool is_inline(const markup::Node& node);

/// A text that says that a page is a live blog: "Newsblog zum Krieg", "Liveticker", "LIVE: ...".
bool names_live_blog(std::string_view text);
/// The same, but more than the word "live", by which pages name much: "Konzert live im Radio".
bool names_ticker(std::string_view text);
/// That word alone.
bool names_live(std::string_view text);

/// A language tag tidied; nothing where it is a language's name ("English").
std::string language_tag(std::string_view text);

/// Text that a template engine should have replaced: `[[.Heading]]`, `{{ title }}`.
bool is_placeholder(std::string_view text);

}  // namespace stet::page

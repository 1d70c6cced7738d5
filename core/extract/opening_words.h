#pragma once

#include <string>
#include <string_view>

#include "markup/node.h"
#include "time/stamp.h"

namespace stet::page {

/// The signs between which agencies set headlines: "+++ 12:31 Titel +++".
inline constexpr std::string_view frame = "+++";

/// A headline without the signs around it.
std::string_view without_frame(std::string_view title);

/// Whether words may begin with a stamp, which is quick to tell: with a digit, "+++", a bracket,
/// the sign of a list, the half of the day before an hour, a word that may stand before a time.
bool may_open(std::string_view words);

/// The first words of a node and its siblings up to another, as far as a stamp may reach.
std::string opening_words(const markup::Node* first, const markup::Node* end);

/// What follows a stamp in the words that it was read from.
std::string_view rest_after(const time::Stamp& stamp, std::string_view words);

/// The same without the signs that join a stamp to its text.
std::string_view past_joint(std::string_view rest);

/// Letters or digits of any writing.
bool has_words(std::string_view text);

/// "(18:42 Uhr) Text" opens with a stamp, "(18:42 Uhr Ortszeit in Kiew) Text" does not.
bool is_closed(std::string_view words, std::string_view rest);

/// Takes words off the start of an element's text, whatever elements they stand in, and the signs
/// around them.
void take_start(markup::Node& top, std::string_view words);

/// Takes the signs that join a stamp to its text off what follows the stamp's element:
/// `<b>18:42</b> – Text`.
void take_joint(markup::Node* after);

/// A longer one is none.
inline constexpr std::size_t longest_title = 400;

/// Takes the title off a paragraph that a stamp opened: bold words, those before "+++", a first
/// line that is no sentence. `leads`: the text goes on after the paragraph. Empty if it has none.
std::string take_title(markup::Node& paragraph, bool leads);

}  // namespace stet::page

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stet::page {

/// What a note in Markdown says of itself before its text, between two lines of "---" (or "+++",
/// as some generators of sites write it), as web clippers keep pages.
struct FrontMatter {
    std::string title, description, url, language;
    std::string published, modified;  ///< as written
    std::vector<std::string> authors, tags;
    std::string_view text;  ///< what follows; points into the note
};

/// Reads it; the text of a note without it is all of it.
FrontMatter front_matter(std::string_view note);

/// A text without the signs of Markdown: headings, emphasis, links and quotes become their words,
/// lines that are only pictures or links go.
std::string without_markdown(std::string_view text);

/// Whether a text has signs of Markdown that other texts hardly have.
bool is_markdown(std::string_view text);

}  // namespace stet::page

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stet::markup {

/// The bones of a page, for the parser to build a tree of: its tags, nearly all without attributes,
/// and for each stretch of text one character. The views point into the page.
class Bones {
  public:
    std::string text;
    std::vector<std::string> warnings;

    /// A text of the parser's with the words of the page back in it, references decoded.
    std::string_view words(std::string_view parsed, std::string& buffer) const;
    /// The attributes, as written, of the tag that begins at `place` in `text`.
    std::string_view attributes(std::size_t place) const;

    // For the scan that makes them.
    void add_words(std::string_view words, bool has_references);
    void add_attributes(std::string_view attributes);

  private:
    struct Words {
        std::string_view text;
        bool has_references;
    };
    struct Attributes {
        std::size_t place;
        std::string_view text;
    };
    std::vector<Words> words_;
    std::vector<Attributes> attributes_;  // in rising order of place
};

}  // namespace stet::markup

#pragma once

#include <cstddef>
#include <string_view>

#include "markup/tags.h"

namespace stet::markup {

/// A piece of HTML: a tag, or a stretch of text.
struct Token {
    enum class Kind {
        text,  ///< may hold references
        raw,   ///< holds none: it stood in CDATA
        start,
        end,
    };

    Kind kind = Kind::text;
    std::string_view text;  ///< of text and raw
    Tag tag;                ///< of start and end
};

/// Reads HTML piece by piece, in linear time, whatever state it is in. Comments, doctypes and
/// instructions are passed over.
class Tokens {
  public:
    explicit Tokens(std::string_view html) : html_(html), tags_(html) {}

    /// The next piece; false at the end.
    bool next(Token& token);
    /// Goes on behind the element that the start tag `tag`, read last, begins. One that is never
    /// closed loses its tag only: the rest of the text is worth more. `nests` says whether
    /// elements of its name can stand inside it.
    void skip(const Tag& tag, bool nests);

  private:
    bool markup(Token& token);
    bool raw_section(Token& token);
    std::size_t opened_between(std::string_view name, std::size_t from, std::size_t to) const;

    std::string_view html_;
    TagReader tags_;
    std::size_t at_ = 0;
    std::size_t no_raw_end_from_ = std::string_view::npos;
};

}  // namespace stet::markup

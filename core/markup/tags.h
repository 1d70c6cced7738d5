#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Tags as they stand in a text of HTML, whatever state it is in.
namespace stet::markup {

/// A start or end tag. The views point into the text.
struct Tag {
    std::string_view name;
    std::string_view attributes;  ///< all between the name and the end of the tag
    bool closing = false;         ///< an end tag
    bool self_closing = false;    ///< ends with `/>`
    std::size_t begin = 0;        ///< where its `<` stands
    std::size_t end = 0;          ///< where the text goes on
};

/// Reads tags, comments and raw text out of one text, in rising order of place. However broken the
/// text, all calls together take linear time.
class TagReader {
  public:
    explicit TagReader(std::string_view text) : text_(text) {}

    /// The tag that begins at the `<` at `at`; none where it is no tag: `1 < 2`.
    std::optional<Tag> tag(std::size_t at);
    /// The end of the comment, doctype or processing instruction (`<!` with a letter, `-`,
    /// `[` or `>`, `<?`, and `</` with no name) at `at`; npos where it is none or never ends.
    std::size_t end_of_other(std::size_t at);
    /// Where the end tag `</name` begins, at `from` or later; npos if nowhere.
    std::size_t end_tag_of(std::string_view name, std::size_t from);

  private:
    std::size_t quoted_end(std::size_t at);

    std::string_view text_;
    std::size_t failures_ = 0;                         // tags whose quotes never end
    std::size_t no_gt_from_ = std::string_view::npos;  // there is no `>` from here on
    std::size_t no_comment_end_from_ = std::string_view::npos;
    std::string missing_;  // names of raw text elements that are not closed any more
};

/// An attribute as written; references are not decoded.
struct RawAttribute {
    std::string_view name;
    std::string_view value;
};

/// Takes the next attribute off `attributes`; none at the end.
std::optional<RawAttribute> next_attribute(std::string_view& attributes);

/// The value of an attribute with its references decoded by the rule for attributes: `?a=1&copy=2`
/// holds none.
std::string decode_attribute(std::string_view value);

}  // namespace stet::markup

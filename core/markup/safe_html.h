#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "markup/elements.h"

namespace stet::markup {

struct SafeAttribute;

/// Writes HTML of which only what the allow-list names comes through. Elements are closed in order,
/// missing end tags put in: what it writes, read again, makes it write the same.
class SafeHtml {
  public:
    /// `base` is what addresses are made absolute against; it must live as long as this.
    explicit SafeHtml(std::string_view base);

    /// The element that a start tag, or an end tag, of that name stands for here: inside a formula
    /// or a drawing names mean other ones than in HTML. nullptr if unknown.
    const Element* starting(std::string_view name) const;
    const Element* ending(std::string_view name) const;

    /// Text with its references decoded.
    void text(std::string_view decoded);
    /// Begins a start tag; false where it is not written, and has no attributes then.
    bool start(const Element* element);
    /// An attribute of the start tag begun, its references decoded.
    void attribute(std::string_view name, std::string_view decoded);
    /// Ends the start tag.
    void finish_start();
    void end(const Element* element);

    /// Closes what is open and gives all that was written.
    std::string finish();

    std::size_t depth() const { return open_.depth(); }
    void close_to(std::size_t depth);

  private:
    const Element* foreign_around() const;
    void close_one();

    std::string out_;
    std::string_view base_;
    OpenElements open_;
    std::size_t foreign_roots_ = 0;  // how many `math` and `svg` are open
    std::size_t break_end_ = 0;      // where in what is written the last `<br>` ended
    const Element* starting_ = nullptr;
    std::vector<const SafeAttribute*> written_;  // attributes of the start tag begun
    std::string value_;                          // of the attribute being written
};

}  // namespace stet::markup

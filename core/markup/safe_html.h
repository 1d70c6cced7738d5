#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "markup/elements.h"

namespace stet::markup {

/// Writes HTML of which only what the allow-list names comes through. Elements are closed in order,
/// missing end tags put in: what it writes, read again, makes it write the same.
class SafeHtml {
  public:
    /// `base` is what addresses are made absolute against; it must live as long as this.
    explicit SafeHtml(std::string_view base);

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
    void close_one();
    void write_address(std::string_view name, std::string_view value, bool picture);
    void write_sources(std::string_view name, std::string_view value);
    void write_attribute(std::string_view name, std::string_view value);

    std::string out_;
    std::string_view base_;
    OpenElements open_;
    const Element* starting_ = nullptr;
    std::vector<std::string_view> written_;  // attributes of the start tag begun
};

}  // namespace stet::markup

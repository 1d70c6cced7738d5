#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace tinyxml2 {
class XMLPrinter;
}

namespace stet::markup {

/// Writes XML 1.0 in UTF-8. Texts and values are escaped, and characters that XML forbids left out,
/// so that nothing written can break the document. Names are literals.
class XmlWriter {
  public:
    XmlWriter();
    ~XmlWriter();

    void open(const char* name);
    /// Of the element that was opened last; before its text and elements.
    void attribute(const char* name, std::string_view value);
    void text(std::string_view text);
    void close();
    /// A whole element that holds a text.
    void element(const char* name, std::string_view text);

    /// What was written since the last call, or since the declaration.
    std::string take();

  private:
    std::unique_ptr<tinyxml2::XMLPrinter> printer_;
};

}  // namespace stet::markup

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "markup/xml_attributes.h"

namespace stet::markup {

/// Which prefixes of namespaces are declared where, and which ones are used without.
class XmlPrefixes {
  public:
    /// A start tag inside `depth` elements: what it declares, and what it uses.
    void start(std::string_view name, std::span<const XmlAttribute> attributes, std::size_t depth);
    /// The elements that stand inside `depth` others are closed.
    void end(std::size_t depth) {
        while (!declared_.empty() && declared_.back().depth >= depth)
            declared_.pop_back();
    }
    /// What is to be told of prefixes that are not declared, in the order of their use.
    std::vector<std::string> messages() const;

  private:
    struct Declared {
        std::string_view prefix;
        std::size_t depth;
    };

    void use(std::string_view name);

    std::vector<Declared> declared_;
    std::vector<std::string_view> undeclared_;
};

}  // namespace stet::markup

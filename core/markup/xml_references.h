#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "markup/xml_faults.h"

namespace stet::markup {

/// What has to be done about an `&`.
struct XmlReference {
    std::size_t next = 0;                          ///< where to go on
    std::size_t from = 0, to = 0;                  ///< what has to be replaced
    std::optional<std::string> by = std::nullopt;  ///< by what; nothing has to be if none
};

/// The references of a text, and the entities that it declares.
class XmlReferences {
  public:
    XmlReferences(std::string_view text, XmlFaults& faults) : text_(text), faults_(faults) {}

    /// Reads the doctype at `at`; returns its end.
    std::size_t doctype(std::size_t at);
    /// The `&` at `at`, in text or in a value that ends at `limit`.
    XmlReference read(std::size_t at, std::size_t limit);

  private:
    void entity_declaration(std::string_view declared);
    static XmlReference escaped(std::size_t at, std::size_t next);
    XmlReference numbered(std::size_t from, std::size_t to, std::string_view digits);
    std::optional<std::string> replacement(std::string_view name);

    std::string_view text_;
    XmlFaults& faults_;
    std::map<std::string_view, std::string_view> entities_;
    std::size_t expansion_ = 0;
};

}  // namespace stet::markup

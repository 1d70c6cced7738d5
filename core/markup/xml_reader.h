#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "markup/node.h"

namespace stet::markup {

/// Reads mended XML into a tree, with names resolved to namespaces. Names and texts point into what
/// it reads, unless references had to be decoded. What is not well-formed is read somehow, and not
/// reported: mending is another's work.
class XmlReader {
  public:
    /// `bindings` are the prefixes that are declared around the text: Attributes of which `name` is
    /// the prefix and `value` the address.
    explicit XmlReader(Tree& tree, std::span<const Attribute> bindings = {})
        : tree_(tree), at_(&tree.root()), bindings_(bindings.begin(), bindings.end()) {}

    /// Reads a stretch. It may end anywhere between tags, and the next one goes on there.
    void read(std::string_view xml);
    /// Puts a node in the place of whole elements that are left to be read later.
    void cut(std::string_view elements);

  private:
    void text(std::string_view raw);
    std::size_t section(std::string_view xml);
    std::size_t start_tag(std::string_view xml);
    void end_tag();
    void bind(std::string_view prefix, std::string_view uri);
    std::string_view space_of(std::string_view prefix) const;
    std::string_view decoded(std::string_view raw);
    std::string_view unix_lines(std::string_view raw);

    Tree& tree_;
    Node* at_;
    std::vector<Attribute> bindings_;
    std::vector<std::size_t> outer_;  // how many bindings there are around each open element
    std::vector<Attribute> attributes_;
    std::span<const Attribute> kept_bindings_;  // as the last cut nodes have them
    std::string scratch_;
};

}  // namespace stet::markup

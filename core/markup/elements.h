#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

/// What is known of HTML's elements, and the rules by which tags that authors leave out are put in.
namespace stet::markup {

struct Element {
    enum Trait : std::uint32_t {
        hollow = 1,               ///< has no content and no end tag: br, img
        harmless = 2,             ///< may stand in sanitized HTML
        unwanted = 4,             ///< sanitized HTML has not even its content
        raw_text = 8,             ///< its content is no markup, up to its end tag
        block = 16,               ///< stands apart from the text around it
        ends_paragraph = 32,      ///< its start tag ends an open `p`
        formatting = 64,          ///< HTML opens it again in the next block, if it was left open
        fence = 128,              ///< end tags inside do not close what is outside
        table_part = 256,         ///< its end tag passes all fences but `table`
        ends_list_items = 512,    ///< a list inside an item: the items of the list are its own
        ends_definitions = 1024,  ///< the same for dl
        ends_ruby = 2048,
        ends_rows = 4096,
        formula = 8192,   ///< MathML
        drawing = 16384,  ///< SVG
    };
    /// Elements of which one ends the one before: `<li>a<li>b`.
    enum class Sibling : std::uint8_t {
        none,
        paragraph,
        item,
        definition,
        row_group,
        row,
        cell,
        ruby,
        anchor,
        heading,
        option,
    };

    std::string_view name;
    std::uint32_t traits = 0;
    Sibling sibling = Sibling::none;

    bool has(Trait trait) const { return (traits & trait) != 0; }
};

/// The element of that name in any case, or nullptr.
const Element* element(std::string_view name);

/// The elements that are open at some point of a text.
class OpenElements {
  public:
    struct Open {
        const Element* element;
        std::string_view name;
    };

    /// How many of them the start tag of `element` closes, from the innermost on.
    std::size_t closed_by_start(const Element& element) const;
    /// How many of them the end tag closes, 0 if it closes none.
    std::size_t closed_by_end(const Element* element, std::string_view name) const;

    void push(const Element* element, std::string_view name) { open_.push_back({element, name}); }
    Open pop();
    /// Takes the `n`th from the innermost out (1 is the innermost), and leaves those inside open.
    void remove(std::size_t n);
    /// Whether any of the innermost `count` is a block.
    bool block_among(std::size_t count) const;
    std::size_t depth() const { return open_.size(); }
    /// The `n`th from the innermost, which is 1.
    const Element* innermost(std::size_t n) const { return open_[open_.size() - n].element; }

  private:
    std::vector<Open> open_;
};

}  // namespace stet::markup

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diff/likeness.h"
#include "model/item.h"

namespace stet::diff {

/// Equal texts shorter than this ("Tor!") come more than once in a live blog. In bytes.
inline constexpr std::size_t telling_length = 40;

/// What an item says: its text, else its summary, else its HTML.
inline std::string_view text_of(const Item& item) {
    if (!item.content_text.empty())
        return item.content_text;
    return item.summary.empty() ? item.content_html : item.summary;
}

/// Whether two texts are equal but for white space and the composition of letters.
bool same_words(std::string_view a, std::string_view b);

/// The words of the items of a document, each made when it is first asked for.
class ItemWords {
  public:
    /// `items` must outlive it.
    explicit ItemWords(const std::vector<Item>& items) : items_(items), made_(items.size()) {}

    const Item& item(std::size_t place) const { return items_[place]; }

    struct Words {
        std::string title, text;  ///< white space folded, NFC
        std::string key() const { return title + '\n' + text; }
    };
    const Words& at(std::size_t place);

    struct Samples {
        Shingles title, text;
    };
    const Samples& samples(std::size_t place);

    /// What distinguishes reports made from one form: the numbers of heading and text, and the
    /// words in capitals of the heading but its first. Sorted.
    const std::vector<std::string>& marks(std::size_t place);
    /// The numbers of the heading alone.
    std::vector<std::string> numbers_of_title(std::size_t place);

  private:
    struct Made {
        bool has_words = false, has_samples = false, has_marks = false;
        Words words;
        Samples samples;
        std::vector<std::string> marks;
    };
    const std::vector<Item>& items_;
    std::vector<Made> made_;
};

/// How like two items are, from 0 to 1: mostly by text, if both have one, and by heading.
double likeness(ItemWords& a, std::size_t in_a, ItemWords& b, std::size_t in_b);

}  // namespace stet::diff

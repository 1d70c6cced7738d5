#include "markup/xml_faults.h"

#include <string_view>

namespace stet::markup {

namespace {

constexpr std::string_view texts[static_cast<std::size_t>(XmlFault::count)] = {
    "blanks before the XML declaration",
    "text before the XML document was left out",
    "text after the XML document was left out",
    "bare ampersands",
    "unknown entities were kept as text",
    "HTML entities without a declaration",
    "references to forbidden characters were dropped",
    "forbidden characters were dropped",
    "bare '<' in text",
    "broken tags",
    "broken attributes",
    "attributes given twice",
    "elements with very many attributes kept the first of them",
    "elements left open were closed",
    "end tags without a start were left out",
    "items left open were closed before the next item",
    "elements nested too deep were opened up",
    "a comment, CDATA section or instruction without an end",
    "more than one root element; the largest was read",
    "the text ends inside an element",
};

}  // namespace

std::vector<std::string> XmlFaults::messages() const {
    std::vector<std::string> told;
    for (std::size_t n = 0; n < found_.size(); ++n)
        if (found_[n])
            told.emplace_back(texts[n]);
    return told;
}

}  // namespace stet::markup

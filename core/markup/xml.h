#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "base/result.h"
#include "base/window.h"
#include "markup/node.h"

namespace stet::markup {

/// Reads XML 1.0 with namespaces from valid UTF-8, mending what the wild breaks: blanks and junk
/// before the declaration, bare ampersands, HTML's entities, unquoted attributes, tags left open or
/// crossed, a text that ends too soon, forbidden characters, undeclared prefixes (the common ones
/// get their usual namespace, others stand for themselves). What was mended is in Tree::warnings.
/// Nothing is read from outside; of a document's own entities only short ones that stand for plain
/// text are known. What is nested deeper than 90 levels is opened up, beyond max_attributes
/// attributes are left out. Fails only where there is no element at all, or far too many.
///
/// Tree::root() holds the one root element, wherever it stood in the text. Tree::cut says whether
/// the text ended inside an item (a cut transfer); in a text without items, inside an element.
Result<Tree> parse_xml(std::string_view text);

struct Mended;

/// The same, with the items of a feed left to be read one by one: the tree of a large feed is
/// several times as large as its text. The text must live as long as this.
class CutXml {
  public:
    /// `window` is that over the text.
    static Result<CutXml> read(std::string_view text, Window window = {});
    CutXml(CutXml&&) noexcept;
    CutXml& operator=(CutXml&&) noexcept;
    ~CutXml();

    /// All but the items, in whose places there are nodes of Kind::cut, one for all in a row.
    const Tree& tree() const { return tree_; }
    /// Hands on the elements that a node of Kind::cut stands for, each read into `tree`, whose
    /// memory is used again. They point into the text, too. False where `take` wanted no more.
    bool each(const Node& cut, Tree& tree, const std::function<bool(const Node&)>& take) const;
    /// How many elements there are in the places of such nodes.
    std::size_t items() const;

  private:
    CutXml(Mended&& mended, Window window);

    std::unique_ptr<const Mended> mended_;
    Window window_;
    Tree tree_;
};

namespace ns {
inline constexpr std::string_view atom10 = "http://www.w3.org/2005/Atom";
inline constexpr std::string_view atom03 = "http://purl.org/atom/ns#";
inline constexpr std::string_view rss10 = "http://purl.org/rss/1.0/";
inline constexpr std::string_view rss090 = "http://my.netscape.com/rdf/simple/0.9/";
inline constexpr std::string_view rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view dc = "http://purl.org/dc/elements/1.1/";
inline constexpr std::string_view dcterms = "http://purl.org/dc/terms/";
inline constexpr std::string_view content = "http://purl.org/rss/1.0/modules/content/";
inline constexpr std::string_view media = "http://search.yahoo.com/mrss/";
inline constexpr std::string_view itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";
inline constexpr std::string_view slash = "http://purl.org/rss/1.0/modules/slash/";
inline constexpr std::string_view syndication = "http://purl.org/rss/1.0/modules/syndication/";
inline constexpr std::string_view threading = "http://purl.org/syndication/thread/1.0";
inline constexpr std::string_view tombstones = "http://purl.org/atompub/tombstones/1.0";
inline constexpr std::string_view xhtml = "http://www.w3.org/1999/xhtml";
inline constexpr std::string_view xmlns = "http://www.w3.org/2000/xmlns/";
inline constexpr std::string_view xml = "http://www.w3.org/XML/1998/namespace";
}  // namespace ns

}  // namespace stet::markup

#include "markup/xml.h"

#include <utility>

#include "markup/mend.h"
#include "markup/xml_reader.h"

namespace stet::markup {

Result<Tree> parse_xml(std::string_view text) {
    Result<Mended> mended = mend_xml(text);
    if (!mended)
        return std::move(mended.error());
    Tree tree;
    tree.warnings = std::move(mended->warnings);
    tree.cut = mended->cut;
    XmlReader(tree).read(tree.keep(mended->text()));
    return tree;
}

CutXml::CutXml(Mended&& mended) : mended_(std::make_unique<const Mended>(std::move(mended))) {
    const std::string_view text = mended_->text();
    XmlReader reader(tree_);
    std::size_t from = 0;
    for (const Mended::Piece& item : mended_->items) {
        reader.read(text.substr(from, item.start - from));
        reader.cut(text.substr(item.start, item.end - item.start));
        from = item.end;
    }
    reader.read(text.substr(from));
    tree_.warnings = mended_->warnings;
    tree_.cut = mended_->cut;
}

CutXml::CutXml(CutXml&&) noexcept = default;
CutXml& CutXml::operator=(CutXml&&) noexcept = default;
CutXml::~CutXml() = default;

Result<CutXml> CutXml::read(std::string_view text) {
    Result<Mended> mended = mend_xml(text);
    if (!mended)
        return std::move(mended.error());
    return CutXml(std::move(*mended));
}

const Node& CutXml::element(const Node& cut, Tree& tree) {
    tree.clear();
    XmlReader(tree, cut.attributes).read(cut.text);
    return tree.root().first_child ? *tree.root().first_child : tree.root();
}

}  // namespace stet::markup

#include "markup/xml.h"

#include <algorithm>
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

CutXml::CutXml(Mended&& mended, Window window)
    : mended_(std::make_unique<const Mended>(std::move(mended))), window_(window) {
    const std::string_view text = mended_->text();
    XmlReader reader(tree_);
    std::size_t from = 0;
    const std::vector<Mended::Piece>& items = mended_->items;
    for (auto item = items.begin(); item != items.end();) {
        const std::size_t start = item->start;
        reader.read(text.substr(from, start - from));
        do
            from = item++->end;
        while (item != items.end() && item->follows);
        reader.cut(text.substr(start, from - start));
    }
    reader.read(text.substr(from));
    tree_.warnings = mended_->warnings;
    tree_.cut = mended_->cut;
}

CutXml::CutXml(CutXml&&) noexcept = default;
CutXml& CutXml::operator=(CutXml&&) noexcept = default;
CutXml::~CutXml() = default;

Result<CutXml> CutXml::read(std::string_view text, Window window) {
    Result<Mended> mended = mend_xml(text, window);
    if (!mended)
        return std::move(mended.error());
    return CutXml(std::move(*mended), window);
}

bool CutXml::each(const Node& cut, Tree& tree, const std::function<bool(const Node&)>& take) const {
    const std::string_view text = mended_->text();
    const auto start = static_cast<std::size_t>(cut.text.data() - text.data());
    auto item = std::ranges::lower_bound(mended_->items, start, {}, &Mended::Piece::start);
    for (; item != mended_->items.end() && item->start < start + cut.text.size(); ++item) {
        window_.slide(text.data() + item->start);
        tree.clear();
        XmlReader(tree, cut.attributes).read(text.substr(item->start, item->end - item->start));
        if (!take(tree.root().first_child ? *tree.root().first_child : tree.root()))
            return false;
    }
    return true;
}

std::size_t CutXml::items() const {
    return mended_->items.size();
}

}  // namespace stet::markup

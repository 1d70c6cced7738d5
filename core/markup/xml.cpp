#include "markup/xml.h"

#include <algorithm>
#include <utility>

#include <tinyxml2.h>

#include "markup/mend.h"
#include "text/cat.h"

namespace stet::markup {

namespace {

struct Binding {
    std::string_view prefix;
    std::string_view uri;
};

// The prefixes that feeds use without declaring them, with what is always meant.
constexpr Binding usual[] = {
    {"at", ns::tombstones},
    {"atom", ns::atom10},
    {"content", ns::content},
    {"creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"},
    {"dc", ns::dc},
    {"dcterms", ns::dcterms},
    {"feedburner", "http://rssnamespace.org/feedburner/ext/1.0"},
    {"geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"},
    {"georss", "http://www.georss.org/georss"},
    {"itunes", ns::itunes},
    {"media", ns::media},
    {"rdf", ns::rdf},
    {"slash", ns::slash},
    {"sy", ns::syndication},
    {"thr", ns::threading},
    {"wfw", "http://wellformedweb.org/CommentAPI/"},
    {"xhtml", ns::xhtml},
};

constexpr std::size_t max_bindings = 256;  // at one place; each prefix is looked up among them

struct Name {
    std::string_view prefix;
    std::string_view local;
};

Name split(std::string_view name) {
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == name.size())
        return {{}, name};
    return {name.substr(0, colon), name.substr(colon + 1)};
}

/// Copies what the parser read into a Tree, with names resolved to namespaces.
class Copy : public tinyxml2::XMLVisitor {
  public:
    Copy(Tree& tree, std::size_t first_line) : tree_(tree), first_line_(first_line) {
        at_ = &tree.root();
    }

    bool VisitEnter(const tinyxml2::XMLElement& read,
                    const tinyxml2::XMLAttribute* first) override {
        scopes_.push_back(bindings_.size());
        for (const auto* one = first; one; one = one->Next())
            bind(one->Name(), one->Value());
        const Name name = split(tree_.keep(read.Name()));
        Node& node = tree_.add_element(*at_, name.local, space_of(name.prefix));
        node.line = line_of(read);
        attributes_.clear();
        for (const auto* one = first; one; one = one->Next())
            attribute(one->Name(), one->Value());
        tree_.set_attributes(node, attributes_);
        at_ = &node;
        return true;
    }

    bool VisitExit(const tinyxml2::XMLElement&) override {
        bindings_.resize(scopes_.back());
        scopes_.pop_back();
        at_ = at_->parent;
        return true;
    }

    bool Visit(const tinyxml2::XMLText& read) override {
        Node& node = tree_.add_text(*at_, tree_.keep(read.Value()));
        node.raw = read.CData();
        node.line = line_of(read);
        return true;
    }

  private:
    std::size_t line_of(const tinyxml2::XMLNode& read) const {
        return first_line_ + static_cast<std::size_t>(std::max(1, read.GetLineNum())) - 1;
    }

    void bind(std::string_view name, std::string_view uri) {
        const Name split_name = split(name);
        const bool is_default = name == "xmlns";
        if (!is_default && split_name.prefix != "xmlns")
            return;
        if (bindings_.size() < max_bindings)
            bindings_.push_back(
                {is_default ? std::string_view() : tree_.keep(split_name.local), tree_.keep(uri)});
    }

    void attribute(std::string_view name, std::string_view value) {
        const Name split_name = split(name);
        if (name == "xmlns" || split_name.prefix == "xmlns")
            return;
        const std::string_view space =
            split_name.prefix.empty() ? std::string_view() : space_of(split_name.prefix);
        attributes_.push_back({tree_.keep(split_name.local), space, tree_.keep(value)});
    }

    /// An undeclared prefix gets its usual namespace, else stands for itself, so that `x:title` is
    /// not taken for a title.
    std::string_view space_of(std::string_view prefix) {
        const auto named = [&](const Binding& one) { return one.prefix == prefix; };
        const auto bound = std::find_if(bindings_.rbegin(), bindings_.rend(), named);
        if (bound != bindings_.rend())
            return bound->uri;
        if (prefix.empty())
            return {};
        if (prefix == "xml")
            return ns::xml;
        const auto* const known = std::find_if(std::begin(usual), std::end(usual), named);
        const std::string_view space = known != std::end(usual) ? known->uri : tree_.keep(prefix);
        constexpr std::size_t warned_of = 20;
        if (told_.size() < warned_of &&
            std::find(told_.begin(), told_.end(), prefix) == told_.end()) {
            told_.emplace_back(prefix);
            tree_.warnings.push_back(text::cat("the prefix '", prefix, "' is not declared"));
        }
        return space;
    }

    Tree& tree_;
    std::size_t first_line_;
    Node* at_;
    std::vector<Binding> bindings_;
    std::vector<std::size_t> scopes_;
    std::vector<Attribute> attributes_;
    std::vector<std::string> told_;
};

}  // namespace

Result<Tree> parse_xml(std::string_view text) {
    Result<Mended> mended = mend_xml(text);
    if (!mended)
        return std::move(mended.error());
    tinyxml2::XMLDocument document(true, tinyxml2::PRESERVE_WHITESPACE);
    const std::string_view whole = mended->text();
    if (document.Parse(whole.data(), whole.size()) != tinyxml2::XML_SUCCESS)
        return Error{
            Error::Kind::unreadable,
            text::cat("the XML is broken beyond mending: ", document.ErrorName()),
            text::cat("line ", mended->first_line +
                                   static_cast<std::size_t>(std::max(1, document.ErrorLineNum())) -
                                   1),
            {}};
    Tree tree;
    tree.cut = mended->cut;
    Copy copy(tree, mended->first_line);
    document.Accept(&copy);
    tree.warnings.insert(tree.warnings.begin(), mended->warnings.begin(), mended->warnings.end());
    return tree;
}

bool ended_inside(const Tree& tree) {
    return tree.cut;
}

}  // namespace stet::markup

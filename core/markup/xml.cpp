#include "markup/xml.h"

#include <algorithm>
#include <optional>
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

/// Reads mended XML into a Tree, with names resolved to namespaces. The parser's own tree is
/// several times as large as its text: so it gets the items of a feed one by one, and the rest with
/// an empty comment in the place of each (mended XML has no comments of its own).
class Reading : public tinyxml2::XMLVisitor {
  public:
    Reading(Tree& tree, const Mended& mended)
        : tree_(tree), mended_(mended), text_(mended.text()), at_(&tree.root()) {}

    std::optional<Error> run() {
        std::string frame;
        std::size_t from = 0;
        for (const Mended::Piece& item : mended_.items) {
            frame += text_.substr(from, item.start - from);
            frame += "<!--";
            frame.append(lines(item.start, item.end), '\n');
            frame += "-->";
            from = item.end;
        }
        if (from > 0)
            frame += text_.substr(from);
        read(from > 0 ? std::string_view(frame) : text_, mended_.first_line);
        return std::move(error_);
    }

    bool Visit(const tinyxml2::XMLComment&) override {
        const Mended::Piece& item = mended_.items[next_item_++];
        line_ += lines(counted_to_, item.start);
        counted_to_ = item.start;
        const std::size_t outer = first_line_;
        read(text_.substr(item.start, item.end - item.start), mended_.first_line + line_);
        first_line_ = outer;
        return !error_;
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
    void read(std::string_view text, std::size_t first_line) {
        first_line_ = first_line;
        tinyxml2::XMLDocument document(true, tinyxml2::PRESERVE_WHITESPACE);
        if (document.Parse(text.data(), text.size()) == tinyxml2::XML_SUCCESS) {
            document.Accept(this);
            return;
        }
        const auto line = static_cast<std::size_t>(std::max(1, document.ErrorLineNum()));
        error_ = Error{Error::Kind::unreadable,
                       text::cat("the XML is broken beyond mending: ", document.ErrorName()),
                       text::cat("line ", first_line + line - 1),
                       {}};
    }

    std::size_t lines(std::size_t from, std::size_t to) const {
        const std::string_view part = text_.substr(from, to - from);
        return static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
    }

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
    const Mended& mended_;
    std::string_view text_;
    Node* at_;
    std::size_t first_line_ = 1;  // of the text that is being read
    std::size_t next_item_ = 0;
    std::size_t counted_to_ = 0;  // lines of `text_` were counted up to there
    std::size_t line_ = 0;
    std::optional<Error> error_;
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
    Tree tree;
    tree.cut = mended->cut;
    if (std::optional<Error> error = Reading(tree, *mended).run())
        return std::move(*error);
    tree.warnings.insert(tree.warnings.begin(), mended->warnings.begin(), mended->warnings.end());
    return tree;
}

bool ended_inside(const Tree& tree) {
    return tree.cut;
}

}  // namespace stet::markup

#include "extract/links.h"

#include "base/hash.h"
#include "extract/barrier.h"
#include "extract/decoded.h"
#include "extract/pick.h"
#include "extract/records.h"
#include "formats/formats.h"
#include "markup/html.h"
#include "model/pages.h"
#include "text/ascii.h"
#include "text/url.h"

namespace stet {

namespace {

using markup::Node;

constexpr std::size_t most_links = 5000;
constexpr std::size_t longest_address = 2000;

/// Addresses as they are found, each once.
class Links {
  public:
    void add(std::string_view base, std::string_view reference) {
        if (text::trim(reference).empty() || list_.size() == most_links)
            return;
        std::string url = text::resolve_url(base, reference);
        url.erase(std::min(url.find('#'), url.size()));
        url = text::without_credentials(url);
        if (text::is_http_url(url) && url.size() <= longest_address && seen_.insert(url).second)
            list_.push_back(std::move(url));
    }
    std::vector<std::string> take() { return std::move(list_); }

  private:
    std::vector<std::string> list_;
    HashSet<std::string> seen_;
};

const Node* first_link(const Node& top) {
    for (const Node* node = &top; node; node = markup::following(*node, &top))
        if (node->kind == Node::Kind::element && node->find("href") && !node->is("base"))
            return node;
    return nullptr;
}

std::string base_of(markup::Tree& tree, const Document& document) {
    for (const Node* node = &tree.root(); node; node = markup::following(*node, &tree.root()))
        if (node->is("base") && !(*node)["href"].empty())
            return text::resolve_url(document.address, (*node)["href"]);
    return document.address;
}

std::vector<std::string> links_of_page(std::string_view html, const Document& document,
                                       const page::Pick& pick) {
    markup::Tree tree = markup::parse_html(html);
    const std::string base = base_of(tree, document);
    Links links;
    for (const Node* const node : pick.in(tree.root())) {
        if (!pick.attribute().empty())
            links.add(base, (*node)[pick.attribute()]);
        else if (const Node* const link = first_link(*node))
            links.add(base, (*link)["href"]);
    }
    return links.take();
}

Result<page::Pick> pick_of(const std::string& selector) {
    return page::Pick::compile(selector.empty() ? "a[href], area[href]" : selector);
}

}  // namespace

std::optional<Error> fault_of_links(const std::string& selector) {
    const Result<page::Pick> pick = pick_of(selector);
    return pick ? std::nullopt : std::optional(pick.error());
}

Result<std::vector<std::string>> links_of(const Document& document, const std::string& selector) {
    if (const std::optional<Pages> pages = unpacked(document))
        return links_of(pages->list.front(), selector);
    if (std::optional<Error> error = page::failed_answer(document))
        return *error;
    const Result<page::Pick> pick = pick_of(selector);
    if (!pick)
        return pick.error();
    const text::Decoded text = page::decoded(document);
    const formats::Format format = formats::sniff(text.text());
    if (format == formats::Format::none)
        return links_of_page(text.text(), document, *pick);
    const auto reader = formats::open(format, text.text(), text.encoding, document);
    if (!reader)
        return reader.error();
    Links links;
    (*reader)->read(
        [&](Item&& item) {
            links.add(document.address, item.url);
            return true;
        },
        formats::Reader::Part::names);
    return links.take();
}

}  // namespace stet

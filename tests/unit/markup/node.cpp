#include "markup/node.h"

#include "markup/html.h"
#include "outline.h"
#include "support/catch.h"

using namespace stet;
using markup::Node;
using markup::Tree;

TEST_CASE("node: what is below an element comes in document order", "[markup]") {
    const Tree tree = markup::parse_html_fragment("<p>a<b>c</b></p><i>d</i>");
    std::string seen;
    const Node* const p = tree.root().first_child;
    for (const Node* node = p; node; node = following(*node, p))
        seen += node->kind == Node::Kind::text ? node->text : node->name;
    CHECK(seen == "pabc");
    REQUIRE(following_past(*p, &tree.root()));
    CHECK(following_past(*p, &tree.root())->is("i"));
    CHECK(following_past(*p, p) == nullptr);
}

TEST_CASE("node: a class is one of the words of the attribute, in any case", "[markup]") {
    const Tree tree = markup::parse_html_fragment("<p class=' Live\n blog '>");
    const Node& p = *tree.root().first_child;
    CHECK(p.has_class("live"));
    CHECK(p.has_class("blog"));
    CHECK_FALSE(p.has_class("liv"));
    CHECK_FALSE(p.has_class(""));
}

TEST_CASE("node: absent and empty attributes differ", "[markup]") {
    const Tree tree = markup::parse_html_fragment("<p title hidden=''>");
    const Node& p = *tree.root().first_child;
    CHECK(p.find("title"));
    CHECK(p["hidden"].empty());
    CHECK(p.find("id") == nullptr);
}

TEST_CASE("tree: a removed node leaves its neighbours joined", "[markup]") {
    for (const std::string name : {"a", "b", "c"}) {
        Tree tree = markup::parse_html_fragment("<a></a><b></b><c></c>");
        for (Node* node = tree.root().first_child; node; node = node->next)
            if (node->is(name)) {
                Tree::remove(*node);
                break;
            }
        std::string forward, backward;
        for (Node* node = tree.root().first_child; node; node = node->next)
            forward += node->name;
        for (Node* node = tree.root().last_child; node; node = node->previous)
            backward.insert(0, node->name);
        CHECK(forward.size() == 2);
        CHECK(forward.find(name) == std::string::npos);
        CHECK(backward == forward);
    }
}

TEST_CASE("tree: strings and nodes outlive a move", "[markup]") {
    Tree tree;
    const std::string large(100'000, 'x');
    Node& node = tree.add_element(tree.root(), tree.keep("first"), {});
    tree.add_text(node, tree.keep(large));
    for (int n = 0; n < 10'000; ++n)
        tree.add_text(node, tree.keep("y"));
    const Tree moved = std::move(tree);
    CHECK(moved.root().first_child->name == "first");
    CHECK(moved.root().first_child->first_child->text == large);
    CHECK(moved.root().first_child->last_child->text == "y");
}

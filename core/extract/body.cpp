#include "extract/body.h"

#include <algorithm>
#include <array>
#include <vector>

#include "extract/barrier_words.h"
#include "extract/vocabulary.h"
#include "markup/plain.h"
#include "markup/sanitize.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/space.h"
#include "text/url.h"
#include "text/words.h"

namespace stet::page {

namespace {

using markup::Node;
using markup::Tree;
using std::string_view;
using namespace std::string_view_literals;

bool is_element(const Node& node) {
    return node.kind == Node::Kind::element;
}

template <std::size_t N>
bool is_one_of(string_view name, const std::array<string_view, N>& list) {
    return std::ranges::find(list, name) != list.end();
}

/// Text and text in links below a node, in bytes.
struct Density {
    std::size_t text = 0, link = 0, links = 0;
};
Density density(const Node& top) {
    Density sum;
    const Node* inside = nullptr;
    for (const Node* node = &top; node; node = markup::following(*node, &top)) {
        if (node->is("a")) {
            inside = node;
            ++sum.links;
        }
        if (node->kind != Node::Kind::text)
            continue;
        const std::size_t bytes = text::trim(node->text).size();
        sum.text += bytes;
        for (const Node* up = inside ? node->parent : nullptr; up && up != &top; up = up->parent)
            if (up == inside) {
                sum.link += bytes;
                break;
            }
    }
    return sum;
}

/// Links that hand an update on to others: every one carries the address in a parameter.
bool is_share_link(const Node& link) {
    const string_view href = link["href"];
    static constexpr std::array targets{"/sharer"sv,   "/intent/tweet"sv, "/dialog/share"sv,
                                        "whatsapp:"sv, "wa.me/"sv,        "/share?"sv,
                                        "mailto:?"sv,  "share_btn"sv,     "/shareArticle"sv};
    return std::ranges::any_of(targets, [&](string_view target) {
        return text::ifind(href, target) != string_view::npos;
    });
}

bool asks_for_consent(const Node& node) {
    static constexpr std::array words{"Einwilligung"sv,    "Empfohlener externer Inhalt"sv,
                                      "externe Inhalte"sv, "Wir benötigen Ihre"sv,
                                      "allow cookies"sv,   "Allow content"sv,
                                      "contenu externe"sv};
    std::string all;
    for (const Node* n = &node; n && all.size() < 1200; n = markup::following(*n, &node))
        if (n->kind == Node::Kind::text)
            all += n->text;
    return all.size() < 1200 && std::ranges::any_of(words, [&](string_view word) {
               return all.find(word) != std::string::npos;
           });
}

}  // namespace

bool is_hidden(const Node& node) {
    if (node.find("hidden"))
        return true;
    const string_view style = node["style"];
    if (!style.empty() && (style.find("display:none") != string_view::npos ||
                           style.find("display: none") != string_view::npos))
        return true;
    static constexpr std::array classes{
        "sr-only"sv,         "visually-hidden"sv,    "visuallyhidden"sv,
        "screen-readable"sv, "screen-reader-text"sv, "u-hidden"sv};
    return std::ranges::any_of(classes, [&](string_view one) { return node.has_class(one); });
}

namespace {

/// Whether the words around an element say that it holds a tweet, a post, a film.
bool is_embed(const Node& node) {
    static constexpr std::array list{"embed"sv, "instagram"sv, "oembed"sv,
                                     "tweet"sv, "twitter"sv,   "youtube"sv};
    static constexpr Words words(list);
    return names(node["class"], words);
}

/// A placeholder for what a script would load. Some editors call each paragraph one, which scripts
/// may replace: those have text.
bool stands_in(const Node& node) {
    return density(node).text < 25 || asks_for_consent(node);
}

/// What players, buttons and slots for advertisements leave in a text: words that only label them.
bool is_label(string_view words) {
    static constexpr std::array labels{"#"sv,
                                       "ad"sv,
                                       "advertentie"sv,
                                       "advertisement"sv,
                                       "annons"sv,
                                       "anzeige"sv,
                                       "back to top"sv,
                                       "compartir"sv,
                                       "condividi"sv,
                                       "copy link"sv,
                                       "dela"sv,
                                       "delen"sv,
                                       "drucken"sv,
                                       "e-mail"sv,
                                       "email"sv,
                                       "facebook"sv,
                                       "link"sv,
                                       "link copied"sv,
                                       "link kopieren"sv,
                                       "linkedin"sv,
                                       "mail"sv,
                                       "merken"sv,
                                       "nach oben"sv,
                                       "partager"sv,
                                       "permalink"sv,
                                       "print"sv,
                                       "pubblicità"sv,
                                       "publicidad"sv,
                                       "publicité"sv,
                                       "publicidade"sv,
                                       "reklama"sv,
                                       "reklame"sv,
                                       "return to menu"sv,
                                       "return to top"sv,
                                       "go to top"sv,
                                       "share"sv,
                                       "share this"sv,
                                       "teilen"sv,
                                       "telegram"sv,
                                       "tweet"sv,
                                       "twitter"sv,
                                       "udostępnij"sv,
                                       "werbung"sv,
                                       "whatsapp"sv,
                                       "x"sv,
                                       "zum seitenanfang"sv};
    return std::ranges::any_of(labels, [&](string_view label) {
        return text::istarts_with(words, label) && words.size() == label.size();
    });
}

/// An element that stands for itself and has nothing but such labels.
bool is_all_labels(const Node& node) {
    static constexpr std::array tags{"div"sv, "footer"sv,  "li"sv, "ol"sv,
                                     "p"sv,   "section"sv, "ul"sv};
    if (!is_one_of(node.name, tags))
        return false;
    bool any = false;
    for (const Node* n = &node; n; n = markup::following(*n, &node)) {
        if (is_element(*n) && (n->is("img") || n->is("iframe") || n->name.starts_with("amp-")))
            return false;
        const string_view words = text::trim(n->text);
        if (n->kind != Node::Kind::text || words.empty())
            continue;
        if (!is_label(words))
            return false;
        any = true;
    }
    return any;
}

/// Looks no further than it must.
bool has_more_text(const Node& node, std::size_t than) {
    std::size_t bytes = 0;
    for (const Node* n = &node; n && bytes <= than; n = markup::following(*n, &node))
        bytes += n->kind == Node::Kind::text ? text::trim(n->text).size() : 0;
    return bytes > than;
}

/// "127 shares · 1 comments", "4 min ago | 12 Kommentare": numbers of what counts readers, and
/// ages.
bool is_counter_bar(const Node& node) {
    static constexpr std::array units{"share"sv,       "shares"sv,
                                      "comment"sv,     "comments"sv,
                                      "view"sv,        "views"sv,
                                      "like"sv,        "likes"sv,
                                      "reads"sv,       "reactions"sv,
                                      "retweets"sv,    "replies"sv,
                                      "ago"sv,         "min"sv,
                                      "mins"sv,        "minutes"sv,
                                      "minute"sv,      "hours"sv,
                                      "hour"sv,        "h"sv,
                                      "m"sv,           "kommentar"sv,
                                      "kommentare"sv,  "aufrufe"sv,
                                      "vor"sv,         "minuten"sv,
                                      "stunden"sv,     "stunde"sv,
                                      "mal"sv,         "geteilt"sv,
                                      "partages"sv,    "commentaires"sv,
                                      "commentaire"sv, "vues"sv,
                                      "il"sv,          "y"sv,
                                      "a"sv,           "comentarios"sv,
                                      "comentario"sv,  "compartidos"sv,
                                      "hace"sv,        "minutos"sv,
                                      "horas"sv,       "condivisioni"sv,
                                      "commenti"sv,    "visualizzazioni"sv,
                                      "minuti"sv,      "fa"sv,
                                      "ore"sv,         "reacties"sv,
                                      "delningar"sv,   "visningar"sv,
                                      "delinger"sv,    "kommentarer"sv,
                                      "udostępnień"sv, "komentarzy"sv,
                                      "k"sv,           "and"sv,
                                      "und"sv,         "comentários"sv,
                                      "há"sv,          "há"sv};
    static constexpr std::array tags{"div"sv,    "p"sv,  "span"sv, "ul"sv,
                                     "footer"sv, "li"sv, "small"sv};
    constexpr std::size_t longest = 80;
    if (!is_one_of(node.name, tags) || has_more_text(node, longest))
        return false;
    const std::string line = text::fold_case(line_of(node));
    bool digit = false, unit = false;
    for (std::size_t at = 0; at < line.size();) {
        if (text::is_digit(line[at])) {
            digit = true;
            ++at;
            continue;
        }
        const auto byte = static_cast<unsigned char>(line[at]);
        if (!text::is_alpha(line[at]) && byte < 0xC3) {
            ++at;  // signs between them
            continue;
        }
        if (byte >= 0xE2) {  // bullets and dashes
            at += 3;
            continue;
        }
        std::size_t end = at;
        while (end < line.size() &&
               (text::is_alpha(line[end]) || static_cast<unsigned char>(line[end]) >= 0x80))
            ++end;
        const string_view word = string_view(line).substr(at, end - at);
        if (std::ranges::find(units, word) == units.end())
            return false;
        unit = unit || word.size() > 3;
        at = end;
    }
    return digit && unit;
}

/// Whether a box whose class names boilerplate is what the update consists of: some systems call
/// every text a widget, or a promo. `all`: the bytes of text of the whole update.
bool is_the_text(const Node& node, std::size_t all) {
    constexpr std::size_t least = 25;
    const Density sum = density(node);
    return sum.text >= least && sum.text * 10 >= all * 6 && sum.link * 3 < sum.text &&
           !asks_for_consent(node);
}

/// A paragraph of the text that a script hides from those who do not pay: it is called after the
/// wall, but is a sentence, and sells nothing.
bool is_sold_paragraph(const Node& node) {
    static constexpr std::array list{"paywall"sv, "premium"sv, "regwall"sv, "subscription"sv};
    static constexpr Words sold(list);
    if (!names(node["class"], sold))
        return false;
    const Density sum = density(node);
    const std::string words = text::lower(line_of(node));
    return sum.text >= 40 && sum.link * 3 < sum.text && words.ends_with('.') &&
           count_of(words, rest_is_sold) == 0 && count_of(words, sign_in_asked) == 0;
}

/// "The post X appeared first on Y.", which a system of blogs puts under what it hands on.
bool tells_origin(const Node& node) {
    struct Phrase {
        string_view begin, middle;
    };
    static constexpr std::array phrases{Phrase{"The post "sv, " appeared first on "sv},
                                        Phrase{"Der Beitrag "sv, " erschien zuerst auf "sv},
                                        Phrase{"The article "sv, " appeared first on "sv},
                                        Phrase{"L’article "sv, " est apparu en premier sur "sv},
                                        Phrase{"La entrada "sv, " primero en "sv},
                                        Phrase{"L'articolo "sv, " proviene da "sv},
                                        Phrase{"Het bericht "sv, " verscheen eerst op "sv},
                                        Phrase{"O post "sv, " apareceu primeiro em "sv}};
    if (has_more_text(node, 500))
        return false;
    const std::string line = line_of(node);
    return std::ranges::any_of(phrases, [&](const Phrase& phrase) {
        return line.starts_with(phrase.begin) && line.find(phrase.middle) != std::string::npos;
    });
}

bool is_dropped(const Node& node, std::size_t all) {
    static constexpr std::array tags{
        "script"sv,        "style"sv,    "noscript"sv, "template"sv, "form"sv,
        "button"sv,        "input"sv,    "select"sv,   "textarea"sv, "nav"sv,
        "svg"sv,           "object"sv,   "dialog"sv,   "meta"sv,     "link"sv,
        "menu"sv,          "canvas"sv,   "label"sv,    "amp-ad"sv,   "amp-social-share"sv,
        "amp-analytics"sv, "amp-pixel"sv};
    if (is_one_of(node.name, tags) || is_hidden(node))
        return true;
    if (node.name == "aside" && !node.is("blockquote"))
        return true;
    const string_view classes = node["class"];
    static constexpr std::array list{"placeholder"sv};
    static constexpr Words placeholder(list);
    if (!classes.empty() && names(classes, placeholder) && stands_in(node))
        return true;
    if (node.name == "p" && tells_origin(node))
        return true;
    if (node.name == "p" && !classes.empty() && is_sold_paragraph(node))
        return false;
    if (!classes.empty() && names(classes, boilerplate) && !is_embed(node))
        return density(node).text < 1500 && !is_the_text(node, all);
    if (!classes.empty() && is_embed(node) && names(classes, boilerplate))
        return asks_for_consent(node);
    return false;
}

/// Lists and boxes whose words are all links: share bars, topics, "more on this".
bool is_link_box(const Node& node) {
    static constexpr std::array tags{"ul"sv, "ol"sv, "div"sv, "footer"sv, "section"sv, "dl"sv};
    if (!is_one_of(node.name, tags))
        return false;
    std::size_t share = 0;
    const Density sum = density(node);
    if (sum.links == 0 || sum.text > 1500)
        return false;
    for (const Node* n = &node; n; n = markup::following(*n, &node))
        share += n->is("a") && is_share_link(*n) ? 1 : 0;
    if (share > 0 && share * 2 >= sum.links)
        return sum.text < 300;
    const bool list = node.name == "ul" || node.name == "ol";
    return list ? sum.links >= 2 && sum.link * 10 >= sum.text * 9
                : sum.links >= 3 && sum.link * 20 >= sum.text * 19;
}

/// Elements around nothing: what is left of headers, spacers, slots for advertisements.
void drop_empty(Node& top) {
    static constexpr std::array tags{"a"sv,       "article"sv, "b"sv,      "div"sv, "em"sv,
                                     "footer"sv,  "header"sv,  "i"sv,      "li"sv,  "p"sv,
                                     "section"sv, "span"sv,    "strong"sv, "ul"sv,  "ol"sv};
    std::vector<Node*> elements;
    for (Node* node = markup::following(top, &top); node; node = markup::following(*node, &top))
        if (is_element(*node) && is_one_of(node->name, tags))
            elements.push_back(node);
    for (std::size_t i = elements.size(); i-- > 0;) {
        bool empty = true;
        for (const Node* child = elements[i]->first_child; child && empty; child = child->next)
            empty = child->kind == Node::Kind::text && text::trim(child->text).empty();
        if (empty)
            Tree::remove(*elements[i]);
    }
}

string_view late_address(const Node& image) {
    const string_view src = image["src"];
    if (!src.empty() && !text::istarts_with(src, "data:"))
        return src;
    static constexpr std::array names{"data-src"sv,      "data-lazy-src"sv, "data-lsrc"sv,
                                      "data-original"sv, "data-lazy"sv,     "data-url"sv};
    for (const string_view name : names)
        if (!image[name].empty())
            return image[name];
    for (const string_view name : {"srcset"sv, "data-srcset"sv})
        if (const string_view set = text::trim(image[name]); !set.empty())
            return set.substr(0, set.find_first_of(" ,\t\n"));
    return src;
}

void set_address(Tree& tree, Node& image) {
    const string_view address = late_address(image);
    if (image.name == "img" && image["src"] == address)
        return;
    image.name = "img";
    std::vector<markup::Attribute> attributes;
    for (const markup::Attribute& attribute : image.attributes)
        if (attribute.name != "src")
            attributes.push_back(attribute);
    attributes.push_back({"src", {}, address});
    tree.set_attributes(image, attributes);
}

/// A frame, or an AMP element that loads one, is told as a link to what it shows.
bool is_frame(const Node& node) {
    return node.name == "iframe" || node.name == "amp-iframe" || node.name == "amp-twitter" ||
           node.name == "amp-youtube" || node.name == "amp-instagram" ||
           node.name == "amp-facebook" || node.name == "embed";
}

std::string frame_address(const Node& node) {
    if (node.name == "amp-twitter" && !node["data-tweetid"].empty())
        return text::cat("https://twitter.com/i/status/", node["data-tweetid"]);
    if (node.name == "amp-youtube" && !node["data-videoid"].empty())
        return text::cat("https://www.youtube.com/watch?v=", node["data-videoid"]);
    if (node.name == "amp-instagram" && !node["data-shortcode"].empty())
        return text::cat("https://www.instagram.com/p/", node["data-shortcode"], "/");
    for (const string_view name : {"src"sv, "data-src"sv, "data-href"sv, "data-url"sv})
        if (!node[name].empty())
            return std::string(node[name]);
    return {};
}

void link_frame(Tree& tree, Node& frame) {
    const std::string address = frame_address(frame);
    const std::string title = text::fold_space(frame["title"]);
    while (frame.first_child)
        Tree::remove(*frame.first_child);
    const std::string whole = address.starts_with("//") ? "https:" + address : address;
    if (!text::is_http_url(whole)) {
        frame.name = "span";
        return;
    }
    frame.name = "p";
    tree.set_attributes(frame, {});
    Node& link = tree.add_element(frame, "a", {});
    const markup::Attribute href{"href", {}, tree.keep(whole)};
    tree.set_attributes(link, std::span(&href, 1));
    tree.add_text(link, tree.keep(title.empty() ? text::url_host(whole) : title));
}

string_view attribute_of(const Node& node, string_view name) {
    return text::trim(node[name]);
}

std::string words_below(const Node& top, const Words& words) {
    for (const Node* node = markup::following(top, &top); node;
         node = markup::following(*node, &top))
        if (is_element(*node) && (names(*node, words) || (node->is("cite"))))
            return line_of(*node);
    return {};
}

bool is_caption(const Node& node) {
    return node.is("figcaption") ||
           (is_element(node) && !node.is("table") && names(node["class"], caption_words) &&
            density(node).text < 600);
}

bool is_figure(const Node& node) {
    return node.is("figure") || (node.is("div") && names(node["class"], picture_words));
}

Picture picture_of(const Node& image, const Node& top, string_view base) {
    Picture picture;
    picture.url = text::resolve_url(base, late_address(image));
    picture.alt = text::fold_space(image["alt"]);
    const Node* figure = &image;
    while (figure && figure != &top && !is_figure(*figure))
        figure = figure->parent;
    if (!figure || !is_figure(*figure))
        return picture;
    for (const Node* node = figure; node; node = markup::following(*node, figure)) {
        if (!is_caption(*node))
            continue;
        picture.caption = line_of(*node);
        picture.credit = words_below(*node, credit_words);
        break;
    }
    if (picture.credit.empty())
        picture.credit = words_below(*figure, credit_words);
    if (!picture.credit.empty() && picture.caption.ends_with(picture.credit))
        picture.caption = text::trim(
            string_view(picture.caption).substr(0, picture.caption.size() - picture.credit.size()));
    split_credit(picture);
    return picture;
}

}  // namespace

void append(Node& parent, Node& child) {
    Tree::remove(child);
    child.parent = &parent;
    child.previous = parent.last_child;
    child.next = nullptr;
    (parent.last_child ? parent.last_child->next : parent.first_child) = &child;
    parent.last_child = &child;
}

std::string line_of(const Node& node) {
    return text::fold_space(markup::plain_text(node));
}

void split_credit(Picture& picture) {
    static constexpr std::array labels{"Quelle:"sv, "Foto:"sv,  "Bildrechte:"sv, "Bild:"sv,
                                       "Image:"sv,  "Photo:"sv, "Credit:"sv,     "Photograph:"sv,
                                       "Source:"sv, "©"sv};
    const auto unlabelled = [](string_view words) {
        for (const string_view label : labels)
            if (words.starts_with(label))
                return text::trim(words.substr(label.size()));
        return words;
    };
    const std::string& caption = picture.caption;
    if (picture.credit.empty() && caption.ends_with(')')) {
        const std::size_t open = caption.rfind('(');
        const string_view inside =
            open == std::string::npos
                ? string_view()
                : string_view(caption).substr(open + 1, caption.size() - open - 2);
        if (unlabelled(inside).size() != inside.size()) {
            picture.credit = inside;
            picture.caption = text::trim(string_view(caption).substr(0, open));
        }
    }
    picture.credit = std::string(unlabelled(picture.credit));
}

void clean(Tree& tree, Node& top) {
    const std::size_t all = density(top).text;
    for (Node* node = markup::following(top, &top); node;) {
        if (!is_element(*node)) {
            node = markup::following(*node, &top);
            continue;
        }
        // A box of links that is nearly all of an update is the update: a hint to a story.
        if (is_dropped(*node, all) || is_all_labels(*node) || is_counter_bar(*node) ||
            (is_link_box(*node) && density(*node).text * 10 < all * 9)) {
            Node* const gone = node;
            node = markup::following_past(*node, &top);
            Tree::remove(*gone);
            continue;
        }
        if (node->name == "img" || node->name == "amp-img")
            set_address(tree, *node);
        else if (is_frame(*node))
            link_frame(tree, *node);
        node = markup::following(*node, &top);
    }
    drop_empty(top);
}

Picture picture_in(const Node& top, string_view base) {
    for (const Node* node = markup::following(top, &top); node;
         node = markup::following(*node, &top)) {
        if (!node->is("img") && !node->is("amp-img"))
            continue;
        const string_view address = late_address(*node);
        const string_view width = attribute_of(*node, "width");
        const auto size = text::parse_number<int>(width);
        if (address.empty() || text::istarts_with(address, "data:") || (size && *size < 60))
            continue;
        return picture_of(*node, top, base);
    }
    return {};
}

Body body_of(Node& top, string_view base) {
    Body body;
    body.html = markup::sanitize(top, base);
    std::vector<Node*> captions;
    for (Node* node = markup::following(top, &top); node; node = markup::following(*node, &top))
        if (is_caption(*node))
            captions.push_back(node);
    const std::string caption = captions.empty() ? std::string() : line_of(*captions.front());
    // From the last on: one may stand in another.
    for (std::size_t i = captions.size(); i-- > 0;)
        Tree::remove(*captions[i]);
    body.text = markup::plain_text(top);
    // What is only a picture is told by its caption.
    if (body.text.empty())
        body.text = caption;
    return body;
}

}  // namespace stet::page

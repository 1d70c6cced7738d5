#include "extract/prose.h"

#include "reading.h"

using namespace stet;

namespace {

std::string paragraphs(int count, std::string_view tag = "p") {
    std::string html;
    for (int i = 0; i < count; ++i)
        html += "<" + std::string(tag) + ">" + words("Der Beschluss Nummer " + std::to_string(i)) +
                "</" + std::string(tag) + ">";
    return html;
}

const std::string opening = words("Der Stadtrat");
const std::string other = words("Eine andere Meldung");

std::string page_of(const std::string& body, std::string_view language = "de") {
    return "<html lang=" + std::string(language) +
           "><head><title>Brücke wird gesperrt</title></head><body>" + body + "</body></html>";
}

/// The text is the opening and four paragraphs, and nothing of another story.
void check(const std::string& page) {
    const Feed feed = read_of(page);
    CHECK(feed.head.feed->format == "article");
    CHECK(feed.head.content_text.starts_with(opening));
    CHECK(feed.head.content_text.find(words("Der Beschluss Nummer 3")) != std::string::npos);
    CHECK(feed.head.content_text.find(other) == std::string::npos);
}

const std::string h1 = "<h1>Brücke wird gesperrt</h1>";
const std::string text = "<p>" + opening + "</p>" + paragraphs(4);

}  // namespace

TEST_CASE("prose: an article in a box that is called after something else", "[extract]") {
    std::string menu = "<div>";
    for (int i = 0; i < 60; ++i)
        menu += "<a href=/" + std::to_string(i) + ">Ein Punkt des langen Menüs</a> ";
    menu += "</div>";
    for (const char* name : {"sidebar-layout", "nav content", "widget-container", "menu-page",
                             "teaser", "newsletter-page", "footer-less related"}) {
        INFO(name);
        check(page_of(menu + h1 + "<div class='" + name + "'>" + text + "</div>"));
    }
}

TEST_CASE("prose: the opening paragraph beside the box with the rest", "[extract]") {
    const std::string rest = "<div class=rest>" + paragraphs(9) + "</div>";
    check(page_of("<article>" + h1 + "<p class=first>" + opening + "</p>" + rest + "</article>"));
    check(page_of("<main>" + h1 + "<div><p>" + opening + "</p></div>" + rest + "</main>"));
    check(page_of("<div><div>" + h1 + "</div><div><div><p>" + opening + "</p></div>" + rest +
                  "</div></div>"));
}

TEST_CASE("prose: text in boxes and line breaks, while the footer has paragraphs", "[extract]") {
    const std::string credits =
        "<div><p>Die Zeitung erscheint seit 1871 und gehört allen, die für sie arbeiten.</p><p>Sie "
        "wird im Land von vielen Menschen gelesen, jeden Tag und überall.</p></div>";
    check(page_of(h1 + "<div class=text>" + opening + "<br><br>" + words("Der Beschluss Nummer 0") +
                  "<br><br>" + words("Der Beschluss Nummer 1") + "<br><br>" +
                  words("Der Beschluss Nummer 2") + "<br><br>" + words("Der Beschluss Nummer 3") +
                  "</div>" + credits));
    check(page_of(h1 + "<section><div>" + opening + "</div>" + paragraphs(4, "div") + "</section>" +
                  "<footer>" + credits + "</footer>"));
    // An empty box after the text takes nothing of what follows it.
    check(page_of(h1 + "<div>" + opening + "<div></div>" + words("Der Beschluss Nummer 3") +
                  "</div>" + credits));
}

TEST_CASE("prose: a form around the page, a password that is hidden", "[extract]") {
    check(page_of("<form id=aspnetForm><header>Zeitung</header>" + h1 + "<div>" + text +
                  "</div></form>"));
    check(page_of("<form>" + h1 + text + "<input type=password></form>"));
    check(page_of(h1 + "<div>" + text +
                  "</div><div style='display:none'><form><input type=password></form></div>"));
}

TEST_CASE("prose: kits that ask for consent have more paragraphs", "[extract]") {
    std::string kit;
    for (int i = 0; i < 12; ++i)
        kit += "<p>Diese Cookies der Art " + std::to_string(i) +
               " braucht die Seite, damit sie zählen kann, wer sie liest, und was gefällt. " +
               other + "</p>";
    for (const char* box :
         {"<div id=onetrust-consent-sdk>", "<div class=didomi-popup>", "<div id=usercentrics-root>",
          "<div id=BorlabsCookieBox role=dialog>", "<div class='cmp-container'>"}) {
        INFO(box);
        check(page_of(h1 + "<div>" + text + "</div>" + box + kit + "</div>"));
        check(page_of(std::string(box) + kit + "</div>" + h1 + "<div>" + text + "</div>"));
    }
}

TEST_CASE("prose: cards of other stories, and lines that lead to them", "[extract]") {
    std::string cards;
    for (int i = 0; i < 5; ++i)
        cards += "<div class=card><h3><a href=/" + std::to_string(i) +
                 ">Andere Meldung</a></h3><p>" + other + "</p></div>";

    check(page_of("<article>" + h1 + text + paragraphs(4) +
                  "</article><div class=under><h2>Mehr</h2>" + cards + "</div>"));
    check(page_of("<div>" + h1 + "<div>" + text + paragraphs(4) + "</div><h2>Mehr</h2>" + cards +
                  "</div>"));
    for (const char* line :
         {"READ MORE: <a href=/x>", "Lesen Sie auch: <a href=/x>", "Lire aussi : <a href=/x>",
          "Leggi anche <a href=/x>", "Les også: <a href=/x>", "Czytaj też: <a href=/x>",
          "Lee también: <a href=/x>"}) {
        INFO(line);
        check(page_of(h1 + "<div><p>" + opening + "</p><p><b>" + line + other + "</a></b></p>" +
                      paragraphs(4) + "</div>"));
    }
}

TEST_CASE("prose: paragraphs that look like what is left out and are the text", "[extract]") {
    const auto kept = [](const std::string& part) {
        return read_of(page_of(h1 + "<div>" + text + part + paragraphs(2) + "</div>"))
                   .head.content_text.find("Das gehört zum Text") != std::string::npos;
    };
    CHECK(kept("<p>Das gehört zum Text, mit <a href=/x>einem Link</a> und mehr Worten.</p>"));
    CHECK(kept("<p class=paywall>Das gehört zum Text, auch wenn es kurz ist und kostet.</p>"));
    CHECK(kept(
        "<p>Mehr lesen wollen viele. Das gehört zum Text, denn hier führt kein Link fort.</p>"));
    CHECK(kept(
        "<ul><li>Das gehört zum Text und ist ein Punkt in einer Liste.</li><li>So wie dies, das "
        "auch kein Link ist.</li></ul>"));
    CHECK(kept("<blockquote><p>Das gehört zum Text, und einer hat es gesagt.</p></blockquote>"));
    CHECK(kept("<h2>Das gehört zum Text</h2>"));
    CHECK(kept("<table><tr><td>Das gehört zum Text</td><td>12</td></tr></table>"));
}

TEST_CASE("prose: walls are walls still", "[extract]") {
    const auto kind = [](const std::string& page) {
        const auto feed = extract_of(page);
        return feed ? Error::Kind::usage : feed.error().kind;
    };
    const std::string legal =
        "<p>Impressum und Datenschutz der Zeitung stehen auf eigenen Seiten, die "
        "hier unten zu finden sind.</p>";
    CHECK(kind(page_of("<h1>Anmelden</h1><form><p>Bitte melden Sie sich an, um den Text zu "
                       "lesen.</p><input type=password></form>" +
                       legal)) == Error::Kind::sign_in);
    CHECK(kind(page_of(
              "<div id=onetrust-consent-sdk><p>We value your privacy. We and our partners "
              "store and read data on your device for many reasons.</p><p>Accept all cookies, "
              "or manage your privacy in the settings that we keep for you.</p></div>")) ==
          Error::Kind::consent);
    CHECK(kind(page_of(
              "<div class=cmp><p>We value your privacy. We and our partners store and read "
              "data on your device for many reasons.</p><p>Accept all cookies, or manage your "
              "privacy in the settings that we keep for you.</p></div><div><p>" +
              std::string("The paper is owned by its staff, and has been read in the county "
                          "since 1871, on each day but on Sunday, and it is sold by the "
                          "ferrymen at all the quays and in most of the shops of town.") +
              "</p></div>")) == Error::Kind::consent);
    CHECK(kind(page_of("<div id=challenge-form><p>Checking your browser.</p></div>")) ==
          Error::Kind::blocked);
    CHECK(kind(page_of(h1 + "<div class=comments><div id=challenge>" + text + "</div></div>")) ==
          Error::Kind::usage);
}

#include "extract/paywall.h"

#include "reading.h"

using namespace stet;

namespace {

std::string paragraphs(int count) {
    std::string html;
    for (int i = 0; i < count; ++i)
        html += "<p>" + words("Der Beschluss") + "</p>";
    return html;
}

/// An article that says of itself that it is not free.
std::string sold(std::string_view parts, std::string_view body) {
    std::string page = "<html lang=de><head><script type='application/ld+json'>{\"@type\": ";
    page += "\"NewsArticle\", \"headline\": \"Was beschlossen wurde\", ";
    page += "\"isAccessibleForFree\": \"False\"";
    page += parts;
    page += "}</script></head><body><article><h1>Was beschlossen wurde</h1>";
    page += body;
    return page + "</article></body></html>";
}

constexpr std::string_view sold_part =
    R"(, "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false,
        "cssSelector": ".paywall"})";

bool is_doubted(const std::string& page) {
    const Feed feed = read_of(page);
    CHECK(feed.head.title == "Was beschlossen wurde");
    if (!feed.doubt)
        return false;
    CHECK(feed.doubt->kind == Error::Kind::sign_in);
    CHECK_FALSE(feed.doubt->hint.empty());
    CHECK(feed.head.warnings.back() == "only the beginning is free to read");
    return true;
}

}  // namespace

TEST_CASE("paywall: a teaser alone is no article", "[extract]") {
    CHECK(is_doubted(sold("", paragraphs(3))));
    CHECK(is_doubted(sold("", paragraphs(12) + "<p>Sie möchten diesen Artikel lesen?</p>")));
    CHECK(is_doubted(sold(sold_part, paragraphs(12) + "<div class=paywall>Abo</div>")));
    CHECK(is_doubted(sold(sold_part, paragraphs(3) + "<div class=paywall></div>")));
    CHECK(is_doubted(sold("", "<p>Kurz.</p>")));
}

TEST_CASE("paywall: what is there whole is an article, whoever has to pay", "[extract]") {
    CHECK_FALSE(is_doubted(sold("", paragraphs(60))));
    CHECK_FALSE(is_doubted(sold("", paragraphs(14))));
    const std::string whole =
        sold(sold_part, paragraphs(2) + "<div class=paywall>" + paragraphs(9) + "</div>");
    CHECK_FALSE(is_doubted(whole));
    // The part's name is that of a wall, which is no part of articles elsewhere.
    CHECK(read_of(whole).head.content_text.size() > 9 * 70);
}

TEST_CASE("paywall: a metered article whose part not free is nowhere is whole", "[extract]") {
    const std::string whole = sold(sold_part, paragraphs(12));
    CHECK_FALSE(is_doubted(whole));
    CHECK(read_of(whole).head.warnings.back() ==
          "the page says that it is not free; its text looks whole");
    CHECK(is_doubted(sold(sold_part, paragraphs(12) + "<p>Jetzt weiterlesen mit Abo</p>")));
    CHECK(is_doubted(sold(sold_part, paragraphs(4))));
}

TEST_CASE("paywall: undeclared, a wall and its words have to agree", "[extract]") {
    const auto page = [](std::string_view name, std::string_view words) {
        return "<html lang=fr><body><article><h1>Was beschlossen wurde</h1>" + paragraphs(9) +
               "<div class='" + std::string(name) + "'><p>" + std::string(words) +
               "</p><a href=/abo>Abo</a></div></article></body></html>";
    };
    CHECK(is_doubted(page("article-paywall__box",
                          "Il vous reste 75 % de cet article à lire. La "
                          "suite est réservée aux abonnés.")));
    CHECK(is_doubted(page("js-regwall", "Inicia sesión para seguir leyendo")));
    CHECK_FALSE(is_doubted(page("newsletter", "Nur für Abonnenten: unser Newsletter")));
    CHECK_FALSE(is_doubted(page("paywall", "Unser Angebot")));
}

TEST_CASE("paywall: a live blog that shows updates is read", "[extract]") {
    std::string page = sold("", "");
    std::string updates = "<div class=blog>";
    for (const char* clock : {"12:40", "12:20", "12:00", "11:40"})
        updates += "<div class=entry><time datetime=2026-01-28T" + std::string(clock) +
                   ":00Z></time><h3>Lage</h3><p>" + words("Die Lage") + clock + "</p></div>";
    page.insert(page.find("</article>"),
                updates + "</div><div class=paywall>Jetzt weiterlesen</div>");
    const Feed feed = read_of(page);
    CHECK(feed.items.size() == 4);
    CHECK_FALSE(feed.doubt.has_value());
}

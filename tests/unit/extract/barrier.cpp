#include "extract/barrier.h"

#include "reading.h"

using namespace stet;

namespace {

Error::Kind failure(const Document& document) {
    const auto feed = extract(document);
    REQUIRE_FALSE(feed.has_value());
    return feed.error().kind;
}

Error::Kind failure(std::string_view body) {
    Document document;
    document.source = "https://news.example/";
    document.body = body;
    return failure(document);
}

}  // namespace

TEST_CASE("barrier: answers that failed are not read", "[extract]") {
    Document document;
    document.body = "<html><body><h1>Not found</h1></body></html>";
    document.status = 404;
    CHECK(failure(document) == Error::Kind::refused);
    document.status = 410;
    CHECK(failure(document) == Error::Kind::gone);
    document.status = 200;
    document.cut = true;
    CHECK(failure(document) == Error::Kind::cut);
    CHECK(failure(" \n ") == Error::Kind::empty);
}

TEST_CASE("barrier: pages that show no news say what they want", "[extract]") {
    CHECK(
        failure("<html><title>Just a moment...</title><body><p>Verify you are human by completing "
                "the action below.</p></body></html>") == Error::Kind::blocked);
    CHECK(failure("<html lang=de><body><h1>Mit Werbung weiterlesen</h1><p>Wir und unsere Partner "
                  "verarbeiten Daten.</p><button>Alle akzeptieren</button></body></html>") ==
          Error::Kind::consent);
    CHECK(
        failure(
            "<html><body><h1>Welcome back</h1><form><input type=password></form></body></html>") ==
        Error::Kind::sign_in);
}

TEST_CASE("barrier: checks for robots, in many languages", "[extract]") {
    for (const char* body :
         {"<html><title>Attention Required! | Shield</title><body><h1>Sorry, you have been "
          "blocked</h1></body></html>",
          "<html><title>news.example</title><body><div id=challenge-form></div></body></html>",
          "<html><body><iframe src=https://check.example/captcha/?x=1></iframe></body></html>",
          "<html><title>Nur einen Moment…</title><body><p>Bestätigen Sie, dass Sie ein Mensch "
          "sind.</p></body></html>",
          "<html><title>Un instant…</title><body><p>Vérifiez que vous êtes un humain.</p></body>"
          "</html>",
          "<html><body><p>Verifica di essere un umano</p></body></html>",
          "<html><body><p>Potwierdź, że jesteś człowiekiem</p></body></html>",
          "<html><body><h1>Access Denied</h1><p>You don't have permission to access this page."
          "</p><p>Reference #18.2f3a</p></body></html>"}) {
        INFO(body);
        CHECK(failure(body) == Error::Kind::blocked);
    }
}

TEST_CASE("barrier: a refusal that is a check for robots says so", "[extract]") {
    Document document;
    document.source = "https://news.example/";
    document.body = "<html><title>Just a moment...</title><body></body></html>";
    for (const int status : {403, 429, 503}) {
        document.status = status;
        CHECK(failure(document) == Error::Kind::blocked);
    }
    document.body = "<html><body>No</body></html>";
    CHECK(failure(document) == Error::Kind::refused);
    document.response_head = "HTTP/2 403\r\nCF-Mitigated: challenge\r\n\r\n";
    document.status = 403;
    CHECK(failure(document) == Error::Kind::blocked);
    document.response_head.clear();
    document.status = 401;
    CHECK(failure(document) == Error::Kind::sign_in);
    document.status = 402;
    CHECK(failure(document) == Error::Kind::sign_in);
}

TEST_CASE("barrier: walls of consent, long ones too", "[extract]") {
    std::string wall = "<html lang=de><title>Zeitung</title><body><main><h1>Ihre Zustimmung</h1>";
    for (int i = 0; i < 12; ++i)
        wall +=
            "<p>Wir und unsere Partner speichern Informationen auf einem Gerät und "
            "verarbeiten sie, um Werbung und Tracking zu ermöglichen.</p>";
    CHECK(failure(wall + "<button>Alle akzeptieren</button></main></body></html>") ==
          Error::Kind::consent);
    for (const char* words : {"Accepter et continuer", "Aceptar y continuar", "Accetta e continua",
                              "Alles accepteren", "Przejdź do serwisu"})
        CHECK(failure("<html><body><p>" + std::string(words) + "</p></body></html>") ==
              Error::Kind::consent);
    CHECK(failure("<html><body><iframe id=sp_message_iframe_1 title='Consent message'></iframe>"
                  "</body></html>") == Error::Kind::consent);
}

TEST_CASE("barrier: pages that ask to sign in", "[extract]") {
    for (const char* words :
         {"Bitte melden Sie sich an", "Connectez-vous pour lire la suite", "Accedi per continuare",
          "Inicia sesión para seguir leyendo", "Subscribe to read this story"})
        CHECK(failure("<html><body><h1>Zeitung</h1><p>" + std::string(words) +
                      "</p></body></html>") == Error::Kind::sign_in);
}

TEST_CASE("barrier: a short article beside a banner and a form to sign in is an article",
          "[extract]") {
    const std::string page =
        "<html lang=de><body><div class=banner><p>Wir und unsere Partner verwenden Cookies.</p>"
        "<button>Alle akzeptieren</button></div><article><h1>Unfall</h1><p>" +
        words("Der Unfall") + "</p><p>" + words("Ein Verletzter") + "</p><p>" + words("Mehr") +
        "</p></article><form><input type=password></form></body></html>";
    CHECK(read_of(page).head.feed->format == "article");
}

TEST_CASE("barrier: an article about robots is an article", "[extract]") {
    std::string page = "<html lang=de><body><article><h1>Was ein Captcha ist</h1>";
    for (int i = 0; i < 12; ++i)
        page += "<p>" + words("Das Captcha") + "</p>";
    CHECK(read_of(page + "</article></body></html>").head.feed->format == "article");
}

TEST_CASE("barrier: a page that ends inside its text was cut", "[extract]") {
    using page::ends_inside;
    CHECK(ends_inside("<html><body><main><div><p>Der Kanzler sagte, dass die"));
    CHECK(ends_inside("<html><body><div><p>Text</p><a href=\"/wei"));
    CHECK(ends_inside("<html><body><p>Text</p><script>var a = 1;"));
    CHECK_FALSE(
        ends_inside("<html><body><main><div><p>Der Kanzler sagte es</div></main></body></html>"));
    CHECK_FALSE(ends_inside("<html><body><p>Kurz und ohne Ende"));
    CHECK_FALSE(ends_inside("<div><div>Ein Stück <b"));
    CHECK_FALSE(ends_inside("<html><body><div>Fertig.</div></body></html>\n<!-- Ende"));
}

TEST_CASE("barrier: a page without news is read with a warning", "[extract]") {
    const Feed feed = read_of("<html><body><h1>Bilder</h1><img src=/a.png></body></html>");
    CHECK(feed.items.empty());
    CHECK(feed.head.title == "Bilder");
    CHECK(feed.head.warnings == std::vector<std::string>{"no news was found in this page"});
}

#include "text/url.h"

#include "support/catch.h"

using namespace stet::text;

TEST_CASE("url: references resolve as RFC 3986 5.4 shows", "[text]") {
    const std::pair<const char*, const char*> examples[] = {
        {"g:h", "g:h"},
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q#s"},
        {"g#s", "http://a/b/c/g#s"},
        {"g?y#s", "http://a/b/c/g?y#s"},
        {";x", "http://a/b/c/;x"},
        {"g;x", "http://a/b/c/g;x"},
        {"g;x?y#s", "http://a/b/c/g;x?y#s"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../", "http://a/"},
        {"../../g", "http://a/g"},
        {"../../../g", "http://a/g"},
        {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {".g", "http://a/b/c/.g"},
        {"g..", "http://a/b/c/g.."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/./h", "http://a/b/c/g/h"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/./x", "http://a/b/c/g?y/./x"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
        {"g#s/./x", "http://a/b/c/g#s/./x"},
        {"g#s/../x", "http://a/b/c/g#s/../x"},
        {"http:g", "http:g"},
    };
    for (const auto& [reference, expected] : examples) {
        INFO(reference);
        CHECK(resolve_url("http://a/b/c/d;p?q", reference) == expected);
    }
}

TEST_CASE("url: what cannot be resolved stays as it came", "[text]") {
    CHECK(resolve_url("", " a/b ") == "a/b");
    CHECK(resolve_url("mailto:x@y", "a") == "a");
    CHECK(resolve_url("/only/a/path", "a") == "a");
    CHECK(resolve_url("http://a/", "javascript:alert('../x')") == "javascript:alert('../x')");
    CHECK(resolve_url("http://a/", "mailto:x@y?subject=z") == "mailto:x@y?subject=z");
}

TEST_CASE("url: sloppy references are read as browsers do", "[text]") {
    CHECK(resolve_url("https://a.example", "b") == "https://a.example/b");
    CHECK(resolve_url("https://a.example?q", "#f") == "https://a.example?q#f");
    CHECK(resolve_url("https://a.example/x", "/a b/ü.html") == "https://a.example/a b/ü.html");
    CHECK(resolve_url("https://a.example/x", "/long\n\t/path") == "https://a.example/long/path");
    CHECK(resolve_url("https://a.example/x", "https://B.example/c/../d") == "https://B.example/d");
    CHECK(resolve_url("file:///home/x/feed.xml", "pic.png") == "file:///home/x/pic.png");
}

TEST_CASE("url: a long path of dots takes linear time", "[text]") {
    std::string reference;
    for (int i = 0; i < 200'000; ++i)
        reference += "a/../";
    CHECK(resolve_url("http://h/", reference) == "http://h/");
}

TEST_CASE("url: parts are those of appendix B", "[text]") {
    const UrlParts parts = url_parts("https://u@h:8/p/q?x=1?#f#g");
    CHECK(parts.scheme == "https");
    CHECK(parts.authority == "u@h:8");
    CHECK(parts.path == "/p/q");
    CHECK(parts.query == "x=1?");
    CHECK(parts.fragment == "f#g");
    CHECK(url_parts("12:31").scheme.empty());
    CHECK(url_parts("a/b:c").scheme.empty());
    CHECK_FALSE(url_parts("?").has_fragment);
    CHECK(url_parts("?").has_query);
}

TEST_CASE("url: only http and https with a host are http addresses", "[text]") {
    CHECK(is_http_url("HTTPS://x"));
    CHECK(is_http_url("http://u:p@[::1]:80/"));
    for (const auto* other :
         {"ftp://x", "http:/x", "http://", "http:///x", "http://:80/", "https", "http://u@/",
          "http://a b/", "http://a\\@b/", "javascript:http://x", "//x", " http://x", "http://x\n/"})
        CHECK_FALSE(is_http_url(other));
}

TEST_CASE("url: the host comes without user and port", "[text]") {
    CHECK(url_host("https://user:pass@Live.Example.ORG:8443/x@y") == "live.example.org");
    CHECK(url_host("http://[2001:DB8::1]:80/") == "[2001:db8::1]");
    CHECK(url_host("http://a@b@c/") == "c");
    CHECK(url_host("/path").empty());
}

TEST_CASE("url: credentials go, the rest stays byte for byte", "[text]") {
    CHECK(without_credentials("https://user:p@ss@h:1/x?mail=a@b#c@d") ==
          "https://h:1/x?mail=a@b#c@d");
    CHECK(without_credentials("https://h/x?") == "https://h/x?");
    CHECK(without_credentials("mailto:a@b") == "mailto:a@b");
}

TEST_CASE("url: tracking does not tell two addresses apart", "[text]") {
    CHECK(without_tracking("https://h/x?utm_source=rss&id=3&fbclid=A&REF=home#") ==
          "https://h/x?id=3");
    CHECK(without_tracking("https://h/x?utm_medium=a") == "https://h/x");
    CHECK(without_tracking("https://h/x?reference=1&page=2#top") ==
          "https://h/x?reference=1&page=2#top");
}

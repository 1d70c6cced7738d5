// Serves a folder on loopback for the golden runs:  serve FOLDER
//
// Prints the port and serves until its parent ends. `/fault/NAME/FILE` is FILE with a fault (see
// `faults`), `/fault/404/FILE` FILE with that status; `/later/NAME/FILE` is so from the second time
// on. Asked as a proxy, it serves the folder for any host.

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include <sys/prctl.h>
#include <unistd.h>

#include "base/digest.h"
#include "support/server.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/url.h"
#include "time/instant.h"

namespace {

using namespace stet;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

struct File {
    std::string body, fields;  // fields: lines of the head
    std::string etag, last_modified;
};

std::string_view type_of(const std::string& extension) {
    static const std::map<std::string, std::string_view> types{
        {".html", "text/html; charset=utf-8"}, {".xml", "application/xml"},
        {".rss", "application/rss+xml"},       {".atom", "application/atom+xml"},
        {".json", "application/feed+json"},    {".txt", "text/plain; charset=utf-8"}};
    const auto found = types.find(extension);
    return found == types.end() ? "application/octet-stream" : found->second;
}

std::optional<File> read(const fs::path& folder, std::string_view path) {
    path = path.substr(0, path.find('?'));
    const fs::path place = folder / fs::path(path.substr(1));
    if (path.find("..") != path.npos || !fs::is_regular_file(place))
        return std::nullopt;
    std::ifstream in(place, std::ios::binary);
    File file;
    file.body.assign(std::istreambuf_iterator<char>(in), {});
    file.etag = text::cat('"', hex(sha256(file.body)).substr(0, 16), '"');
    const auto changed = std::chrono::file_clock::to_sys(fs::last_write_time(place));
    file.last_modified = time::to_http_date(std::chrono::floor<std::chrono::seconds>(changed));
    file.fields =
        text::cat("Content-Type: ", type_of(place.extension().string()), "\r\nETag: ", file.etag,
                  "\r\nLast-Modified: ", file.last_modified, "\r\n");
    return file;
}

std::string whole_head(const File& file) {
    return text::cat("HTTP/1.1 200 OK\r\n", file.fields, "Content-Length: ", file.body.size(),
                     "\r\n\r\n");
}

std::string half(const File& file) {
    return file.body.substr(0, file.body.size() / 2);
}

void serve_file(const File& file, const test::Asked& asked, test::Connection& out) {
    const std::string etag = asked.field("If-None-Match");
    const bool same =
        etag.empty() ? asked.field("If-Modified-Since") == file.last_modified : etag == file.etag;
    if (same)
        out.send(text::cat("HTTP/1.1 304 Not Modified\r\n", file.fields, "\r\n"));
    else
        out.send(test::answer("200 OK", file.fields, file.body));
}

void redirect(std::string_view status, std::string_view target, test::Connection& out) {
    out.send(test::answer(status, text::cat("Location: ", target, "\r\n")));
}

/// Whether this is the first time that a path is asked for.
bool first_time(const std::string& path) {
    static std::mutex mutex;
    static std::set<std::string> seen;
    const std::lock_guard lock(mutex);
    return seen.insert(path).second;
}

void once_busy(const File& file, const test::Asked& asked, test::Connection& out) {
    if (first_time(asked.path))
        out.send(test::answer("503 Service Unavailable"));
    else
        serve_file(file, asked, out);
}

void endless(const File& file, test::Connection& out) {
    out.send(text::cat("HTTP/1.1 200 OK\r\n", file.fields, "\r\n"));
    const std::string piece(1 << 20, 'x');
    for (int i = 0; i < 200; ++i)
        out.send(piece);
    out.close();
}

/// An answer whose head says more, or something else, than is true of it.
void claim(const File& file, std::string_view fields, std::string_view body,
           test::Connection& out) {
    out.send(test::answer("200 OK", file.fields + std::string(fields), body));
}

void in_chunks(const File& file, bool whole, test::Connection& out) {
    out.send(text::cat("HTTP/1.1 200 OK\r\n", file.fields, "Transfer-Encoding: chunked\r\n\r\n"));
    const std::string part = whole ? file.body : half(file);
    char size[32];
    out.send(
        {size, static_cast<std::size_t>(std::snprintf(size, sizeof size, "%zx\r\n", part.size()))});
    out.send(part + "\r\n");
    if (whole)
        out.send("0\r\n\r\n");
    else
        out.close();
}

void slowly(const File& file, test::Connection& out) {
    out.send(whole_head(file));
    const std::size_t piece = file.body.size() / 8 + 1;
    for (std::size_t at = 0; at < file.body.size(); at += piece) {
        out.pause(50ms);
        out.send(file.body.substr(at, piece));
    }
}

using Fault = void (*)(const File&, const test::Asked&, test::Connection&);
const std::map<std::string, Fault, std::less<>> faults{
    // Broken or never ending
    {"bomb",
     [](auto& file, auto&, auto& out) {
         claim(file, "Content-Encoding: gzip\r\n", test::gzipped(std::string(8 << 20, ' ')), out);
     }},
    {"brotli-bomb",
     [](auto& file, auto&, auto& out) {
         claim(file, "Content-Encoding: br\r\n", test::brotli_bomb(), out);
     }},
    {"cut",
     [](auto& file, auto&, auto& out) {
         out.send(whole_head(file) + half(file));
         out.close();
     }},
    {"cut-chunks", [](auto& file, auto&, auto& out) { in_chunks(file, false, out); }},
    {"deflate-bomb",
     [](auto& file, auto&, auto& out) {
         claim(file, "Content-Encoding: deflate\r\n", test::deflated(std::string(8 << 20, ' ')),
               out);
     }},
    {"endless", [](auto& file, auto&, auto& out) { endless(file, out); }},
    {"hang", [](auto&, auto&, auto& out) { out.pause(100s); }},
    {"head",
     [](auto& file, auto&, auto& out) {
         claim(file, text::cat("X-Filler: ", std::string(400'000, 'x'), "\r\n"), file.body, out);
     }},
    {"refuse", [](auto&, auto&, auto& out) { out.reset(); }},
    {"reset",
     [](auto& file, auto&, auto& out) {
         out.send(whole_head(file) + half(file));
         out.pause(100ms);
         out.reset();
     }},
    {"short-length",
     [](auto& file, auto&, auto& out) {
         out.send(text::cat("HTTP/1.1 200 OK\r\n", file.fields,
                            "Content-Length: ", file.body.size() / 2, "\r\n\r\n", file.body));
         out.close();
     }},
    {"stall",
     [](auto& file, auto&, auto& out) {
         out.send(whole_head(file));
         out.pause(100s);
     }},
    {"wrong-encoding",
     [](auto& file, auto&, auto& out) {
         claim(file, "Content-Encoding: gzip\r\n", file.body, out);
     }},
    {"sign-in",
     [](auto& file, auto& asked, auto& out) {
         if (asked.field("Authorization") == "Basic cmVhZGVyOnMzY3JldA==")  // reader:s3cret
             serve_file(file, asked, out);
         else
             out.send(test::answer("401 Unauthorized", "WWW-Authenticate: Basic\r\n"));
     }},
    {"mine-only",
     [](auto& file, auto& asked, auto& out) {
         if (asked.field("User-Agent").starts_with("mine "))
             serve_file(file, asked, out);
         else
             out.send(test::answer("403 Forbidden"));
     }},
    // Leading elsewhere
    {"elsewhere",
     [](auto&, auto& asked, auto& out) {
         const std::string host = asked.field("Host");
         redirect("302 Found",
                  text::cat("http://localhost", host.substr(host.find(':')),
                            asked.path.substr(asked.path.find('/', 7))),
                  out);
     }},
    {"file", [](auto&, auto&, auto& out) { redirect("302 Found", "file:///etc/passwd", out); }},
    {"found",
     [](auto&, auto& asked, auto& out) {
         redirect("302 Found", asked.path.substr(asked.path.find('/', 7)), out);
     }},
    {"gopher", [](auto&, auto&, auto& out) { redirect("301 Moved", "gopher://127.0.0.1/", out); }},
    {"loop", [](auto&, auto& asked, auto& out) { redirect("302 Found", asked.path, out); }},
    {"moved",
     [](auto&, auto& asked, auto& out) {
         redirect("301 Moved Permanently", asked.path.substr(asked.path.find('/', 7)), out);
     }},
    // Odd, but to be read
    {"chunks", [](auto& file, auto&, auto& out) { in_chunks(file, true, out); }},
    {"gzip",
     [](auto& file, auto&, auto& out) {
         claim(file, "Content-Encoding: gzip\r\n", test::gzipped(file.body), out);
     }},
    {"invalid-utf8",
     [](auto& file, auto&, auto& out) {
         claim(file, {}, text::replace_all(file.body, ". ", ". \xff\xc0\x80"), out);
     }},
    {"nul",
     [](auto& file, auto&, auto& out) {
         claim(file, {}, text::replace_all(file.body, " ", std::string_view(" \0", 2)), out);
     }},
    {"once", [](auto& file, auto& asked, auto& out) { once_busy(file, asked, out); }},
    {"slow", [](auto& file, auto&, auto& out) { slowly(file, out); }},
    {"wrong-type",
     [](auto& file, auto&, auto& out) {
         out.send(test::answer("200 OK", "Content-Type: image/png\r\n", file.body));
     }},
};

/// What is asked for, without the host that a proxy is told.
std::string path_of(const test::Asked& asked) {
    const text::UrlParts parts = text::url_parts(asked.path);
    return parts.has_authority ? std::string(parts.path) : asked.path;
}

/// `/fault/NAME/FILE`: the name and `/FILE`. The name is empty where there is to be no fault.
std::pair<std::string, std::string> fault_of(const std::string& path) {
    constexpr std::size_t start = std::string_view("/fault/").size();
    const bool later = path.starts_with("/later/");
    const std::size_t slash = path.find('/', start);
    if ((!later && !path.starts_with("/fault/")) || slash == path.npos)
        return {{}, path};
    if (later && first_time(path))
        return {{}, path.substr(slash)};
    return {path.substr(start, slash - start), path.substr(slash)};
}

void serve(const fs::path& folder, const test::Asked& asked, test::Connection& out) {
    const auto [name, path] = fault_of(path_of(asked));
    const std::optional<File> file = read(folder, path);
    if (!file)
        return out.send(test::answer("404 Not Found", "Content-Type: text/plain\r\n", "no\n"));
    if (name.empty())
        return serve_file(*file, asked, out);
    if (const auto fault = faults.find(name); fault != faults.end())
        return fault->second(*file, asked, out);
    out.send(test::answer(name + " As Asked", file->fields, file->body));
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::cerr << "usage: serve FOLDER\n";
        return 2;
    }
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    const fs::path folder = words[1];
    const stet::test::Server server(
        [&](const stet::test::Asked& asked, stet::test::Connection& out) {
            serve(folder, asked, out);
        });
    std::cout << server.port() << std::endl;
    for (;;)
        ::pause();
}

// Serves a folder on loopback for the golden runs:  serve FOLDER
//
// Prints the port and serves until its parent ends. `/fault/NAME/FILE` is FILE with a fault (see
// `faults`), `/fault/404/FILE` FILE with that status.

#include <csignal>
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

void once_busy(const File& file, const test::Asked& asked, test::Connection& out) {
    static std::mutex mutex;
    static std::set<std::string> seen;
    const std::lock_guard lock(mutex);
    if (seen.insert(asked.path).second)
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

void bomb(const File& file, test::Connection& out) {
    const std::string packed = test::gzipped(std::string(200 << 20, ' '));
    out.send(test::answer("200 OK", file.fields + "Content-Encoding: gzip\r\n", packed));
}

using Fault = void (*)(const File&, const test::Asked&, test::Connection&);
const std::map<std::string, Fault, std::less<>> faults{
    {"bomb", [](auto& file, auto&, auto& out) { bomb(file, out); }},
    {"cut",
     [](auto& file, auto&, auto& out) {
         out.send(whole_head(file) + half(file));
         out.close();
     }},
    {"endless", [](auto& file, auto&, auto& out) { endless(file, out); }},
    {"file", [](auto&, auto&, auto& out) { redirect("302 Found", "file:///etc/passwd", out); }},
    {"found",
     [](auto&, auto& asked, auto& out) {
         redirect("302 Found", asked.path.substr(asked.path.find('/', 7)), out);
     }},
    {"gzip",
     [](auto& file, auto&, auto& out) {
         out.send(test::answer("200 OK", file.fields + "Content-Encoding: gzip\r\n",
                               test::gzipped(file.body)));
     }},
    {"loop", [](auto&, auto& asked, auto& out) { redirect("302 Found", asked.path, out); }},
    {"moved",
     [](auto&, auto& asked, auto& out) {
         redirect("301 Moved Permanently", asked.path.substr(asked.path.find('/', 7)), out);
     }},
    {"once", [](auto& file, auto& asked, auto& out) { once_busy(file, asked, out); }},
    {"refuse", [](auto&, auto&, auto& out) { out.reset(); }},
    {"reset",
     [](auto& file, auto&, auto& out) {
         out.send(whole_head(file) + half(file));
         out.pause(100ms);
         out.reset();
     }},
    {"stall",
     [](auto& file, auto&, auto& out) {
         out.send(whole_head(file));
         out.pause(100s);
     }},
};

/// `/fault/NAME/FILE`: the name and `/FILE`.
std::pair<std::string, std::string> fault_of(const std::string& path) {
    constexpr std::string_view start = "/fault/";
    const std::size_t slash = path.find('/', start.size());
    if (!path.starts_with(start) || slash == path.npos)
        return {{}, path};
    return {path.substr(start.size(), slash - start.size()), path.substr(slash)};
}

void serve(const fs::path& folder, const test::Asked& asked, test::Connection& out) {
    const auto [name, path] = fault_of(asked.path);
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

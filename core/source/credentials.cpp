#include "source/credentials.h"

#include <algorithm>
#include <utility>

#include "net/origin.h"
#include "source/file.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::source {
namespace {

constexpr std::size_t largest_file = 1 << 20;

std::optional<Credentials::Pair> pair_of(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == text.npos)
        return std::nullopt;
    return Credentials::Pair{std::string(text.substr(0, colon)),
                             std::string(text.substr(colon + 1))};
}

bool is_origin(std::string_view address) {
    const text::UrlParts parts = text::url_parts(address);
    return text::is_http_url(address) && (parts.path.empty() || parts.path == "/") &&
           !parts.has_query && !parts.has_fragment &&
           parts.authority.find('@') == parts.authority.npos;
}

Result<std::string> content_of(const std::string& path) {
    Result<File> file = File::open(path);
    if (!file)
        return file.error();
    if (!file->is_private())
        return Error{Error::Kind::usage, "others may read or write the file of credentials", path,
                     text::cat("chmod 600 ", path)};
    std::string bytes(largest_file, '\0');
    std::size_t size = 0;
    while (const std::size_t got = file->read(bytes.data() + size, bytes.size() - size))
        size += got;
    bytes.resize(size);
    return bytes;
}

}  // namespace

Result<Credentials> Credentials::read(const std::string& path, Run run) {
    const Result<std::string> bytes = content_of(path);
    if (!bytes)
        return bytes.error();
    Credentials credentials;
    credentials.run_ = std::move(run);
    std::size_t number = 0;
    for (const std::string_view each : text::split(*bytes, '\n')) {
        ++number;
        const std::string_view line = text::trim(each);
        if (line.empty() || line.starts_with('#'))
            continue;
        const std::size_t blank = std::min(line.find_first_of(" \t"), line.size());
        const std::string_view origin = line.substr(0, blank);
        const std::string_view rest = text::trim(line.substr(blank));
        const bool is_command = rest.starts_with('!');
        const std::optional<Pair> pair = pair_of(rest);
        if (!is_origin(origin) || (!is_command && !pair))
            return Error{Error::Kind::usage, text::cat("no credentials in line ", number), path,
                         "an origin such as https://news.example, then user:password or !command"};
        Entry entry{net::origin_of(origin), {}};
        if (is_command)
            entry.command = rest.substr(1);
        else
            entry.pair = *pair;
        credentials.entries_.push_back(std::move(entry));
    }
    return credentials;
}

Result<std::optional<Credentials::Pair>> Credentials::of(std::string_view url) {
    const std::string origin = net::origin_of(net::take_apart(url).url);
    const auto entry = std::ranges::find(entries_, origin, &Entry::origin);
    if (entry == entries_.end())
        return std::optional<Pair>{};
    if (!entry->command.empty()) {
        const std::string output = run_(entry->command).value_or(std::string());
        const std::optional<Pair> pair =
            pair_of(std::string_view(output).substr(0, output.find_first_of("\r\n")));
        if (!pair)
            return Error{Error::Kind::usage,
                         text::cat("the command for the credentials of '", origin,
                                   "' did not print user:password"),
                         text::without_credentials(url),
                         {}};
        entry->pair = *pair;
        entry->command.clear();
    }
    return std::optional(entry->pair);
}

}  // namespace stet::source

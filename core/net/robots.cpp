#include "net/robots.h"

#include <algorithm>
#include <optional>

#include "net/origin.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "text/url.h"

namespace stet::net {
namespace {

constexpr std::size_t largest = std::size_t{500} << 10;
// What a rule costs grows with the address: no rule was made for a longer one.
constexpr std::size_t longest_path = 2048;

constexpr std::string_view product = "stet";

constexpr std::chrono::hours good_for{24};

/// `Disallow: /a # because` as its name and its value.
struct Line {
    std::string_view name, value;
};
std::optional<Line> line_of(std::string_view text) {
    text = text.substr(0, text.find('#'));
    const std::size_t colon = text.find(':');
    if (colon == text.npos)
        return std::nullopt;
    return Line{text::trim(text.substr(0, colon)), text::trim(text.substr(colon + 1))};
}

/// The lines of a text, ended by CR, LF or both.
std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// The name in `stet/1.0 (+https://…)`.
std::string_view token_of(std::string_view agent) {
    const auto end = std::ranges::find_if_not(
        agent, [](char c) { return text::is_alpha(c) || c == '-' || c == '_' || c == '*'; });
    return agent.substr(0, static_cast<std::size_t>(end - agent.begin()));
}

/// Whether `pattern`, which may hold `*` and end in `$`, fits the beginning of `path`.
bool fits(std::string_view pattern, std::string_view path) {
    const bool to_the_end = pattern.ends_with('$');
    if (to_the_end)
        pattern.remove_suffix(1);
    std::size_t star = pattern.find('*');
    if (!path.starts_with(pattern.substr(0, star)))
        return false;
    if (star == pattern.npos)
        return !to_the_end || path.size() == pattern.size();
    path.remove_prefix(star);
    while (true) {
        pattern.remove_prefix(star + 1);
        star = pattern.find('*');
        const std::string_view piece = pattern.substr(0, star);
        if (star == pattern.npos && to_the_end)
            return path.ends_with(piece);
        const std::size_t found = path.find(piece);
        if (found == path.npos)
            return false;
        if (star == pattern.npos)
            return true;
        path.remove_prefix(found + piece.size());
    }
}

/// Path and query of an address.
std::string path_of(const std::string& url) {
    const text::UrlParts parts = text::url_parts(url);
    std::string path(parts.path.empty() ? "/" : parts.path);
    if (parts.has_query)
        path += text::cat('?', parts.query);
    return path;
}

}  // namespace

RobotsRules::RobotsRules(std::string_view text, std::string_view name) {
    text = text.substr(0, largest);
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    std::vector<Rule> for_all;
    bool ours = false, everyones = false, named = false, in_rules = false;
    for (const std::string_view each : lines_of(text)) {
        const std::optional<Line> line = line_of(each);
        if (!line)
            continue;
        if (text::iequals(line->name, "user-agent")) {
            if (in_rules)
                ours = everyones = in_rules = false;
            const std::string_view token = token_of(line->value);
            everyones = everyones || token == "*";
            ours = ours || text::iequals(token, name);
            named = named || ours;
            continue;
        }
        const bool allow = text::iequals(line->name, "allow");
        if (!allow && !text::iequals(line->name, "disallow"))
            continue;
        in_rules = true;
        if (line->value.empty())
            continue;
        const Rule rule{uniform_encoding(line->value), allow};
        if (ours)
            rules_.push_back(rule);
        if (everyones)
            for_all.push_back(rule);
    }
    if (!named)
        rules_ = std::move(for_all);
}

RobotsRules RobotsRules::none_allowed() {
    RobotsRules rules;
    rules.rules_.push_back({"/", false});
    return rules;
}

bool RobotsRules::allows(std::string_view path) const {
    if (path == "/robots.txt")
        return true;
    if (path.size() > longest_path)
        return rules_.empty();
    const std::string uniform = uniform_encoding(path);
    const Rule* longest = nullptr;
    for (const Rule& rule : rules_) {
        const bool counts = !longest || rule.pattern.size() > longest->pattern.size() ||
                            (rule.pattern.size() == longest->pattern.size() && rule.allow);
        if (counts && fits(rule.pattern, uniform))
            longest = &rule;
    }
    return !longest || longest->allow;
}

/// Takes over what a host said in another run. False where it is to be asked again.
bool Robots::recalls(const std::string& origin) {
    const std::optional<RobotsMemory::Answer> known =
        memory_ ? memory_->recall(origin) : std::nullopt;
    rules_.emplace(origin, known ? RobotsRules(known->text, product) : RobotsRules::none_allowed());
    return known && std::chrono::abs(known->age) < good_for;
}

void Robots::learn(const std::vector<Request>& links) {
    std::vector<Request> requests;
    std::vector<std::string> origins;
    for (const Request& link : links) {
        std::string origin = origin_of(take_apart(link.url).url);
        if (!text::is_http_url(link.url) || rules_.contains(origin) || recalls(origin))
            continue;
        Request request;
        request.url = origin + "/robots.txt";
        request.user_agent = link.user_agent;
        request.proxy = link.proxy;
        request.enough = largest;
        requests.push_back(std::move(request));
        origins.push_back(std::move(origin));
    }
    if (requests.empty())
        return;
    client_.fetch(
        requests,
        [&](std::size_t index, Result<Response>&& answer) {
            if (!answer || answer->status >= 500)
                return;
            const std::string text = answer->status < 300 ? std::move(answer->body) : std::string();
            rules_.at(origins[index]) = RobotsRules(text, product);
            if (memory_)
                memory_->keep(origins[index], text);
        },
        stop_);
}

bool Robots::allows(const Request& link) {
    if (!text::is_http_url(link.url))
        return false;
    learn({link});
    const std::string address = take_apart(link.url).url;
    return rules_.at(origin_of(address)).allows(path_of(address));
}

}  // namespace stet::net

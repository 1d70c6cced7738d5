#include "json/path.h"

#include <algorithm>
#include <optional>

#include "text/ascii.h"
#include "text/cat.h"

namespace stet::json {

namespace {

using std::string_view;

constexpr std::size_t most_steps = 64;

bool is_name(char c) {
    return text::is_alnum(c) || c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

/// Reads a path from left to right; every take_ leaves the text alone where it takes nothing.
class Path::Reader {
  public:
    explicit Reader(string_view text) : rest_(text) {}

    /// The steps, or none if this is no path.
    std::optional<std::vector<Step>> run() {
        if (take('$') || take('@')) {
            // The value that a path begins at.
        } else if (!rest_.empty() && is_name(rest_[0])) {
            if (!take_name())
                return std::nullopt;
        } else if (rest_ == ".") {
            return std::vector<Step>{};
        } else if (rest_.empty() || (rest_[0] != '.' && rest_[0] != '[')) {
            return std::nullopt;
        }
        while (!rest_.empty() && steps_.size() < most_steps)
            if (!take_step())
                return std::nullopt;
        if (!rest_.empty())
            return std::nullopt;
        return std::move(steps_);
    }

  private:
    bool take(char c) {
        if (!rest_.starts_with(c))
            return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool take_step() {
        if (!take('.'))
            return take('[') && take_bracket();
        if (take('['))
            return take_bracket();
        if (take('*')) {
            steps_.push_back({});
            return true;
        }
        return rest_.starts_with('"') ? take_quoted() : take_name();
    }

    /// `@type`, `live_blog`: the at sign of JSON-LD may begin a name.
    bool take_name() {
        std::size_t end = rest_.starts_with('@') ? 1 : 0;
        const std::size_t begin = end;
        while (end < rest_.size() && is_name(rest_[end]))
            ++end;
        if (end == begin)
            return false;
        steps_.push_back({Step::Kind::member, std::string(rest_.substr(0, end)), 0});
        rest_.remove_prefix(end);
        return true;
    }

    bool take_quoted() {
        const char quote = rest_[0];
        const std::size_t end = rest_.find(quote, 1);
        if (end == string_view::npos)
            return false;
        steps_.push_back({Step::Kind::member, std::string(rest_.substr(1, end - 1)), 0});
        rest_.remove_prefix(end + 1);
        return true;
    }

    /// What stands between brackets, the first of which is taken.
    bool take_bracket() {
        if (rest_.starts_with('"') || rest_.starts_with('\''))
            return take_quoted() && take(']');
        const std::size_t end = rest_.find(']');
        if (end == string_view::npos)
            return false;
        const string_view inside = text::trim(rest_.substr(0, end));
        rest_.remove_prefix(end + 1);
        if (inside.empty() || inside == "*") {
            steps_.push_back({});
            return true;
        }
        const auto place = text::parse_number<long>(inside);
        if (!place)
            return false;
        steps_.push_back({Step::Kind::place, {}, *place});
        return true;
    }

    string_view rest_;
    std::vector<Step> steps_;
};

Result<Path> Path::compile(string_view text) {
    std::optional<std::vector<Step>> steps = Reader(text::trim(text)).run();
    if (!steps)
        return Error{
            Error::Kind::usage, text::cat("no path into JSON '", text.substr(0, 200), "'"), {}, {}};
    Path path;
    path.steps_ = std::move(*steps);
    return path;
}

std::vector<Member> Path::all(Value top, std::size_t most) const {
    std::vector<Member> found{{{}, top}};
    for (const Step& step : steps_) {
        std::vector<Member> next;
        const auto add = [&](string_view name, Value value) {
            if (value.exists() && next.size() < most)
                next.push_back({name, value});
        };
        for (const Member& at : found) {
            if (step.kind == Step::Kind::member) {
                add(step.name, at.value[step.name]);
                continue;
            }
            if (step.kind == Step::Kind::place && !at.value.is_array())
                continue;
            const long wanted = step.kind == Step::Kind::place && step.place < 0
                                    ? step.place + static_cast<long>(at.value.size())
                                    : step.place;
            long place = 0;
            for (const Member& one : at.value)
                if (step.kind == Step::Kind::each || place++ == wanted)
                    add(one.name, one.value);
        }
        found = std::move(next);
    }
    return found;
}

bool Path::leads_to_empty_array(Value top) const {
    constexpr std::size_t most = 10'000;
    Path before;
    for (const Step& step : steps_) {
        if (step.kind == Step::Kind::each) {
            const std::vector<Member> lists = before.all(top, most);
            const auto is_filled = [](const Member& list) { return list.value.size() > 0; };
            if (std::ranges::none_of(lists, is_filled))
                return std::ranges::any_of(
                    lists, [](const Member& list) { return list.value.is_array(); });
        }
        before.steps_.push_back(step);
    }
    return false;
}

}  // namespace stet::json

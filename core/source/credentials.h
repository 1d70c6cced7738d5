#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace stet::source {

/// Credentials that a file holds, each for one origin:
///
///     # origin                    user and password, or ! and a command that prints them
///     https://news.example        reader:s3cret
///     https://paper.example:8443  !pass show paper
///
/// What is not in this file is sent nowhere: no archive and no page can name another origin.
class Credentials {
  public:
    struct Pair {
        std::string user, password;
    };

    /// What a command prints, at least its first line; none where it fails.
    using Run = std::function<std::optional<std::string>(const std::string& command)>;

    /// Without any.
    Credentials() = default;
    /// An Error where the file cannot be read, where others than its owner may read or write it, or
    /// where a line makes no sense; messages show nothing of the file but a line's number.
    static Result<Credentials> read(const std::string& path, Run run);

    /// Those for the origin of an address, if any. The first time their command is run: an Error
    /// where it fails.
    Result<std::optional<Pair>> of(std::string_view url);

  private:
    struct Entry {
        std::string origin, command;
        Pair pair{};
    };

    std::vector<Entry> entries_;
    Run run_;
};

}  // namespace stet::source

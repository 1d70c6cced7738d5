#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/archive.h"
#include "base/result.h"

namespace stet::cmd {

/// A source as a list of sources names it.
struct Listed {
    std::string name;                    ///< may be empty
    std::vector<std::string> addresses;  ///< the present one last
    /// By name; where the list states none (OPML, plain text), not even their absence is stated.
    std::vector<std::pair<std::string, std::vector<std::string>>> settings;
    bool states_settings = false;
    std::string place;  ///< `line 3`, for messages
};

/// Reads a list: TOML as `stet sources --format toml` writes it, OPML, or lines of an address and,
/// if wanted, a name. Which of them it is, the text itself tells.
Result<std::vector<Listed>> read_list(std::string_view text);

/// Followed sources as such lists.
void write_toml(std::ostream& out, const std::vector<archive::Source>& sources);
void write_opml(std::ostream& out, const std::vector<archive::Source>& sources);

/// What differs between a source before and after, for people: `every 5m, was 1h`.
std::vector<std::string> differences(const archive::Source& before, const archive::Source& after);

/// Makes of a source what a list says of it. An Error where it says what cannot be.
std::optional<Error> apply(const Listed& listed, archive::Source& source);

}  // namespace stet::cmd

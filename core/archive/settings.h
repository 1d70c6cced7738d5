#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/archive.h"
#include "archive/sqlite.h"
#include "base/result.h"

/// What is set of a source by hand. Every setting has one name: in the archive, in a list of
/// sources as TOML, and in `stet sources set NAME zone=Europe/Berlin`.
namespace stet::archive {

/// The names, in the order in which people read them.
std::vector<std::string_view> setting_names();

/// The values that a setting has; none where it is not set, more than one only of a list.
std::vector<std::string> setting(const Source& source, std::string_view name);

/// Sets one, or with no value (or an empty one) takes it back. An Error where there is no such
/// setting or it cannot have that value; then nothing changes.
std::optional<Error> change_setting(Source& source, std::string_view name,
                                    const std::vector<std::string>& values);

/// The most pages of older updates that a look may ask for.
inline constexpr std::size_t most_older_pages = 100;

/// Whether a setting takes several values.
bool is_list(std::string_view name);

// In the tables:
void read_settings(Connection& sql, Source& source);
void write_settings(Connection& sql, const Source& source);

}  // namespace stet::archive

#pragma once

#include <cstdint>
#include <optional>
#include <unordered_set>
#include <vector>

#include "archive/database.h"
#include "archive/window.h"

/// What a look showed: its window, and from which look to which one each state stood there.
namespace stet::archive {

/// The window of a look that showed these states in this order. Each update of which nothing can be
/// said yet (`undecided`: their newest states) stands before the next one of them that was its
/// neighbour in the last whole window.
Window window_of(Connection& sql, std::int64_t head, const std::vector<std::int64_t>& shown,
                 const Window& last_whole, const std::unordered_set<std::int64_t>& undecided);

/// Ends the spans of states that a look did not show with the look before it that was read, and
/// begins those of states that that one did not show.
void move_spans(Database& database, const Window& window, std::int64_t source, std::int64_t look,
                std::optional<std::int64_t> look_before);

}  // namespace stet::archive

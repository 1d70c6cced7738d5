#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/item.h"

namespace stet {

/// Appends an item as one JSON line, line feed included: members in the order of stet-records(5),
/// absent ones left out.
void append_record(std::string& out, const Item& item);

/// Reads records from JSON lines; keeps its buffers from line to line.
class RecordReader {
  public:
    RecordReader();
    ~RecordReader();
    RecordReader(RecordReader&&) noexcept;
    RecordReader& operator=(RecordReader&&) noexcept;

    /// The item that a line holds. Members of other types than theirs are kept as unknown ones.
    /// Fails where the line is no JSON object.
    Result<Item> read(std::string_view line);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The value of a member as JSON, by its name on the wire (`title`, `_stet.kicker`); empty if
/// absent.
std::string member_json(const Item& item, std::string_view name);

/// A copy of `item` with the members in `previous` put back: how it was before an edit.
Item before_edit(const Item& item);

}  // namespace stet

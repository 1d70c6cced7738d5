#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/item.h"
#include "time/zone.h"

/// Every shape for human or foreign eyes.
namespace stet::out {

enum class Format {
    jsonl,
    json,
    text,
    html,
    atom,
    csv,
    stat,  ///< a line a change and a table of counts; has no name
};

std::optional<Format> format_of(std::string_view name);

struct Options {
    bool color = false;
    bool raw_cells = false;  ///< csv: no apostrophe before what a spreadsheet would run
    time::Zone zone = time::Zone::utc();  ///< of times for people
    std::size_t width = 80;               ///< columns of the terminal
    std::string title;                    ///< of a document; empty: made from the records
    Instant now{};                        ///< atom's `updated` where no record has a time
    std::size_t context = 12;  ///< words kept on either side of a change; those between are folded
    bool life = false;  ///< the records are the life of one update: text and html show when each
                        ///< state ended
};

/// Takes records one by one and writes them in one shape. Nothing is kept that the shape does not
/// need, so streams may be long.
class Writer {
  public:
    virtual ~Writer() = default;
    virtual void write(const Item& item) = 0;
    /// Writes what belongs after the last record. An empty stream gives a valid document too.
    virtual void finish() = 0;
};

/// `out` must outlive the writer.
std::unique_ptr<Writer> make_writer(Format format, std::ostream& out, Options options);

}  // namespace stet::out

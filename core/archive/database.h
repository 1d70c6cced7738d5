#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"
#include "archive/bodies.h"
#include "archive/chain.h"
#include "archive/paces.h"
#include "archive/sqlite.h"
#include "base/digest.h"

namespace stet::archive {

/// A source with the numbers of its looks that count: the newest, the newest that was read, the
/// newest that was read whole.
struct KnownSource {
    Source source;
    std::optional<std::int64_t> newest_look, read_look, whole_look;
};

/// A look that found what was there already, to be written with others of its kind.
struct UnchangedLook {
    std::int64_t source = 0;
    std::int64_t read_look = 0;  ///< the look whose window and words were found again
    Instant observed{};
    int status = 0;
    std::string came;
    std::string etag, last_modified;
    std::optional<Signals> signals;
};

/// What stands behind an Archive and its Looks.
class Database {
  public:
    Database(const std::string& path, Connection::Mode mode)
        : sql(path, mode), chain(sql), bodies(sql) {}
    ~Database();

    Connection sql;
    Chain chain;
    Bodies bodies;
    /// A history is derived again in it: nothing of captures is kept, and each look has its own
    /// row.
    bool derives = false;
    std::vector<std::string> schema_faults;  ///< found at opening; only check() goes on with any

    /// Writes the looks that wait. A kill before it loses that they were made, and nothing else.
    void flush();
    void keep_for_later(UnchangedLook look);
    /// When the newest look at a source was that waits.
    std::optional<Instant> newest_waiting(std::int64_t source) const;

    std::string holder;  ///< the name under which this run holds sources that are due, if any
    const std::string& name_of_holder();
    Instant held{};  ///< when it last said so
    /// Lets go of what the run still holds.
    void let_go();

  private:
    void write(const UnchangedLook& look);
    std::vector<UnchangedLook> waiting_;
};

// Sources (sources.cpp)
std::optional<std::int64_t> source_number(Connection& sql, std::string_view name_or_address);
/// The sources that a selection names, as far as there are such: one that is none where it names
/// none, which stands for all.
std::vector<std::optional<std::int64_t>> sources_named(Connection& sql, const Selection& selection);
KnownSource known_source(Connection& sql, std::int64_t number);
/// The numbers of the sources that words name (Archive::named), each once, in their order.
std::vector<std::int64_t> source_numbers(Connection& sql, const std::vector<std::string>& words);
/// The present number of a source, which is made where it is new.
std::int64_t source_made(Connection& sql, const std::string& address, const std::string& name);
/// An address as it is stored: without user and password.
std::string stored_address(std::string_view address);
/// A name for a new source that no other has.
std::string free_name(Connection& sql, std::string_view address);

// Looks (looks.cpp)
/// A look to be written: what every outcome has in common.
/// What a look's `cut_by` says.
constexpr std::string_view by_transport = "transport", by_document = "document";

struct NewLook {
    std::int64_t source = 0;
    Instant observed{};
    std::string outcome, detail;
    int status = 0;
    std::string came;
    std::string digest;  ///< of the body, as bytes
    std::int64_t bytes = 0;
    std::optional<Instant> stamp;  ///< of the document as a whole, where it bears one
    std::optional<std::int64_t> capture, window_look;
    std::string etag, last_modified;
    std::string reading;             ///< as it was typed for this look
    std::string cut_by;              ///< `transport` or `document`, where it ended too soon
    bool is_answer = false;          ///< its validators are good for the next request
    std::optional<Signals> signals;  ///< of a look over the network
};
/// Begins a row, for which the run that stands at the end of the source's looks ends.
std::int64_t insert_look(Database& database, const KnownSource& known, const NewLook& look);
/// Lengthens the source's newest row by this look if it is of the same run. The number of the row.
std::optional<std::int64_t> fold_look(Connection& sql, const KnownSource& known,
                                      const NewLook& look);
/// Notes a look in its source's row as the newest one, and as read or read whole.
enum class Read { no, mended, whole };
void note_look(Connection& sql, const NewLook& look, std::int64_t number, Read read);

/// The highest number that a change ever had.
std::int64_t newest_change(Connection& sql);

// Captures (captures.cpp)
/// Stores heads and body. Its number.
std::int64_t insert_capture(Database& database, std::int64_t source, const Document& document,
                            std::string_view digest, bool was_read);
/// A capture as it came; none if there is no such.
std::optional<Document> read_capture_of(Database& database, std::int64_t number);
/// The newest kept capture of a source among those that were read, or that were not.
struct KeptCapture {
    std::int64_t number = 0;
    Instant observed{};
    std::string digest;
};
std::optional<KeptCapture> newest_capture(Connection& sql, std::int64_t source, bool was_read);
/// Whether a capture holds several pages (model/pages.h).
bool is_of_pages(Connection& sql, std::int64_t capture);
/// The capture that a look which brought nothing new refers to: one of the same bytes, else a new
/// one if the newest is an hour old, else none.
std::optional<std::int64_t> capture_now_and_then(Database& database, std::int64_t source,
                                                 const Document& document, std::string_view digest,
                                                 bool was_read);

}  // namespace stet::archive

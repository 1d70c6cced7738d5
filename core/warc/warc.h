#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "time/instant.h"

/// Files of web captures: WARC/1.0 and 1.1 (ISO 28500).
namespace stet::warc {

/// One record as it stands in a file.
struct Record {
    std::vector<std::pair<std::string, std::string>> fields;  ///< `WARC-Type`, `response`
    std::string block;

    /// The value of a field, whatever the case of its name; empty if there is none.
    std::string_view field(std::string_view name) const;
    /// The `WARC-Target-URI`, without the angle brackets that some writers put around it.
    std::string_view target() const;
    /// The `WARC-Date`, whole seconds.
    std::optional<Instant> date() const;
};

/// A file that starts so holds records, plain or gzipped. 512 bytes are enough to tell.
bool is_warc(std::string_view start);

/// The bytes of a gzip or zlib stream, or of a deflate stream without either's head. Kind `cut`
/// where it ends too soon, `too_large` beyond `limit`, else `unreadable`.
Result<std::string> inflated(std::string_view bytes, std::size_t limit);

/// Reads records one by one, so that files may be of any size.
class Reader {
  public:
    /// Fills `buffer` with up to `size` bytes and says with how many; 0 at the end.
    using Pull = std::function<std::size_t(char* buffer, std::size_t size)>;

    /// Of records larger than `limit` the block is passed over.
    Reader(Pull pull, std::size_t limit);
    ~Reader();

    /// The next record, or none at the end. After an Error of kind `too_large` the next call goes
    /// on behind that record; after any other there is no more to come.
    Result<std::optional<Record>> next();

  private:
    class Bytes;
    bool pass_empty_lines();
    Result<std::string> read_head();
    bool pass_block(std::size_t count);
    Error broken(std::string message);
    Error ended();

    std::unique_ptr<Bytes> bytes_;
    std::size_t limit_;
    bool over_ = false;
};

/// What is written of one capture. The body has no content or transfer encoding any more.
struct Capture {
    std::string_view target;  ///< an address
    Instant observed{};
    std::string_view request_head, response_head;  ///< empty where there was no HTTP
    std::string_view content_type;                 ///< of the body, where there was no HTTP
    std::string_view peer;                         ///< address and port
    std::string_view body;
};

/// Writes WARC/1.1: a warcinfo record, then for each capture a response with its request, or a
/// resource where there was no HTTP. The same captures give the same bytes.
class Writer {
  public:
    enum class Packing { plain, gzip };  ///< gzip: each record a member of its own

    Writer(std::ostream& out, Packing packing, std::string_view software, Instant now);
    void write(const Capture& capture);

  private:
    using Fields = std::vector<std::pair<std::string_view, std::string>>;
    void put(const Fields& fields, std::string_view block);

    std::ostream& out_;
    Packing packing_;
};

}  // namespace stet::warc

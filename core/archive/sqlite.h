#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

struct fts5_api;
struct sqlite3;
struct sqlite3_stmt;

namespace stet::archive {

class Connection;

/// The file itself is not in order, as opposed to locked, full or out of reach.
class Damaged : public Fatal {
  public:
    using Fatal::Fatal;
};

/// Bytes to be bound as a BLOB.
struct Blob {
    std::string_view bytes;
};

/// A prepared statement on loan from its connection's cache. Values are bound, never pasted; an
/// empty text is bound as NULL, for what is empty is absent in this house.
class Statement {
  public:
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;

    /// Binds the next parameter. Bytes are copied, but where Connection::run() lends them.
    void bind(std::nullptr_t);
    void bind(std::string_view text);
    void bind(Blob blob);
    void bind_integer(std::int64_t number);
    void bind_real(double number);
    template <std::integral Number>
    void bind(Number number) {
        bind_integer(static_cast<std::int64_t>(number));
    }
    void bind(double number) { bind_real(number); }
    void bind(const std::string& text) { bind(std::string_view(text)); }
    void bind(const char* text) { bind(std::string_view(text)); }
    template <class Value>
    void bind(const std::optional<Value>& value) {
        value ? bind(*value) : bind(nullptr);
    }

    /// The next row; false after the last.
    bool step();
    /// To its end, rows or not.
    void run();

    enum class Type { null, integer, real, text, blob };
    int columns() const;
    Type type(int column) const;
    bool is_null(int column) const { return type(column) == Type::null; }
    std::int64_t integer(int column) const;
    double real(int column) const;
    /// The bytes of a text or blob, valid until the next step().
    std::string_view text(int column) const;
    std::string string(int column) const { return std::string(text(column)); }
    std::optional<std::int64_t> maybe(int column) const {
        return is_null(column) ? std::nullopt : std::optional(integer(column));
    }

  private:
    friend class Connection;
    Statement(Connection& connection, std::vector<sqlite3_stmt*>& home, sqlite3_stmt* statement)
        : connection_(&connection), home_(&home), statement_(statement) {}
    Connection* connection_;
    std::vector<sqlite3_stmt*>* home_;  ///< where it is given back
    sqlite3_stmt* statement_;
    int bound_ = 0;
    bool lent_ = false;  ///< what is bound outlives the statement
};

/// One connection to one database file.
class Connection {
  public:
    enum class Mode {
        read_write,  ///< falls back to reading where the file system allows no more
        immutable,   ///< reads a file that nobody can write, without any other file beside it
        memory,      ///< a database of its own, never on disk
        aside,       ///< a database of its own, of any size, which goes when it is closed
    };

    /// Opens an existing file with everything switched off that an archive does not need, and
    /// waits for other runs from the first word on.
    Connection(const std::string& path, Mode mode);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs statements that bring nothing.
    void execute(const char* sql);

    Statement prepare(std::string_view sql);

    /// A statement with its parameters bound.
    template <class... Values>
    Statement query(std::string_view sql, const Values&... values) {
        Statement statement = prepare(sql);
        (statement.bind(values), ...);
        return statement;
    }
    template <class... Values>
    void run(std::string_view sql, const Values&... values) {
        Statement statement = prepare(sql);
        statement.lent_ = true;
        (statement.bind(values), ...);
        statement.run();
    }
    /// The first column of the first row; none if there is no row or it is NULL.
    template <class... Values>
    std::optional<std::int64_t> number(std::string_view sql, const Values&... values) {
        Statement statement = query(sql, values...);
        return statement.step() ? statement.maybe(0) : std::nullopt;
    }

    std::int64_t last_inserted() const;
    /// Whether the last INSERT, UPDATE or DELETE that ran found a row to write.
    bool has_changed() const;
    bool in_transaction() const;
    /// Opened for writing, and held back neither by the file system nor by hold().
    bool is_writable() const;
    /// Writes nothing from now on.
    void hold();
    /// Until accepted, closing leaves the file as it is: no checkpoint runs.
    void accept();
    /// The calls of FTS5; none where SQLite has none.
    fts5_api* full_text();
    /// The whole database as the bytes of a file.
    std::string serialized();

    /// Throws what an SQLite result means. `doing` is the action that failed: "read".
    [[noreturn]] void fail(int code) const;

  private:
    void check(int code) const;
    void harden();

    std::string path_;
    sqlite3* handle_ = nullptr;
    bool held_ = false;
    /// A statement is looked for by a view of its text.
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::unordered_map<std::string, std::vector<sqlite3_stmt*>, Hash, std::equal_to<>> idle_;
};

/// A transaction that ends without a trace unless commit() is reached.
class Transaction {
  public:
    enum class For { reading, writing };
    /// Inside another transaction it takes part in that one.
    Transaction(Connection& connection, For purpose);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Connection& connection_;
    bool open_;
};

}  // namespace stet::archive

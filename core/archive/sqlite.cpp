#include "archive/sqlite.h"

#include <sqlite3.h>

#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr int busy_milliseconds = 30'000;

// A body of 64 MiB that does not compress, and its heads, must still fit.
constexpr int longest_value = 80 << 20;

// A path as part of a URI: everything but what is safe is escaped, so that `a?mode=memory` is a
// file of that name.
std::string immutable_uri(std::string_view path) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char c : path) {
        const bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-' || c == '_';
        const auto byte = static_cast<unsigned char>(c);
        safe ? text::append(uri, c)
             : text::append(uri, text::cat('%', digits[byte >> 4U], digits[byte & 15U]));
    }
    return uri + "?immutable=1";
}

}  // namespace

Statement::~Statement() {
    if (statement_ == nullptr)
        return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    home_->push_back(statement_);
}

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_),
      home_(other.home_),
      statement_(other.statement_),
      bound_(other.bound_),
      lent_(other.lent_) {
    other.statement_ = nullptr;
}

void Statement::bind(std::nullptr_t) {
    sqlite3_bind_null(statement_, ++bound_);
}

void Statement::bind(std::string_view text) {
    if (text.empty()) {
        bind(nullptr);
        return;
    }
    const int code = sqlite3_bind_text64(statement_, ++bound_, text.data(), text.size(),
                                         lent_ ? SQLITE_STATIC : SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code != SQLITE_OK)
        connection_->fail(code);
}

void Statement::bind(Blob blob) {
    if (blob.bytes.empty()) {
        bind(nullptr);
        return;
    }
    const int code = sqlite3_bind_blob64(statement_, ++bound_, blob.bytes.data(), blob.bytes.size(),
                                         lent_ ? SQLITE_STATIC : SQLITE_TRANSIENT);
    if (code != SQLITE_OK)
        connection_->fail(code);
}

void Statement::bind_integer(std::int64_t number) {
    sqlite3_bind_int64(statement_, ++bound_, number);
}

void Statement::bind_real(double number) {
    sqlite3_bind_double(statement_, ++bound_, number);
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        connection_->fail(code);
    return false;
}

void Statement::run() {
    while (step()) {
    }
}

int Statement::columns() const {
    return sqlite3_column_count(statement_);
}

Statement::Type Statement::type(int column) const {
    switch (sqlite3_column_type(statement_, column)) {
        case SQLITE_INTEGER:
            return Type::integer;
        case SQLITE_FLOAT:
            return Type::real;
        case SQLITE_TEXT:
            return Type::text;
        case SQLITE_BLOB:
            return Type::blob;
        default:
            return Type::null;
    }
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(statement_, column);
}

std::string_view Statement::text(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return bytes == nullptr
               ? std::string_view()
               : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

Connection::Connection(const std::string& path, Mode mode) : path_(path) {
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    std::string name = path;
    if (mode == Mode::memory) {
        name = ":memory:";
        flags |= SQLITE_OPEN_MEMORY;
    } else if (mode == Mode::aside) {
        name.clear();
        flags |= SQLITE_OPEN_CREATE;
    } else if (mode == Mode::immutable) {
        name = immutable_uri(path);
        flags =
            SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
    } else if (name == ":memory:" || name.starts_with("file:") || name.empty()) {
        name.insert(0, "./");
    }
    const int code = sqlite3_open_v2(name.c_str(), &handle_, flags, nullptr);
    try {
        check(code);
        harden();
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

void Connection::harden() {
    check(sqlite3_busy_timeout(handle_, busy_milliseconds));
    const auto set = [this](int option, int value) {
        check(sqlite3_db_config(handle_, option, value, nullptr));
    };
    set(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1);
    set(SQLITE_DBCONFIG_DEFENSIVE, 1);
    set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
    set(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0);
    set(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
    set(SQLITE_DBCONFIG_DQS_DDL, 0);
    set(SQLITE_DBCONFIG_DQS_DML, 0);
    sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, longest_value);
    sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle_, SQLITE_LIMIT_EXPR_DEPTH, 100);
    sqlite3_limit(handle_, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
    execute(
        "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON;"
        "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000; PRAGMA synchronous = FULL");
}

Connection::~Connection() {
    for (const auto& [sql, statements] : idle_)
        for (sqlite3_stmt* statement : statements)
            sqlite3_finalize(statement);
    sqlite3_close_v2(handle_);
}

void Connection::execute(const char* sql) {
    check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
}

Statement Connection::prepare(std::string_view sql) {
    // References into an unordered_map stay valid when it grows.
    auto place = idle_.find(sql);
    if (place == idle_.end())
        place = idle_.try_emplace(std::string(sql)).first;
    std::vector<sqlite3_stmt*>& home = place->second;
    if (!home.empty()) {
        sqlite3_stmt* statement = home.back();
        home.pop_back();
        return {*this, home, statement};
    }
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                             SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    return {*this, home, statement};
}

std::int64_t Connection::last_inserted() const {
    return sqlite3_last_insert_rowid(handle_);
}

bool Connection::has_changed() const {
    return sqlite3_changes64(handle_) > 0;
}

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(handle_) == 0;
}

bool Connection::is_writable() const {
    return !held_ && sqlite3_db_readonly(handle_, "main") == 0;
}

void Connection::hold() {
    execute("PRAGMA query_only = ON");
    held_ = true;
}

void Connection::accept() {
    check(sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr));
}

fts5_api* Connection::full_text() {
    fts5_api* api = nullptr;
    Statement statement = prepare("SELECT fts5(?)");
    check(sqlite3_bind_pointer(statement.statement_, 1, &api, "fts5_api_ptr", nullptr));
    statement.run();
    return api;
}

std::string Connection::serialized() {
    sqlite3_int64 size = 0;
    unsigned char* bytes = sqlite3_serialize(handle_, "main", &size, 0);
    if (bytes == nullptr)
        fail(SQLITE_NOMEM);
    std::string copy(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    sqlite3_free(bytes);
    return copy;
}

void Connection::check(int code) const {
    if (code != SQLITE_OK)
        fail(code);
}

void Connection::fail(int code) const {
    const auto told = [this](std::string_view what) { return text::cat(what, " '", path_, "'"); };
    switch (code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Fatal(told("another run has not let go of the archive"),
                        "wait until it has ended, or look what it is waiting for");
        case SQLITE_FULL:
            throw Fatal(told("no room left on the disk for the archive"));
        case SQLITE_READONLY:
        case SQLITE_PERM:
            throw Fatal(told("not allowed to write to the archive"));
        case SQLITE_CANTOPEN:
            throw Fatal(told("cannot open the archive"));
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            throw Damaged(text::cat(told("damaged archive"), ": ", sqlite3_errmsg(handle_)),
                          "stet check tells more; go back to a backup");
        default:
            throw Fatal(
                text::cat(told("cannot work on the archive"), ": ",
                          handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code)));
    }
}

Transaction::Transaction(Connection& connection, For purpose)
    : connection_(connection), open_(!connection.in_transaction()) {
    if (open_)
        connection_.run(purpose == For::writing ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    // SQLite rolls back by itself after some faults; a rollback that fails leaves nothing to do.
    if (!open_ || !connection_.in_transaction())
        return;
    try {
        connection_.run("ROLLBACK");
    } catch (const Fatal&) {
    }
}

void Transaction::commit() {
    if (open_)
        connection_.run("COMMIT");
    open_ = false;
}

}  // namespace stet::archive

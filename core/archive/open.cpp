#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "archive/archive.h"
#include "archive/database.h"
#include "archive/schema.h"
#include "base/digest.h"
#include "text/cat.h"

namespace stet::archive {

namespace {

namespace fs = std::filesystem;

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0)
            ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }

  private:
    int number_;
};

[[noreturn]] void fail(std::string_view what, const std::string& path) {
    throw Fatal(text::cat(what, " '", path, "': ", std::strerror(errno)));
}

enum class Found { nothing, empty, archive };

// SQLite's header: 16 bytes of magic, the user version at 60, the application id at 68, both big
// endian. An archive bears them from its first byte on, so nothing foreign is ever opened.
Found look_at(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file) {
        if (errno == ENOENT)
            return Found::nothing;
        fail("cannot open the archive", path);
    }
    struct stat status {};
    if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode))
        throw Fatal(text::cat("not a file '", path, "'"));
    char header[100] = {};
    const ssize_t got = ::read(file.number(), header, sizeof header);
    if (got < 0)
        fail("cannot read the archive", path);
    if (got == 0)
        return Found::empty;
    const auto number_at = [&](std::size_t place) {
        std::int64_t number = 0;
        for (std::size_t i = place; i < place + 4; ++i)
            number = number << 8 | static_cast<unsigned char>(header[i]);
        return number;
    };
    if (got != sizeof header || std::memcmp(header, "SQLite format 3", 16) != 0 ||
        number_at(68) != application_id)
        throw Fatal(text::cat("not a stet archive '", path, "'"),
                    "it was left as it is; --archive names another file");
    return Found::archive;
}

// An archive without content, as the bytes of a file in WAL mode (2 in bytes 18 and 19). Its pages
// hold three updates of common size: in SQLite's of 4 KiB one fits, and a third stays empty; the
// more a page holds, the more is written for one update.
std::string new_archive() {
    Connection memory("", Connection::Mode::memory);
    memory.execute("PRAGMA page_size = 8192");
    migrate(memory, schema_steps());
    memory.run("INSERT INTO archives (chain, archive_id) VALUES (?, ?)", Chain::own,
               hex(random_bytes(16)));
    std::string bytes = memory.serialized();
    bytes[18] = bytes[19] = 2;
    return bytes;
}

void write_all(const Descriptor& file, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            fail("cannot write the archive", path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.number()) != 0)
        fail("cannot write the archive", path);
}

std::string folder_of(const std::string& path) {
    const std::string folder = fs::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

void make_folder(const std::string& folder) {
    if (folder.empty() || ::access(folder.c_str(), F_OK) == 0)
        return;
    make_folder(fs::path(folder).parent_path().string());
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        fail("cannot make the folder", folder);
}

// Puts a new archive in its place whole, or not at all. Where the file system can, it has no name
// until it is written, so that a kill leaves nothing behind.
void write_new(const std::string& path) {
    const std::string folder = folder_of(path);
    const Descriptor nameless(::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
    if (nameless) {
        if (::fchmod(nameless.number(), 0600) != 0)
            fail("cannot make the archive", path);
        write_all(nameless, new_archive(), path);
        ::unlink(path.c_str());  // an empty file, if any
        if (::linkat(AT_FDCWD, text::cat("/proc/self/fd/", nameless.number()).c_str(), AT_FDCWD,
                     path.c_str(), AT_SYMLINK_FOLLOW) == 0)
            return;
    }
    const std::string name = text::cat(path, ".new");
    const Descriptor file(
        ::open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file || ::fchmod(file.number(), 0600) != 0)
        fail("cannot make the archive", path);
    write_all(file, new_archive(), path);
    if (::rename(name.c_str(), path.c_str()) != 0)
        fail("cannot make the archive", path);
}

// Runs that make an archive in one folder do so one after the other. A log that is left of an
// archive which somebody deleted would be played into the new one: it goes first.
void make_archive(const std::string& path) {
    const std::string folder = folder_of(path);
    make_folder(folder);
    const Descriptor lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!lock)
        fail("cannot open the folder", folder);
    while (::flock(lock.number(), LOCK_EX) != 0)
        if (errno != EINTR)
            fail("cannot lock the folder", folder);
    if (look_at(path) == Found::archive)
        return;
    for (const std::string_view rest : {"-wal", "-shm", "-journal"})
        ::unlink(text::cat(path, rest).c_str());
    write_new(path);
    ::fsync(lock.number());
}

// What stands beside the archive may hold what it lacks; without it only the whole of an archive
// that nobody can write may be read as it is.
bool has_log(const std::string& path) {
    struct stat status {};
    return ::stat((path + "-wal").c_str(), &status) == 0 && status.st_size > 0;
}

std::unique_ptr<Database> connect(const std::string& path, bool for_writing) {
    try {
        auto database = std::make_unique<Database>(path, Connection::Mode::read_write);
        schema_version(database->sql);
        return database;
    } catch (const Damaged&) {
        throw;
    } catch (const Fatal&) {
        // A log without its index needs a folder where that can be made (WAL).
        if (for_writing || has_log(path) || ::access(folder_of(path).c_str(), W_OK) == 0)
            throw;
    }
    return std::make_unique<Database>(path, Connection::Mode::immutable);
}

void accept_version(Database& database, const std::string& path) {
    Connection& sql = database.sql;
    const auto newest = static_cast<std::int64_t>(schema_steps().size());
    const std::int64_t version = schema_version(sql);
    if (version > newest)
        throw Fatal(text::cat("made by a newer stet '", path, "'"),
                    "it was left as it is; update stet");
    if (version < newest && !sql.is_writable())
        throw Fatal(text::cat("made by an older stet '", path, "'"),
                    "it must be opened once where it can be written");
    sql.accept();
    if (version >= newest)
        return;
    Transaction transaction(sql, Transaction::For::writing);
    const std::int64_t before = schema_version(sql);  // by now: another run may have done it
    migrate(sql, schema_steps());
    if (before < all_subjects_since) {
        database.chain.begin();
        database.chain.add_missing();
    }
    transaction.commit();
}

}  // namespace

Archive Archive::open(const std::string& path, Access access) {
    const bool for_writing = access == Access::write;
    const Found found = look_at(path);
    if (found != Found::archive && !for_writing)
        throw Fatal(text::cat(found == Found::empty ? "empty file '" : "no archive '", path, "'"),
                    "stet fetch or stet follow makes it");
    if (found != Found::archive)
        make_archive(path);

    std::unique_ptr<Database> database = connect(path, for_writing);
    Connection& sql = database->sql;
    if (for_writing && !sql.is_writable())
        throw Fatal(text::cat("not allowed to write to the archive '", path, "'"));
    accept_version(*database, path);
    database->schema_faults = schema_faults(sql);
    if (access != Access::inspect && !database->schema_faults.empty())
        throw Damaged(text::cat("altered archive '", path, "': ", database->schema_faults.front()),
                      "stet check tells more");
    if (access == Access::read)
        sql.hold();
    return Archive(std::move(database));
}

}  // namespace stet::archive

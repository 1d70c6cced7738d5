#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <fstream>
#include <sstream>

#include "archive/database.h"
#include "archive/schema.h"
#include "desk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using enum Change;

namespace {

std::string bytes_of_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

void write_file(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::size_t files_in(const Folder& folder) {
    const auto begin = std::filesystem::directory_iterator(folder.path());
    return static_cast<std::size_t>(std::distance(begin, std::filesystem::directory_iterator()));
}

void make_archive(const std::string& path) {
    Archive archive = Archive::open(path, Archive::Access::write);
    keep(archive, 0, feed({update("b", "zwei", added), update("a", "eins", added)}, added));
    keep(archive, 10, feed({update("b", "zwo", edited), update("a", "eins")}));
}

/// Runs `act` in a child as a user who may not write to root's folders; its exit status.
template <class Act>
int as_nobody(const Act& act) {
    const pid_t child = ::fork();
    if (child == 0) {
        if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0))
            ::_exit(99);
        try {
            ::_exit(act());
        } catch (const std::exception& fault) {
            ::fprintf(stderr, "%s\n", fault.what());
            ::_exit(98);
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("open: a new archive has mode 0600 whatever the umask, and leaves no other file",
          "[archive]") {
    for (const mode_t mask : {0000, 0077, 0777}) {
        const Folder folder;
        const std::string path = folder.path() + "/new/folder/archive.db";
        const mode_t before = ::umask(0022);
        std::filesystem::create_directories(folder.path() + "/new/folder");
        ::umask(mask);
        { Archive::open(path, Archive::Access::write); }
        ::umask(before);
        struct stat status {};
        REQUIRE(::stat(path.c_str(), &status) == 0);
        CHECK((status.st_mode & 07777) == 0600);
        const std::filesystem::directory_iterator files(folder.path() + "/new/folder");
        CHECK(std::distance(begin(files), end(files)) == 1);
    }
}

TEST_CASE("open: missing folders are made for the owner alone", "[archive]") {
    const Folder folder;
    Archive::open(folder.path() + "/a/b/archive.db", Archive::Access::write);
    struct stat status {};
    REQUIRE(::stat((folder.path() + "/a").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0700);
}

TEST_CASE("open: reading makes nothing", "[archive]") {
    const Folder folder;
    CHECK_THROWS_AS(Archive::open(folder.file(), Archive::Access::read), Fatal);
    CHECK(files_in(folder) == 0);
    make_archive(folder.file());
    Archive::open(folder.file(), Archive::Access::read).sources();
    CHECK(files_in(folder) == 1);
}

TEST_CASE("open: an empty file becomes an archive, a log left of another does not get in",
          "[archive]") {
    const Folder folder;
    write_file(folder.file(), "");
    write_file(folder.file("archive.db-wal"), "left over");
    make_archive(folder.file());
    CHECK(Archive::open(folder.file(), Archive::Access::read).check().faults.empty());
}

TEST_CASE("open: foreign files are refused and left byte for byte", "[archive]") {
    const Folder folder;
    const auto refused = [&](const std::string& bytes) {
        write_file(folder.file("x"), bytes);
        for (const auto access :
             {Archive::Access::read, Archive::Access::write, Archive::Access::inspect})
            CHECK_THROWS_AS(Archive::open(folder.file("x"), access), Fatal);
        CHECK(bytes_of_file(folder.file("x")) == bytes);
        CHECK(files_in(folder) == 1);
    };
    refused("hello");
    refused(std::string(5000, '\0'));
    Connection foreign("", Connection::Mode::memory);
    foreign.execute("CREATE TABLE t (x); INSERT INTO t VALUES (1)");
    refused(foreign.serialized());
    CHECK_THROWS_AS(Archive::open(folder.path(), Archive::Access::write), Fatal);
    CHECK_THROWS_AS(Archive::open("/dev/null", Archive::Access::write), Fatal);
}

TEST_CASE("open: an archive of a newer stet is refused and left byte for byte", "[archive]") {
    const Folder folder;
    make_archive(folder.file());
    {
        Connection sql(folder.file(), Connection::Mode::read_write);
        sql.execute("PRAGMA user_version = 99");
        sql.accept();
    }
    const std::string bytes = bytes_of_file(folder.file());
    for (const auto access :
         {Archive::Access::read, Archive::Access::write, Archive::Access::inspect})
        CHECK_THROWS_AS(Archive::open(folder.file(), access), Fatal);
    CHECK(bytes_of_file(folder.file()) == bytes);
}

TEST_CASE("open: planted objects are refused, and told by check", "[archive]") {
    const Folder folder;
    make_archive(folder.file());
    {
        Connection sql(folder.file(), Connection::Mode::read_write);
        sql.execute(
            "CREATE TRIGGER planted AFTER INSERT ON states BEGIN DELETE FROM states; END;"
            "DROP INDEX spans_state");
        sql.accept();
    }
    const std::string bytes = bytes_of_file(folder.file());
    CHECK_THROWS_AS(Archive::open(folder.file(), Archive::Access::read), Fatal);
    CHECK_THROWS_AS(Archive::open(folder.file(), Archive::Access::write), Fatal);
    const auto faults = Archive::open(folder.file(), Archive::Access::inspect).check().faults;
    CHECK(faults.size() == 2);
    CHECK(bytes_of_file(folder.file()) == bytes);
}

TEST_CASE("open: a damaged page is a fault and no crash", "[archive]") {
    const Folder folder;
    make_archive(folder.file());
    const std::string sound = bytes_of_file(folder.file());
    int found = 0;
    int refused = 0;
    const std::size_t page_size = static_cast<unsigned char>(sound[16]) * std::size_t{256};
    REQUIRE(page_size == 8192);
    for (std::size_t page = 1; page * page_size < sound.size(); ++page) {
        std::string bytes = sound;
        for (std::size_t i = 0; i < 64; ++i)
            bytes[page * page_size + i] = static_cast<char>(0xA5 ^ i);
        write_file(folder.file(), bytes);
        try {
            found += Archive::open(folder.file(), Archive::Access::inspect).check().faults.empty()
                         ? 0
                         : 1;
        } catch (const Fatal&) {
            ++refused;
        }
    }
    CHECK(found + refused == static_cast<int>(sound.size() / page_size) - 1);
    CHECK(found > refused);
}

TEST_CASE("open: a read-only archive in a read-only folder can be read", "[archive]") {
    const Folder folder;
    make_archive(folder.file());
    ::chmod(folder.file().c_str(), 0444);
    ::chmod(folder.path().c_str(), 0555);
    CHECK(as_nobody([&] {
              Archive archive = Archive::open(folder.file(), Archive::Access::read);
              return ids(select(archive, {}, Scope::latest)) == "b/2 a" &&
                             archive.check().faults.empty()
                         ? 0
                         : 1;
          }) == 0);
    CHECK(as_nobody([&] {
              try {
                  Archive::open(folder.file(), Archive::Access::write);
              } catch (const Fatal&) {
                  return 0;
              }
              return 1;
          }) == 0);
    ::chmod(folder.path().c_str(), 0755);
}

TEST_CASE("open: a name that looks like a URI is a file of that name", "[archive]") {
    const Folder folder;
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    for (const std::string name :
         {"a?mode=memory", "file:x.db?immutable=1", ":memory:", "50%.db"}) {
        make_archive(name);
        CHECK(std::filesystem::file_size(name) > 0);
        Archive archive = Archive::open(name, Archive::Access::read);
        CHECK(archive.sources().size() == 1);
    }
    std::filesystem::current_path(before);
}

TEST_CASE("schema: an older archive is taken step by step to the newest version", "[archive]") {
    std::vector<std::string_view> steps = schema_steps();
    Connection old("", Connection::Mode::memory);
    migrate(old, steps);
    CHECK(schema_version(old) == static_cast<std::int64_t>(steps.size()));
    CHECK(schema_faults(old, steps).empty());

    steps.push_back("CREATE TABLE later (x INTEGER); ALTER TABLE sources ADD COLUMN pace INTEGER");
    steps.push_back("INSERT INTO later VALUES (7)");
    CHECK(schema_faults(old, steps).size() == 2);
    migrate(old, steps);
    CHECK(schema_version(old) == static_cast<std::int64_t>(steps.size()));
    CHECK(schema_faults(old, steps).empty());
    CHECK(old.number("SELECT x FROM later") == 7);
    migrate(old, steps);
    CHECK(old.number("SELECT count(*) FROM later") == 1);
}

TEST_CASE("schema: a step that fails leaves the version before it", "[archive]") {
    std::vector<std::string_view> steps = schema_steps();
    Connection old("", Connection::Mode::memory);
    migrate(old, steps);
    steps.push_back("CREATE TABLE later (x); CREATE TABLE later (x)");
    CHECK_THROWS_AS(migrate(old, steps), Fatal);
    CHECK(schema_version(old) == static_cast<std::int64_t>(schema_steps().size()));
    CHECK(schema_faults(old, schema_steps()).empty());
}

TEST_CASE("schema: the views are there for any sqlite3", "[archive]") {
    const Folder folder;
    make_archive(folder.file());
    Connection sql(folder.file(), Connection::Mode::read_write);
    Statement row = sql.query(
        "SELECT key, title, observed FROM updates WHERE kind = 'update'"
        " ORDER BY key");
    REQUIRE(row.step());
    CHECK(row.text(0).ends_with("/1") != row.text(0).ends_with("/2"));
    CHECK(row.text(2).size() == std::string("2026-01-28T11:33:20Z").size());
    CHECK(sql.number("SELECT count(*) FROM revisions") == 4);
    CHECK(sql.number("SELECT count(*) FROM changes WHERE change = 'edited'") == 1);
    CHECK(sql.number("SELECT count(*) FROM revisions WHERE until IS NOT NULL") == 1);
}

}  // namespace stet::archive

#include <map>
#include <set>

#include "desk.h"
#include "failing_disk.h"
#include "support/catch.h"

namespace stet::archive {

using namespace desk;
using enum Change;

namespace {

constexpr int looks = 6;

/// Takes the looks that are not yet in the archive, each with one more update and one more edit;
/// tells the changes that are on disk. As a run does it, with looks that find nothing, and the
/// index.
void take_looks(const std::string& path, std::set<std::string>& told) {
    Archive archive = Archive::open(path, Archive::Access::write);
    const auto known = archive.find_source(ticker);
    for (int look = known ? static_cast<int>(known->updates) : 0; look < looks; ++look) {
        Feed now = feed({update(text::cat("u", look), std::string(20'000, 'x'), added)});
        if (look > 0)
            now.items.push_back(update(text::cat("u", look - 1), text::cat(look), edited));
        for (const Item& item : keep(archive, look, now))
            told.insert(text::cat(item.id, '/', item.revision));
        const Result<Document> same = document(look, text::cat("look ", look));
        archive.look(ticker, same, at(look)).keep_unchanged();
    }
    archive.index();
}

/// What came of it after `n` operations of the disk.
void check_after(int n, FailingDisk::Fault fault, int& operations, bool& failed) {
    const Folder folder;
    std::set<std::string> told;
    failed = false;
    {
        const FailingDisk disk(n, fault);
        try {
            take_looks(folder.file(), told);
        } catch (const Fatal&) {
            failed = true;
        }
        operations = disk.operations();
    }
    INFO("operation " << n << (fault == FailingDisk::Fault::once ? ", once" : ", for good"));
    std::set<std::string> again;
    REQUIRE_NOTHROW(take_looks(folder.file(), again));  // the next run needs no repair
    Archive archive = Archive::open(folder.file(), Archive::Access::write);
    CHECK(archive.check().faults.empty());
    std::map<std::string, int> kept;
    for (const Item& item : select(archive, {}, Scope::changes))
        ++kept[text::cat(item.id, '/', item.revision)];
    CHECK(kept.size() == 1 + looks + looks - 1);  // the head, the updates, their edits
    for (const auto& [name, times] : kept)
        CHECK(times == 1);
    for (const std::string& name : told) {
        CHECK(kept.contains(name));
        CHECK_FALSE(again.contains(name));
    }
    for (const auto& file : std::filesystem::directory_iterator(folder.path()))
        CHECK(file.path().filename().string().starts_with("archive.db"));
}

void check_all(FailingDisk::Fault fault) {
    int operations = 0;
    bool failed = false;
    check_after(0, fault, operations, failed);
    REQUIRE_FALSE(failed);
    const int all = operations;
    REQUIRE(all > 100);
    int faults = 0;
    for (int n = 1; n <= all; n += 1 + n / 20) {
        check_after(n, fault, operations, failed);
        faults += failed;
    }
    CHECK(faults > 20);
}

}  // namespace

TEST_CASE("disk: one operation fails, and nothing is lost, doubled or to be repaired",
          "[archive]") {
    check_all(FailingDisk::Fault::once);
}

TEST_CASE("disk: from one operation on all fail, and the same holds", "[archive]") {
    check_all(FailingDisk::Fault::for_good);
}

}  // namespace stet::archive

#include "failing_disk.h"

#include <sqlite3.h>

namespace stet::archive {

struct FailingDisk::State {
    sqlite3_vfs vfs{};
    sqlite3_vfs* real = nullptr;
    int left = 0, operations = 0;
    Fault fault = Fault::once;

    /// Whether the next operation goes well.
    bool good() {
        ++operations;
        if (left == 0)
            return true;
        if (left > 1) {
            --left;
            return true;
        }
        if (fault == Fault::once)
            left = 0;
        return false;
    }
};

namespace {

/// SQLite gives this and the real file behind it one piece of memory.
struct File {
    sqlite3_file base;
    FailingDisk::State* disk;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& of(sqlite3_file* file) {
    return *reinterpret_cast<File*>(file);
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    File& self = of(file);
    if (!self.disk->good())
        return SQLITE_FULL;
    return self.real()->pMethods->xWrite(self.real(), bytes, size, offset);
}
int sync(sqlite3_file* file, int flags) {
    File& self = of(file);
    if (!self.disk->good())
        return SQLITE_IOERR_FSYNC;
    return self.real()->pMethods->xSync(self.real(), flags);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
    File& self = of(file);
    if (!self.disk->good())
        return SQLITE_IOERR_TRUNCATE;
    return self.real()->pMethods->xTruncate(self.real(), size);
}
int map(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
    File& self = of(file);
    if (extend && !self.disk->good())
        return SQLITE_IOERR_SHMMAP;
    return self.real()->pMethods->xShmMap(self.real(), page, size, extend, memory);
}

/// Hands a method on as it is.
template <auto method, class... Rest>
int passed(sqlite3_file* file, Rest... rest) {
    sqlite3_file* real = of(file).real();
    return (real->pMethods->*method)(real, rest...);
}
void barrier(sqlite3_file* file) {
    of(file).real()->pMethods->xShmBarrier(of(file).real());
}

using Methods = sqlite3_io_methods;
const Methods methods{2,
                      passed<&Methods::xClose>,
                      passed<&Methods::xRead, void*, int, sqlite3_int64>,
                      write,
                      truncate,
                      sync,
                      passed<&Methods::xFileSize, sqlite3_int64*>,
                      passed<&Methods::xLock, int>,
                      passed<&Methods::xUnlock, int>,
                      passed<&Methods::xCheckReservedLock, int*>,
                      passed<&Methods::xFileControl, int, void*>,
                      passed<&Methods::xSectorSize>,
                      passed<&Methods::xDeviceCharacteristics>,
                      map,
                      passed<&Methods::xShmLock, int, int, int>,
                      barrier,
                      passed<&Methods::xShmUnmap, int>,
                      nullptr,
                      nullptr};

FailingDisk::State& of(sqlite3_vfs* vfs) {
    return *static_cast<FailingDisk::State*>(vfs->pAppData);
}

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    FailingDisk::State& disk = of(vfs);
    File& self = of(file);
    self.base.pMethods = nullptr;
    if (!disk.good())
        return SQLITE_CANTOPEN;
    self.disk = &disk;
    const int result = disk.real->xOpen(disk.real, name, self.real(), flags, out_flags);
    if (self.real()->pMethods)
        self.base.pMethods = &methods;
    return result;
}
int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    FailingDisk::State& disk = of(vfs);
    if (!disk.good())
        return SQLITE_IOERR_DELETE;
    return disk.real->xDelete(disk.real, name, sync_folder);
}

}  // namespace

FailingDisk::FailingDisk(int n, Fault fault) : state_(std::make_unique<State>()) {
    State& state = *state_;
    sqlite3_initialize();
    state.real = sqlite3_vfs_find(nullptr);
    state.left = n;
    state.fault = fault;
    // The members left as they are do not look at the first argument, or look at szOsFile alone.
    state.vfs = *state.real;
    state.vfs.zName = "failing";
    state.vfs.pAppData = &state;
    state.vfs.szOsFile = static_cast<int>(sizeof(File)) + state.real->szOsFile;
    state.vfs.xOpen = open;
    state.vfs.xDelete = remove;
    sqlite3_vfs_register(&state.vfs, 1);
}

FailingDisk::~FailingDisk() {
    sqlite3_vfs_unregister(&state_->vfs);
    sqlite3_vfs_register(state_->real, 1);
}

int FailingDisk::operations() const {
    return state_->operations;
}

}  // namespace stet::archive

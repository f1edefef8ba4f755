#include "platform/storage/power_files.h"

#include <cstring>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "platform/storage/file_pass.h"

namespace jincai::storage::power {

namespace {

constexpr std::size_t kSector = 512;

/// A change that was made and not synced: bytes at an offset, or a new length.
struct Change {
    std::size_t offset = 0;
    std::vector<char> bytes;
    bool is_length = false;
};

/// What the disk has of a file, and what it has not yet.
struct Kept {
    std::vector<char> synced;
    std::vector<Change> pending;
};

void apply(std::vector<char>& content, Change const& change) {
    if (change.is_length) {
        content.resize(change.offset);
        return;
    }
    auto const end = change.offset + change.bytes.size();
    if (content.size() < end) content.resize(end);
    std::ranges::copy(change.bytes, content.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

std::vector<char> content_of(std::filesystem::path const& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// SQLite has one set of files for the process, so this is one as well.
class Disk {
public:
    void arm(std::filesystem::path const& directory, Fault fault, std::int64_t at) {
        std::lock_guard const lock{mutex_};
        directory_ = std::filesystem::weakly_canonical(directory);
        fault_ = fault;
        at_ = at;
        calls_ = 0;
        is_cut_ = false;
        files_.clear();
    }

    [[nodiscard]] std::int64_t calls() {
        std::lock_guard const lock{mutex_};
        return calls_;
    }

    /// What is known of `name`; null for files that are not on this disk.
    [[nodiscard]] std::shared_ptr<Kept> file(char const* name) {
        std::lock_guard const lock{mutex_};
        if (name == nullptr || directory_.empty()) return nullptr;
        std::filesystem::path const path{name};
        if (path.parent_path() != directory_) return nullptr;
        auto& known = files_[path];
        if (!known) known = std::make_shared<Kept>(Kept{.synced = content_of(path), .pending = {}});
        return known;
    }

    [[nodiscard]] bool is_cut() {
        std::lock_guard const lock{mutex_};
        return is_cut_;
    }

    /// Counts a call and says what it meets; what a write changed is pending from then on.
    [[nodiscard]] Fault meet(Kept& kept, Change* change) {
        std::lock_guard const lock{mutex_};
        if (is_cut_) return Fault::cut;
        bool const hit = ++calls_ == at_;
        auto const fault = hit ? fault_ : Fault::none;
        if (fault == Fault::cut) is_cut_ = true;
        bool const reached = fault == Fault::none || fault == Fault::cut;
        if (change != nullptr && reached) kept.pending.push_back(std::move(*change));
        return fault;
    }

    void sync(Kept& kept) {
        std::lock_guard const lock{mutex_};
        for (auto const& change : kept.pending) apply(kept.synced, change);
        kept.pending.clear();
    }
    void forget(Kept& kept) {
        std::lock_guard const lock{mutex_};
        kept.pending.clear();
    }
    void remove(char const* name) {
        std::lock_guard const lock{mutex_};
        files_.erase(std::filesystem::path{name});
    }

    void restore(Survival survival, std::uint64_t seed) {
        std::lock_guard const lock{mutex_};
        std::mt19937_64 random{seed};
        for (auto const& [path, kept] : files_) {
            auto content = kept->synced;
            for (auto const& change : survivors(kept->pending, survival, random))
                apply(content, change);
            std::ofstream out{path, std::ios::binary | std::ios::trunc};
            out.write(content.data(), static_cast<std::streamsize>(content.size()));
        }
        for (auto const& entry : std::filesystem::directory_iterator{directory_})
            if (entry.path().string().ends_with("-shm")) std::filesystem::remove(entry.path());
        directory_.clear();
        files_.clear();
        is_cut_ = false;
    }

private:
    static std::vector<Change> survivors(std::vector<Change> const& pending, Survival survival,
                                         std::mt19937_64& random) {
        if (survival == Survival::nothing) return {};
        if (survival == Survival::everything) return pending;
        std::vector<Change> some;
        for (auto const& change : pending) {
            if (change.is_length && random() % 2 == 0) some.push_back(change);
            for (std::size_t at = 0; at < change.bytes.size();) {
                // Sectors lie at multiples of their size in the file, not in the write.
                auto const offset = change.offset + at;
                auto const size = std::min(kSector - offset % kSector, change.bytes.size() - at);
                auto const first = change.bytes.begin() + static_cast<std::ptrdiff_t>(at);
                if (random() % 2 == 0)
                    some.push_back({offset, {first, first + static_cast<std::ptrdiff_t>(size)}, false});
                at += size;
            }
        }
        std::ranges::shuffle(some, random);
        return some;
    }

    std::mutex mutex_;
    std::filesystem::path directory_;
    std::map<std::filesystem::path, std::shared_ptr<Kept>> files_;
    Fault fault_ = Fault::none;
    std::int64_t at_ = 0;
    std::int64_t calls_ = 0;
    bool is_cut_ = false;
};

Disk& disk() {
    static Disk the_disk;
    return the_disk;
}

/// An open file of ours; the system's own follows it in memory.
struct PowerFile {
    sqlite3_file head;
    std::shared_ptr<Kept>* kept;
};

std::size_t constexpr kBelow = (sizeof(PowerFile) + 15) / 16 * 16;

sqlite3_file* below(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + kBelow);
}
Kept& kept_of(sqlite3_file* file) { return **reinterpret_cast<PowerFile*>(file)->kept; }

int close_file(sqlite3_file* file) {
    delete reinterpret_cast<PowerFile*>(file)->kept;
    return below(file)->pMethods->xClose(below(file));
}

int read_file(sqlite3_file* file, void* into, int size, sqlite3_int64 offset) {
    if (disk().is_cut()) return SQLITE_IOERR_READ;
    return below(file)->pMethods->xRead(below(file), into, size, offset);
}

int write_file(sqlite3_file* file, void const* from, int size, sqlite3_int64 offset) {
    auto const* const bytes = static_cast<char const*>(from);
    Change change{static_cast<std::size_t>(offset), {bytes, bytes + size}, false};
    switch (disk().meet(kept_of(file), &change)) {
        case Fault::none: return below(file)->pMethods->xWrite(below(file), from, size, offset);
        case Fault::full: return SQLITE_FULL;
        case Fault::cut:
        case Fault::io: return SQLITE_IOERR_WRITE;
    }
    return SQLITE_IOERR;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    Change change{static_cast<std::size_t>(size), {}, true};
    if (disk().meet(kept_of(file), &change) != Fault::none) return SQLITE_IOERR_TRUNCATE;
    return below(file)->pMethods->xTruncate(below(file), size);
}

/// Nothing is really synced: the disk is this one.
int sync_file(sqlite3_file* file, int) {
    auto const fault = disk().meet(kept_of(file), nullptr);
    if (fault == Fault::none) {
        disk().sync(kept_of(file));
        return SQLITE_OK;
    }
    // The system reports a failed sync once and then takes the pages for written.
    if (fault != Fault::cut) disk().forget(kept_of(file));
    return SQLITE_IOERR_FSYNC;
}

constexpr sqlite3_io_methods kMethods = [] {
    auto methods = passing_methods<below>();
    methods.xClose = close_file;
    methods.xRead = read_file;
    methods.xWrite = write_file;
    methods.xTruncate = truncate_file;
    methods.xSync = sync_file;
    return methods;
}();

sqlite3_vfs* system_files = nullptr;

int open_file(sqlite3_vfs*, char const* name, sqlite3_file* file, int flags, int* out_flags) {
    auto kept = disk().file(name);
    if (!kept) return system_files->xOpen(system_files, name, file, flags, out_flags);
    auto* const lower = below(file);
    std::memset(static_cast<void*>(file), 0, kBelow + static_cast<std::size_t>(system_files->szOsFile));
    int const code = system_files->xOpen(system_files, name, lower, flags, out_flags);
    if (lower->pMethods == nullptr) return code;
    auto& ours = *reinterpret_cast<PowerFile*>(file);
    ours.kept = new std::shared_ptr<Kept>{std::move(kept)};
    ours.head.pMethods = &kMethods;
    return code;
}

int delete_file(sqlite3_vfs*, char const* name, int sync_directory) {
    if (auto const kept = disk().file(name)) {
        if (disk().meet(*kept, nullptr) != Fault::none) return SQLITE_IOERR_DELETE;
        disk().remove(name);
    }
    return system_files->xDelete(system_files, name, sync_directory);
}

}  // namespace

void install() {
    static sqlite3_vfs vfs;
    static std::once_flag once;
    std::call_once(once, [] {
        system_files = sqlite3_vfs_find(nullptr);
        vfs = *system_files;
        vfs.zName = "power";
        vfs.szOsFile += static_cast<int>(kBelow);
        vfs.xOpen = open_file;
        vfs.xDelete = delete_file;
        sqlite3_vfs_register(&vfs, 1);
    });
}

void arm(std::filesystem::path const& directory, Fault fault, std::int64_t at) {
    disk().arm(directory, fault, at);
}

std::int64_t calls() { return disk().calls(); }

void restore(Survival survival, std::uint64_t seed) { disk().restore(survival, seed); }

}  // namespace jincai::storage::power

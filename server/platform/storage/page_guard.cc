#include "platform/storage/page_guard.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "platform/storage/failure.h"
#include "platform/storage/file_pass.h"

namespace jincai::storage {

namespace {

using Page = std::span<unsigned char>;
using ConstPage = std::span<unsigned char const>;

constexpr std::string_view kFileMagic{"SQLite format 3", 16};

std::uint64_t sum_of(ConstPage page, std::uint32_t number) {
    std::uint32_t one = number;
    std::uint32_t two = 0;
    for (std::size_t at = 0; at + kPageReserve < page.size(); at += 8) {
        std::uint32_t words[2];
        std::memcpy(words, page.data() + at, sizeof words);
        one += words[0] + two;
        two += words[1] + one;
    }
    return std::uint64_t{one} << 32 | two;
}

bool verifies(ConstPage page, std::uint32_t number) {
    std::uint64_t stored = 0;
    std::memcpy(&stored, page.data() + page.size() - kPageReserve, sizeof stored);
    if (stored == sum_of(page, number)) return true;
    // Room that the file has grown by and nobody has written to.
    return std::ranges::all_of(page, [](unsigned char c) { return c == 0; });
}

void seal(Page page, std::uint32_t number) {
    auto const sum = sum_of(page, number);
    std::memcpy(page.data() + page.size() - kPageReserve, &sum, sizeof sum);
}

/// The page size that the first bytes of a file name; 0 for one without room for our sums.
std::size_t guarded_page_size(ConstPage header) {
    bool const ours = header.size() >= 100 &&
                      std::memcmp(header.data(), kFileMagic.data(), kFileMagic.size()) == 0 &&
                      header[20] == kPageReserve;
    if (!ours) return 0;
    std::size_t const size = std::size_t{header[16]} << 8 | header[17];
    return size == 1 ? 65'536 : size;
}

/// An open file of ours; the system's own follows it in memory.
struct GuardedFile {
    sqlite3_file head;
    std::size_t page_size;  ///< 0 as long as no page with our room was seen
    char const* name;
    [[nodiscard]] sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    [[nodiscard]] bool is_page(int size, sqlite3_int64 offset) const {
        return page_size != 0 && static_cast<std::size_t>(size) == page_size &&
               offset % size == 0;
    }
};

GuardedFile& guarded_file(sqlite3_file* file) { return *reinterpret_cast<GuardedFile*>(file); }
sqlite3_file* below(sqlite3_file* file) { return guarded_file(file).below(); }

std::uint32_t page_number(int size, sqlite3_int64 offset) {
    return static_cast<std::uint32_t>(offset / size) + 1;
}

void learn_page_size(GuardedFile& file, ConstPage bytes, sqlite3_int64 offset) {
    if (offset == 0 && bytes.size() >= 100) file.page_size = guarded_page_size(bytes);
}

int read_page(sqlite3_file* file, void* into, int size, sqlite3_int64 offset) {
    auto& guarded = guarded_file(file);
    int const code = guarded.below()->pMethods->xRead(guarded.below(), into, size, offset);
    if (code != SQLITE_OK) return code;
    ConstPage const bytes{static_cast<unsigned char const*>(into), static_cast<std::size_t>(size)};
    learn_page_size(guarded, bytes, offset);
    if (!guarded.is_page(size, offset) || verifies(bytes, page_number(size, offset)))
        return SQLITE_OK;
    std::fprintf(stderr, "event=page_damaged file=%s page=%u\n", guarded.name,
                 page_number(size, offset));
    return SQLITE_IOERR_DATA;
}

int write_page(sqlite3_file* file, void const* from, int size, sqlite3_int64 offset) {
    auto& guarded = guarded_file(file);
    ConstPage const bytes{static_cast<unsigned char const*>(from), static_cast<std::size_t>(size)};
    learn_page_size(guarded, bytes, offset);
    auto* const lower = guarded.below();
    if (!guarded.is_page(size, offset))
        return lower->pMethods->xWrite(lower, from, size, offset);
    thread_local std::vector<unsigned char> copy;
    copy.assign(bytes.begin(), bytes.end());
    seal(copy, page_number(size, offset));
    return lower->pMethods->xWrite(lower, copy.data(), size, offset);
}

constexpr sqlite3_io_methods kMethods = [] {
    auto methods = passing_methods<below>();
    methods.xRead = read_page;
    methods.xWrite = write_page;
    return methods;
}();

sqlite3_vfs* system_files = nullptr;

/// Guards database files; logs, temporary files and the rest are the system's own.
int open_file(sqlite3_vfs*, char const* name, sqlite3_file* file, int flags, int* out_flags) {
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0)
        return system_files->xOpen(system_files, name, file, flags, out_flags);
    auto& guarded = guarded_file(file);
    guarded = {.head = {}, .page_size = 0, .name = name == nullptr ? "" : name};
    std::memset(static_cast<void*>(guarded.below()), 0, static_cast<std::size_t>(system_files->szOsFile));
    int const code =
        system_files->xOpen(system_files, name, guarded.below(), flags, out_flags);
    if (guarded.below()->pMethods != nullptr) guarded.head.pMethods = &kMethods;
    return code;
}

class File {
public:
    explicit File(std::filesystem::path const& path) : file_{::open(path.c_str(), O_RDONLY | O_CLOEXEC)} {
        if (file_ < 0) throw StorageError{Failure::io, "cannot read the file of the database"};
    }
    ~File() { ::close(file_); }
    File(File const&) = delete;
    File& operator=(File const&) = delete;

    [[nodiscard]] bool read(Page into, std::uint64_t offset) const {
        auto const got = ::pread(file_, into.data(), into.size(), static_cast<off_t>(offset));
        return got == static_cast<ssize_t>(into.size());
    }

private:
    int file_;
};

/// The page size of a guarded file; 0 for another. A header that is itself damaged may hide it: then
/// the second page tells.
std::size_t page_size_of(File const& file) {
    std::array<unsigned char, 100> header{};
    if (!file.read(header, 0)) return 0;
    auto const named = guarded_page_size(header);
    if (named >= 512 && std::has_single_bit(named)) return named;
    for (std::size_t size = 512; size <= 65'536; size *= 2) {
        std::vector<unsigned char> page(size);
        if (file.read(page, size) && page[0] != 0 && verifies(page, 2)) return size;
    }
    return 0;
}

constexpr int kLooks = 5;

/// A page that is being written reads half and half for a moment.
bool stays_damaged(File const& file, Page page, std::uint32_t number) {
    for (int look = 0; look < kLooks; ++look) {
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        if (!file.read(page, std::uint64_t{number - 1} * page.size())) return false;
        if (verifies(page, number)) return false;
    }
    return true;
}

}  // namespace

void guard_pages() {
    static sqlite3_vfs guard;
    static std::once_flag once;
    std::call_once(once, [] {
        system_files = sqlite3_vfs_find(nullptr);
        guard = *system_files;  // the rest of its functions do not ask through whom they are called
        guard.zName = "guarded";
        guard.szOsFile += static_cast<int>(sizeof(GuardedFile));
        guard.xOpen = open_file;
        sqlite3_vfs_register(&guard, 1);
    });
}

std::optional<std::uint32_t> first_damaged_page(std::filesystem::path const& file,
                                                std::set<std::uint32_t> const& newer) {
    if (!std::filesystem::exists(file)) return std::nullopt;
    File const pages{file};
    auto const size = page_size_of(pages);
    if (size == 0) return std::nullopt;
    std::vector<unsigned char> page(size);
    for (std::uint32_t number = 1;; ++number) {
        if (!pages.read(page, std::uint64_t{number - 1} * size)) return std::nullopt;
        if (verifies(page, number) || newer.contains(number)) continue;
        if (stays_damaged(pages, page, number)) return number;
    }
}

}  // namespace jincai::storage

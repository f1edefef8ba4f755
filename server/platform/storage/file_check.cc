#include "platform/storage/file_check.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

#include <fmt/format.h>

#include "platform/storage/failure.h"
#include "platform/storage/log_scan.h"
#include "platform/storage/page_guard.h"

namespace jincai::storage {

namespace {

constexpr std::string_view kMain = "jincai.db";
constexpr std::string_view kModels = "models.db";

std::filesystem::path log_of(std::filesystem::path file) { return file += "-wal"; }

std::string name_of(std::filesystem::path const& file) { return file.filename().string(); }

std::string what_of(LogScan const& log) {
    if (log.header_damaged) return "header";
    return fmt::format("frame {}: {} later commits would be dropped", log.bad_frame,
                       log.commits_behind);
}

/// While a server starts its log anew, old frames lie behind new ones for a moment.
LogScan scan_settled(std::filesystem::path const& file) {
    auto log = scan_log(file);
    for (int look = 0; look < 3 && (log.header_damaged || log.commits_behind > 0); ++look) {
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        log = scan_log(file);
    }
    return log;
}

void check_pages(std::filesystem::path const& file, LogScan const& log, std::uintmax_t most,
                 std::vector<FileFinding>& found) {
    std::error_code missing;
    auto const size = std::filesystem::file_size(file, missing);
    if (missing || size > most) return;
    if (auto const page = first_damaged_page(file, log.pages))
        found.push_back({name_of(file), fmt::format("page {}", *page)});
}

/// Read models are made from the journal: a new file is made where this one was.
void put_aside(std::filesystem::path const& file) {
    std::fprintf(stderr, "event=read_models_damaged file=%s\n", file.c_str());
    auto aside = file;
    std::filesystem::rename(file, aside += ".damaged");
    for (auto const* part : {"-wal", "-shm"}) {
        auto beside = file;
        std::filesystem::remove(beside += part);
    }
}

/// Recovery may write over what is behind the place where it stops.
void keep_a_copy(std::filesystem::path const& log) {
    auto copy = log;
    std::filesystem::copy_file(log, copy += ".before",
                               std::filesystem::copy_options::overwrite_existing);
}

struct Findings {
    std::vector<FileFinding> of_books;
    std::vector<FileFinding> of_models;
    bool drops_a_tail = false;  ///< recovery of the books' log will
};

Findings look_at(std::filesystem::path const& directory, std::uintmax_t pages_most) {
    Findings found;
    auto const file = directory / kMain;
    auto const log = scan_settled(log_of(file));
    if (log.is_damaged()) found.of_books.push_back({name_of(log_of(file)), what_of(log)});
    check_pages(file, log, pages_most, found.of_books);
    found.drops_a_tail = log.commits_behind > 0;
    auto const models = directory / kModels;
    auto const models_log = scan_settled(log_of(models));
    if (models_log.header_damaged || models_log.commits_behind > 0)
        found.of_models.push_back({name_of(models), "log: " + what_of(models_log)});
    check_pages(models, models_log, pages_most, found.of_models);
    return found;
}

}  // namespace

std::vector<FileFinding> check_files(std::filesystem::path const& directory,
                                     std::uintmax_t pages_most) {
    auto found = look_at(directory, pages_most);
    std::ranges::move(found.of_models, std::back_inserter(found.of_books));
    return std::move(found.of_books);
}

void check_before_start(std::filesystem::path const& directory) {
    auto const found = look_at(directory, kScannedAtStartMost);
    if (!found.of_books.empty()) {
        auto const& first = found.of_books.front();
        throw StorageError{Failure::corrupt, first.file + " " + first.what};
    }
    if (!found.of_models.empty()) put_aside(directory / kModels);
    if (found.drops_a_tail) keep_a_copy(log_of(directory / kMain));
}

}  // namespace jincai::storage

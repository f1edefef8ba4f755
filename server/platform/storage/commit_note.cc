#include "platform/storage/commit_note.h"

#include <array>
#include <fstream>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/text.h"
#include "platform/storage/checksum.h"
#include "platform/storage/failure.h"

namespace jincai::storage {

namespace {

std::filesystem::path file_in(std::filesystem::path const& directory) {
    return directory / "COMMITS";
}

/// One line of a length that never changes, so that a note is written over the one before.
std::string line_of(Progress progress) {
    auto const text = fmt::format("{:020} {:020} ", progress.epoch, progress.commits);
    return fmt::format("{}{:016x}\n", text, checksum(text));
}

}  // namespace

std::optional<Progress> CommitNote::read(std::filesystem::path const& directory) {
    std::ifstream in{file_in(directory), std::ios::binary};
    std::string line;
    std::getline(in, line);
    auto const fields = split(line, ' ');
    if (fields.size() != 3) return std::nullopt;
    Progress const progress{parse_int(fields[0]).value_or(-1), parse_int(fields[1]).value_or(-1)};
    if (line + "\n" != line_of(progress)) return std::nullopt;
    return progress;
}

CommitNote::CommitNote(std::filesystem::path const& directory, Progress progress)
    : file_{::open(file_in(directory).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)} {
    if (file_ < 0) throw StorageError{Failure::io, "cannot open the file COMMITS"};
    set(progress);
    ::fsync(file_);
}

CommitNote::~CommitNote() { ::close(file_); }

void CommitNote::set(Progress progress) noexcept {
    std::array<char, 64> line{};
    auto const end = fmt::format_to_n(line.data(), line.size(), "{}", line_of(progress)).out;
    // On a disk that is full the file has its room already; another failure leaves an older note.
    static_cast<void>(::pwrite(file_, line.data(), static_cast<std::size_t>(end - line.data()), 0));
}

}  // namespace jincai::storage

#pragma once

#include <cstdint>
#include <filesystem>

/// The files of the embedded database on a disk that keeps only what was synced: for tests of power
/// cuts, full disks and failing disks. What a process writes lives on in the system's cache when it
/// is killed, so kills alone prove nothing about the moment when the power goes.
namespace jincai::storage::power {

enum class Fault : std::uint8_t {
    none,
    cut,   ///< the power goes: this call and all later ones fail
    full,  ///< this write finds no room
    io,    ///< this call fails; a failed sync forgets what it should have kept
};

/// Which of the unsynced writes reached the disk, sector by sector of 512 bytes.
enum class Survival : std::uint8_t {
    nothing,
    everything,
    some,  ///< any of them, in any order: torn pages, later writes without earlier ones
};

/// Puts this disk below SQLite. Before the first connection of the process.
void install();

/// From now on the databases in `directory` are on this disk; its present content is synced. The
/// `at`-th write, sync, truncation or deletion from here meets `fault`. Only while nothing there is
/// open.
void arm(std::filesystem::path const& directory, Fault fault = Fault::none, std::int64_t at = 0);

/// How many of those calls there were since `arm`.
[[nodiscard]] std::int64_t calls();

/// Leaves in `directory` what the disk may hold, and disarms. Only while nothing there is open.
void restore(Survival survival, std::uint64_t seed);

}  // namespace jincai::storage::power

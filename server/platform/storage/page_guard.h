#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>

/// Every page of an SQLite file carries a sum of its content and its number in its last eight bytes.
/// It is made when the page is written into the file and compared at every read: a page that changed
/// on the disk is an error there, never an amount.
namespace jincai::storage {

/// Bytes at the end of each page that SQLite leaves to us.
inline constexpr int kPageReserve = 8;

/// Puts the guard between SQLite and the system's files: for every connection made afterwards. Files
/// without the room at the end of their pages are passed through as they are.
void guard_pages();

/// The first page of `file` that does not verify, read without SQLite. `newer`: pages of which the
/// log has a later version; a crash may have torn them. Nothing for a missing or unguarded file.
/// A server may write meanwhile: a page is read again before it counts as damaged.
[[nodiscard]] std::optional<std::uint32_t> first_damaged_page(std::filesystem::path const& file,
                                                              std::set<std::uint32_t> const& newer);

}  // namespace jincai::storage

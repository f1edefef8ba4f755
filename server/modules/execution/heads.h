#pragma once

#include <filesystem>
#include <map>

#include "modules/execution/books.h"

/// The ends of all journals, kept a second time outside the database: a database that silently lost
/// its tail (a damaged log, an old copy put back) opens without complaint and is noticed only here.
namespace jincai::execution {

using Heads = std::map<BookKey, Head>;

[[nodiscard]] Heads read_heads(storage::Session& session);

/// Writes the file beside itself and renames it, so that a crash leaves the old or the new one.
void write_heads_file(std::filesystem::path const& file, Heads const& heads);

/// What the file says; a line that does not verify is left out.
[[nodiscard]] Heads read_heads_file(std::filesystem::path const& file);

/// Refused with `journal_behind_head` when a book has fewer records than the file says, or another
/// record at that place. A missing file is a first start.
[[nodiscard]] Result<void> check_heads_file(std::filesystem::path const& file,
                                            storage::Session& session);

}  // namespace jincai::execution

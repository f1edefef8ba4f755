#pragma once

#include <chrono>
#include <memory>

#include "app/store_backup.h"
#include "platform/audit/audit.h"
#include "platform/backup/files.h"
#include "platform/storage/directory_lock.h"

/// Inside of saving, restoring and repairing: what they share.
namespace jincai::app {

/// Copies the files that attachments name and that are not in `to` yet, each checked by its SM3. What
/// is there but damaged goes to `aside` first, when that is given.
struct CopiedAttachments {
    std::int64_t copied = 0;
    std::vector<std::string> missing;  ///< neither there nor to be had
};
[[nodiscard]] CopiedAttachments copy_attachments(std::map<std::string, std::int64_t> const& wanted,
                                                 std::filesystem::path const& from,
                                                 std::filesystem::path const& to,
                                                 std::filesystem::path const& aside = {});

/// Keeps servers away from `data` while it lives; `data_in_use` when one is there.
[[nodiscard]] Result<std::unique_ptr<storage::DirectoryLock>> lock_data(
    std::filesystem::path const& data);

/// Starts `data` once as a server does - schema, journal ends, read models - and notes an act.
[[nodiscard]] Result<void> start_once(std::filesystem::path const& data, audit::Record const& act);

/// What `verify` finds in `data`, in words.
[[nodiscard]] Result<std::vector<std::string>> findings_of(std::filesystem::path const& data);

/// Milliseconds since it was made.
class Watch {
public:
    [[nodiscard]] std::int64_t ms() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
                   std::chrono::steady_clock::now() - start_)
            .count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace jincai::app

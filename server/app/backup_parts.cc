#include "app/backup_parts.h"

#include <fstream>

#include "app/application.h"
#include "app/reading.h"
#include "base/text.h"
#include "platform/storage/refusals.h"

namespace jincai::app {

namespace {

namespace fs = std::filesystem;

fs::path place_of(fs::path const& folder, std::string const& sm3) {
    return folder / sm3.substr(0, 2) / sm3.substr(2);
}

bool is_whole(fs::path const& file, std::string const& sm3, std::int64_t size) {
    std::error_code absent;
    auto const found = fs::file_size(file, absent);
    return !absent && static_cast<std::int64_t>(found) == size &&
           backup::digest_of(file).sm3 == sm3;
}

}  // namespace

CopiedAttachments copy_attachments(std::map<std::string, std::int64_t> const& wanted,
                                   fs::path const& from, fs::path const& to,
                                   fs::path const& aside) {
    CopiedAttachments done;
    for (auto const& [sm3, size] : wanted) {
        auto const target = place_of(to, sm3);
        if (is_whole(target, sm3, size)) continue;
        auto const source = place_of(from, sm3);
        if (!is_whole(source, sm3, size)) {
            done.missing.push_back(sm3);
            continue;
        }
        if (!aside.empty() && fs::exists(target)) {
            fs::create_directories(aside);
            fs::rename(target, aside / sm3);
        }
        fs::create_directories(target.parent_path());
        auto partial = target;
        partial += ".new";
        backup::copy_synced(source, partial);
        fs::rename(partial, target);
        backup::sync(target.parent_path());
        ++done.copied;
    }
    return done;
}

Result<std::unique_ptr<storage::DirectoryLock>> lock_data(fs::path const& data) {
    try {
        return std::make_unique<storage::DirectoryLock>(data);
    } catch (storage::StorageError const& error) {
        if (error.failure() != storage::Failure::in_use) throw;
        return refuse(storage::refusals::data_in_use);
    }
}

Result<void> start_once(fs::path const& data, audit::Record const& act) {
    SystemClock const clock;
    auto const application = JC_TRY(
        Application::open({.data = data, .parameters = default_parameters(), .web = {}}, clock));
    // Of the highest region: whoever oversees the whole is to see it.
    auto const tops = application->basics().directory()->children(RegionCode{""});
    auto const noted = audit::change(
        application->database(), clock, audit::system_actor(), act.action,
        [&](storage::Session&, audit::Record& record) -> Result<void> {
            record.object_kind = act.object_kind;
            record.object_id = act.object_id;
            record.changes = act.changes;
            if (!tops.empty()) record.region_code = tops.front().value();
            return {};
        });
    application->stop();
    if (noted) application->database().checkpoint();
    return noted;
}

Result<std::vector<std::string>> findings_of(fs::path const& data) {
    auto const reading = JC_TRY(Reading::open(data));
    std::vector<std::string> words;
    for (auto const& finding : reading->verify().findings)
        words.push_back(fmt::format("{} {}/{} #{}: {}", finding.check, finding.region_code,
                                    finding.fiscal_year, finding.seq, finding.detail));
    return words;
}

}  // namespace jincai::app

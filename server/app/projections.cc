#include "app/projections.h"

#include "app/application.h"
#include "app/backup_parts.h"
#include "app/reading.h"
#include "modules/execution/store_models.h"

namespace jincai::app {

namespace {

/// On the embedded database the models are files of their own, and may be damaged.
Result<void> forget(std::filesystem::path const& data, std::string const& url) {
    if (!url.empty()) {
        storage::Database database{{.directory = data, .url = url, .read_sessions = 1}};
        JC_CHECK(storage::migrate(database, all_migrations()));
        return database.write_models([](storage::Session& session) -> Result<void> {
            execution::forget_read_models(session);
            return {};
        });
    }
    auto const lock = JC_TRY(lock_data(data));
    for (auto const* name : {"models.db", "models.db-wal", "models.db-shm"})
        std::filesystem::remove(data / name);
    return {};
}

}  // namespace

Result<RebuildReport> rebuild_projections(std::filesystem::path const& data,
                                          std::string const& url) {
    Watch const watch;
    return guarded(data, [&]() -> Result<RebuildReport> {
        if (url.empty() && !std::filesystem::exists(data / "jincai.db"))
            throw storage::StorageError{storage::Failure::io, "there is no database in this directory"};
        JC_CHECK(forget(data, url));
        SystemClock const clock;
        auto const application = JC_TRY(Application::open(
            {.data = data, .database = url, .parameters = default_parameters()}, clock));
        auto const lag = application->database().read(
            [](storage::Session& session) { return execution::projection_lag(session); });
        application->stop();
        return RebuildReport{.ok = lag.records == 0,
                             .records = lag.journal,
                             .lag_records = lag.records,
                             .took_ms = watch.ms()};
    });
}

}  // namespace jincai::app

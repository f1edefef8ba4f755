#include "app/metrics.h"

#include "app/application.h"
#include "modules/execution/store_models.h"
#include "platform/storage/copy.h"

namespace jincai::app {

namespace {

void add(std::string& text, std::string_view name, std::string_view type, std::string_view help,
         std::string const& value) {
    text += fmt::format("# HELP jincai_{} {}\n# TYPE jincai_{} {}\njincai_{} {}\n", name, help, name,
                        type, name, value);
}

/// With two decimals.
std::string mean(std::int64_t sum, std::int64_t count) {
    auto const hundredths = count == 0 ? 0 : sum * 100 / count;
    return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

}  // namespace

std::string metrics_text(Application& application) {
    auto const writer = application.execution().writer().counts();
    auto const lag = application.database().read(
        [](storage::Session& session) { return execution::projection_lag(session); });
    auto const log = storage::log_bytes(application.options().data);
    std::string text = "# HELP jincai_build_info version of the program\n"
                       "# TYPE jincai_build_info gauge\n"
                       "jincai_build_info{version=\"" JINCAI_VERSION "\"} 1\n";
    add(text, "journal_records", "gauge", "records in all journals", std::to_string(lag.journal));
    add(text, "projector_lag_records", "gauge", "journal records that the read models lack",
        std::to_string(lag.records));
    add(text, "projector_lag_books", "gauge", "books whose read models are behind",
        std::to_string(lag.books));
    add(text, "writer_queue_depth", "gauge", "changes that wait for the writer",
        std::to_string(writer.waiting));
    add(text, "writer_batches_total", "counter", "transactions of the writer since it started",
        std::to_string(writer.batches));
    add(text, "writer_changes_total", "counter", "changes decided since the start, refused ones too",
        std::to_string(writer.changes));
    add(text, "writer_batch_size_mean", "gauge", "changes in one transaction, on average",
        mean(writer.changes, writer.batches));
    add(text, "database_log_bytes", "gauge", "write-ahead log of the embedded database",
        std::to_string(log));
    return text;
}

}  // namespace jincai::app

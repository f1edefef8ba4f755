#include <fmt/format.h>
#include <unistd.h>

#include "app/application.h"
#include "app/words.h"
#include "demo/commands.h"
#include "demo/refusals.h"
#include "demo/progress.h"
#include "modules/execution/import_payments.h"
#include "platform/json/codec.h"

namespace jincai::demo {

namespace {

constexpr std::size_t kShown = 20;

void print(execution::ImportSummary const& summary) {
    fmt::print("{}（{}）\n  {} 行，用时 {:.1f} 秒，每秒 {} 行\n", summary.title, summary.file,
               summary.rows, static_cast<double>(summary.elapsed_ms) / 1000.0,
               summary.rows_per_second);
    fmt::print("  入账 {} 笔，{} 元\n  退款 {} 笔，{} 元\n  以前已入账 {} 行\n  未入账 {} 行\n",
               summary.booked, format_yuan(summary.booked_fen), summary.refunded,
               format_yuan(summary.refunded_fen), summary.repeated, summary.rejected);
    for (auto const& [code, count] : summary.rejected_by_code) {
        fmt::print("    {:<28}{:>8}\n", code, count);
    }
    for (std::size_t i = 0; i < std::min(kShown, summary.rejections.size()); ++i) {
        auto const& row = summary.rejections[i];
        fmt::print("    第 {} 行 {}: {}\n", row.line, row.field, row.reason);
    }
    if (summary.rejections_file) fmt::print("  全部未入账明细: {}\n", *summary.rejections_file);
    if (summary.returned_file)
        fmt::print("  未入账原行及错误说明: {}（更正后可再次导入）\n", *summary.returned_file);
}

std::optional<std::filesystem::path> returned_file(app::Words const& words) {
    auto const file = words.value("rejected");
    return file ? std::optional<std::filesystem::path>{*file} : std::nullopt;
}

Result<execution::ImportSummary> run(app::Words const& words, Progress& progress) {
    auto const& plain = words.plain();
    auto const map_file = words.value("map");
    if (plain.size() != 2 || plain[0] != "payments" || !map_file) return refuse(refusals::import_wrong_call);
    auto const map = JC_TRY(execution::load_import_map(*map_file));
    std::filesystem::path const data = words.value_or("data", "data");
    SystemClock const clock;
    auto const application = JC_TRY(app::Application::open(
        {.data = data,
         .database = words.value_or("db", ""),
         .parameters = words.value_or("parameters", app::default_parameters().string()),
         // Nobody waits for a single row: larger batches wait for the disk less often.
         .writer = {.batch_max = 4'000}},
        clock));
    // Nobody watches while a file is booked: the read models are made once, behind it.
    auto& projector = application->execution().projector();
    projector.stop();
    auto summary = execution::import_payments(
        application->execution().office(), application->basics(), map,
        {.file = plain[1], .rejections_folder = data / "imports", .returned = returned_file(words)},
        app::system_caller(),
        [&](execution::ImportPhase phase, std::int64_t done, std::int64_t total) {
            progress.show(phase == execution::ImportPhase::reading ? "读取" : "入账", done, total);
        });
    progress.show("汇总报表", 1, 1);
    projector.catch_up();
    progress.end();
    application->stop();
    return summary;
}

}  // namespace

int import_file(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"map", "data", "db", "parameters", "rejected"}, {"json"});
    if (!read) return app::report(read.error());
    Progress progress{::isatty(STDERR_FILENO) != 0 || !read->flag("json")};
    auto const summary = run(*read, progress);
    progress.end();
    if (!summary) return app::report(summary.error());
    if (read->flag("json")) fmt::print("{}\n", json::encode(*summary));
    else print(*summary);
    return 0;
}

}  // namespace jincai::demo

#include "bench/import.h"

#include <fmt/format.h>
#include <fmt/os.h>

#include <chrono>
#include <random>

#include "app/application.h"
#include "app/words.h"
#include "modules/execution/import_payments.h"
#include "modules/execution/verify.h"
#include "platform/json/codec.h"
#include "platform/storage/scratch.h"

namespace jincai::bench {

namespace {

struct ImportReport {
    std::string bench = "import";
    std::int64_t rows = 0;
    std::int64_t booked = 0;
    std::int64_t refunded = 0;
    std::int64_t rejected = 0;
    std::int64_t seconds_milli = 0;  ///< with the read models
    std::int64_t per_second = 0;
    std::int64_t again_milli = 0;  ///< the same file once more
    std::int64_t again_booked = 0;
    bool verified = false;
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (bench, rows, booked, refunded, rejected, seconds_milli, per_second,
                       again_milli, again_booked, verified))

execution::ImportMap map() {
    return {.name = "bench",
            .title_zh = "测量用支付明细",
            .title_en = "payments for measuring",
            .region = {.code = RegionCode{"980900"},
                       .name = "测量市",
                       .short_name = "测量",
                       .level = basics::RegionLevel::prefecture},
            .columns = {"day", "amount", "office", "kind", "payee", "purpose", "number"},
            .date = {.column = "day", .formats = {execution::DateFormat::iso}},
            .amount = {.column = "amount"},
            .unit = {.column = "office",
                     .missing = "未注明",
                     .department_code = "901",
                     .department_name = "测量市"},
            .payee = {.columns = {"payee"}, .missing = "未注明"},
            .purpose = {.columns = {"purpose"}, .missing = "未注明"},
            .key = {"number", "day", "amount"},
            .fund = FundCode{"11"},
            .function = FunctionCode{"2120199"},
            .economic = {.column = "kind",
                         .rules = {{{"paper"}, EconomicCode{"30201"}},
                                   {{"print"}, EconomicCode{"30202"}},
                                   {{"water"}, EconomicCode{"30205"}},
                                   {{"power"}, EconomicCode{"30206"}},
                                   {{"repair"}, EconomicCode{"30213"}},
                                   {{"rent"}, EconomicCode{"30214"}}},
                         .missing = EconomicCode{"30299"}}};
}

/// Three years, 120 offices, 5,000 payees; one row in a hundred is money that came back, one in
/// five hundred has a fraction of a fen.
void write_file(std::filesystem::path const& file, std::int64_t rows) {
    constexpr char const* kKinds[] = {"paper", "print", "water", "power", "repair", "rent", "other"};
    std::mt19937 random{2'026};
    auto const below = [&](unsigned size) { return random() % size; };
    auto out = fmt::output_file(file.string());
    out.print("day,amount,office,kind,payee,purpose,number\n");
    for (std::int64_t row = 0; row < rows; ++row) {
        auto const day = format_date(add_days(make_date(2017, 1, 1), static_cast<int>(below(1'095))));
        auto const chance = below(1'000);
        auto const fen = 100 + below(chance < 10 ? 90'000 : 9'000'000);
        out.print("{},{}{}.{:02}{},Office {},{},Supplier {},Purpose {},{:09}\n", day,
                  chance < 10 ? "-" : "", fen / 100, fen % 100,
                  chance == 500 || chance == 501 ? "5" : "", below(120), kKinds[below(7)],
                  below(5'000), below(1'000), row);
    }
}

std::int64_t millis_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now() - begin)
        .count();
}

Result<ImportReport> measure_import(std::int64_t rows) {
    storage::ScratchFolder const folder;
    auto const file = folder.path() / "payments.csv";
    write_file(file, rows);
    SystemClock const clock;
    auto const application = JC_TRY(app::Application::open(
        {.data = folder.path() / "data",
         .parameters = app::default_parameters(),
         .writer = {.batch_max = 4'000}},
        clock));
    auto& execution = application->execution();
    execution.projector().stop();
    auto const import = [&] {
        return execution::import_payments(
            execution.office(), application->basics(), map(),
            {.file = file, .rejections_folder = folder.path()}, app::system_caller(),
            [](execution::ImportPhase, std::int64_t, std::int64_t) {});
    };
    auto const begin = std::chrono::steady_clock::now();
    auto const first = JC_TRY(import());
    execution.projector().catch_up();
    ImportReport report{.rows = first.rows,
                        .booked = first.booked,
                        .refunded = first.refunded,
                        .rejected = first.rejected,
                        .seconds_milli = millis_since(begin)};
    report.per_second = report.rows * 1'000 / std::max<std::int64_t>(1, report.seconds_milli);
    auto const again = JC_TRY(import());
    report.again_milli = again.elapsed_ms;
    report.again_booked = again.booked + again.refunded;
    report.verified = execution::verify(application->database(), application->basics(),
                                        folder.path() / "data" / "heads")
                          .ok;
    return report;
}

}  // namespace

int import_rows(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"rows"}, {"json"});
    if (!read) return app::report(read.error());
    auto const rows = read->number("rows", 500'000, 1, 10'000'000);
    if (!rows) return app::report(rows.error());
    auto const report = measure_import(*rows);
    if (!report) return app::report(report.error());
    if (read->flag("json"))
        fmt::print("{}\n", json::encode(*report));
    else
        fmt::print("import: {} rows in {:.1f} s ({} /s), {} booked, {} refunded, {} rejected; again "
                   "{:.1f} s, {} booked; {}\n",
                   report->rows, static_cast<double>(report->seconds_milli) / 1000.0,
                   report->per_second, report->booked, report->refunded, report->rejected,
                   static_cast<double>(report->again_milli) / 1000.0, report->again_booked,
                   report->verified ? "verified" : "NOT SOUND");
    return report->verified && report->again_booked == 0 ? 0 : 1;
}

}  // namespace jincai::bench

#include <fstream>

#include "modules/execution/execution_fixture.h"
#include "modules/execution/import_payments.h"
#include "modules/execution/verify.h"

/// The transaction files that public bodies have published, each with its map. They lie beside the
/// repository and are not part of it: without them these tests are skipped.
namespace jincai::execution::testing {
namespace {

struct RealFile {
    std::string map;
    std::string file;
    std::int64_t rows;
    std::int64_t booked;
    std::int64_t refunded;
    std::map<std::string, std::int64_t> rejected;
};

void PrintTo(RealFile const& file, std::ostream* out) { *out << file.file; }

class RealFiles : public Execution, public ::testing::WithParamInterface<RealFile> {
protected:
    static std::filesystem::path folder() { return JINCAI_ROOT "/../shared/data/ledger"; }

    ImportSummary import(ImportMap const& map) {
        auto summary = import_payments(service_->office(), basics_, map,
                                       {.file = folder() / GetParam().file,
                                        .rejections_folder = folder_.path(),
                                        .returned = folder_.path() / "returned.csv"},
                                       system_, [](ImportPhase, std::int64_t, std::int64_t) {});
        storage_ok(summary);
        return summary ? *summary : ImportSummary{};
    }

    [[nodiscard]] std::int64_t lines_returned() const {
        std::ifstream stream{folder_.path() / "returned.csv"};
        std::int64_t lines = 0;
        for (std::string line; std::getline(stream, line);) ++lines;
        return lines;
    }
};

TEST_P(RealFiles, are_booked_once_and_every_other_row_is_explained) {
    auto const& wanted = GetParam();
    if (!std::filesystem::exists(folder() / wanted.file))
        GTEST_SKIP() << "there is no " << (folder() / wanted.file).lexically_normal();
    service_->projector().stop();  // as `jincai import` does
    auto const map =
        load_import_map(JINCAI_ROOT "/parameters/import-maps/" + wanted.map + ".yaml");
    storage_ok(map);
    auto const first = import(*map);
    EXPECT_EQ(first.rows, wanted.rows);
    EXPECT_EQ(first.booked, wanted.booked);
    EXPECT_EQ(first.refunded, wanted.refunded);
    EXPECT_EQ(first.rejected_by_code, wanted.rejected);
    EXPECT_EQ(first.booked + first.refunded + first.rejected, first.rows);
    EXPECT_EQ(lines_returned(), 1 + first.rejected);
    for (auto const& row : first.rejections) {
        EXPECT_GT(row.line, 1);
        EXPECT_FALSE(row.field.empty()) << row.line;
        EXPECT_FALSE(row.reason.empty()) << row.line;
    }
    auto const second = import(*map);
    EXPECT_EQ(second.booked + second.refunded, 0);
    EXPECT_EQ(second.repeated, first.booked + first.refunded);
    EXPECT_EQ(second.rejected_by_code, wanted.rejected);
    service_->projector().catch_up();
    auto const proof = verify(database_.get(), basics_, folder_.path() / "heads");
    EXPECT_TRUE(proof.ok);
}

INSTANTIATE_TEST_SUITE_P(
    Ledger, RealFiles,
    ::testing::Values(
        RealFile{"gla", "gla-spend-2008-2013.csv.gz", 28'145, 26'936, 1'209, {}},
        RealFile{"guys", "guys-nhs-trust-2020-04_09.csv.gz", 83'588, 82'413, 1'127,
                 {{"import_refund_uncovered", 48}}},
        RealFile{"home-office", "home-office-card-spend-2020.csv", 872, 872, 0, {}},
        RealFile{"hyndburn", "hyndburn-spend-over-250-2017-2026.csv.gz", 29'804, 29'802, 2, {}},
        RealFile{"lancashire-police", "lancashire-police-2018-2025.csv.gz", 51'976, 51'643, 333, {}},
        RealFile{"oxford", "oxford-expenditure-over-500-2014-2016H1.csv.gz", 37'802, 33'921, 43,
                 {{"import_amount_zero", 1},
                  {"import_date_missing", 1},
                  {"import_date_unreadable", 3'836}}}),
    [](auto const& file) {
        auto name = file.param.map;
        std::ranges::replace(name, '-', '_');
        return name;
    });

}  // namespace
}  // namespace jincai::execution::testing

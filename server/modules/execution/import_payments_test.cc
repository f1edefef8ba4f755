#include "modules/execution/import_payments.h"

#include <fstream>

#include "modules/execution/execution_fixture.h"
#include "modules/execution/import_past.h"
#include "modules/execution/import_rows.h"
#include "modules/execution/verify.h"

namespace jincai::execution::testing {
namespace {

class PaymentImport : public Execution {
protected:
    static ImportMap map() {
        return {.name = "council",
                .title_zh = "市议会支付",
                .title_en = "council payments",
                .region = {.code = RegionCode{"980900"},
                           .name = "测试市议会",
                           .short_name = "测试",
                           .level = basics::RegionLevel::prefecture},
                .columns = {"day", "amount", "office", "to", "number"},
                .date = {.column = "day", .formats = {DateFormat::iso}},
                .amount = {.column = "amount"},
                .unit = {.column = "office",
                         .missing = "未注明",
                         .department_code = "901",
                         .department_name = "市议会"},
                .payee = {.columns = {"to"}, .missing = "未注明"},
                .purpose = {.columns = {"number"}, .missing = "未注明"},
                .key = {"number", "day", "amount"},
                .fund = FundCode{"11"},
                .function = FunctionCode{"2120199"},
                .economic = {.missing = EconomicCode{"30201"}}};
    }

    ImportSummary import(std::string const& lines) {
        auto const file = folder_.path() / "file.csv";
        std::ofstream{file, std::ios::binary} << "day,amount,office,to,number\n" << lines;
        return import_file(file);
    }

    ImportSummary import_file(std::filesystem::path const& file) {
        auto summary = import_payments(service_->office(), basics_, map(),
                                       {.file = file,
                                        .rejections_folder = folder_.path(),
                                        .returned = folder_.path() / "returned.csv"},
                                       system_, [](ImportPhase, std::int64_t, std::int64_t) {});
        storage_ok(summary);
        return summary ? *summary : ImportSummary{};
    }

    template <class T>
    T value(std::string_view sql) {
        return database_->read([&](storage::Session& session) {
            return session.value<T>(sql).value_or(T{});
        });
    }

    [[nodiscard]] std::vector<std::string> returned() const {
        std::ifstream stream{folder_.path() / "returned.csv"};
        std::vector<std::string> lines;
        for (std::string line; std::getline(stream, line);) lines.push_back(line);
        return lines;
    }

    void expect_sound() {
        service_->projector().wait_idle();
        EXPECT_TRUE(verify(database_.get(), basics_, folder_.path() / "heads").ok);
    }
};

constexpr auto kPaid = "select sum(amount_fen) from payment where region_code = '980900'";
constexpr auto kRefunded = "select sum(refunded_fen) from payment where region_code = '980900'";

TEST_F(PaymentImport, books_each_row_in_the_year_of_its_date) {
    auto const summary = import(
        "2015-02-03,100.50,Parks,A,1\n2016-12-31,20,Parks,B,2\n2016-07-01,3.05,Housing,A,3\n");
    EXPECT_EQ(summary.rows, 3);
    EXPECT_EQ(summary.booked, 3);
    EXPECT_EQ(summary.booked_fen, Money::from_fen(12'355));
    EXPECT_EQ(summary.units_added, 2);
    EXPECT_EQ(summary.quotas_opened, 3);
    EXPECT_EQ(summary.first_day, make_date(2015, 2, 3));
    EXPECT_EQ(summary.last_day, make_date(2016, 12, 31));
    EXPECT_EQ(value<Money>(kPaid), Money::from_fen(12'355));
    EXPECT_EQ(value<std::int64_t>("select count(*) from payment where status = 'cleared' and "
                                  "fiscal_year = 2016 and cleared_on like '2016-%'"),
              2);
    expect_sound();
}

TEST_F(PaymentImport, the_same_file_twice_books_nothing_twice) {
    std::string const lines =
        "2015-02-03,100,Parks,A,1\n2015-02-03,100,Parks,A,1\n2015-03-03,-40,Parks,A,2\n";
    auto const first = import(lines);
    EXPECT_EQ(first.booked, 2);
    EXPECT_EQ(first.refunded, 1);
    auto const second = import(lines);
    EXPECT_EQ(second.booked, 0);
    EXPECT_EQ(second.refunded, 0);
    EXPECT_EQ(second.repeated, 3);
    EXPECT_EQ(second.quotas_opened, 0);
    EXPECT_EQ(value<Money>(kPaid), yuan(200));
    EXPECT_EQ(value<Money>(kRefunded), yuan(40));
    expect_sound();
}

TEST_F(PaymentImport, a_longer_file_adds_what_is_new_to_the_same_quotas) {
    import("2015-02-03,100,Parks,A,1\n");
    auto const second = import("2015-02-03,100,Parks,A,1\n2015-02-04,70,Parks,B,2\n");
    EXPECT_EQ(second.booked, 1);
    EXPECT_EQ(second.repeated, 1);
    EXPECT_EQ(second.units_added, 0);
    EXPECT_EQ(value<std::int64_t>("select count(*) from quota where region_code = '980900'"), 1);
    EXPECT_EQ(value<Money>(kPaid), yuan(170));
    expect_sound();
}

TEST_F(PaymentImport, an_earlier_run_that_broke_off_is_completed) {
    open();  // a restart between the two runs
    import("2015-02-03,100,Parks,A,1\n");
    open();
    auto const second = import("2015-02-03,100,Parks,A,1\n2015-02-03,50,Parks,A,2\n");
    EXPECT_EQ(second.booked, 1);
    EXPECT_EQ(second.repeated, 1);
    expect_sound();
}

TEST_F(PaymentImport, money_that_came_back_needs_a_payment_of_the_unit_and_year_that_covers_it) {
    auto const summary = import(
        "2015-02-03,100,Parks,A,1\n2015-05-01,-100.01,Parks,A,2\n2015-05-01,-60,Parks,B,3\n"
        "2015-05-02,-60,Parks,A,4\n2015-05-01,-1,Housing,A,5\n2016-01-01,-1,Parks,A,6\n");
    EXPECT_EQ(summary.booked, 1);
    EXPECT_EQ(summary.refunded, 1);
    EXPECT_EQ(summary.refunded_fen, yuan(60));
    EXPECT_EQ(summary.rejected, 4);
    EXPECT_EQ(summary.rejected_by_code.at("import_refund_uncovered"), 4);
    EXPECT_EQ(value<Money>(kRefunded), yuan(60));
    expect_sound();
}

TEST_F(PaymentImport, lists_every_row_it_did_not_book) {
    auto const summary = import(
        "00:00:00,5,Parks,A,1\n2015-02-03,5.005,Parks,A,2\n2015-02-03,0,Parks,A,3\n"
        "2015-02-03,7,Parks,A,4\n");
    EXPECT_EQ(summary.booked, 1);
    EXPECT_EQ(summary.rejected, 3);
    ASSERT_EQ(summary.rejections.size(), 3u);
    EXPECT_EQ(summary.rejections[1].line, 3);
    EXPECT_EQ(summary.rejections[1].field, "amount");
    EXPECT_EQ(summary.rejections[1].code, "import_amount_fraction");
    EXPECT_EQ(summary.rejections[1].value, "5.005");
    ASSERT_TRUE(summary.rejections_file.has_value());
    std::ifstream list{*summary.rejections_file};
    std::string const text{std::istreambuf_iterator<char>{list}, {}};
    EXPECT_EQ(std::ranges::count_if(text, [](char c) { return c == '\n'; }), 4);
}

TEST_F(PaymentImport, hands_back_the_rows_it_did_not_book_with_what_is_wrong) {
    import("2015-02-03,7,Parks,A,1\n,5,Parks,\"B, Ltd\",2\n2015-02-03,-9,Parks,A,3\n");
    auto const lines = returned();
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[0], "\xef\xbb\xbf"
                        "day,amount,office,to,number,error\r");
    EXPECT_TRUE(lines[1].starts_with(",5,Parks,\"B, Ltd\",2,")) << lines[1];
    EXPECT_NE(lines[1].find("第 3 行 day"), std::string::npos) << lines[1];
    EXPECT_TRUE(lines[2].starts_with("2015-02-03,-9,Parks,A,3,")) << lines[2];
    EXPECT_NE(lines[2].find("退款 9.00 元"), std::string::npos) << lines[2];
}

TEST_F(PaymentImport, books_the_rows_that_were_handed_back_and_corrected) {
    import("2015-02-03,7,Parks,A,1\n,5,Parks,B,2\n");
    auto corrected = returned();
    corrected[1].insert(0, "2015-02-04");
    auto const file = folder_.path() / "corrected.csv";
    std::ofstream{file, std::ios::binary} << corrected[0] << "\n" << corrected[1] << "\n";
    auto const summary = import_file(file);
    EXPECT_EQ(summary.booked, 1);
    EXPECT_EQ(summary.rejected, 0);
    EXPECT_EQ(returned().size(), 1u);
    EXPECT_EQ(value<Money>(kPaid), yuan(12));
    EXPECT_EQ(import("2015-02-03,7,Parks,A,1\n2015-02-04,5,Parks,B,2\n").repeated, 2);
    expect_sound();
}

TEST_F(PaymentImport, does_not_hand_back_over_the_file_itself) {
    auto const file = folder_.path() / "returned.csv";
    std::ofstream{file} << "day,amount,office,to,number\n,5,Parks,A,1\n";
    auto const summary = import_payments(
        service_->office(), basics_, map(),
        {.file = file, .rejections_folder = folder_.path(), .returned = file}, system_,
        [](ImportPhase, std::int64_t, std::int64_t) {});
    ASSERT_FALSE(summary.has_value());
    EXPECT_EQ(summary.error().code(), "import_returned_is_input");
    EXPECT_EQ(returned().size(), 2u);
}

TEST_F(PaymentImport, clears_what_an_earlier_run_booked_before_it_was_killed) {
    std::string const before = "2015-02-03,100,Parks,A,1\n2015-02-04,-40,Parks,A,2\n";
    import(before);
    // What a run leaves behind that was killed between an application and its clearing.
    auto const file = folder_.path() / "next.csv";
    std::ofstream{file} << "day,amount,office,to,number\n2015-02-05,40,Parks,A,3\n";
    auto const next = map();
    ImportRows rows{next};
    std::optional<ImportRow> row;
    storage_ok(rows.read(
        file, [&](ImportRow read) { row = std::move(read); }, [](Rejection const&) {},
        [](std::int64_t, std::int64_t) {}));
    ASSERT_TRUE(row.has_value());
    auto const quota = QuotaId{value<std::int64_t>("select id from quota where region_code = '980900'")};
    auto past = book_past_payment(service_->office(), system_,
                                  {.quota_id = quota,
                                   .amount_fen = row->amount,
                                   .purpose = row->purpose,
                                   .payee = {.name = row->payee, .account = "未提供"}},
                                  row->command_id, {clock_.now(), row->day});
    storage_ok(past);
    storage_ok(past->outcome.get());
    auto const summary = import(before + "2015-02-05,40,Parks,A,3\n");
    EXPECT_EQ(summary.booked, 1);
    EXPECT_EQ(summary.repeated, 2);
    EXPECT_EQ(value<std::int64_t>("select count(*) from payment where status = 'cleared' and "
                                  "region_code = '980900'"),
              2);
    EXPECT_EQ(import(before + "2015-02-05,40,Parks,A,3\n").repeated, 3);
    expect_sound();
}

TEST_F(PaymentImport, money_comes_back_to_the_same_payee_and_kind_before_any_other) {
    import("2015-02-03,50,Parks,A,1\n2015-02-03,60,Parks,B,2\n2015-02-03,80,Parks,A,3\n"
           "2015-03-01,-55,Parks,A,4\n2015-03-02,-55,Parks,C,5\n2015-03-03,-30,Parks,A,6\n"
           "2015-03-04,-30,Parks,A,7\n");
    auto const refunded = [&](std::string const& amount) {
        return value<Money>("select refunded_fen from payment where region_code = '980900' and "
                            "amount_fen = " + amount);
    };
    EXPECT_EQ(refunded("8000"), yuan(55));  // of A the smallest that suffices
    EXPECT_EQ(refunded("6000"), yuan(55));  // C was paid nothing: the smallest of all
    EXPECT_EQ(refunded("5000"), yuan(30));  // what is left of the others is too little
    EXPECT_EQ(value<Money>(kRefunded), yuan(140));  // the last one had no payment left
    expect_sound();
}

TEST_F(PaymentImport, leaves_a_record_of_the_file) {
    import("2015-02-03,100,Parks,A,1\n");
    EXPECT_EQ(value<std::int64_t>("select count(*) from audit_record where "
                                  "action = 'payments_imported' and object_id = 'file.csv'"),
              1);
}

TEST_F(PaymentImport, does_not_take_over_a_region_of_another_name) {
    auto wrong = map();
    wrong.region.code = kCounty;
    auto const summary = import_payments(service_->office(), basics_, wrong,
                                         {.file = "absent.csv", .rejections_folder = folder_.path()},
                                         system_, [](ImportPhase, std::int64_t, std::int64_t) {});
    ASSERT_FALSE(summary.has_value());
    EXPECT_EQ(summary.error().code(), "import_region_foreign");
}

}  // namespace
}  // namespace jincai::execution::testing

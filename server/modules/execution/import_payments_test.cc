#include "modules/execution/import_payments.h"

#include <fstream>

#include "modules/execution/execution_fixture.h"
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
        auto summary = import_payments(service_->office(), basics_, map(),
                                       {.file = file, .rejections_folder = folder_.path()},
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

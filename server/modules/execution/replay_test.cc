#include "modules/execution/replay.h"

#include "modules/execution/execution_fixture.h"

/// The past asked from the journal: as it was, and as it would have been.
namespace jincai::execution::testing {
namespace {

TEST(Moments, are_read_with_their_zone_and_nothing_is_guessed) {
    auto const at = [](std::string_view text) { return parse_until(text)->instant; };
    auto const ten = start_of(make_date(2026, 3, 17)) + std::chrono::hours{10};
    EXPECT_EQ(at("2026-03-17T10:00:00+08:00"), ten);
    EXPECT_EQ(at("2026-03-17T10:00+08:00"), ten);
    EXPECT_EQ(at("2026-03-17T02:00:00.000Z"), ten);
    EXPECT_EQ(at("2026-03-16T22:30:00-03:30"), ten);
    EXPECT_EQ(at("2026-03-17"), start_of(make_date(2026, 3, 18)) - std::chrono::milliseconds{1});
    EXPECT_EQ(parse_until("1234")->seq, 1234);
    for (auto const* text : {"", "yesterday", "2026-02-30", "2026-03-17T10:00:00", "2026-03-17 10:00",
                             "2026-03-17T25:00Z", "2026-03-17T10:61Z", "2026-03-17T10:00:00+8",
                             "2026-03-17T10:00:00.1Z", "17.03.2026", "-5", "2026-03-17T10:00Zx"})
        EXPECT_EQ(parse_until(text).error().code(), "instant_unreadable") << text;
}

class Replay : public Execution {
protected:
    basics::Directory const& directory() {
        directory_ = basics_.directory();
        return *directory_;
    }
    AsOfReport as_of_ok(AsOfFilter const& filter, DataScope const& scope = {}) {
        auto report = as_of(*database_, directory(), filter, {.scope = scope});
        storage_ok(report);
        return report ? *std::move(report) : AsOfReport{};
    }
    WhatIfReport what_if_ok(std::vector<ParameterSetting> set, DataScope const& scope = {}) {
        auto report = what_if(*database_, directory(),
                              {.fiscal_year = FiscalYear{2026}, .set = std::move(set)},
                              {.scope = scope});
        storage_ok(report);
        return report ? *std::move(report) : WhatIfReport{};
    }
    std::string what_if_code(std::vector<ParameterSetting> set) {
        auto const report = what_if(*database_, directory(),
                                    {.fiscal_year = FiscalYear{2026}, .set = std::move(set)}, {});
        return report ? "" : std::string{report.error().code()};
    }
    /// The quota's statement as the book has it now.
    ledger::QuotaStatement asked(QuotaId id) {
        return *service_->writer().ask(
            {kCounty, FiscalYear{2026}}, [&](ledger::Book const& book, ledger::Rules const& rules) {
                return book.statement(id, FiscalMonth{3}, rules);
            });
    }

    basics::DirectoryPtr directory_;
};

TEST_F(Replay, available_then_equals_what_the_book_said_then) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(31'000), 3);
    std::vector<std::pair<Timestamp, Money>> told;
    for (int payment = 0; payment < 6; ++payment) {
        clock_.advance(std::chrono::minutes{7});
        storage_ok(pay(id, yuan(1'000 + payment)));
        told.emplace_back(clock_.now(), asked(id).available);
    }
    for (auto const& [moment, available] : told) {
        auto const report =
            as_of_ok({.until = format_timestamp(moment), .quota_id = id});
        ASSERT_EQ(report.books.size(), 1u);
        EXPECT_EQ(report.books[0].quota_totals.available_fen, available);
        EXPECT_EQ(report.books[0].quota_totals.quotas, 1);
        // A millisecond earlier the payment of that moment is not there yet.
        auto const before = as_of_ok(
            {.until = format_timestamp(moment - std::chrono::milliseconds{1}), .quota_id = id});
        EXPECT_GT(before.books[0].quota_totals.available_fen, available);
    }
}

TEST_F(Replay, a_record_number_is_a_moment_of_one_book) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(31'000), 3);
    storage_ok(pay(id, yuan(1'000)));
    AsOfFilter filter{.until = "1", .region_code = kCounty, .fiscal_year = FiscalYear{2026}};
    auto const report = as_of_ok(filter);
    EXPECT_EQ(report.books[0].records, 1);
    EXPECT_GT(report.books[0].records_now, 1);
    EXPECT_EQ(report.books[0].quota_totals.executable_fen, yuan(120'000));
    filter.fiscal_year.reset();
    EXPECT_EQ(as_of(*database_, directory(), filter, {}).error().code(), "one_book_needed");
}

TEST_F(Replay, balances_balance_and_a_unit_sees_its_own_money_only) {
    storage_ok(pay(quota(kSchool, ProjectClass::operating, yuan(50'000), yuan(10'000), 3), yuan(7)));
    quota(kOtherSchool, ProjectClass::operating, yuan(70'000), yuan(10'000), 3);
    Money debit;
    Money credit;
    for (auto const& row : as_of_ok({.until = "2026-12-31"}).books[0].balances) {
        debit += row.debit_fen;
        credit += row.credit_fen;
    }
    EXPECT_EQ(debit, credit);
    EXPECT_EQ(debit, yuan(120'000));
    auto const own = as_of_ok({.until = "2026-12-31"}, handler_.scope).books[0];
    EXPECT_EQ(own.quota_totals.issued_fen, yuan(50'000));
    for (auto const& row : own.balances) EXPECT_GT(row.account, 2000);
    EXPECT_EQ(as_of(*database_, directory(), {.until = "2026-01-01", .quota_id = QuotaId{1}}, {})
                  .error()
                  .code(),
              "quota_unknown");
    DataScope elsewhere;
    elsewhere.region_prefix = "98";
    EXPECT_EQ(as_of(*database_, directory(), {.until = "2026-12-31"}, {.scope = elsewhere})
                  .error()
                  .code(),
              "no_such_book");
}

TEST_F(Replay, nothing_is_written_and_a_broken_chain_is_named) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(31'000), 3);
    storage_ok(pay(id, yuan(1'000)));
    service_->projector().wait_idle();
    storage_ok(database_->write([](storage::Session& session) -> Result<void> {
        session.execute("update journal set record = replace(record, 'jc1', 'jc2') where seq = 2");
        return {};
    }));
    auto const refused = as_of(*database_, directory(), {.until = "2026-12-31"}, {});
    EXPECT_EQ(refused.error().code(), "book_unreadable");
    EXPECT_EQ(as_of_ok({.until = "1", .region_code = kCounty, .fiscal_year = FiscalYear{2026}})
                  .books[0]
                  .records,
              1);
}

TEST_F(Replay, under_two_months_the_school_would_have_been_frozen) {
    clock_.set(noon(make_date(2026, 1, 10)));
    auto const id = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(10'000), 12);
    storage_ok(basics_.put_parameter_values(
        actor_, {{.name = "execution.red_months",
                  .region_code = "",
                  .value = "3",
                  .effective_from = make_date(2026, 1, 2),
                  .document_number = "云岭财预〔2026〕2号",
                  .reason = "测试"},
                 {.name = "execution.plan_mode",
                  .region_code = "",
                  .value = "none",
                  .effective_from = make_date(2026, 1, 2),
                  .document_number = "云岭财预〔2026〕2号",
                  .reason = "测试"}}));
    auto const other = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(1), 1);
    storage_ok(pay(other, yuan(11'000)));
    clock_.set(noon(make_date(2026, 2, 10)));
    storage_ok(pay(other, yuan(11'000)));
    clock_.set(noon(make_date(2026, 2, 20)));
    storage_ok(pay(other, yuan(300)));
    static_cast<void>(id);
    auto const report = what_if_ok({{"light.red_months", "2"}});
    EXPECT_EQ(report.set[0].name, "execution.red_months");
    EXPECT_EQ(report.actual.freezes, 0);
    EXPECT_EQ(report.supposed.freezes, 1);
    EXPECT_EQ(report.supposed.units_frozen, 1);
    ASSERT_EQ(report.differences.size(), 1u);
    EXPECT_EQ(report.differences[0].unit_name, "第一中学");
    EXPECT_EQ(report.differences[0].month, FiscalMonth{2});
    EXPECT_EQ(report.differences[0].actual, LightLevel::yellow);
    EXPECT_EQ(report.differences[0].supposed, LightLevel::frozen);
    EXPECT_EQ(report.differences[0].supposed_since, noon(make_date(2026, 2, 10)));
    EXPECT_EQ(report.payments_refused, 1);
    EXPECT_EQ(report.payments_refused_fen, yuan(300));
    ASSERT_EQ(report.refusals.size(), 1u);
    EXPECT_FALSE(report.refusals[0].payment_number.empty());
    EXPECT_EQ(report.refusals[0].code, "scope_frozen");
    // Another school's people learn nothing of it.
    auto const foreign = what_if_ok({{"light.red_months", "2"}},
                                    person(13, "unit_handler", kOtherSchool).scope);
    EXPECT_EQ(foreign.supposed.freezes, 0);
    EXPECT_TRUE(foreign.differences.empty());
    EXPECT_EQ(foreign.payments_refused, 0);
    EXPECT_TRUE(foreign.refusals.empty());
}

TEST_F(Replay, settings_are_checked_by_name_and_value) {
    quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(10'000), 3);
    EXPECT_EQ(what_if_code({}), "settings_missing");
    EXPECT_EQ(what_if_code({{"execution.nonsense", "1"}}), "setting_unknown");
    EXPECT_EQ(what_if_code({{"execution.pass_hours", "1"}}), "setting_without_effect");
    EXPECT_EQ(what_if_code({{"execution.red_months", "x"}}), "parameter_value_wrong");
    EXPECT_EQ(what_if_code({{"execution.red_months", "0"}}), "parameter_value_wrong");
    EXPECT_EQ(what_if_code({{"execution.red_months", "13"}}), "parameter_value_wrong");
    EXPECT_EQ(what_if_code({{"light.yellow_percent", "eighty"}}), "parameter_value_wrong");
    EXPECT_EQ(what_if_code({{"light.yellow_percent", "85.123"}}), "parameter_value_wrong");
    EXPECT_EQ(what_if_code({{"execution.freeze_basis", ""}}), "");
    EXPECT_EQ(what_if_ok({{"light.yellow_percent", "82.5"}}).set[0].value, "8250");
    auto const few = what_if(*database_, directory(),
                             {.fiscal_year = FiscalYear{2026}, .set = {{"light.red_months", "2"}}},
                             {.scope = {}, .records_max = 1});
    EXPECT_EQ(few.error().code(), "replay_too_long");
}

}  // namespace
}  // namespace jincai::execution::testing

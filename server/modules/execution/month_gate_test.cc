#include <thread>

#include "modules/execution/execution_fixture.h"
#include "modules/execution/verify.h"

/// A closed month takes nothing any more, whoever was on the way (A10).
namespace jincai::execution::testing {
namespace {

class Months : public Execution {
protected:
    Months() {
        quota_ = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(5'000), 12);
    }

    PaymentId sent(Money amount) {
        auto const id = pay(quota_, amount);
        storage_ok(id);
        storage_ok(service_->payments().approve(reviewer_, *id, {}));
        storage_ok(service_->payments().approve(treasury_, *id, {}));
        storage_ok(service_->payments().seal(second_treasury_, *id));
        return *id;
    }
    std::string clear_on(PaymentId id, BusinessDate day) {
        auto const done = service_->payments().clear(
            second_treasury_, id, {.bank_reference = "HD", .cleared_on = day});
        return done ? std::string{} : std::string{done.error().code()};
    }
    Result<basics::MonthStatus> close(std::int32_t month) {
        return basics_.close_month(treasury_, treasury_.scope, kCounty, FiscalYear{2026},
                                   FiscalMonth{month}, "月结");
    }
    bool closed_in_book(std::int32_t month) {
        return *service_->writer().ask(
            BookKey{kCounty, FiscalYear{2026}},
            [&](ledger::Book const& book, ledger::Rules const&) {
                return book.month_closed(FiscalMonth{month});
            });
    }

    QuotaId quota_;
};

TEST_F(Months, a_closed_month_takes_no_clearing_and_no_plan) {
    auto const id = sent(yuan(10));
    clock_.set(noon(make_date(2026, 4, 2)));
    storage_ok(close(3));
    EXPECT_TRUE(closed_in_book(3));
    EXPECT_EQ(clear_on(id, make_date(2026, 3, 31)), "month_is_closed");
    NewPlanDocument const plan{.region_code = kCounty,
                               .fiscal_year = FiscalYear{2026},
                               .kind = PlanDocumentKind::plan,
                               .unit_code = kSchool,
                               .title = "补报三月计划",
                               .lines = {{.quota_id = quota_,
                                          .month = FiscalMonth{3},
                                          .amount_fen = yuan(1)}}};
    EXPECT_EQ(service_->plans().book_approved(system_, plan, "p").error().code(),
              "month_is_closed");
    EXPECT_EQ(clear_on(id, make_date(2026, 4, 1)), "");
}

TEST_F(Months, opening_takes_two_people_in_the_book_as_well) {
    auto const id = sent(yuan(10));
    clock_.set(noon(make_date(2026, 4, 2)));
    storage_ok(close(3));
    EXPECT_EQ(close(3).error().code(), "month_already_closed");
    auto const reopen = [&](api::Caller const& caller) {
        return basics_.open_month(caller, caller.scope, kCounty, FiscalYear{2026}, FiscalMonth{3},
                                  "更正");
    };
    storage_ok(reopen(treasury_));
    EXPECT_TRUE(closed_in_book(3));
    EXPECT_EQ(clear_on(id, make_date(2026, 3, 31)), "month_is_closed");
    EXPECT_EQ(reopen(treasury_).error().code(), "second_person_needed");
    storage_ok(reopen(second_treasury_));
    EXPECT_FALSE(closed_in_book(3));
    EXPECT_EQ(clear_on(id, make_date(2026, 3, 31)), "");
    storage_ok(close(3));
    service_->projector().wait_idle();
    auto const report = verify(database_.get(), basics_, folder_.path() / "heads");
    EXPECT_TRUE(report.ok) << (report.first_bad ? report.first_bad->detail : "");
}

TEST_F(Months, a_request_to_open_that_is_taken_back_changes_nothing) {
    clock_.set(noon(make_date(2026, 4, 2)));
    storage_ok(close(3));
    storage_ok(basics_.open_month(treasury_, treasury_.scope, kCounty, FiscalYear{2026},
                                  FiscalMonth{3}, "更正"));
    storage_ok(close(3));
    EXPECT_TRUE(closed_in_book(3));
}

TEST_F(Months, closed_once_are_closed_after_a_restart) {
    auto const id = sent(yuan(10));
    clock_.set(noon(make_date(2026, 4, 2)));
    storage_ok(close(3));
    open();
    EXPECT_EQ(clear_on(id, make_date(2026, 3, 31)), "month_is_closed");
}

TEST_F(Months, of_a_closing_and_bookings_at_once_nothing_lands_behind_the_closing) {
    constexpr int kPayments = 24;
    std::vector<PaymentId> waiting;
    for (int i = 0; i < kPayments; ++i) waiting.push_back(sent(yuan(10)));
    clock_.set(noon(make_date(2026, 4, 2)));
    std::atomic<int> booked = 0;
    std::atomic<int> refused = 0;
    std::vector<std::thread> clerks;
    for (int clerk = 0; clerk < 4; ++clerk)
        clerks.emplace_back([&, clerk] {
            for (int i = clerk; i < kPayments; i += 4) {
                auto const code = clear_on(waiting[static_cast<std::size_t>(i)],
                                           make_date(2026, 3, 31));
                EXPECT_TRUE(code.empty() || code == "month_is_closed") << code;
                ++(code.empty() ? booked : refused);
            }
        });
    std::thread closer{[&] { storage_ok(close(3)); }};
    for (auto& clerk : clerks) clerk.join();
    closer.join();
    EXPECT_EQ(booked + refused, kPayments);
    auto const late = database_->read([](storage::Session& session) {
        return session.value<std::int64_t>(
            "select count(*) from journal where kind = 'clear_payment' and seq > "
            "(select seq from journal where kind = 'close_month')");
    });
    EXPECT_EQ(late, 0);
    EXPECT_EQ(service_->quotas().quota(system_, quota_)->quota.paid_fen, yuan(10 * booked.load()));
}

TEST_F(Months, the_last_month_ends_the_adjustment_period_of_its_year) {
    auto const first = pay(quota_, yuan(10));
    auto const second = pay(quota_, yuan(20));
    clock_.set(noon(make_date(2027, 1, 8)));
    storage_ok(service_->payments().give_back(reviewer_, *first, {.opinion = "年度终了"}));
    storage_ok(close(12));
    EXPECT_EQ(service_->payments()
                  .give_back(reviewer_, *second, {.opinion = "年度终了"})
                  .error()
                  .code(),
              "month_is_closed");
}

}  // namespace
}  // namespace jincai::execution::testing

#include <thread>

#include "modules/execution/execution_fixture.h"
#include "modules/execution/verify.h"

/// The ways of money that an auditor asks about: back after the month, in parts, too much, twice.
namespace jincai::execution::testing {
namespace {

class MoneyPaths : public Execution {
protected:
    MoneyPaths() {
        quota_ = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(10'000), 12);
    }

    PaymentId sent(Money amount) {
        auto const id = pay(quota_, amount);
        storage_ok(id);
        storage_ok(payments().approve(reviewer_, *id, {}));
        storage_ok(payments().approve(treasury_, *id, {}));
        storage_ok(payments().seal(second_treasury_, *id));
        return *id;
    }
    PaymentId cleared(Money amount) {
        auto const id = sent(amount);
        storage_ok(payments().clear(second_treasury_, id, {.bank_reference = "HD-1"}));
        return id;
    }
    Result<void> refund(PaymentId id, Money amount, std::string reference) {
        return payments().refund(
            second_treasury_, id,
            {.amount_fen = amount, .reason = "退货", .bank_reference = std::move(reference)});
    }
    PaymentService& payments() { return service_->payments(); }
    QuotaItem statement() { return service_->quotas().quota(system_, quota_)->quota; }
    Money spent_in(FiscalMonth month) {
        service_->projector().wait_idle();
        auto const page = service_->freezes().lights(system_, {});
        for (auto const& shown : page.items.front().months)
            if (shown.month == month) return shown.spend_fen;
        return {};
    }
    void expect_sound() {
        service_->projector().wait_idle();
        auto const report = verify(database_.get(), basics_, folder_.path() / "heads");
        EXPECT_TRUE(report.ok) << (report.first_bad ? report.first_bad->detail : "");
    }
    template <class First, class Second>
    static int winners(First first, Second second) {
        std::atomic<int> won = 0;
        std::thread one{[&] { won += first(); }};
        std::thread two{[&] { won += second(); }};
        one.join();
        two.join();
        return won;
    }

    QuotaId quota_;
};

TEST_F(MoneyPaths, a_refund_after_the_month_counts_in_its_own_month) {
    auto const id = cleared(yuan(9'000));
    clock_.set(noon(make_date(2026, 5, 6)));
    storage_ok(refund(id, yuan(2'000), "TK-1"));
    EXPECT_EQ(spent_in(FiscalMonth{3}), yuan(9'000));
    EXPECT_EQ(spent_in(FiscalMonth{5}), -yuan(2'000));
    auto const view = service_->quotas().quota(system_, quota_);
    EXPECT_EQ(view->months[4].left_fen, yuan(12'000));
    EXPECT_EQ(view->months[4].approved_fen, yuan(10'000));
    EXPECT_EQ(view->quota.paid_fen, yuan(7'000));
    expect_sound();
}

TEST_F(MoneyPaths, refunds_in_parts_end_at_the_whole) {
    auto const id = cleared(yuan(1'000));
    EXPECT_EQ(refund(id, yuan(1'001), "TK-0").error().code(), "refund_exceeds_payment");
    storage_ok(refund(id, yuan(400), "TK-1"));
    EXPECT_EQ(payments().view(system_, id)->payment.status, PaymentStatus::cleared);
    EXPECT_EQ(refund(id, yuan(601), "TK-2").error().code(), "refund_exceeds_payment");
    storage_ok(refund(id, yuan(600), "TK-2"));
    EXPECT_EQ(payments().view(system_, id)->payment.status, PaymentStatus::refunded);
    EXPECT_EQ(refund(id, Money::from_fen(1), "TK-3").error().code(), "wrong_status");
    EXPECT_EQ(statement().paid_fen, Money{});
    EXPECT_EQ(payments().view(system_, id)->refunds.size(), 2U);
    expect_sound();
}

TEST_F(MoneyPaths, the_banks_message_of_a_refund_is_booked_once_however_often_it_comes) {
    auto const id = cleared(yuan(1'000));
    storage_ok(refund(id, yuan(300), "TK-1"));
    storage_ok(refund(id, yuan(300), "TK-1"));
    open();
    storage_ok(refund(id, yuan(300), "TK-1"));
    EXPECT_EQ(statement().paid_fen, yuan(700));
    EXPECT_EQ(refund(id, yuan(301), "TK-1").error().code(), "refund_reference_used");
    storage_ok(refund(id, yuan(300), "TK-2"));
    EXPECT_EQ(statement().paid_fen, yuan(400));
    expect_sound();
}

TEST_F(MoneyPaths, two_refunds_at_once_are_never_taken_for_one) {
    for (int round = 0; round < 10; ++round) {
        auto const id = cleared(yuan(100));
        auto const before = statement().paid_fen;
        std::atomic<std::int64_t> booked = 0;
        auto const part = [&](Money amount, std::string const& reference) {
            bool const done = refund(id, amount, reference).has_value();
            if (done) booked += amount.fen();
            return done;
        };
        auto const suffix = std::to_string(round);
        EXPECT_GE(winners([&] { return part(yuan(30), round % 2 == 0 ? "" : "A" + suffix); },
                          [&] { return part(yuan(50), round % 2 == 0 ? "" : "B" + suffix); }),
                  1);
        EXPECT_EQ((before - statement().paid_fen).fen(), booked);
        Money listed;
        auto const view = payments().view(system_, id);
        for (auto const& one : view->refunds) listed += one.amount_fen;
        EXPECT_EQ(listed.fen(), booked);
    }
    expect_sound();
}

TEST_F(MoneyPaths, a_refund_in_the_next_year_is_surplus_and_restores_nothing) {
    auto const id = cleared(yuan(1'000));
    clock_.set(noon(make_date(2027, 2, 3)));
    storage_ok(refund(id, yuan(400), "TK-1"));
    storage_ok(refund(id, yuan(400), "TK-1"));
    EXPECT_EQ(statement().paid_fen, yuan(1'000));
    auto const surplus = service_->writer().ask(
        BookKey{kCounty, FiscalYear{2027}},
        [](ledger::Book const& book, ledger::Rules const&) { return book.surplus(); });
    EXPECT_EQ(*surplus, yuan(400));
    EXPECT_EQ(refund(id, yuan(601), "TK-2").error().code(), "refund_exceeds_payment");
    expect_sound();
}

TEST_F(MoneyPaths, what_is_cleared_is_neither_returned_nor_bounced_nor_withdrawn) {
    auto const id = cleared(yuan(1'000));
    EXPECT_EQ(payments().give_back(reviewer_, id, {.opinion = "退"}).error().code(),
              "wrong_status");
    EXPECT_EQ(payments().withdraw(handler_, id, {}).error().code(), "wrong_status");
    EXPECT_EQ(payments().bounce(second_treasury_, id, {}).error().code(), "wrong_status");
    EXPECT_EQ(statement().paid_fen, yuan(1'000));
}

TEST_F(MoneyPaths, of_two_clearings_with_different_references_one_is_booked) {
    for (int round = 0; round < 10; ++round) {
        auto const id = sent(yuan(10));
        auto const clear = [&](std::string reference) {
            return payments().clear(second_treasury_, id, {.bank_reference = reference}).has_value();
        };
        EXPECT_EQ(winners([&] { return clear("HD-A"); }, [&] { return clear("HD-B"); }), 1);
    }
    EXPECT_EQ(statement().paid_fen, yuan(100));
    expect_sound();
}

TEST_F(MoneyPaths, of_a_clearing_and_a_bounce_at_once_one_is_booked) {
    for (int round = 0; round < 10; ++round) {
        auto const id = sent(yuan(10));
        auto const before = statement().paid_fen + statement().plan_fen;
        EXPECT_EQ(winners(
                      [&] {
                          return payments()
                              .clear(second_treasury_, id, {.bank_reference = "HD"})
                              .has_value();
                      },
                      [&] {
                          return payments()
                              .bounce(second_treasury_, id, {.opinion = "账号有误"})
                              .has_value();
                      }),
                  1);
        EXPECT_EQ(statement().paid_fen + statement().plan_fen, before + yuan(10));
    }
    expect_sound();
}

TEST_F(MoneyPaths, a_voucher_is_sealed_once_and_its_number_used_once) {
    std::set<std::string> numbers;
    for (int round = 0; round < 5; ++round) {
        auto const id = *pay(quota_, yuan(10));
        storage_ok(payments().approve(reviewer_, id, {}));
        storage_ok(payments().approve(treasury_, id, {}));
        auto const third = person(24, "treasury_division");
        EXPECT_EQ(winners([&] { return payments().seal(second_treasury_, id).has_value(); },
                          [&] { return payments().seal(third, id).has_value(); }),
                  1);
        EXPECT_EQ(payments().seal(third, id).error().code(), "wrong_status");
        numbers.insert(payments().view(system_, id)->voucher_number.value());
    }
    EXPECT_EQ(numbers.size(), 5U);
    EXPECT_EQ(*numbers.rbegin(), "PZ-990102-2026-000005");
    auto const orders = database_->read([](storage::Session& session) {
        return session.value<std::int64_t>("select count(*) from outbox");
    });
    EXPECT_EQ(orders, 5);
}

TEST_F(MoneyPaths, a_key_is_known_again_after_a_restart_and_covers_the_payee) {
    auto const wanted = payment(quota_, yuan(70));
    auto const first = payments().create(handler_, wanted, "key-00000042");
    storage_ok(first);
    open();
    EXPECT_EQ(*payments().create(handler_, wanted, "key-00000042"), *first);
    auto other = wanted;
    other.payees.front().account = "6222000000000002";
    EXPECT_EQ(payments().create(handler_, other, "key-00000042").error().code(),
              "command_id_reused");
    EXPECT_EQ(statement().in_flight_fen, yuan(70));
}

TEST_F(MoneyPaths, a_clearing_is_dated_between_the_application_and_today) {
    auto const id = sent(yuan(10));
    auto const on = [&](BusinessDate day) {
        auto const done =
            payments().clear(second_treasury_, id, {.bank_reference = "HD", .cleared_on = day});
        return done ? std::string{} : std::string{done.error().code()};
    };
    EXPECT_EQ(on(make_date(2026, 2, 28)), "clearing_date_wrong");
    EXPECT_EQ(on(make_date(2026, 3, 11)), "clearing_date_wrong");
    EXPECT_EQ(on(make_date(2026, 3, 10)), "");
}

TEST_F(MoneyPaths, part_of_a_quota_that_is_frozen_is_neither_planned_nor_paid) {
    auto const fresh = quota(kOtherSchool, ProjectClass::operating, yuan(1'000), yuan(100), 3);
    NewQuotaDocument const freeze{.region_code = kCounty,
                                  .fiscal_year = FiscalYear{2026},
                                  .kind = QuotaDocumentKind::freeze,
                                  .title = "冻结",
                                  .reason = "评审",
                                  .lines = {{.from_quota_id = fresh, .amount_fen = yuan(600)}}};
    storage_ok(service_->quotas().book_approved(system_, freeze, "freeze"));
    auto const other = person(61, "unit_handler", kOtherSchool);
    auto const wanted = [&](Money amount) {
        return service_->payments().create(other, payment(fresh, amount), std::nullopt);
    };
    EXPECT_EQ(wanted(yuan(301)).error().code(), "exceeds_plan");
    storage_ok(wanted(yuan(300)));
    NewPlanDocument plan{.region_code = kCounty,
                         .fiscal_year = FiscalYear{2026},
                         .kind = PlanDocumentKind::plan,
                         .unit_code = kOtherSchool,
                         .title = "追加计划",
                         .lines = {{.quota_id = fresh,
                                    .month = FiscalMonth{3},
                                    .amount_fen = yuan(101)}}};
    EXPECT_EQ(service_->plans().book_approved(system_, plan, "p1").error().code(),
              "exceeds_available");
    plan.lines.front().amount_fen = yuan(100);
    storage_ok(service_->plans().book_approved(system_, plan, "p2"));
    storage_ok(wanted(yuan(100)));
    EXPECT_EQ(wanted(Money::from_fen(1)).error().code(), "exceeds_available");
    expect_sound();
}

TEST_F(MoneyPaths, a_plan_is_not_shifted_below_what_was_spent_of_it) {
    storage_ok(pay(quota_, yuan(25'000)));  // January and February whole, half of March
    auto const shift = [&](std::int32_t from, Money amount) {
        NewPlanDocument const document{.region_code = kCounty,
                                       .fiscal_year = FiscalYear{2026},
                                       .kind = PlanDocumentKind::shift,
                                       .unit_code = kSchool,
                                       .title = "计划调整",
                                       .lines = {{.quota_id = quota_,
                                                  .month = FiscalMonth{from},
                                                  .to_month = FiscalMonth{6},
                                                  .amount_fen = amount}}};
        auto const done = service_->plans().book_approved(system_, document,
                                                          "s" + std::to_string(++counter_));
        return done ? std::string{} : std::string{done.error().code()};
    };
    EXPECT_EQ(shift(1, Money::from_fen(1)), "exceeds_plan");
    EXPECT_EQ(shift(3, yuan(5'000) + Money::from_fen(1)), "exceeds_plan");
    EXPECT_EQ(shift(3, yuan(5'000)), "");
    EXPECT_EQ(service_->quotas().quota(system_, quota_)->months[5].left_fen, yuan(15'000));
    expect_sound();
}

TEST_F(MoneyPaths, a_refused_resubmission_leaves_no_trace) {
    auto const id = *pay(quota_, yuan(10));
    storage_ok(payments().give_back(reviewer_, id, {.opinion = "退"}));
    EXPECT_EQ(payments().submit(reviewer_, id).error().code(), "same_person");
    EXPECT_EQ(payments().view(system_, id)->payment.status, PaymentStatus::returned);
    EXPECT_EQ(statement().in_flight_fen, Money{});
    storage_ok(payments().submit(handler_, id));
    EXPECT_EQ(statement().in_flight_fen, yuan(10));
    expect_sound();
}

}  // namespace
}  // namespace jincai::execution::testing

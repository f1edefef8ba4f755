#include <thread>

#include "modules/execution/execution_fixture.h"

namespace jincai::execution::testing {
namespace {

constexpr char kKey[] = "key-00000001";

class CommandKey : public Execution {
protected:
    CommandKey() : quota_{quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(40'000), 3)} {}

    Result<PaymentId> hand_in(Money amount) {
        return service_->payments().create(handler_, payment(quota_, amount), kKey);
    }
    Money in_flight() { return service_->quotas().quota(handler_, quota_)->quota.in_flight_fen; }

    QuotaId quota_;
};

TEST_F(CommandKey, sent_a_hundred_times_at_once_it_is_booked_once_and_answered_alike) {
    std::vector<Result<PaymentId>> answers(100, Result<PaymentId>{PaymentId{}});
    {
        std::vector<std::jthread> clients;
        for (auto& answer : answers)
            clients.emplace_back([this, &answer] { answer = hand_in(yuan(7)); });
    }
    for (auto const& answer : answers) {
        storage_ok(answer);
        EXPECT_EQ(*answer, *answers.front());
    }
    EXPECT_EQ(in_flight(), yuan(7));
    EXPECT_EQ(service_->payments().list(DataScope::everything(), {}).total, 1);
}

TEST_F(CommandKey, after_a_restart_and_after_months_the_answer_is_the_same) {
    auto const first = hand_in(yuan(7));
    storage_ok(first);
    open();
    EXPECT_EQ(*hand_in(yuan(7)), *first);
    clock_.set(noon(make_date(2026, 12, 20)));
    EXPECT_EQ(*hand_in(yuan(7)), *first);
    EXPECT_EQ(in_flight(), yuan(7));
}

TEST_F(CommandKey, a_payment_that_was_returned_is_still_the_answer) {
    auto const first = hand_in(yuan(7));
    storage_ok(first);
    storage_ok(service_->payments().withdraw(handler_, *first, {.opinion = "更正"}));
    EXPECT_EQ(*hand_in(yuan(7)), *first);
    storage_ok(service_->payments().submit(handler_, *first));
    EXPECT_EQ(*hand_in(yuan(7)), *first);
    EXPECT_EQ(in_flight(), yuan(7));
}

}  // namespace
}  // namespace jincai::execution::testing

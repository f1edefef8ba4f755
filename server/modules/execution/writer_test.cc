#include <thread>

#include "modules/execution/execution_fixture.h"
#include "modules/execution/store_payment.h"
#include "modules/execution/verify.h"

namespace jincai::execution::testing {
namespace {

class Writer : public Execution {
protected:
    [[nodiscard]] std::vector<Timestamp> times() {
        return database_->read([](storage::Session& session) {
            return session.query<Timestamp>("select at from journal order by seq");
        });
    }
    /// Documents that the database does not take: found when their rows go to it, after neighbours
    /// of the same batch were decided.
    [[nodiscard]] Change unstorable(PaymentId there_already) {
        auto row = database_->read([&](storage::Session& session) {
            return store::find_payment(session, there_already);
        });
        return {.record = {.action = "impossible"},
                .documents = [row = *row](storage::Session& session, auto, auto&) -> Result<Booking> {
                    session.insert("payment", row);
                    return Booking::documents_only;
                }};
    }
    [[nodiscard]] bool is_sound() {
        service_->projector().wait_idle();
        return verify(database_.get(), basics_, folder_.path() / "heads").ok;
    }
};

TEST_F(Writer, the_time_of_the_journal_never_goes_back) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(40'000), 3);
    storage_ok(pay(id, yuan(10)));
    clock_.advance(std::chrono::hours{-1});
    storage_ok(pay(id, yuan(10)));
    open();  // and not after a start either
    clock_.advance(std::chrono::hours{-24});
    storage_ok(pay(id, yuan(10)));
    clock_.advance(std::chrono::hours{48});
    storage_ok(pay(id, yuan(10)));
    auto const found = times();
    EXPECT_TRUE(std::ranges::is_sorted(found));
    EXPECT_LT(found.front(), found.back());
}

TEST_F(Writer, what_cannot_be_stored_fails_alone) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(40'000), 3);
    auto const first = pay(id, yuan(10));
    storage_ok(first);
    constexpr int kClients = 8;
    constexpr int kEach = 25;
    std::atomic<int> refused{0};
    std::vector<std::thread> clients;
    for (int client = 0; client < kClients; ++client)
        clients.emplace_back([&] {
            for (int i = 0; i < kEach; ++i) {
                storage_ok(pay(id, yuan(1)));
                if (!service_->writer().book(unstorable(*first))) ++refused;
            }
        });
    for (auto& client : clients) client.join();
    EXPECT_EQ(refused, kClients * kEach);
    EXPECT_EQ(service_->quotas().quota(handler_, id)->quota.in_flight_fen,
              yuan(10 + kClients * kEach));
    EXPECT_TRUE(is_sound());
}

TEST_F(Writer, others_who_write_have_their_turn_beside_payments_without_end) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(40'000), 3);
    std::atomic<bool> done{false};
    std::vector<std::thread> clients;
    for (int client = 0; client < 8; ++client)
        clients.emplace_back([&] {
            while (!done) storage_ok(pay(id, Money::from_fen(1)));
        });
    for (int i = 0; i < 20; ++i)
        storage_ok(audit::change(database_.get(), clock_, actor_, "beside",
                                 [](storage::Session&, audit::Record&) -> Result<void> {
                                     return {};
                                 }));
    done = true;
    for (auto& client : clients) client.join();
    EXPECT_TRUE(is_sound());  // the audit log has no gap as well
}

}  // namespace
}  // namespace jincai::execution::testing

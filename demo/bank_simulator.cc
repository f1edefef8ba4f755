#include "demo/bank_simulator.h"

#include <fmt/format.h>

#include "demo/people.h"

namespace jincai::demo {

namespace {

struct Sent {
    PaymentId id;
    std::string voucher_number;
};
BOOST_DESCRIBE_STRUCT(Sent, (), (id, voucher_number))

/// The account that the loader made for the bank; without one the program itself acts.
api::Caller bank_of(app::Application& application) {
    auto caller = app::system_caller();
    caller.role = "bank";
    application.database().read([&](storage::Session& session) {
        auto const id = session.value<UserId>(
            "select user_id from identity_user where user_name = :name", kBankUser);
        if (!id) return;
        caller.user_id = *id;
        caller.user_name = kBankUser;
    });
    return caller;
}

}  // namespace

BankSimulator::BankSimulator(app::Application& application, Options options)
    : application_{application},
      options_{options},
      bank_{bank_of(application)},
      thread_{[this](std::stop_token const& stop) { run(stop); }} {}

BankSimulator::~BankSimulator() {
    thread_.request_stop();
    woken_.notify_all();
    thread_.join();
}

void BankSimulator::run(std::stop_token const& stop) {
    while (!stop.stop_requested()) {
        try {
            clear_due();
        } catch (std::exception const& error) {
            // The database may be busy for a moment; the next look comes soon.
            fmt::print(stderr, "event=bank_simulator_failed error=\"{}\"\n", error.what());
        }
        std::unique_lock lock{mutex_};
        woken_.wait_for(lock, stop, options_.pause, [] { return false; });
    }
}

std::size_t BankSimulator::clear_due() {
    auto const until = application_.clock().now() - options_.delay;
    auto const directory = application_.basics().directory();
    std::vector<Sent> due;
    application_.database().read([&](storage::Session& session) {
        // Region by region: that is how the index stands.
        for (auto const& region : directory->registry->regions()) {
            session.for_each<Sent>(
                "select id, coalesce(voucher_number, '') from payment where region_code = :region "
                "and status = 'sent' and sent_at <= :until order by sent_at, id limit 200",
                [&](Sent const& sent) { due.push_back(sent); }, region.code, until);
        }
    });
    std::size_t cleared = 0;
    for (auto const& sent : due) {
        auto const done = application_.execution().payments().clear(
            bank_, sent.id, {.bank_reference = "YH-" + sent.voucher_number});
        if (done) {
            ++cleared;
            continue;
        }
        // Somebody else may have been faster; anything else is worth a line.
        fmt::print(stderr, "event=bank_simulator_refused payment={} code={}\n", sent.id.value(),
                   done.error().code());
    }
    return cleared;
}

}  // namespace jincai::demo

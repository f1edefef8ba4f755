#include <gtest/gtest.h>

#include "ledger/check.h"
#include "ledger/naive_model_test.h"
#include "ledger/preview.h"
#include "ledger/random_commands_test.h"
#include "ledger/record.h"

/// Random years: the book against the naive model after every command, the invariants after every
/// step, and the journal replayed at the end. A failure prints the seed that repeats it.
namespace jincai::ledger {
namespace {

using testing::NaiveModel;
using testing::RandomCommands;

/// How often each kind was booked and refused, so that the test knows that it tested something.
struct Coverage {
    std::map<CommandKind, int> booked;
    std::map<std::string, int> refused;
    int reds = 0;
    int lifted = 0;
    int passes_used = 0;
};

class RandomYear {
public:
    RandomYear(std::uint64_t seed, Coverage& coverage)
        : generator_{seed}, rules_{generator_.rules()}, book_{generator_.settings()},
          coverage_{coverage} {
        model_.rules = rules_;
        model_.settings = book_.settings();
    }

    void run(int commands) {
        for (int step = 0; step < commands && !::testing::Test::HasFailure(); ++step) {
            auto const command = generator_.next();
            take(command);
            compare();
        }
        for (auto const& command : generator_.closing(book_)) {
            if (::testing::Test::HasFailure()) return;
            take(command);
            compare();
        }
        replay();
    }

private:
    void take(Command const& command) {
        name_scopes();
        auto const text = std::to_string(book_.last_seq() + 1) + " " +
                          std::to_string(command.index());
        auto const decided = decide(book_, command, rules_);
        foresee(command, decided);
        bool const accepted = model_.take(command);
        ASSERT_EQ(decided.has_value(), accepted)
            << text << (decided ? "" : std::string{decided.error().code()});
        if (!decided) {
            ++coverage_.refused[std::string{decided.error().code()}];
            return;
        }
        count(*decided);
        generator_.note(*decided);
        journal_.push_back(encode(*decided));
        ASSERT_TRUE(admissible(book_, *decided).empty()) << journal_.back();
        if (decided->seq % 8 == 0) try_out(command);
        apply(book_, *decided);
        auto const again = decide(book_, command, rules_);
        ASSERT_EQ(booked_seq(again.error()), decided->seq);
    }

    /// The preview must promise what the decision holds.
    void foresee(Command const& command, Result<Posting> const& decided) {
        auto const* payment = std::get_if<SubmitPayment>(&command);
        if (payment == nullptr || payment->order.payment.value() <= 0 ||
            book_.payment(payment->order.payment) != nullptr)
            return;
        auto const seen = preview(book_, *payment, rules_);
        ASSERT_EQ(seen.refusal.has_value(), !decided.has_value());
        if (decided) {
            ASSERT_EQ(seen.freezes, frozen_by(*decided));
        } else {
            ASSERT_EQ(seen.refusal->spec, decided.error().spec);
        }
    }
    static bool frozen_by(Posting const& posting) {
        return !posting.freezes.empty() && posting.freezes[0].action == FreezeAction::frozen;
    }

    void count(Posting const& posting) {
        ++coverage_.booked[posting.kind];
        for (auto const& freeze : posting.freezes)
            ++(freeze.action == FreezeAction::lifted ? coverage_.lifted : coverage_.reds);
        for (auto const& pass : posting.passes) coverage_.passes_used += pass.used_by ? 1 : 0;
    }

    void name_scopes() {
        for (auto const& quota : book_.quotas())
            if (quota.scope)
                model_.scope_names[quota.scope.value()] = model_.scope_of(quota.line);
    }

    void compare() {
        auto const broken = check(book_);
        ASSERT_TRUE(broken.empty()) << broken.front().invariant << " " << broken.front().detail;
        auto const waiting = std::ranges::count_if(model_.balance, [](auto const& each) {
            return std::get<0>(each.first) == Account::in_flight;
        });
        ASSERT_EQ(std::ssize(book_.balances()), std::ssize(model_.balance) - waiting);
        for (auto const& [key, amount] : model_.balance) {
            auto const [account, id, detail] = key;
            ASSERT_EQ(book_.balance(BalanceKey{account, id, detail}).fen(), amount)
                << number(account) << " " << id << " " << detail;
        }
        name_scopes();
        for (auto const& [number, name] : model_.scope_names) compare_scope(ScopeId{number}, name);
    }

    void compare_scope(ScopeId id, NaiveModel::Scope const& name) {
        auto const& scope = book_.scope(id);
        ASSERT_EQ(scope.red.red, model_.reds.contains(name));
        ASSERT_EQ(scope.red.frozen, model_.frozen(name));
        for (int month = 1; month <= 12; ++month) {
            auto const& state = scope.months[static_cast<std::size_t>(month - 1)];
            ASSERT_EQ(state.plan.fen(), model_.plan(name, month)) << name << " " << month;
            ASSERT_EQ(state.spend().fen(), model_.spend(name, month)) << name << " " << month;
            ASSERT_EQ(scope.light(FiscalMonth{month}), model_.light(name, month));
        }
    }

    /// A trial decides and books as the book itself does, and leaves it untouched.
    void try_out(Command const& command) {
        auto trial = book_.trial();
        auto const before = book_.digest();
        auto const decided = decide(trial, command, rules_);
        if (!decided) return;
        ASSERT_TRUE(*decide(book_, command, rules_) == *decided);
        apply(trial, *decided);
        ASSERT_EQ(book_.digest(), before);
        auto after = book_;
        apply(after, *decided);
        for (auto const& quota : after.quotas())
            ASSERT_TRUE(*trial.quota(quota.line.id) == quota);
        for (auto const& change : decided->payments)
            ASSERT_TRUE(*trial.payment(change.payment) == *after.payment(change.payment));
        ASSERT_FALSE(decide(trial, command, rules_));  // booked once, also in the trial
    }

    void replay() {
        Book again{book_.settings()};
        for (auto const& text : journal_) {
            auto const posting = decode(text);
            ASSERT_TRUE(posting) << text;
            apply(again, *posting);
        }
        ASSERT_TRUE(again == book_);
        ASSERT_EQ(again.digest(), book_.digest());
    }

    RandomCommands generator_;
    Rules rules_;
    Book book_;
    NaiveModel model_;
    std::vector<std::string> journal_;
    Coverage& coverage_;
};

TEST(RandomYears, agree_with_the_naive_model_after_every_command) {
    constexpr int kYears = 800;
    constexpr int kCommands = 260;
    Coverage coverage;
    for (std::uint64_t seed = 1; seed <= kYears; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        RandomYear{seed, coverage}.run(kCommands);
        if (HasFailure()) return;
    }
    // What a random test never reaches it does not test.
    for (auto value = 0; value < static_cast<int>(CommandKind::open_carried_over); ++value)
        EXPECT_GT(coverage.booked[static_cast<CommandKind>(value)], 30) << value;
    EXPECT_GT(coverage.reds, 500);
    EXPECT_GT(coverage.lifted, 100);
    EXPECT_GT(coverage.passes_used, 10);
    for (auto const* code : {"exceeds_plan", "exceeds_available", "exceeds_contract", "no_plan",
                             "scope_frozen", "trigger_blocked", "month_is_closed", "quota_ended",
                             "quota_suspended", "contract_finished", "exceeds_paid",
                             "payment_exists", "authority_too_low", "transfer_refused"})
        EXPECT_GT(coverage.refused[code], 20) << code;
}

}  // namespace
}  // namespace jincai::ledger

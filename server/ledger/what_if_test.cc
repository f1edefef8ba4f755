#include "ledger/what_if.h"

#include "ledger/random_commands_test.h"
#include "ledger/test_book.h"

/// What other rules would have made of a year: against the book itself under those rules where it
/// can be asked, and by hand where a freeze changes what follows.
namespace jincai::ledger {
namespace {

using testing::RandomCommands;
using testing::TestBook;

/// Decides `commands` under `rules` and gives the postings.
std::vector<Posting> book_year(BookSettings const& settings, Rules const& rules,
                               std::vector<Command> const& commands) {
    Book book{settings};
    std::vector<Posting> postings;
    for (auto const& command : commands) {
        auto posting = decide(book, command, rules);
        if (!posting) continue;
        apply(book, *posting);
        postings.push_back(std::move(*posting));
    }
    return postings;
}

std::vector<Command> random_commands(RandomCommands& generator, BookSettings const& settings,
                                     Rules const& rules) {
    Book book{settings};
    std::vector<Command> commands;
    for (int step = 0; step < 260; ++step) {
        auto command = generator.next();
        commands.push_back(command);
        auto posting = decide(book, command, rules);
        if (!posting) continue;
        generator.note(*posting);
        apply(book, *posting);
    }
    return commands;
}

WhatIf suppose(BookSettings const& settings, Rules const& rules,
               std::vector<Posting> const& postings,
               RefusedPayments mode = RefusedPayments::kept) {
    WhatIf made{settings, settings, mode};
    for (auto const& posting : postings) made.take(posting, rules);
    return made;
}

TEST(WhatIf, under_the_rules_that_held_it_finds_what_really_happened) {
    std::size_t marks = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        RandomCommands generator{seed};
        auto const rules = generator.rules();
        auto const settings = generator.settings();
        auto const commands = random_commands(generator, settings, rules);
        auto const made = suppose(settings, rules, book_year(settings, rules, commands));
        ASSERT_TRUE(made.told() == made.supposed());
        marks += made.told().size();
    }
    EXPECT_GT(marks, 500u);
}

TEST(WhatIf, under_other_rules_it_finds_what_the_book_finds_under_them) {
    std::size_t different = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        RandomCommands generator{seed};
        auto told = generator.rules();
        // Red only warns, and nobody lifts: the same commands are booked under both.
        told.freeze_basis.clear();
        told.block_trigger = false;
        auto wanted = told;
        wanted.yellow_line = BasisPoints{told.yellow_line.value == 8000 ? 9500 : 6000};
        wanted.red_months = told.red_months == 1 ? 2 : 1;
        auto const settings = generator.settings();
        auto commands = random_commands(generator, settings, told);
        std::erase_if(commands, [](Command const& command) {
            return std::holds_alternative<Unfreeze>(command);
        });
        auto const made = suppose(settings, wanted, book_year(settings, told, commands));
        ToldLights really{settings};
        for (auto const& posting : book_year(settings, wanted, commands)) really.take(posting);
        ASSERT_TRUE(made.supposed() == really.history());
        different += made.told() == made.supposed() ? 0 : 1;
    }
    EXPECT_GT(different, 150u);
}

/// A school with 1,000 yuan of plan in each of three months, overspent by payments of 1,100 in
/// January and February out of what is planned later, and one more in March.
class Overspent : public ::testing::Test {
protected:
    Overspent() {
        year_.rules.plan_modes.fill(PlanMode::none);
        year_.rules.red_months = 3;
        year_.rules.freeze_basis = "某财预〔2026〕1号";
        note(year_.issue(testing::a_line(1), yuan(100'000)));
        for (int number = 1; number <= 3; ++number) note(year_.plan(1, number, yuan(1'000)));
        note(year_.pay(1, 1, 1, yuan(1'100)));
        note(year_.pay(2, 1, 2, yuan(1'100)));
        note(year_.pay(3, 1, 3, yuan(500)));
        note(year_.clear(3, 3));
    }
    void note(Command const& command) { postings_.push_back(year_.must(command)); }
    WhatIf with(Rules const& rules, RefusedPayments mode = RefusedPayments::kept) const {
        return suppose(testing::first_book(), rules, postings_, mode);
    }

    TestBook year_;
    std::vector<Posting> postings_;
    ScopeKey const school_{UnitCode{"205017"}, "11", "operating", ""};
};

TEST_F(Overspent, two_months_instead_of_three_would_have_frozen_and_stopped_the_third_payment) {
    auto rules = year_.rules;
    rules.red_months = 2;
    auto const made = with(rules);
    ScopeAndMonth const february{school_, FiscalMonth{2}};
    EXPECT_FALSE(made.told().at(february).red);
    auto const& mark = made.supposed().at(february);
    EXPECT_TRUE(mark.red && mark.frozen);
    EXPECT_EQ(mark.trigger, PaymentId{2});
    EXPECT_EQ(mark.red_since, postings_[5].header.at);
    ASSERT_EQ(made.refused().size(), 1u);
    EXPECT_EQ(made.refused()[0].payment, PaymentId{3});
    EXPECT_EQ(made.refused()[0].code, "scope_frozen");
    EXPECT_EQ(made.refused()[0].amount, yuan(500));
    EXPECT_EQ(made.months(school_)->at(2).cleared, yuan(500));
}

TEST_F(Overspent, without_a_basis_red_only_warns_and_nothing_is_refused) {
    auto rules = year_.rules;
    rules.red_months = 2;
    rules.freeze_basis.clear();
    auto const made = with(rules);
    EXPECT_TRUE(made.supposed().at({school_, FiscalMonth{2}}).red);
    EXPECT_FALSE(made.supposed().at({school_, FiscalMonth{2}}).frozen);
    EXPECT_TRUE(made.refused().empty());
}

TEST_F(Overspent, dropped_payments_leave_neither_spending_nor_clearing) {
    auto rules = year_.rules;
    rules.red_months = 2;
    rules.block_trigger = true;
    auto const made = with(rules, RefusedPayments::dropped);
    ASSERT_EQ(made.refused().size(), 1u);
    EXPECT_EQ(made.refused()[0].code, "trigger_blocked");
    EXPECT_EQ(made.months(school_)->at(1).spend(), Money{});
    EXPECT_EQ(made.months(school_)->at(2).cleared, yuan(500));
    EXPECT_FALSE(made.supposed().contains({school_, FiscalMonth{2}}));
}

TEST_F(Overspent, the_line_is_exceeded_strictly) {
    auto rules = year_.rules;
    rules.yellow_line = BasisPoints{5'000};
    EXPECT_FALSE(with(rules).supposed().contains({school_, FiscalMonth{3}}));
    rules.yellow_line = BasisPoints{4'999};
    EXPECT_TRUE(with(rules).supposed().at({school_, FiscalMonth{3}}).yellow);
}

TEST_F(Overspent, wages_are_watched_when_that_is_supposed) {
    note(year_.issue(testing::a_line(2, "205017", ProjectClass::personnel), yuan(1'000)));
    note(year_.pay(4, 2, 3, yuan(10)));
    auto wanted = testing::first_book();
    WhatIf as_it_was{wanted, wanted, RefusedPayments::kept};
    wanted.lights_for_personnel = true;
    WhatIf watched{testing::first_book(), wanted, RefusedPayments::kept};
    for (auto const& posting : postings_) {
        as_it_was.take(posting, year_.rules);
        watched.take(posting, year_.rules);
    }
    ScopeAndMonth const wages{{UnitCode{"205017"}, "11", "personnel", ""}, FiscalMonth{3}};
    EXPECT_FALSE(as_it_was.supposed().contains(wages));
    EXPECT_TRUE(watched.supposed().at(wages).yellow);
    EXPECT_FALSE(watched.told().contains(wages));
}

}  // namespace
}  // namespace jincai::ledger

#include "chaos/watch.h"

#include <gtest/gtest.h>

#include "platform/storage/scratch.h"

/// A watch that sees nothing proves nothing: each kind of loss is made by hand here.
namespace jincai::chaos {
namespace {

class Watching : public ::testing::Test {
protected:
    Watching() {
        auto options = options_of({.folder = folder_.path()});
        options.parameters = JINCAI_ROOT "/parameters";
        application_ = std::move(*app::Application::open(options, clock_));
        quotas_ = *found_county(*application_);
        before_ = Watch{*application_, {}}.last();
        for (int number = 1; number <= 6; ++number) {
            Order const order{fmt::format("k{}", number), quotas_.front(), Money::from_fen(number)};
            burst_.tried[order.key] = order;
            burst_.acknowledged[order.key] = *hand_in(*application_, order);
        }
    }

    Toll check() {
        Toll toll;
        Watch{*application_, before_}.check(burst_, toll);
        return toll;
    }
    void damage(std::string const& sql) {
        (void)application_->database().write([&](storage::Session& session) -> Result<void> {
            session.script(sql);
            return {};
        });
    }

    storage::ScratchFolder folder_;
    ManualClock clock_{start_of(make_date(2026, 3, 10)) + std::chrono::hours{12}};
    std::unique_ptr<app::Application> application_;
    std::vector<QuotaId> quotas_;
    Mark before_;
    Burst burst_;
};

TEST_F(Watching, sound_books_have_no_toll) {
    auto const toll = check();
    EXPECT_EQ(toll.acknowledged, 6);
    EXPECT_EQ(toll.lost + toll.duplicated + toll.unasked + toll.half + toll.changed_answer, 0);
    EXPECT_EQ(toll.committed_unacknowledged, 0);
}

TEST_F(Watching, a_record_without_trace_is_lost) {
    damage("delete from payment where purpose = 'k6'");
    EXPECT_EQ(check().half, 1);
    damage("delete from journal where command_id = 'k/1/k6'");
    auto const toll = check();
    EXPECT_EQ(toll.lost, 1);
    EXPECT_EQ(toll.half, 0);
}

TEST_F(Watching, an_amount_that_changed_is_seen) {
    damage("update payment set amount_fen = amount_fen + 8 where purpose = 'k3'");
    EXPECT_EQ(check().half, 1);
}

TEST_F(Watching, a_record_that_nobody_sent_is_seen) {
    burst_.tried.erase("k2");
    burst_.acknowledged.erase("k2");
    EXPECT_EQ(check().unasked, 1);
}

TEST_F(Watching, a_record_that_is_there_twice_is_seen) {
    damage("insert into journal select region_code, fiscal_year, seq + 100, at, kind, command_id, "
           "record, hash from journal where command_id = 'k/1/k4'");
    EXPECT_EQ(check().duplicated, 1);
}

TEST_F(Watching, what_has_no_answer_is_settled_under_its_key) {
    burst_.acknowledged.erase("k5");  // booked, and the answer did not arrive
    Order const fresh{"k7", quotas_.front(), Money::from_fen(7)};
    burst_.tried[fresh.key] = fresh;  // not booked
    EXPECT_EQ(check().committed_unacknowledged, 1);
    Toll toll;
    Watch watch{*application_, before_};
    watch.resolve(burst_, toll);
    EXPECT_EQ(toll.resolved, 2);
    EXPECT_EQ(toll.lost + toll.duplicated + toll.unasked + toll.half + toll.changed_answer, 0);
    EXPECT_TRUE(watch.balanced({{quotas_.front(), Money::from_fen(28)}}));
    EXPECT_FALSE(watch.balanced({{quotas_.front(), Money::from_fen(27)}}));
}

}  // namespace
}  // namespace jincai::chaos

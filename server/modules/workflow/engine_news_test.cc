#include <gmock/gmock.h>

#include "modules/workflow/store_desk.h"
#include "modules/workflow/workflow_fixture.h"
#include "platform/events/bus.h"

namespace jincai::workflow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Pages that are open: what each of them hears.
class News : public WorkflowTest {
protected:
    struct Page {
        events::Bus::Subscription subscription;
        std::vector<std::string> heard;
    };

    News() { engine.tell_on(bus_); }

    std::unique_ptr<Page> open_page(api::Caller const& caller) {
        auto page = std::make_unique<Page>();
        page->subscription = bus_.subscribe(
            {caller.scope, caller.user_id}, std::nullopt, [heard = &page->heard](auto const& event) {
                heard->push_back(event->topic + " " + event->data);
            });
        return page;
    }

    events::Bus bus_{clock.now()};
};

TEST_F(News, tell_those_who_see_the_unit_of_each_change_of_a_task) {
    auto const treasury = open_page(treasurer);
    auto const school = open_page(reviewer);
    auto const other_school = open_page(a_person(1008, "unit_reviewer", "205018"));
    auto const document = a_payment(7, yuan(100));
    ASSERT_EQ(word(start(document, handler)), "moved unit_review");
    EXPECT_THAT(school->heard, ElementsAre(HasSubstr(R"("step":"unit_review")")));
    ASSERT_EQ(word(decide(document, reviewer)), "moved treasury_approve");
    ASSERT_EQ(word(decide(document, treasurer)), "approved");
    EXPECT_EQ(treasury->heard.size(), 3U);
    EXPECT_THAT(treasury->heard.back(), HasSubstr(R"("state":"approved")"));
    EXPECT_THAT(treasury->heard.front(), testing::StartsWith("task_changed "));
    EXPECT_THAT(treasury->heard.front(), HasSubstr(R"("document_id":7)"));
    EXPECT_THAT(other_school->heard, IsEmpty());
}

TEST_F(News, leave_out_what_was_refused) {
    auto const document = a_payment(8, yuan(100));
    ASSERT_EQ(word(start(document, handler)), "moved unit_review");
    auto const page = open_page(treasurer);
    EXPECT_EQ(word(decide(document, handler)), "not_your_task");
    EXPECT_EQ(word(decide(document, reviewer, Decision::send_back)), "opinion_missing");
    EXPECT_THAT(page->heard, IsEmpty());
    ASSERT_EQ(word(withdraw(document, handler)), "withdrawn");
    EXPECT_EQ(page->heard.size(), 1U);
}

TEST_F(News, reach_a_named_holder_and_the_preparer_wherever_their_scope_is) {
    auto const document = a_payment(9, yuan(100));
    ASSERT_EQ(word(start(document, handler)), "moved unit_review");
    auto const stranger = open_page(a_person(1009, "unit_leader", "205018"));
    ASSERT_TRUE(act([&](storage::Session& session, Timestamp at) {
        return engine.add_signer(session, document.key, reviewer, {UserId{1009}, "会签人"},
                                 "请会签", at);
    }));
    EXPECT_EQ(stranger->heard.size(), 1U);
}

TEST_F(News, reach_who_stands_in_for_somebody) {
    auto const delegate = open_page(a_person(1010, "unit_handler", "205018"));
    ASSERT_TRUE(act([&](storage::Session& session, Timestamp) -> Result<void> {
        (void)store::insert(session,
                            store::Delegation{.region_code = RegionCode{"990101"},
                                              .from_user_id = treasurer.user_id,
                                              .from_user_name = treasurer.user_name,
                                              .role = treasurer.role,
                                              .to_user_id = UserId{1010},
                                              .to_user_name = "受托人",
                                              .first_day = clock.today(),
                                              .last_day = add_days(clock.today(), 3),
                                              .reason = "出差",
                                              .created_at = clock.now()});
        return {};
    }));
    ASSERT_EQ(word(start(a_payment(11, yuan(100)), handler)), "moved unit_review");
    EXPECT_EQ(delegate->heard.size(), 1U);
}

TEST_F(News, of_many_documents_in_one_transaction_come_after_it) {
    auto const school = open_page(reviewer);
    ASSERT_TRUE(act([&](storage::Session& session, Timestamp at) -> Result<void> {
        for (std::int64_t id = 20; id < 30; ++id)
            JC_TRY(engine.start(session, a_payment(id, yuan(1)), handler, at));
        EXPECT_THAT(school->heard, IsEmpty());
        return {};
    }));
    EXPECT_EQ(school->heard.size(), 10U);
}

}  // namespace
}  // namespace jincai::workflow

#include "demo/loader.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/application.h"
#include "demo/bank_simulator.h"
#include "demo/moments.h"
#include "demo/year.h"
#include "modules/execution/verify.h"
#include "platform/storage/scratch.h"

namespace jincai::demo {
namespace {

BusinessDate const kToday = make_date(2026, 3, 10);

Result<Loaded> made_in(std::filesystem::path const& folder, std::uint64_t seed = 7) {
    Progress progress{false};
    return load({.data = folder,
                 .parameters = JINCAI_ROOT "/parameters",
                 .seed = seed,
                 .today = kToday,
                 .extent = Extent::sample},
                progress);
}

/// The sample province, made once, opened again as a server would on the day after.
class LoadedProvince : public testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = std::make_unique<storage::ScratchFolder>();
        auto loaded = made_in(folder_->path());
        ASSERT_TRUE(loaded.has_value()) << text_of(loaded.error(), Language::zh);
        loaded_ = std::make_unique<Loaded>(*std::move(loaded));
    }
    static void TearDownTestSuite() {
        loaded_.reset();
        folder_.reset();
    }

    void SetUp() override {
        auto opened = app::Application::open(
            {.data = folder_->path(), .parameters = JINCAI_ROOT "/parameters"}, clock_);
        ASSERT_TRUE(opened.has_value()) << text_of(opened.error(), Language::zh);
        application_ = *std::move(opened);
    }

    template <class T>
    T value(std::string_view sql) {
        return application_->database().read(
            [&](storage::Session& session) { return session.value<T>(sql).value_or(T{}); });
    }

    static inline std::unique_ptr<storage::ScratchFolder> folder_;
    static inline std::unique_ptr<Loaded> loaded_;
    ManualClock clock_{start_of(kToday) + std::chrono::hours{10}};
    std::unique_ptr<app::Application> application_;
};

TEST_F(LoadedProvince, has_books_that_are_sound) {
    auto const report = execution::verify(application_->database(), application_->basics(),
                                          folder_->path() / "heads");
    EXPECT_TRUE(report.ok) << (report.first_bad ? report.first_bad->detail : "");
    EXPECT_EQ(report.payments, loaded_->counts.at("payments"));
    EXPECT_EQ(report.quotas, loaded_->counts.at("quotas"));
}

TEST_F(LoadedProvince, has_every_payment_of_the_script_in_its_state) {
    std::map<std::string, std::int64_t> expected;
    for (auto const year : demo_years(loaded_->province)) {
        for (auto const& payment : make_year(loaded_->province, year).payments) {
            bool const back = payment.refund.is_positive() && payment.refund == payment.amount;
            switch (payment.end) {
                case PaymentEnd::draft: ++expected["draft"]; break;
                case PaymentEnd::waiting_review:
                case PaymentEnd::waiting_approval: ++expected["submitted"]; break;
                case PaymentEnd::approved: ++expected["approved"]; break;
                case PaymentEnd::sealed:
                case PaymentEnd::sent: ++expected["sent"]; break;
                case PaymentEnd::cleared: ++expected[back ? "refunded" : "cleared"]; break;
                case PaymentEnd::returned: ++expected["returned"]; break;
                case PaymentEnd::bounced: ++expected["bounced"]; break;
            }
        }
    }
    for (auto const& [status, count] : expected) {
        EXPECT_EQ(value<std::int64_t>("select count(*) from payment where status = '" + status +
                                      "'"),
                  count)
            << status;
    }
}

TEST_F(LoadedProvince, lights_are_those_of_the_story) {
    auto const light = [&](std::string_view unit, std::string_view month) {
        return value<std::string>(fmt::format(
            "select light from light_status where region_code = '{}' and unit_code = '{}' and "
            "fiscal_year = 2026 and month = {} and project_class = 'operating'",
            kStoryRegion, unit, month));
    };
    EXPECT_EQ(light(kStorySchool, "3"), "green");
    EXPECT_EQ(light(kFrozenSchool, "3"), "red");
    EXPECT_EQ(value<Money>(fmt::format(
                  "select spend_fen from light_status where region_code = '{}' and unit_code = "
                  "'{}' and fiscal_year = 2026 and month = 3 and project_class = 'operating'",
                  kStoryRegion, kStorySchool)),
              yuan(78'000));
    EXPECT_EQ(value<std::string>(fmt::format(
                  "select status from spending_freeze where region_code = '{}' and unit_code = '{}' and "
                  "fiscal_year = 2026",
                  kStoryRegion, kFrozenSchool)),
              "frozen");
}

TEST_F(LoadedProvince, one_more_payment_turns_the_school_yellow_and_wages_pass_a_freeze) {
    auto& execution = application_->execution();
    auto const quota_of = [&](std::string_view unit, std::string_view economic) {
        return value<QuotaId>(fmt::format(
            "select id from quota where region_code = '{}' and unit_code = '{}' and "
            "fiscal_year = 2026 and economic_code = '{}'",
            kStoryRegion, unit, economic));
    };
    auto const preview = [&](std::string_view unit, std::string_view economic) {
        auto const result = execution.payments().preview(
            app::system_caller(),
            {.quota_id = quota_of(unit, economic), .amount_fen = yuan(3'000)});
        return result ? *result : execution::PaymentPreview{};
    };
    auto const yellow = preview(kStorySchool, "30201");
    EXPECT_TRUE(yellow.allowed);
    EXPECT_EQ(yellow.light_before.light, execution::Light::green);
    EXPECT_EQ(yellow.light_after.light, execution::Light::yellow);
    auto const refused = preview(kFrozenSchool, "30201");
    EXPECT_FALSE(refused.allowed);
    EXPECT_EQ(refused.refusal_code, "scope_frozen");
    EXPECT_TRUE(preview(kFrozenSchool, "30101").allowed);
}

TEST_F(LoadedProvince, printed_accounts_sign_in) {
    for (auto const name : {"treasury", "handler", "auditor", "sysadmin"}) {
        auto const signed_in = application_->identity().sign_in(name, kPassword, {.ip = "::1"});
        EXPECT_TRUE(signed_in.has_value()) << name;
    }
    EXPECT_FALSE(application_->identity().sign_in("bank", kPassword, {.ip = "::1"}).has_value());
}

TEST_F(LoadedProvince, work_waits_at_the_desks) {
    auto const waiting = [&](std::string_view role) {
        return value<std::int64_t>(fmt::format(
            "select count(*) from workflow_task where status = 'open' and role = '{}' and "
            "region_code = '{}'",
            role, kStoryRegion));
    };
    for (auto const role : {"unit_reviewer", "treasury_division", "budget_division",
                            "bureau_leader"}) {
        EXPECT_GE(waiting(role), 1) << role;
    }
}

TEST_F(LoadedProvince, the_bank_clears_what_was_sent) {
    auto const sent = value<std::int64_t>("select count(*) from payment where status = 'sent'");
    ASSERT_GT(sent, 0);
    BankSimulator bank{*application_, {.pause = std::chrono::hours{1}}};
    bank.clear_due();
    // Its own thread may have been faster with some of them.
    for (int i = 0; i < 100; ++i) {
        if (value<std::int64_t>("select count(*) from payment where status = 'sent'") == 0) break;
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    EXPECT_EQ(value<std::int64_t>("select count(*) from payment where status = 'sent'"), 0);
    application_->execution().projector().wait_idle();
    EXPECT_TRUE(execution::verify(application_->database(), application_->basics(),
                                  folder_->path() / "heads")
                    .ok);
}

TEST(Loader, refuses_a_folder_that_has_data) {
    storage::ScratchFolder const folder;
    ASSERT_TRUE(made_in(folder.path()).has_value());
    auto const again = made_in(folder.path());
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().code(), "demo_data_not_empty");
}

TEST(Loader, makes_the_same_journals_from_the_same_seed) {
    auto const heads = [](std::uint64_t seed) {
        storage::ScratchFolder const folder;
        EXPECT_TRUE(made_in(folder.path(), seed).has_value());
        std::ifstream file{folder.path() / "heads"};
        return std::string{std::istreambuf_iterator<char>{file}, {}};
    };
    auto const first = heads(11);
    EXPECT_FALSE(first.empty());
    EXPECT_EQ(heads(11), first);
    EXPECT_NE(heads(12), first);
}

}  // namespace
}  // namespace jincai::demo

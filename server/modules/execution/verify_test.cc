#include "modules/execution/verify.h"

#include <fstream>

#include "modules/execution/execution_fixture.h"

namespace jincai::execution::testing {
namespace {

class Verification : public Execution {
protected:
    Verification() {
        quota_ = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(40'000), 3);
        for (int i = 1; i <= 5; ++i) storage_ok(pay(quota_, yuan(i)));
        service_->projector().wait_idle();
    }

    VerifyReport check() {
        return verify(database_.get(), basics_, folder_.path() / "heads");
    }
    void damage(std::string const& sql, storage::Role role = storage::Role::writer) {
        storage::WriteTransaction transaction{database_.get(), role};
        transaction.session().change_schema(sql);
        transaction.commit();
    }
    QuotaId quota_;
};

TEST_F(Verification, sound_data_is_ok_with_its_counts) {
    auto const report = check();
    EXPECT_TRUE(report.ok) << (report.first_bad ? report.first_bad->detail : "");
    EXPECT_EQ(report.books, 1);
    EXPECT_EQ(report.records, 9);  // one issue, three months of plan, five payments
    EXPECT_EQ(report.payments, 5);
    EXPECT_GT(report.entries, 0);
}

TEST_F(Verification, every_column_of_every_journal_row_counts) {
    for (auto const* change :
         {"record = replace(record, '2010', '2011')", "at = at + 1", "kind = 'refund_payment'",
          "command_id = 'x'", "hash = 'x'"}) {
        damage("create table if not exists kept as select * from journal");
        damage(std::string{"update journal set "} + change + " where seq = 4");
        auto const report = check();
        EXPECT_FALSE(report.ok) << change;
        ASSERT_TRUE(report.first_bad.has_value()) << change;
        EXPECT_EQ(report.first_bad->seq, 4) << change;
        damage("delete from journal");
        damage("insert into journal select * from kept");
    }
    EXPECT_TRUE(check().ok);
}

TEST_F(Verification, a_missing_record_is_named) {
    damage("delete from journal where seq = 3");
    auto const report = check();
    EXPECT_FALSE(report.ok);
    EXPECT_EQ(report.first_bad->seq, 3);
}

TEST_F(Verification, a_lost_tail_is_noticed_and_the_start_refused) {
    service_->stop();
    damage("delete from journal where seq > 6");
    damage("update book_head set seq = 6, hash = (select hash from journal where seq = 6)");
    auto const report = check();
    EXPECT_FALSE(report.ok);
    Service again{{.database = *database_,
                   .clock = clock_,
                   .basics = basics_,
                   .workflow = engine_,
                   .bus = bus_},
                  folder_.path() / "heads"};
    EXPECT_EQ(again.start().error().code(), "journal_behind_head");
}

TEST_F(Verification, a_changed_read_model_is_noticed) {
    damage("update entry set amount_fen = amount_fen + 1 where seq = 6 and line = 1",
           storage::Role::read_models);
    EXPECT_FALSE(check().ok);
}

TEST_F(Verification, a_restart_reads_the_books_back_and_goes_on) {
    auto const before = service_->quotas().quota(handler_, quota_)->available_fen;
    open();
    EXPECT_EQ(service_->quotas().quota(handler_, quota_)->available_fen, before);
    storage_ok(pay(quota_, yuan(1)));
    service_->projector().wait_idle();
    EXPECT_TRUE(check().ok);
}

TEST_F(Verification, when_the_audit_record_cannot_be_written_nothing_is_booked) {
    damage("alter table audit_record rename to audit_record_away");
    auto const before = service_->quotas().quota(handler_, quota_)->available_fen;
    EXPECT_FALSE(pay(quota_, yuan(7)));
    damage("alter table audit_record_away rename to audit_record");
    EXPECT_EQ(service_->quotas().quota(handler_, quota_)->available_fen, before);
    storage_ok(pay(quota_, yuan(7)));
    service_->projector().wait_idle();
    EXPECT_TRUE(check().ok);
}

}  // namespace
}  // namespace jincai::execution::testing

#include "platform/audit/audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/scratch.h"
#include "platform/storage/scratch_server.h"

namespace jincai::audit {
namespace {

using testing::ElementsAre;

constexpr RefusalSpec kNo{"no", RefusalKind::conflict, "不", "no"};

constexpr storage::Migration kNote[] = {
    {"note", 1, "note", "create table note (id bigint primary key, text text not null)"}};

struct Note {
    std::int64_t id = 0;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, text))

class Audit : public testing::Test {
protected:
    Result<std::int64_t> write_note(std::string const& text, bool refused = false) {
        return change(database.get(), clock, actor, "note_written",
                      [&](storage::Session& session, Record& record) -> Result<std::int64_t> {
                          auto const id = session.next("note", "id");
                          session.insert("note", Note{id, text});
                          if (refused) return refuse(kNo);
                          record.object_kind = "note";
                          record.object_id = std::to_string(id);
                          record.region_code = region;
                          record.unit_code = unit;
                          audit::note(record, "text", "", text);
                          return id;
                      });
    }
    Found found(Filter const& filter = {}, DataScope const& scope = DataScope::everything(),
                Paging paging = {}) {
        return database->read(
            [&](storage::Session& session) { return find(session, scope, filter, paging); });
    }
    std::int64_t notes() {
        return *database->read([](storage::Session& session) {
            return session.value<std::int64_t>("select count(*) from note");
        });
    }
    void run(std::string const& sql) {
        storage::WriteTransaction transaction{database.get()};
        transaction.session().script(sql);
        transaction.commit();
    }

    storage::ScratchDatabase database{{migrations(), kNote}};
    ManualClock clock{Timestamp{std::chrono::milliseconds{1'772'691'802'123}}};
    Actor actor{UserId{7}, "li", "unit_handler", "10.0.0.1", "s1", "r1"};
    std::string region = "990101";
    std::string unit = "001001";
};

TEST_F(Audit, records_who_when_what_and_the_change) {
    auto const id = write_note("first");
    auto const records = found().records;
    ASSERT_EQ(records.size(), 1U);
    auto const& record = records[0];
    EXPECT_EQ(record.seq, 1);
    EXPECT_EQ(record.at, clock.now());
    EXPECT_EQ(record.actor.user_id, UserId{7});
    EXPECT_EQ(record.actor.user_name, "li");
    EXPECT_EQ(record.actor.role, "unit_handler");
    EXPECT_EQ(record.actor.ip, "10.0.0.1");
    EXPECT_EQ(record.actor.session_id, "s1");
    EXPECT_EQ(record.actor.request_id, "r1");
    EXPECT_EQ(record.action, "note_written");
    EXPECT_EQ(record.object_id, std::to_string(*id));
    EXPECT_EQ(record.result, "done");
    ASSERT_EQ(record.changes.size(), 1U);
    EXPECT_EQ(record.changes[0].field, "text");
    EXPECT_EQ(record.changes[0].old_value, "");
    EXPECT_EQ(record.changes[0].new_value, "first");
}

TEST_F(Audit, keeps_long_values_and_odd_characters) {
    auto const text = fmt::format("{:x<3000}\n\t\"引号\" 𠀋", "");
    ASSERT_TRUE(write_note(text));
    EXPECT_EQ(found().records[0].changes[0].new_value, text);
}

TEST_F(Audit, notes_only_fields_that_changed) {
    Record record;
    note(record, "same", "a", "a");
    note(record, "other", "a", "b");
    ASSERT_EQ(record.changes.size(), 1U);
    EXPECT_EQ(record.changes[0].field, "other");
}

TEST_F(Audit, a_refused_change_leaves_neither_row_nor_record) {
    EXPECT_FALSE(write_note("refused", true));
    EXPECT_EQ(notes(), 0);
    EXPECT_EQ(found().total, 0);
    ASSERT_TRUE(write_note("accepted"));
    EXPECT_EQ(found().records[0].seq, 1);
}

TEST_F(Audit, a_change_whose_record_cannot_be_written_does_not_happen) {
    run("alter table audit_record rename to audit_record_away");
    EXPECT_THROW(static_cast<void>(write_note("lost")), storage::StorageError);
    EXPECT_EQ(notes(), 0);
    run("alter table audit_record_away rename to audit_record");
    EXPECT_TRUE(write_note("kept"));
    EXPECT_EQ(notes(), 1);
    EXPECT_EQ(found().records[0].seq, 1);
}

TEST_F(Audit, records_cannot_be_altered_or_deleted) {
    ASSERT_TRUE(write_note("first"));
    EXPECT_THROW(run("update audit_record set user_name = 'other'"), storage::StorageError);
    EXPECT_THROW(run("delete from audit_record"), storage::StorageError);
    EXPECT_EQ(found().records[0].actor.user_name, "li");
}

TEST_F(Audit, finds_by_each_filter_newest_first) {
    ASSERT_TRUE(write_note("1"));
    clock.advance(std::chrono::hours{1});
    region = "990102";
    unit = "002";
    actor.user_id = UserId{8};
    actor.user_name = "wang";
    ASSERT_TRUE(write_note("2"));
    ASSERT_TRUE(write_note("3"));
    auto const seqs = [&](Filter const& filter) {
        std::vector<std::int64_t> list;
        for (Record const& record : found(filter).records) list.push_back(record.seq);
        return list;
    };
    EXPECT_THAT(seqs({}), ElementsAre(3, 2, 1));
    EXPECT_THAT(seqs({.region_prefix = "990101"}), ElementsAre(1));
    EXPECT_THAT(seqs({.unit_prefix = "002"}), ElementsAre(3, 2));
    EXPECT_THAT(seqs({.user_id = UserId{7}}), ElementsAre(1));
    EXPECT_THAT(seqs({.user_name = "wang"}), ElementsAre(3, 2));
    EXPECT_THAT(seqs({.action = "note_written"}), ElementsAre(3, 2, 1));
    EXPECT_THAT(seqs({.action = "other"}), ElementsAre());
    EXPECT_THAT(seqs({.object_kind = "note", .object_id = "2"}), ElementsAre(2));
    EXPECT_THAT(seqs({.from = clock.now()}), ElementsAre(3, 2));
    EXPECT_THAT(seqs({.until = clock.now()}), ElementsAre(1));
}

TEST_F(Audit, pages_through_the_list_and_counts_all) {
    for (int i = 0; i < 25; ++i) ASSERT_TRUE(write_note("x"));
    auto const last = found({}, DataScope::everything(), {.page = 3, .size = 10});
    EXPECT_EQ(last.total, 25);
    ASSERT_EQ(last.records.size(), 5U);
    EXPECT_EQ(last.records[0].seq, 5);
    EXPECT_EQ(found({}, DataScope::everything(), {.page = 0, .size = 100'000}).records.size(), 25U);
}

TEST_F(Audit, shows_nothing_outside_the_data_scope) {
    ASSERT_TRUE(write_note("ours"));
    region = "990201";
    ASSERT_TRUE(write_note("theirs"));
    region = "";
    ASSERT_TRUE(write_note("the system's"));
    auto const seen = found({}, {.region_prefix = "9901"});
    EXPECT_EQ(seen.total, 1);
    EXPECT_EQ(seen.records[0].region_code, "990101");
    EXPECT_EQ(found({.region_prefix = "9902"}, {.region_prefix = "9901"}).total, 0);
}

TEST_F(Audit, names_the_first_missing_number) {
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(write_note("x"));
    auto const check = [&] { return database->read(check_sequence); };
    EXPECT_EQ(check().count, 5);
    EXPECT_EQ(check().first_gap, std::nullopt);
    bool const embedded = storage::test_backend() == storage::Backend::sqlite;
    run(embedded ? "drop trigger audit_record_no_delete"
                 : "drop trigger audit_record_no_delete on audit_record");
    run("delete from audit_record where seq = 3");
    EXPECT_EQ(check().count, 4);
    EXPECT_EQ(check().first_gap, 3);
}

}  // namespace
}  // namespace jincai::audit

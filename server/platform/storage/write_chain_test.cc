#include "platform/storage/write_chain.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "platform/storage/scratch.h"

namespace jincai::storage {
namespace {

struct Item {
    std::int64_t id = 0;
    std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(Item, (), (id, number))
constexpr Migration kItem[] = {
    {"item", 1, "item", "create table item (id bigint primary key, number bigint not null)"}};

class Chain : public ::testing::Test {
protected:
    Chain() { EXPECT_TRUE(migrate(db, {kItem})); }

    static void insert(Session& session, std::int64_t id) {
        session.insert("item", Item{id, session.next("item", "number")});
    }
    [[nodiscard]] std::vector<std::int64_t> numbers() {
        return db.read([](Session& session) {
            return session.query<std::int64_t>("select number from item order by id");
        });
    }

    ScratchDatabase scratch;
    Database& db = scratch.get();
    std::atomic<int> ends{0};
    WriteChain chain{db, [this] { ++ends; }};
};

using Numbers = std::vector<std::int64_t>;

TEST_F(Chain, records_one_transaction_while_another_is_on_its_way) {
    for (std::int64_t id = 1; id <= 20; ++id) {
        auto& session = chain.begin();
        insert(session, id);
        if (chain.is_on_its_way()) chain.land();
        chain.send();
    }
    chain.land();
    EXPECT_FALSE(chain.is_on_its_way());
    auto const found = numbers();
    ASSERT_EQ(found.size(), 20U);
    for (std::size_t i = 0; i < found.size(); ++i)
        EXPECT_EQ(found[i], static_cast<std::int64_t>(i) + 1);
    EXPECT_GE(ends, 19);  // the last is told a moment after it ended
}

TEST_F(Chain, a_question_of_what_is_recorded_waits_for_the_one_before) {
    insert(chain.begin(), 1);
    chain.send();
    auto& session = chain.begin();
    insert(session, 2);
    EXPECT_EQ(session.value<std::int64_t>("select count(*) from item"), 2);
    chain.land();
    chain.send();
    chain.land();
    EXPECT_EQ(numbers(), (Numbers{1, 2}));
}

TEST_F(Chain, what_was_recorded_behind_a_failed_commit_is_undone_with_it) {
    insert(chain.begin(), 1);
    chain.send();
    chain.land();
    auto& failing = chain.begin();
    insert(failing, 2);
    insert(failing, 1);  // is there already: found when the rows go to the database
    chain.send();
    insert(chain.begin(), 3);
    EXPECT_THROW(chain.land(), StorageError);
    EXPECT_FALSE(chain.is_on_its_way());
    EXPECT_EQ(numbers(), Numbers{1});

    insert(chain.begin(), 4);  // and the numbers have no gap
    chain.send();
    chain.land();
    EXPECT_EQ(numbers(), (Numbers{1, 2}));
}

TEST_F(Chain, a_question_behind_a_failed_commit_is_not_answered) {
    auto& failing = chain.begin();
    insert(failing, 1);
    insert(failing, 1);
    chain.send();
    auto& session = chain.begin();
    EXPECT_THROW((void)session.value<std::int64_t>("select count(*) from item"), StorageError);
    chain.undo();
    EXPECT_THROW(chain.land(), StorageError);
    EXPECT_EQ(numbers(), Numbers{});
}

TEST_F(Chain, undoes_what_is_recorded_and_keeps_what_is_on_its_way) {
    insert(chain.begin(), 1);
    chain.send();
    insert(chain.begin(), 2);
    chain.undo();
    chain.land();
    insert(chain.begin(), 3);
    chain.send();
    chain.land();
    EXPECT_EQ(numbers(), (Numbers{1, 2}));
}

TEST_F(Chain, lets_others_write_only_when_it_rests) {
    insert(chain.begin(), 1);
    chain.send();
    insert(chain.begin(), 2);
    std::thread other{[&] {
        EXPECT_TRUE(db.write([](Session& session) -> Result<void> {
            insert(session, 9);
            return {};
        }));
    }};
    while (!chain.is_contended()) std::this_thread::yield();
    chain.land();
    chain.send();
    chain.land();
    other.join();
    EXPECT_EQ(numbers(), (Numbers{1, 2, 3}));
}

TEST_F(Chain, tells_news_and_acts_last_of_what_was_committed) {
    int told = 0;
    auto& session = chain.begin();
    session.after_commit("told", [&] { ++told; });
    session.before_commit([](Session& last) {
        last.execute("update item set number = :n where id = :id", std::int64_t{70}, std::int64_t{1});
    });
    insert(session, 1);
    chain.send();
    EXPECT_EQ(told, 0);
    chain.land();
    EXPECT_EQ(told, 1);
    EXPECT_EQ(numbers(), Numbers{70});
}

}  // namespace
}  // namespace jincai::storage

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/scratch.h"
#include "platform/storage/scratch_server.h"

namespace jincai::storage {
namespace {

using testing::ElementsAre;

BOOST_DEFINE_ENUM_CLASS(Colour, red, green)

struct Sample {
    std::int64_t id = 0;
    std::string name;
    RegionCode region;
    QuotaId quota;
    Money amount;
    bool open = false;
    std::optional<std::string> note;
    std::optional<Money> ceiling;
    BusinessDate day{};
    Timestamp at;
    Colour colour = Colour::red;
    FiscalYear year;
};
BOOST_DESCRIBE_STRUCT(Sample, (),
                      (id, name, region, quota, amount, open, note, ceiling, day, at, colour, year))

constexpr Migration kSchema[] = {
    {"sample", 1, "sample",
     "create table sample (id bigint primary key, name text not null, region text not null,"
     " quota bigint not null, amount bigint not null, open bigint not null, note text,"
     " ceiling bigint, day text not null, at bigint not null, colour text not null,"
     " year bigint not null)"}};

constexpr std::string_view kSelect =
    "select id, name, region, quota, amount, open, note, ceiling, day, at, colour, year"
    " from sample";

struct Small {
    std::int64_t id = 0;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Small, (), (id, name))

constexpr Migration kSmall[] = {
    {"small", 1, "small", "create table small (id bigint primary key, name text not null unique)"}};

/// Runs `fn` in a transaction that is committed.
template <class Fn>
void in_write(Database& database, Fn&& fn) {
    WriteTransaction transaction{database};
    fn(transaction.session());
    transaction.commit();
}

Failure failure_in_write(Database& database, std::function<void(Session&)> const& fn) {
    try {
        in_write(database, fn);
    } catch (StorageError const& error) {
        return error.failure();
    }
    ADD_FAILURE() << "nothing was thrown";
    return Failure::other;
}

Sample extreme() {
    return {.id = std::numeric_limits<std::int64_t>::max(),
            .name = "数据 'quoted' \"x\" \\ :y ? 𠀋",
            .region = RegionCode{"990101"},
            .quota = QuotaId{7},
            .amount = Money::from_fen((std::int64_t{1} << 53) + 1),
            .open = true,
            .note = std::nullopt,
            .ceiling = Money::from_fen(std::numeric_limits<std::int64_t>::min()),
            .day = make_date(2028, 2, 29),
            .at = Timestamp{std::chrono::milliseconds{1'772'691'802'123}},
            .colour = Colour::green,
            .year = FiscalYear{2026}};
}

TEST(Session, gives_back_every_kind_of_value_exactly) {
    ScratchDatabase database;
    ASSERT_TRUE(migrate(database.get(), {kSchema}));
    auto const row = extreme();
    in_write(database.get(), [&](Session& session) { session.insert("sample", row); });
    auto const back =
        database->read([](Session& session) { return session.query_one<Sample>(kSelect); });
    ASSERT_TRUE(back);
    EXPECT_EQ(back->id, row.id);
    EXPECT_EQ(back->name, row.name);
    EXPECT_EQ(back->region, row.region);
    EXPECT_EQ(back->quota, row.quota);
    EXPECT_EQ(back->amount, row.amount);
    EXPECT_EQ(back->open, row.open);
    EXPECT_EQ(back->note, row.note);
    EXPECT_EQ(back->ceiling, row.ceiling);
    EXPECT_EQ(back->day, row.day);
    EXPECT_EQ(back->at, row.at);
    EXPECT_EQ(back->colour, row.colour);
    EXPECT_EQ(back->year, row.year);
}

TEST(Session, inserts_described_rows_again_and_again) {
    ScratchDatabase database{{kSmall}};
    in_write(database.get(), [](Session& session) {
        for (int i = 1; i <= 1000; ++i) session.insert("small", Small{i, fmt::format("n{}", i)});
    });
    database->read([](Session& session) {
        EXPECT_EQ(session.value<std::int64_t>("select count(*) from small"), 1000);
        EXPECT_EQ(session.value<std::string>("select name from small where id = :id", 998), "n998");
    });
}

struct Child {
    std::int64_t id = 0;
    std::int64_t parent_id = 0;
};
BOOST_DESCRIBE_STRUCT(Child, (), (id, parent_id))

TEST(Session, rows_that_refer_to_others_may_come_in_any_order_of_transactions) {
    constexpr Migration kFamily[] = {
        {"family", 1, "family",
         "create table small (id bigint primary key, name text not null unique);"
         "create table child (id bigint primary key, parent_id bigint not null references small (id))"}};
    ScratchDatabase database{{kFamily}};
    // A session that has seen the child first, as one does after a restart.
    in_write(database.get(), [](Session& session) {
        session.execute("insert into small (id, name) values (1, 'a')");
        session.insert("child", Child{1, 1});
    });
    in_write(database.get(), [](Session& session) {
        session.insert("child", Child{2, 1});
        session.insert("small", Small{2, "b"});
        session.insert("child", Child{3, 2});
    });
    EXPECT_EQ(database->read([](Session& session) {
        return session.value<std::int64_t>("select count(*) from child");
    }),
              3);
    EXPECT_EQ(failure_in_write(database.get(),
                               [](Session& session) { session.insert("child", Child{4, 9}); }),
              Failure::constraint);
}

TEST(Session, keeps_an_empty_text_apart_from_null) {
    ScratchDatabase database{{kSmall}};
    in_write(database.get(), [](Session& session) { session.insert("small", Small{1, ""}); });
    database->read([](Session& session) {
        EXPECT_EQ(session.value<std::string>("select name from small"), "");
        EXPECT_EQ(session.value<std::int64_t>("select sum(id) from small where id > 9"),
                  std::nullopt);
    });
}

TEST(Session, reads_a_null_only_into_an_optional) {
    ScratchDatabase database;
    database->read([](Session& session) {
        EXPECT_THROW(static_cast<void>(session.query<std::int64_t>("select null")), StorageError);
        EXPECT_THAT(session.query<std::optional<std::int64_t>>("select null"),
                    ElementsAre(std::nullopt));
    });
}

TEST(Session, uses_one_text_with_other_types_and_values) {
    ScratchDatabase database;
    database->read([](Session& session) {
        EXPECT_EQ(session.value<std::string>("select :a", std::string{"x"}), "x");
        EXPECT_EQ(session.value<std::int64_t>("select :a", 5), 5);
        EXPECT_EQ(session.value<std::int64_t>("select :a", std::optional<std::int64_t>{}),
                  std::nullopt);
        EXPECT_EQ(session.value<std::int64_t>("select :a", std::optional<std::int64_t>{6}), 6);
    });
}

TEST(Session, runs_a_text_inside_the_loop_over_its_own_rows) {
    ScratchDatabase database{{kSmall}};
    in_write(database.get(), [](Session& session) {
        for (int i = 1; i <= 3; ++i) session.insert("small", Small{i, fmt::format("n{}", i)});
    });
    std::vector<std::size_t> sizes;
    database->read([&](Session& session) {
        constexpr std::string_view kAll = "select id, name from small";
        session.for_each<Small>(
            kAll, [&](Small const&) { sizes.push_back(session.query<Small>(kAll).size()); });
    });
    EXPECT_THAT(sizes, ElementsAre(3, 3, 3));
}

TEST(Session, refuses_values_and_columns_that_do_not_match_the_text) {
    ScratchDatabase database{{kSmall}};
    database->read([](Session& session) {
        EXPECT_THROW(session.execute("select :a, :b", 1), StorageError);
        EXPECT_THROW(session.execute("select :a", 1, 2), StorageError);
        EXPECT_THROW(static_cast<void>(session.query<Small>("select id from small")), StorageError);
    });
}

TEST(Session, holds_no_snapshot_after_a_query_that_was_not_read_to_its_end) {
    if (test_backend() != Backend::sqlite) GTEST_SKIP() << "looks at a file of SQLite";
    ScratchDatabase database{{kSmall}};
    in_write(database.get(), [](Session& session) {
        for (int i = 1; i <= 3; ++i) session.insert("small", Small{i, fmt::format("n{}", i)});
    });
    database->read([](Session& session) {
        EXPECT_TRUE(session.query_one<Small>("select id, name from small"));
    });
    WriteTransaction transaction{database.get()};
    transaction.commit();
    database->checkpoint();
    EXPECT_EQ(std::filesystem::file_size(database->options().directory / "jincai.db-wal"), 0U);
}

TEST(Session, classifies_what_went_wrong) {
    ScratchDatabase database{{kSmall}};
    in_write(database.get(), [](Session& session) { session.insert("small", Small{1, "a"}); });
    EXPECT_EQ(failure_in_write(database.get(),
                               [](Session& session) {
                                   session.insert("small", Small{1, "b"});
                               }),
              Failure::unique);
    EXPECT_EQ(failure_in_write(database.get(),
                               [](Session& session) {
                                   session.insert("small", Small{2, "a"});
                               }),
              Failure::unique);
    EXPECT_EQ(failure_in_write(
                  database.get(),
                  [](Session& session) { session.execute("insert into small values (3, null)"); }),
              Failure::constraint);
    EXPECT_EQ(
        failure_in_write(database.get(), [](Session& session) { session.execute("nonsense"); }),
        Failure::other);
}

TEST(Session, keeps_bound_values_out_of_the_text_of_an_error) {
    ScratchDatabase database{{kSmall}};
    in_write(database.get(), [](Session& session) { session.insert("small", Small{1, "秘密"}); });
    try {
        in_write(database.get(), [](Session& s) { s.insert("small", Small{2, "秘密"}); });
        FAIL();
    } catch (StorageError const& error) {
        EXPECT_THAT(error.what(), testing::Not(testing::HasSubstr("秘密")));
    }
}

TEST(Session, counts_up_without_gaps_also_after_a_rollback) {
    ScratchDatabase database{{kSmall}};
    auto const add = [&](bool commit) {
        WriteTransaction transaction{database.get()};
        auto const id = transaction.session().next("small", "id");
        transaction.session().insert("small", Small{id, fmt::format("n{}", id)});
        if (commit) transaction.commit();
        return id;
    };
    EXPECT_EQ(add(true), 1);
    EXPECT_EQ(add(true), 2);
    EXPECT_EQ(add(false), 3);
    EXPECT_EQ(add(false), 3);
    EXPECT_EQ(add(true), 3);
}

TEST(Where, finds_what_its_conditions_say) {
    ScratchDatabase database{{kSmall}};
    in_write(database.get(), [](Session& session) {
        session.insert("small", Small{1, "100% 完成"});
        session.insert("small", Small{2, "100x"});
        session.insert("small", Small{3, "9901"});
        session.insert("small", Small{4, "990101"});
        session.insert("small", Small{5, "9902"});
    });
    auto const ids = [&](Where const& where) {
        return database->read([&](Session& session) {
            return session.query<std::int64_t>(
                "select id from small" + where.sql() + " order by id", where);
        });
    };
    EXPECT_THAT(ids(Where{}), ElementsAre(1, 2, 3, 4, 5));
    EXPECT_THAT(ids(Where{}.contains("name", "0%")), ElementsAre(1));
    EXPECT_THAT(ids(Where{}.starts_with("name", "9901").compare("id", ">", 3)), ElementsAre(4));
    EXPECT_THAT(ids(Where{}.any_of("id", std::vector<std::int64_t>{2, 5, 7})), ElementsAre(2, 5));
    EXPECT_THAT(ids(Where{}.any_of("id", std::vector<std::int64_t>{})), ElementsAre());
    EXPECT_THAT(ids(Where{}.equal_if("id", std::optional<std::int64_t>{})),
                ElementsAre(1, 2, 3, 4, 5));
    EXPECT_THAT(ids(Where{}.contains_any({"name", "cast(id as text)"}, "5")), ElementsAre(5));
}

struct Place {
    std::string region;
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(Place, (), (region, unit))

constexpr Migration kPlace[] = {
    {"place", 1, "place", "create table place (region text not null, unit text not null)"}};

TEST(Where, keeps_rows_outside_the_data_scope_away) {
    ScratchDatabase database{{kPlace}};
    std::vector<Place> const places{{"990000", "001"},    {"990100", "001"}, {"990101", "001"},
                                    {"990101", "002001"}, {"990102", "002"}, {"990200", "001"}};
    in_write(database.get(), [&](Session& session) {
        for (Place const& place : places) session.insert("place", place);
    });
    std::vector<DataScope> const scopes{
        DataScope::everything(),
        {.region_prefix = "9901"},
        {.region_prefix = "9901", .unit_prefixes = {"002"}},
        {.region_prefix = "9901", .unit_prefixes = {"001", "002001"}},
        {.region_prefix = "990101", .own_region_only = true, .region = RegionCode{"990101"}},
        {.region_prefix = "98"}};
    for (DataScope const& scope : scopes) {
        std::vector<std::string> expected;
        for (Place const& place : places) {
            if (scope.covers(RegionCode{place.region}, UnitCode{place.unit})) {
                expected.push_back(place.region + "/" + place.unit);
            }
        }
        auto const found = database->read([&](Session& session) {
            auto const where = Where{}.scope(scope, "region", "unit");
            return session.query<std::string>(
                "select region || '/' || unit from place" + where.sql() + " order by 1", where);
        });
        EXPECT_EQ(found, expected) << scope.region_prefix;
    }
}

}  // namespace
}  // namespace jincai::storage

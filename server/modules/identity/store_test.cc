#include "modules/identity/store.h"
#include "modules/identity/identity_fixture.h"

namespace jincai::identity {
namespace {

using Store = IdentityTest;

TEST_F(Store, gives_back_a_user_as_it_was_written) {
    User const user{.user_id = UserId{41},
                    .user_name = "li",
                    .display_name = "李\"四'",
                    .region_code = RegionCode{"990101"},
                    .unit_code = UnitCode{"001"},
                    .status = UserStatus::locked,
                    .password_hash = "h",
                    .must_change = true,
                    .password_changed_at = clock.now(),
                    .failed_count = 3,
                    .failed_since = clock.now(),
                    .last_login_ip = "10.0.0.1",
                    .created_at = clock.now(),
                    .revision = 7};
    auto back = database->write([&](storage::Session& session) -> Result<User> {
        store::insert_user(session, user);
        return *store::user_by_name(session, "li");
    });
    ASSERT_TRUE(back);
    EXPECT_EQ(back->user_id, user.user_id);
    EXPECT_EQ(back->display_name, user.display_name);
    EXPECT_EQ(back->unit_code, user.unit_code);
    EXPECT_EQ(back->status, UserStatus::locked);
    EXPECT_TRUE(back->must_change);
    EXPECT_EQ(back->failed_since, user.failed_since);
    EXPECT_EQ(back->locked_until, std::nullopt);
    EXPECT_EQ(back->revision, 7);
}

TEST_F(Store, updates_every_column_it_lists) {
    auto const id = add("li", std::vector<GrantSpec>{});
    auto const back = database->write([&](storage::Session& session) -> Result<User> {
        auto user = *store::user(session, id);
        user.display_name = "新名";
        user.unit_code = UnitCode{"001"};
        user.status = UserStatus::disabled;
        user.locked_until = clock.now();
        user.last_login_at = clock.now();
        user.last_login_ip = "10.0.0.9";
        user.released_at = clock.now();
        user.revision = 9;
        store::update_user(session, user);
        return *store::user(session, id);
    });
    EXPECT_EQ(back->display_name, "新名");
    EXPECT_EQ(back->unit_code, UnitCode{"001"});
    EXPECT_EQ(back->status, UserStatus::disabled);
    EXPECT_EQ(back->locked_until, clock.now());
    EXPECT_EQ(back->last_login_at, clock.now());
    EXPECT_EQ(back->last_login_ip, "10.0.0.9");
    EXPECT_EQ(back->released_at, clock.now());
    EXPECT_EQ(back->revision, 9);
}

TEST_F(Store, keeps_grants_with_their_units_until_revoked) {
    auto const id = add("li", std::vector<GrantSpec>{});
    GrantSpec const wanted{.role = Role::business_division,
                           .region_code = RegionCode{"990101"},
                           .include_lower = true,
                           .unit_prefixes = {"001", "001001"}};
    auto const left = database->write([&](storage::Session& session) -> Result<std::size_t> {
        auto const grant_id = store::insert_grant(session, id, wanted, "guard", clock.now());
        auto const grants = store::grants(session, id);
        EXPECT_EQ(grants.size(), 1U);
        EXPECT_EQ(static_cast<GrantSpec const&>(grants[0]), wanted);
        store::revoke_grant(session, grant_id, clock.now());
        return store::grants(session, id).size();
    });
    EXPECT_EQ(*left, 0U);
}

}  // namespace
}  // namespace jincai::identity

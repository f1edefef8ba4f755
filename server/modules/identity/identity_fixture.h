#pragma once

// What the tests of this module share.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/identity/module.h"
#include "modules/identity/service.h"
#include "platform/audit/audit.h"
#include "platform/storage/scratch.h"

namespace jincai::identity {

/// Two cities with a county each; units 001 and 001001 in every region.
class TwoCities final : public Places {
public:
    [[nodiscard]] std::optional<std::string> region_name(RegionCode const& code) const override {
        for (std::string_view const known : {"990000", "990100", "990101", "990200", "990201"}) {
            if (code.value() == known) return "区划" + code.value();
        }
        return std::nullopt;
    }
    [[nodiscard]] std::optional<std::string> unit_name(RegionCode const&,
                                                       UnitCode const& code) const override {
        if (code.value() != "001" && code.value() != "001001") return std::nullopt;
        return "单位" + code.value();
    }
};

class IdentityTest : public testing::Test {
protected:
    static constexpr std::string_view kPassword = "Xk7mQw2z-Rt5v";

    UserId add(std::string const& name, std::vector<GrantSpec> const& grants,
               std::string const& region = "990101") {
        auto const added = service.create_account(
            audit::system_actor(), {.user = {name, "姓名" + name, RegionCode{region}, UnitCode{}},
                                    .password = std::string{kPassword},
                                    .must_change = false,
                                    .grants = grants});
        EXPECT_TRUE(added) << (added ? "" : text_of(added.error(), Language::en));
        return added.value_or(UserId{});
    }
    UserId add(std::string const& name, Role role, std::string const& region = "990101") {
        return add(name, {grant(role, region)}, region);
    }
    static GrantSpec grant(Role role, std::string const& region) {
        auto const& spec = spec_of(role);
        return {.role = role,
                .region_code = RegionCode{region},
                .include_lower = spec.includes_lower,
                .unit_prefixes = spec.within_unit ? std::vector<std::string>{"001001"}
                                                  : std::vector<std::string>{}};
    }
    Result<SignedIn> sign_in(std::string_view name, std::string_view password = kPassword) {
        return service.sign_in(name, password, {.ip = "10.0.0.1", .request_id = "r1"});
    }
    static http::Request request(std::string const& token, std::string path = "/api/x") {
        http::Request request{.method = http::Method::get, .path = std::move(path)};
        request.headers.set("Cookie", "jincai_session=" + token);
        return request;
    }
    Result<api::Caller> caller_of(std::string const& token) {
        return service.caller_of(request(token));
    }
    api::Caller signed_in(std::string_view name) {
        auto const session = sign_in(name);
        EXPECT_TRUE(session) << name;
        auto caller = session ? caller_of(session->token) : Result<api::Caller>{};
        EXPECT_TRUE(caller);
        return caller.value_or(api::Caller{});
    }
    std::vector<audit::Record> records() {
        return database
            ->read([](storage::Session& session) {
                return audit::find(session, DataScope::everything(), {}, {.size = 500});
            })
            .records;
    }
    std::string last_action() { return records().front().action; }

    storage::ScratchDatabase database{{audit::migrations(), migrations()}};
    ManualClock clock{Timestamp{std::chrono::milliseconds{1'772'691'802'000}}};
    TwoCities places;
    Service service{database.get(), clock, places, {.password_rounds = 100}};
};

template <class T>
std::string_view code_of(Result<T> const& result) {
    return result ? std::string_view{"accepted"} : result.error().code();
}

}  // namespace jincai::identity

#include <cstdio>

#include "app/application.h"
#include "app/refusals.h"
#include "app/words.h"
#include "main/commands.h"

namespace jincai::program {

namespace {

Result<identity::Account> account_of(app::Words const& words) {
    identity::Role role{};
    auto const name = words.value_or("role", "");
    if (!boost::describe::enum_from_string(name.c_str(), role))
        return refuse(app::refusals::role_unknown, {{"role", name}});
    RegionCode const region{words.value_or("region", "")};
    identity::GrantSpec grant;
    grant.role = role;
    grant.region_code = region;
    grant.include_lower = identity::spec_of(role).includes_lower;
    UnitCode const unit{words.value_or("unit", "")};
    if (!unit.empty()) grant.unit_prefixes.push_back(unit.value());
    return identity::Account{.user = {.user_name = words.value_or("name", ""),
                                      .display_name = words.value_or("display", words.value_or("name", "")),
                                      .region_code = region,
                                      .unit_code = unit},
                             .password = identity::one_time_password(),
                             .grants = {grant}};
}

Result<void> add_user(app::Words const& words) {
    auto const account = JC_TRY(account_of(words));
    SystemClock const clock;
    auto const application = JC_TRY(app::Application::open(
        {.data = words.value_or("data", "data"),
         .database = words.value_or("db", ""),
         .parameters = app::default_parameters()}, clock));
    JC_TRY(application->identity().create_account(app::system_caller(), account));
    std::printf("%s  %s\n", account.user.user_name.c_str(), account.password.c_str());
    return {};
}

}  // namespace

int openapi(std::vector<std::string> const&) {
    auto const document = app::openapi_document();
    if (!document) return app::report(document.error());
    std::printf("%s\n", document->c_str());
    return 0;
}

int user(std::vector<std::string> const& words) {
    auto const read = app::Words::read(
        words, {"data", "db", "name", "display", "role", "region", "unit"}, {});
    if (!read) return app::report(read.error());
    if (read->plain() != std::vector<std::string>{"add"}) {
        std::fputs(help().c_str(), stderr);
        return 2;
    }
    auto const done = add_user(*read);
    return done ? 0 : app::report(done.error());
}

}  // namespace jincai::program

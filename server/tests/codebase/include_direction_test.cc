#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "tests/codebase/tree.h"

/// main -> {bench, chaos} -> demo -> app -> modules -> {ledger, platform} -> base. Across modules only what
/// stands at the door, of an earlier module; inside one: model <- store <- service <- routes <- module.
namespace jincai::codebase {
namespace {

struct Place {
    std::string floor;  ///< base, ledger, platform, modules, app, demo, bench, chaos, main
    std::string room;   ///< the module; "" elsewhere
    std::string file;
};

/// What each floor may include, itself included.
std::map<std::string, std::set<std::string>> const kBelow{
    {"base", {"base"}},
    {"ledger", {"base", "ledger"}},
    {"analytics", {"base", "analytics"}},
    {"platform", {"base", "platform"}},
    {"modules", {"base", "ledger", "analytics", "platform", "modules"}},
    {"app", {"base", "ledger", "analytics", "platform", "modules", "app"}},
    {"demo", {"base", "ledger", "analytics", "platform", "modules", "app", "demo"}},
    {"bench", {"base", "ledger", "analytics", "platform", "modules", "app", "demo", "bench"}},
    {"chaos", {"base", "ledger", "analytics", "platform", "modules", "app", "chaos"}},
    {"main",
     {"base", "ledger", "analytics", "platform", "modules", "app", "demo", "bench", "chaos",
      "main"}}};

/// In the order in which the budget flows through them; a later one may include an earlier one.
constexpr std::string_view kModules[] = {
    "identity",    "basics",   "workflow", "projects",    "formulation", "execution", "exchange",
    "performance", "accounts", "policy",   "supervision", "cockpit",     "evidence"};

/// What other modules may include: the services, the values, the refusals they may answer, and
/// what execution and basics exchange with everybody.
std::set<std::string> const kDoor{"service.h", "model.h", "refusals.h"};
std::set<std::string> const kWiderDoor{
    "basics/directory.h", "execution/messages.h", "execution/messages_payment.h"};

constexpr std::string_view kParts[] = {"model", "store", "service", "routes", "module"};

/// The place of a path as it stands after `#include`, or of a file below server/ or at the top.
std::optional<Place> place_of(std::string_view path) {
    if (path.starts_with("server/")) path.remove_prefix(7);
    auto const parts = split(path, '/');
    std::string const floor{parts.front()};
    if (parts.size() < 2 || !kBelow.contains(floor)) return std::nullopt;
    return Place{floor, floor == "modules" && parts.size() > 2 ? std::string{parts[1]} : "",
                 std::string{parts.back()}};
}

std::ptrdiff_t rank(std::string_view module) {
    return std::ranges::find(kModules, module) - std::begin(kModules);
}

/// The part a file belongs to by its name: model_roles.h -> model; -1 for others.
std::ptrdiff_t part_of(std::string_view file) {
    for (std::size_t i = 0; i < std::size(kParts); ++i) {
        auto const part = kParts[i];
        if (file.starts_with(part) && file.size() > part.size() &&
            (file[part.size()] == '.' || file[part.size()] == '_'))
            return static_cast<std::ptrdiff_t>(i);
    }
    return -1;
}

std::string across_modules(Place const& from, Place const& to, bool is_test) {
    if (rank(to.room) == std::ssize(kModules)) return "module is not in the list of modules";
    if (rank(to.room) > rank(from.room)) return "includes a later module";
    bool const open = kDoor.contains(to.file) || kWiderDoor.contains(to.room + "/" + to.file);
    return open || is_test ? "" : "includes what is behind the door of another module";
}

/// What is wrong with one include; "" when nothing is.
std::string judge(Place const& from, Place const& to, bool is_test) {
    if (!kBelow.at(from.floor).contains(to.floor)) return "includes a floor above or beside it";
    if (from.floor != "modules" || to.floor != "modules") return "";
    if (from.room != to.room) return across_modules(from, to, is_test);
    auto const mine = part_of(from.file);
    auto const theirs = part_of(to.file);
    if (is_test || mine < 0 || theirs <= mine) return "";
    return "includes a later part of its module";
}

Findings check(std::vector<File> const& files) {
    Findings found;
    for (auto const& file : files) {
        auto const from = place_of(file.path);
        if (!from) continue;
        for_each_line(file.text, [&](std::string_view line, int number) {
            constexpr std::string_view kInclude = "#include \"";
            if (!line.starts_with(kInclude)) return;
            auto const target = line.substr(kInclude.size(), line.rfind('"') - kInclude.size());
            auto const to = place_of(target);
            if (!to) return;
            auto const wrong = judge(*from, *to, file.is_test());
            if (!wrong.empty())
                found.push_back(finding(file, number, wrong + ": " + std::string{target}));
        });
    }
    return found;
}

Findings check_sockets(std::vector<File> const& files) {
    Findings found;
    for (auto const& file : files) {
        if (file.is_below("server/platform/http")) continue;
        for_each_line(file.text, [&](std::string_view line, int number) {
            if (!line.starts_with("#include")) return;
            if (line.find("boost/asio") != line.npos || line.find("boost/beast") != line.npos)
                found.push_back(finding(file, number, "Asio and Beast stay inside platform/http"));
        });
    }
    return found;
}

Findings tried(std::string path, std::string include) {
    return check({{std::move(path), "#include \"" + std::move(include) + "\"\n"}});
}

TEST(IncludeDirection, arrows_only_go_down) { EXPECT_THAT(check(cpp_files()), testing::IsEmpty()); }

TEST(IncludeDirection, a_floor_above_is_noticed) {
    EXPECT_THAT(tried("server/base/money.h", "platform/json/codec.h"), testing::SizeIs(1));
    EXPECT_THAT(tried("server/ledger/book.h", "platform/storage/session.h"), testing::SizeIs(1));
    EXPECT_THAT(tried("server/platform/api/call.h", "modules/identity/model.h"), testing::SizeIs(1));
    EXPECT_THAT(tried("server/app/words.cc", "demo/commands.h"), testing::SizeIs(1));
    EXPECT_THAT(tried("demo/year.cc", "app/application.h"), testing::IsEmpty());
}

TEST(IncludeDirection, a_later_module_or_a_back_door_is_noticed) {
    EXPECT_THAT(tried("server/modules/basics/service.h", "modules/workflow/model.h"),
                testing::SizeIs(1));
    EXPECT_THAT(tried("server/modules/cockpit/store.cc", "modules/execution/writer.h"),
                testing::SizeIs(1));
    EXPECT_THAT(tried("server/modules/cockpit/model.h", "modules/execution/messages.h"),
                testing::IsEmpty());
    EXPECT_THAT(tried("server/modules/cockpit/store_test.cc", "modules/execution/module.h"),
                testing::IsEmpty());
}

TEST(IncludeDirection, a_later_part_of_the_same_module_is_noticed) {
    EXPECT_THAT(tried("server/modules/basics/store.h", "modules/basics/service.h"),
                testing::SizeIs(1));
    EXPECT_THAT(tried("server/modules/basics/model_x.h", "modules/basics/store.h"),
                testing::SizeIs(1));
    EXPECT_THAT(tried("server/modules/basics/routes.cc", "modules/basics/service.h"),
                testing::IsEmpty());
}

TEST(IncludeDirection, sockets_stay_in_http) {
    EXPECT_THAT(check_sockets(cpp_files()), testing::IsEmpty());
    EXPECT_THAT(check_sockets({{"server/platform/api/x.h", "#include <boost/asio/ip/tcp.hpp>\n"}}),
                testing::SizeIs(1));
}

}  // namespace
}  // namespace jincai::codebase

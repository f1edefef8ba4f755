#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "app/application.h"
#include "modules/identity/model_roles.h"
#include "platform/json/value.h"

/// Every endpoint of the program, as the API document names it.
namespace jincai::codebase {
namespace {

struct Operation {
    std::string name;  ///< "post /api/execution/payments"
    std::string permission;
    std::string audit;
    std::string id;
    std::string summary;
    [[nodiscard]] bool is_write() const { return !name.starts_with("get "); }
};

std::string text(json::Value const& value, std::string_view name) {
    auto const* found = value.find(name);
    auto const* as_text = found == nullptr ? nullptr : found->as_string();
    return as_text == nullptr ? "" : *as_text;
}

std::vector<Operation> operations_of(json::Value const& document) {
    std::vector<Operation> found;
    for (auto const& path : *document.find("paths")->as_object())
        for (auto const& method : *path.value.as_object())
            found.push_back({.name = method.name + " " + path.name,
                             .permission = text(method.value, "x-permission"),
                             .audit = text(method.value, "x-audit"),
                             .id = text(method.value, "operationId"),
                             .summary = text(method.value, "summary")});
    return found;
}

class Endpoints : public testing::Test {
protected:
    static void SetUpTestSuite() {
        auto const text = app::openapi_document();
        ASSERT_TRUE(text.has_value());
        auto const document = json::parse(*text);
        ASSERT_TRUE(document.has_value());
        operations = operations_of(*document);
    }
    static inline std::vector<Operation> operations;
};

TEST_F(Endpoints, all_modules_declare_theirs) {
    std::set<std::string> modules;
    for (auto const& operation : operations) {
        auto const path = operation.name.substr(operation.name.find('/'));
        if (path.starts_with("/api/")) modules.insert(path.substr(5, path.find('/', 5) - 5));
    }
    EXPECT_THAT(modules, testing::IsSupersetOf({"identity", "basics", "workflow", "execution",
                                                "cockpit", "audit", "jobs", "events"}));
}

TEST_F(Endpoints, each_has_a_permission_that_somebody_holds) {
    std::set<std::string_view> held{"public", "signed_in"};
    for (auto const& role : identity::roles())
        held.insert(role.permissions.begin(), role.permissions.end());
    for (auto const& operation : operations)
        EXPECT_TRUE(held.contains(operation.permission))
            << operation.name << " asks for \"" << operation.permission << '"';
}

TEST_F(Endpoints, each_write_leaves_an_audit_record) {
    int writes = 0;
    for (auto const& operation : operations) {
        if (!operation.is_write()) continue;
        ++writes;
        EXPECT_NE(operation.audit, "") << operation.name;
    }
    EXPECT_GT(writes, 20);
}

TEST_F(Endpoints, only_computations_claim_to_write_nothing) {
    std::set<std::string> silent;
    for (auto const& operation : operations)
        if (operation.audit == "nothing_written") silent.insert(operation.name);
    EXPECT_THAT(silent, testing::IsSubsetOf({"post /api/execution/payments/preview",
                                              "post /api/execution/replay/what-if"}));
}

TEST_F(Endpoints, each_has_a_name_of_its_own_and_says_what_it_does) {
    std::set<std::string> ids;
    for (auto const& operation : operations) {
        EXPECT_TRUE(ids.insert(operation.id).second) << operation.name;
        EXPECT_NE(operation.summary, "") << operation.name;
    }
}

}  // namespace
}  // namespace jincai::codebase

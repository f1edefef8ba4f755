#include "demo/accounts.h"

#include "demo/province.h"

namespace jincai::demo {

namespace {

struct Row {
    std::string_view user_name;
    std::string_view display_name;
    std::string_view role;
    std::string_view region;
    std::string_view unit;  ///< "" for the finance bureau and the administrators
};

constexpr std::string_view kHealthBureau = "210001";

constexpr Row kRows[] = {
    {"handler", "第一中学经办", "unit_handler", kStoryRegion, kStorySchool},
    {"reviewer", "第一中学审核", "unit_reviewer", kStoryRegion, kStorySchool},
    {"leader", "第一中学负责人", "unit_leader", kStoryRegion, kStorySchool},
    {"handler2", "第二中学经办", "unit_handler", kStoryRegion, kRequestingSchool},
    {"handler3", "第三中学经办", "unit_handler", kStoryRegion, kFrozenSchool},
    {"reviewer3", "第三中学审核", "unit_reviewer", kStoryRegion, kFrozenSchool},
    {"leader3", "第三中学负责人", "unit_leader", kStoryRegion, kFrozenSchool},
    {"health", "卫生健康局经办", "unit_handler", kStoryRegion, kHealthBureau},
    {"business", "云浦县财政局科教文科", "business_division", kStoryRegion, ""},
    {"budget", "云浦县财政局预算科", "budget_division", kStoryRegion, ""},
    {"budget2", "云浦县财政局预算科复核", "budget_division", kStoryRegion, ""},
    {"treasury", "云浦县财政局国库科", "treasury_division", kStoryRegion, ""},
    {"treasury2", "云浦县财政局国库科复核", "treasury_division", kStoryRegion, ""},
    {"performance", "云浦县财政局绩效科", "performance_division", kStoryRegion, ""},
    {"bureau", "云浦县财政局局领导", "bureau_leader", kStoryRegion, ""},
    {"county", "云浦县财政局县级专管", "county_staff", kStoryRegion, ""},
    {"provbudget", "岚川省财政厅预算处", "budget_division", kProvinceCode, ""},
    {"provtreasury", "岚川省财政厅国库处", "treasury_division", kProvinceCode, ""},
    {"provleader", "岚川省财政厅厅领导", "bureau_leader", kProvinceCode, ""},
    {"auditor", "岚川省审计厅审计员", "auditor", kProvinceCode, ""},
    {"sysadmin", "系统管理员", "system_admin", kProvinceCode, ""},
    {"secadmin", "安全管理员", "security_admin", kProvinceCode, ""},
    {"audadmin", "审计管理员", "audit_admin", kProvinceCode, ""},
};

}  // namespace

std::vector<Account> make_accounts() {
    std::vector<Account> accounts;
    for (auto const& row : kRows) {
        Account account{.user_name = std::string{row.user_name},
                        .display_name = std::string{row.display_name},
                        .role = std::string{row.role},
                        .region = RegionCode{row.region}};
        if (!row.unit.empty()) account.unit = UnitCode{row.unit};
        accounts.push_back(std::move(account));
    }
    return accounts;
}

}  // namespace jincai::demo

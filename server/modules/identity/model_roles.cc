#include "modules/identity/model_roles.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "modules/identity/refusals.h"

namespace jincai::identity {

namespace {

constexpr Permission kPermissions[] = {
    {"basics.read", "查看基础信息", "see basic data"},
    {"basics.maintain", "维护基础信息、开关账期", "maintain basic data, open and close months"},
    {"basics.parameter.propose", "提出参数修改", "propose a parameter"},
    {"basics.parameter.approve", "批准参数修改", "approve a parameter"},
    {"identity.user.read", "查看用户", "see users"},
    {"identity.user.manage", "建立和停用账户", "create and close accounts"},
    {"identity.role.grant", "授予和收回角色", "grant and take back roles"},
    {"audit.read", "查看操作日志", "read the audit log"},
    {"jobs.read", "查看后台任务", "see jobs"},
    {"execution.quota.read", "查看指标", "see quotas"},
    {"execution.quota.prepare", "录入指标文", "prepare quota documents"},
    {"execution.quota.approve", "审核指标文", "approve quota documents"},
    {"execution.plan.read", "查看用款计划", "see cash plans"},
    {"execution.plan.prepare", "编制用款计划", "prepare cash plans"},
    {"execution.plan.approve", "审批用款计划", "approve cash plans"},
    {"execution.payment.read", "查看支付", "see payments"},
    {"execution.payment.prepare", "录入支付申请", "prepare payments"},
    {"execution.payment.review", "审核支付申请", "review payments"},
    {"execution.payment.approve", "审批支付申请", "approve payments"},
    {"execution.payment.settle", "支付清算与退票", "send, clear and return payments"},
    {"execution.light.read", "查看执行监控灯", "see the lights"},
    {"execution.freeze.request", "申请解冻", "ask to lift a freeze"},
    {"execution.freeze.opine", "对解冻提出意见", "give an opinion on a freeze"},
    {"execution.freeze.approve", "批准解冻", "lift a freeze"},
    {"execution.replay.read", "追溯余额、推演参数", "ask the past: balances then, other parameters"},
    {"workflow.read", "查看待办", "see tasks"},
    {"workflow.delegate", "委托他人办理", "delegate tasks"},
    {"cockpit.leader.read", "查看领导驾驶舱", "see the leader's cockpit"},
    {"cockpit.county.read", "查看县级驾驶舱", "see the county cockpit"},
};

// Reading rights come with the work; what moves money is named role by role. One person never takes
// two steps of one document: that is checked per document, whatever roles the account holds.
constexpr std::string_view kUnitHandler[] = {"basics.read",
                                             "jobs.read",
                                             "execution.quota.read",
                                             "execution.plan.read",
                                             "execution.plan.prepare",
                                             "execution.payment.read",
                                             "execution.payment.prepare",
                                             "execution.light.read",
                                             "execution.freeze.request",
                                             "workflow.read",
                                             "workflow.delegate"};
constexpr std::string_view kUnitReviewer[] = {"basics.read",
                                              "jobs.read",
                                              "execution.quota.read",
                                              "execution.plan.read",
                                              "execution.plan.approve",
                                              "execution.payment.read",
                                              "execution.payment.review",
                                              "execution.light.read",
                                              "workflow.read",
                                              "workflow.delegate"};
constexpr std::string_view kUnitLeader[] = {"basics.read",
                                            "jobs.read",
                                            "execution.quota.read",
                                            "execution.plan.read",
                                            "execution.plan.approve",
                                            "execution.payment.read",
                                            "execution.payment.approve",
                                            "execution.light.read",
                                            "execution.freeze.request",
                                            "workflow.read",
                                            "workflow.delegate"};
constexpr std::string_view kBusinessDivision[] = {"basics.read",
                                                  "jobs.read",
                                                  "execution.quota.read",
                                                  "execution.quota.prepare",
                                                  "execution.quota.approve",
                                                  "execution.plan.read",
                                                  "execution.plan.approve",
                                                  "execution.payment.read",
                                                  "execution.payment.review",
                                                  "execution.light.read",
                                                  "execution.freeze.opine",
                                                  "workflow.read",
                                                  "workflow.delegate"};
constexpr std::string_view kBudgetDivision[] = {"basics.read",
                                                "basics.maintain",
                                                "basics.parameter.propose",
                                                "basics.parameter.approve",
                                                "jobs.read",
                                                "execution.quota.read",
                                                "execution.quota.prepare",
                                                "execution.quota.approve",
                                                "execution.plan.read",
                                                "execution.payment.read",
                                                "execution.light.read",
                                                "execution.replay.read",
                                                "execution.freeze.opine",
                                                "workflow.read",
                                                "workflow.delegate"};
constexpr std::string_view kTreasuryDivision[] = {"basics.read",
                                                  "basics.maintain",
                                                  "basics.parameter.propose",
                                                  "jobs.read",
                                                  "execution.quota.read",
                                                  "execution.plan.read",
                                                  "execution.plan.prepare",
                                                  "execution.plan.approve",
                                                  "execution.payment.read",
                                                  "execution.payment.review",
                                                  "execution.payment.approve",
                                                  "execution.payment.settle",
                                                  "execution.light.read",
                                                  "execution.replay.read",
                                                  "execution.freeze.opine",
                                                  "execution.freeze.approve",
                                                  "workflow.read",
                                                  "workflow.delegate"};
constexpr std::string_view kPerformanceDivision[] = {"basics.read",
                                                     "jobs.read",
                                                     "execution.quota.read",
                                                     "execution.plan.read",
                                                     "execution.payment.read",
                                                     "execution.light.read",
                                                     "execution.freeze.opine",
                                                     "workflow.read",
                                                     "workflow.delegate"};
constexpr std::string_view kBureauLeader[] = {"basics.read",
                                              "basics.parameter.approve",
                                              "jobs.read",
                                              "execution.quota.read",
                                              "execution.quota.approve",
                                              "execution.plan.read",
                                              "execution.plan.approve",
                                              "execution.payment.read",
                                              "execution.payment.approve",
                                              "execution.light.read",
                                              "execution.replay.read",
                                              "execution.freeze.approve",
                                              "workflow.read",
                                              "workflow.delegate",
                                              "cockpit.leader.read",
                                              "cockpit.county.read"};
constexpr std::string_view kCountyStaff[] = {"basics.read",
                                             "jobs.read",
                                             "execution.quota.read",
                                             "execution.quota.prepare",
                                             "execution.plan.read",
                                             "execution.plan.approve",
                                             "execution.payment.read",
                                             "execution.payment.review",
                                             "execution.light.read",
                                             "execution.replay.read",
                                             "execution.freeze.opine",
                                             "workflow.read",
                                             "workflow.delegate",
                                             "cockpit.county.read"};
constexpr std::string_view kAuditor[] = {
    "basics.read",          "audit.read",          "jobs.read",
    "execution.quota.read", "execution.plan.read", "execution.payment.read",
    "execution.light.read", "execution.replay.read", "cockpit.leader.read",
    "cockpit.county.read"};
constexpr std::string_view kSystemAdmin[] = {
    "basics.read", "basics.maintain",    "basics.parameter.propose",
    "jobs.read",   "identity.user.read", "identity.user.manage"};
constexpr std::string_view kSecurityAdmin[] = {"basics.read", "identity.user.read",
                                               "identity.role.grant"};
constexpr std::string_view kAuditAdmin[] = {"audit.read"};

constexpr RoleSpec kRoles[] = {
    {Role::unit_handler, "单位经办", "unit handler", Duty::business, "/todo", true, false,
     kUnitHandler},
    {Role::unit_reviewer, "单位审核", "unit reviewer", Duty::business, "/todo", true, false,
     kUnitReviewer},
    {Role::unit_leader, "单位负责人", "unit leader", Duty::business, "/todo", true, false,
     kUnitLeader},
    {Role::business_division, "业务科室", "finance business division", Duty::business, "/todo",
     false, false, kBusinessDivision},
    {Role::budget_division, "预算科", "budget division", Duty::business, "/exec/quotas", false,
     false, kBudgetDivision},
    {Role::treasury_division, "国库科", "treasury division", Duty::business, "/exec/payments",
     false, false, kTreasuryDivision},
    {Role::performance_division, "绩效科", "performance division", Duty::business, "/exec/lights",
     false, true, kPerformanceDivision},
    {Role::bureau_leader, "局领导", "bureau leader", Duty::business, "/cockpit/leader", false, true,
     kBureauLeader},
    {Role::county_staff, "县级财政", "county finance staff", Duty::business, "/exec/lights", false,
     true, kCountyStaff},
    {Role::auditor, "审计", "auditor", Duty::supervision, "/aud/logs", false, true, kAuditor},
    {Role::system_admin, "系统管理员", "system administrator", Duty::administration, "/sys/users",
     false, true, kSystemAdmin},
    {Role::security_admin, "安全管理员", "security administrator", Duty::administration,
     "/sys/users", false, true, kSecurityAdmin},
    {Role::audit_admin, "审计管理员", "audit administrator", Duty::administration, "/aud/logs",
     false, true, kAuditAdmin},
};
static_assert(std::size(kRoles) ==
              boost::mp11::mp_size<boost::describe::describe_enumerators<Role>>::value);

constexpr bool every_permission_is_known() {
    return std::ranges::all_of(kRoles, [](RoleSpec const& role) {
        return std::ranges::all_of(role.permissions, [](std::string_view name) {
            return std::ranges::count(kPermissions, name, &Permission::name) == 1;
        });
    });
}
static_assert(every_permission_is_known());

bool exclude_each_other(RoleSpec const& a, RoleSpec const& b) {
    return a.role != b.role && (a.duty != Duty::business || b.duty != Duty::business);
}

}  // namespace

std::span<Permission const> permissions() {
    return kPermissions;
}

std::span<RoleSpec const> roles() {
    return kRoles;
}

RoleSpec const& spec_of(Role role) {
    auto const& spec = kRoles[static_cast<std::size_t>(role)];
    JC_ASSERT(spec.role == role);  // the table is in the order of the enum
    return spec;
}

std::string name_of(Role role) {
    return boost::describe::enum_to_string(role, "?");
}

bool is_administrator(Role role) {
    return spec_of(role).duty == Duty::administration;
}

Result<void> check_exclusions(std::vector<Role> const& held) {
    for (std::size_t i = 0; i < held.size(); ++i) {
        for (std::size_t k = i + 1; k < held.size(); ++k) {
            auto const& first = spec_of(held[i]);
            auto const& second = spec_of(held[k]);
            if (!exclude_each_other(first, second)) continue;
            return refuse(refusals::grant_excluded,
                          {{"role", std::string{first.zh}}, {"other", std::string{second.zh}}});
        }
    }
    return {};
}

std::string role_table() {
    std::string text = "| role | 角色 | permissions |\n| --- | --- | --- |\n";
    for (RoleSpec const& role : kRoles) {
        text += fmt::format("| {} | {} | {} |\n", name_of(role.role), role.zh,
                            fmt::join(role.permissions, ", "));
    }
    return text;
}

}  // namespace jincai::identity

#pragma once

#include "base/error.h"

namespace jincai::identity::refusals {

// Signing in. One answer for an unknown name, a wrong password and a locked account: a stranger
// learns neither which names exist nor that a guess was right.
inline constexpr RefusalSpec sign_in_refused{
    "sign_in_refused", RefusalKind::unauthenticated,
    "用户名或密码不正确，或账户已被锁定：连续 {attempts} 次失败后锁定 {minutes} "
    "分钟，请稍后再试或联系系统管理员",
    "the user name or the password is wrong, or the account is locked: after {attempts} failures "
    "it "
    "is locked for {minutes} minutes; try later or ask the system administrator"};
inline constexpr RefusalSpec sign_in_busy{
    "sign_in_busy", RefusalKind::unavailable, "登录人数过多，本次未处理：请稍后重试",
    "too many people are signing in and this attempt was not processed: try again in a moment"};
inline constexpr RefusalSpec account_locked{
    "account_locked", RefusalKind::unauthenticated,
    "账户已被管理员锁定：请联系安全管理员核实后解锁",
    "the account was locked by an administrator: ask the security administrator to release it"};
inline constexpr RefusalSpec account_disabled{
    "account_disabled", RefusalKind::unauthenticated, "账户已停用：请联系系统管理员",
    "the account is closed: ask the system administrator"};
inline constexpr RefusalSpec account_inactive{
    "account_inactive", RefusalKind::unauthenticated,
    "账户超过 {days} 天未登录，已自动停用：请联系安全管理员核实后解锁",
    "the account was not used for {days} days and is closed: ask the security administrator to "
    "release it",
    "GB/T 22239-2019 8.1.4.2"};
inline constexpr RefusalSpec not_signed_in{
    "not_signed_in", RefusalKind::unauthenticated, "尚未登录，或登录已过期：请重新登录",
    "you are not signed in, or the session has ended: sign in again"};
inline constexpr RefusalSpec password_change_required{
    "password_change_required", RefusalKind::forbidden,
    "密码为初始密码或已超过有效期：请先修改密码再继续",
    "the password is an initial one or too old: change it before you go on",
    "GB/T 22239-2019 8.1.4.1"};

// Passwords.
inline constexpr RefusalSpec password_too_short{
    "password_too_short", RefusalKind::invalid, "密码至少需要 {min} 个字符",
    "a password needs at least {min} characters", "GB/T 22239-2019 8.1.4.1"};
inline constexpr RefusalSpec password_too_long{"password_too_long", RefusalKind::invalid,
                                               "密码不能超过 {max} 个字符",
                                               "a password has at most {max} characters"};
inline constexpr RefusalSpec password_too_simple{
    "password_too_simple", RefusalKind::invalid,
    "密码须包含大写字母、小写字母、数字、其他符号四类中的至少三类",
    "a password mixes at least three of: capital letters, small letters, digits, other characters",
    "GB/T 22239-2019 8.1.4.1"};
inline constexpr RefusalSpec password_contains_name{
    "password_contains_name", RefusalKind::invalid, "密码不能包含用户名：请换一个密码",
    "a password must not contain the user name: choose another"};
inline constexpr RefusalSpec password_common{"password_common", RefusalKind::invalid,
                                             "该密码过于常见，容易被猜到：请换一个密码",
                                             "this password is among the first that are tried: "
                                             "choose another"};
inline constexpr RefusalSpec password_unprintable{
    "password_unprintable", RefusalKind::invalid, "密码含有无法显示的字符：请重新输入",
    "the password has characters that cannot be displayed: type it again"};
inline constexpr RefusalSpec password_reused{
    "password_reused", RefusalKind::invalid,
    "新密码与最近 {count} 次使用过的密码相同：请换一个密码",
    "the new password is one of the last {count}: choose another"};
inline constexpr RefusalSpec old_password_wrong{"old_password_wrong", RefusalKind::invalid,
                                                "原密码不正确：请重新输入",
                                                "the old password is not right: type it again"};

// Users.
inline constexpr RefusalSpec user_name_malformed{
    "user_name_malformed", RefusalKind::invalid,
    "用户名须为 2 至 40 个小写字母、数字或“.”“_”“-”，且以字母或数字开头",
    "a user name has 2 to 40 small letters, digits or \".\", \"_\", \"-\", and begins with a "
    "letter "
    "or digit"};
inline constexpr RefusalSpec user_name_taken{
    "user_name_taken", RefusalKind::conflict, "用户名“{user_name}”已被使用：请换一个用户名",
    "the user name \"{user_name}\" is taken: choose another"};
inline constexpr RefusalSpec user_not_found{"user_not_found", RefusalKind::not_found,
                                            "没有这个用户，或不在您的管辖范围内",
                                            "there is no such user, or it is outside your scope"};
inline constexpr RefusalSpec user_changed_meanwhile{
    "user_changed_meanwhile", RefusalKind::conflict,
    "该用户刚被他人修改，您的修改未保存：请刷新后重新填写",
    "somebody else has just changed this user and nothing was saved: reload and enter it again"};
inline constexpr RefusalSpec own_account{
    "own_account", RefusalKind::forbidden, "不能对自己的账户执行此操作：请由其他管理员办理",
    "this cannot be done to one's own account: ask another administrator"};
inline constexpr RefusalSpec user_state_wrong{
    "user_state_wrong", RefusalKind::conflict, "账户当前状态不允许此操作：请刷新后查看最新状态",
    "the account is not in a state for this: reload to see how it stands"};

// Roles.
inline constexpr RefusalSpec grant_excluded{
    "grant_excluded", RefusalKind::conflict,
    "“{role}”与“{other}”不能由同一账户担任：请授予不同人员",
    "\"{role}\" and \"{other}\" must not be held by one account: grant them to different people",
    "GB/T 22239-2019 8.1.5"};
inline constexpr RefusalSpec grant_outside_scope{
    "grant_outside_scope", RefusalKind::forbidden,
    "区划 {region_code} 不在您的管辖范围内：请由上级安全管理员授权",
    "region {region_code} is outside your scope: ask the security administrator of the upper "
    "level"};
inline constexpr RefusalSpec grant_needs_unit{
    "grant_needs_unit", RefusalKind::invalid, "“{role}”是单位角色：请选择单位",
    "\"{role}\" is a role within a unit: choose the unit"};
inline constexpr RefusalSpec grant_twice{"grant_twice", RefusalKind::invalid,
                                         "同一授权重复出现：请删除重复行",
                                         "the same grant stands there twice: remove one"};
inline constexpr RefusalSpec grant_not_found{
    "grant_not_found", RefusalKind::not_found, "没有这项授权，或已被收回：请刷新后重选",
    "there is no such grant, or it was taken back: reload and choose again"};
inline constexpr RefusalSpec region_unknown{"region_unknown", RefusalKind::invalid,
                                            "没有区划 {region_code}：请从列表中选择",
                                            "there is no region {region_code}: choose one from the "
                                            "list"};
inline constexpr RefusalSpec unit_unknown{
    "unit_unknown", RefusalKind::invalid,
    "区划 {region_code} 中没有单位 {unit_code}：请从列表中选择",
    "there is no unit {unit_code} in region {region_code}: choose one from the list"};

inline constexpr RefusalSpec const* kAll[] = {
    &sign_in_refused,      &sign_in_busy,        &account_locked,           &account_disabled,
    &account_inactive,     &not_signed_in,       &password_change_required, &password_too_short,
    &password_too_long,    &password_too_simple, &password_contains_name,   &password_common,
    &password_unprintable, &password_reused,     &old_password_wrong,       &user_name_malformed,
    &user_name_taken,      &user_not_found,      &user_changed_meanwhile,   &own_account,
    &user_state_wrong,     &grant_excluded,      &grant_outside_scope,      &grant_needs_unit,
    &grant_twice,          &grant_not_found,     &region_unknown,           &unit_unknown};

}  // namespace jincai::identity::refusals

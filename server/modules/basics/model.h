#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace jincai::basics {

using GovernmentEconomicCode = Code<struct GovernmentEconomicTag>;  ///< 政府预算经济分类
using ProjectClassCode = Code<struct ProjectClassTag>;  ///< 项目类别: 1 人员类, 21 公用, 22, 3
using AttachmentId = Id<struct AttachmentTag>;
using ProposalId = Id<struct ProposalTag>;

/// The five levels of government budgets (预算法 第三条).
BOOST_DEFINE_ENUM_CLASS(RegionLevel, national, province, prefecture, county, township)

struct Region {
    RegionCode code = {};   ///< 6 digits after GB/T 2260, 9 for what has no code of its own there
    std::string name = {};  ///< 汉阳区
    std::string short_name = {};  ///< 汉阳
    RegionLevel level = RegionLevel::county;
    RegionCode parent_code = {};  ///< "" at the top
    std::string initials = {};    ///< hyq: what people type to find it
    friend bool operator==(Region const&, Region const&) = default;
};
BOOST_DESCRIBE_STRUCT(Region, (), (code, name, short_name, level, parent_code, initials))

/// 行政单位, 参照公务员法管理的事业单位, 公益一类 and 公益二类事业单位.
BOOST_DEFINE_ENUM_CLASS(UnitType, administrative, civil_service, institution_one, institution_two)

struct Unit {
    RegionCode region_code = {};
    UnitCode code = {};  ///< department 3 digits + unit 3 (+ 3); unique within its region
    std::string name = {};
    std::string short_name = {};
    UnitCode parent_code = {};      ///< "" for a department
    UnitCode department_code = {};  ///< the first three digits
    UnitType type = UnitType::administrative;
    std::string line_section = {};  ///< 业务处室 that looks after it
    BusinessDate valid_from = {};
    std::optional<BusinessDate> valid_to = {};  ///< the last day
    std::string initials = {};
    friend bool operator==(Unit const&, Unit const&) = default;
};
BOOST_DESCRIBE_STRUCT(Unit, (),
                      (region_code, code, name, short_name, parent_code, department_code, type,
                       line_section, valid_from, valid_to, initials))

[[nodiscard]] bool is_active(Unit const& unit, BusinessDate on);

BOOST_DEFINE_ENUM_CLASS(CodeSet, function, department_economic, government_economic, fund,
                        project_class, quota_type, payment_mode)

/// How far a code is to be trusted until the official table of the year replaces it.
BOOST_DEFINE_ENUM_CLASS(Confidence, verified, certain, likely, check, official)

struct CodeEntry {
    CodeSet set = CodeSet::function;
    FiscalYear fiscal_year = {};
    std::string code = {};
    std::string name = {};
    std::string parent_code = {};  ///< "" at the top
    std::int32_t level = 1;
    bool leaf = true;   ///< only leaves carry money
    bool valid = true;  ///< an invalid code stays readable and is refused in new documents
    Confidence confidence = Confidence::official;
    friend bool operator==(CodeEntry const&, CodeEntry const&) = default;
};
BOOST_DESCRIBE_STRUCT(CodeEntry, (),
                      (set, fiscal_year, code, name, parent_code, level, leaf, valid, confidence))

/// For which kind of unit a row of the economic crosswalk holds.
BOOST_DEFINE_ENUM_CLASS(UnitKind, agency, institution, every)

[[nodiscard]] UnitKind kind_of(UnitType type);

/// 部门预算经济分类 -> 政府预算经济分类.
struct CrosswalkRow {
    FiscalYear fiscal_year = {};
    EconomicCode department_economic = {};
    GovernmentEconomicCode government_economic = {};
    UnitKind unit_kind = UnitKind::every;
};
BOOST_DESCRIBE_STRUCT(CrosswalkRow, (),
                      (fiscal_year, department_economic, government_economic, unit_kind))

/// What a combination rule may speak of.
BOOST_DEFINE_ENUM_CLASS(Element, unit_type, fund, function, department_economic,
                        government_economic, project_class)

/// `only`: what starts with `left_prefix` may be combined with no other right side than those of
/// its `only` rules. `never`: the pair is refused.
BOOST_DEFINE_ENUM_CLASS(CombinationEffect, only, never)

struct CombinationRule {
    Element left = Element::unit_type;
    std::string left_prefix = {};  ///< a code prefix, or the name of a unit type
    Element right = Element::government_economic;
    std::string right_prefix = {};
    CombinationEffect effect = CombinationEffect::never;
    std::string reason_zh = {};
    std::string reason_en = {};
    std::string basis = {};
    Confidence confidence = Confidence::official;
};
BOOST_DESCRIBE_STRUCT(CombinationRule, (),
                      (left, left_prefix, right, right_prefix, effect, reason_zh, reason_en, basis,
                       confidence))

/// The elements of one line of a document. Empty codes are not checked.
struct Elements {
    FiscalYear fiscal_year = {};
    UnitType unit_type = UnitType::administrative;
    FundCode fund = {};
    FunctionCode function = {};
    EconomicCode department_economic = {};
    GovernmentEconomicCode government_economic = {};
    ProjectClassCode project_class = {};
};

BOOST_DEFINE_ENUM_CLASS(ParameterKind, integer, basis_points, amount_fen, text, choice, flag, list)

/// What a parameter is; its values stand apart, each with its date and document.
struct ParameterDefinition {
    std::string name = {};  ///< execution.yellow_line_bp
    ParameterKind kind = ParameterKind::integer;
    std::string description_zh = {};
    std::string description_en = {};
    std::string unit = {};     ///< bp, month, fen, ...; "" when it has none
    std::string choices = {};  ///< of kind choice and list: comma-separated
    std::string basis = {};    ///< the regulation behind it
};
BOOST_DESCRIBE_STRUCT(ParameterDefinition, (),
                      (name, kind, description_zh, description_en, unit, choices, basis))

/// The value of a parameter in a region and those below it from a day on. Never changed: a new
/// value is a new row, and what was decided under the old one stays explained by it.
struct ParameterValue {
    std::string region_code = {};  ///< "" everywhere
    std::string name = {};
    BusinessDate effective_from = {};
    std::int64_t version = 0;  ///< counts up over all values: names this one in the trail
    std::string value = {};
    std::string document_number = {};  ///< 文号 of the decision
    std::string proposed_by = {};
    std::string approved_by = {};
    Timestamp decided_at = {};
};
BOOST_DESCRIBE_STRUCT(ParameterValue, (),
                      (region_code, name, effective_from, version, value, document_number,
                       proposed_by, approved_by, decided_at))

/// "execution.yellow_line_bp#12": how a value is named in decisions and audit records.
[[nodiscard]] std::string version_label(ParameterValue const& value);

BOOST_DEFINE_ENUM_CLASS(ProposalState, open, approved, refused)

/// A value that one person proposed and another has to decide about.
struct Proposal {
    std::string region_code = {};
    ProposalId id = {};
    std::string name = {};
    std::string value = {};
    BusinessDate effective_from = {};
    std::string document_number = {};
    std::string reason = {};
    ProposalState state = ProposalState::open;
    UserId proposed_by_id = {};
    std::string proposed_by = {};
    Timestamp proposed_at = {};
    std::optional<std::string> decided_by = {};
    std::optional<Timestamp> decided_at = {};
};
BOOST_DESCRIBE_STRUCT(Proposal, (),
                      (region_code, id, name, value, effective_from, document_number, reason, state,
                       proposed_by_id, proposed_by, proposed_at, decided_by, decided_at))

/// Whether `text` is a value of this kind and among its choices.
[[nodiscard]] Result<void> check_value(ParameterDefinition const& definition,
                                       std::string_view text);

BOOST_DEFINE_ENUM_CLASS(MonthState, open, closed, reopening)

/// A month of a region that is or was closed.
struct MonthStatus {
    RegionCode region_code = {};
    FiscalYear fiscal_year = {};
    FiscalMonth fiscal_month = {};
    MonthState state = MonthState::open;
    UserId changed_by_id = {};
    std::string changed_by = {};
    Timestamp changed_at = {};
    std::string reason = {};
};
BOOST_DESCRIBE_STRUCT(MonthStatus, (),
                      (region_code, fiscal_year, fiscal_month, state, changed_by_id, changed_by,
                       changed_at, reason))

BOOST_DEFINE_ENUM_CLASS(DayKind, working, weekend, holiday, shifted_working)

BOOST_DEFINE_ENUM_CLASS(Enforcement, warn, block)

/// An attachment that a kind of document needs.
struct AttachmentRequirement {
    std::string document_kind = {};    ///< payment, quota_issue, unfreeze ...
    std::string attachment_kind = {};  ///< contract, invoice, ...
    std::string title_zh = {};
    std::string title_en = {};
    Enforcement enforcement = Enforcement::warn;
    std::int64_t amount_fen_min = 0;                       ///< only from this amount on
    std::vector<std::string> project_class_prefixes = {};  ///< empty: every class
    std::vector<std::string> economic_prefixes = {};       ///< empty: every code
    BusinessDate effective_from = {};
    std::string document_number = {};
};
BOOST_DESCRIBE_STRUCT(AttachmentRequirement, (),
                      (document_kind, attachment_kind, title_zh, title_en, enforcement,
                       amount_fen_min, project_class_prefixes, economic_prefixes, effective_from,
                       document_number))

struct Attachment {
    std::string region_code = {};
    AttachmentId id = {};
    std::string unit_code = {};  ///< "" for the finance bureau's own
    std::string kind = {};       ///< contract, invoice, ...; "" when not said
    std::string file_name = {};
    std::string content_type = {};
    std::int64_t size_bytes = 0;
    std::string sm3 = {};  ///< hex; also the name under which the content is stored
    std::string uploaded_by = {};
    Timestamp uploaded_at = {};
};
BOOST_DESCRIBE_STRUCT(Attachment, (),
                      (region_code, id, unit_code, kind, file_name, content_type, size_bytes, sm3,
                       uploaded_by, uploaded_at))

BOOST_DEFINE_ENUM_CLASS(ImportKind, regions, units, codes)

/// The first letters of the Chinese words in a name, lower case: 汉阳区财政局 -> hyqczj. Letters
/// and digits stay, everything else is left out.
[[nodiscard]] std::string initials_of(std::string_view name);

}  // namespace jincai::basics

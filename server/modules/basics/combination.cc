#include <algorithm>

#include <fmt/ranges.h>

#include "modules/basics/directory.h"
#include "modules/basics/refusals.h"

namespace jincai::basics {
namespace {

std::string_view title_of(CodeSet set) {
    switch (set) {
        case CodeSet::function:
            return "支出功能分类";
        case CodeSet::department_economic:
            return "部门预算经济分类";
        case CodeSet::government_economic:
            return "政府预算经济分类";
        case CodeSet::fund:
            return "资金性质";
        case CodeSet::project_class:
            return "项目类别";
        case CodeSet::quota_type:
            return "指标类型";
        case CodeSet::payment_mode:
            return "支付方式";
    }
    return {};
}

struct Wanted {
    CodeSet set;
    Element element;
    std::string_view code;
    char const* path;
};

std::array<Wanted, 5> wanted_codes(Elements const& e) {
    return {Wanted{CodeSet::fund, Element::fund, e.fund.value(), "/fund_code"},
            Wanted{CodeSet::function, Element::function, e.function.value(), "/function_code"},
            Wanted{CodeSet::department_economic, Element::department_economic,
                   e.department_economic.value(), "/economic_code"},
            Wanted{CodeSet::government_economic, Element::government_economic,
                   e.government_economic.value(), "/government_economic_code"},
            Wanted{CodeSet::project_class, Element::project_class, e.project_class.value(),
                   "/project_class"}};
}

Result<void> check_code(CodeBook const& codes, FiscalYear year, Wanted const& wanted) {
    if (wanted.code.empty()) return {};
    CodeEntry const* const entry = codes.find(wanted.set, year, wanted.code);
    std::vector<Figure> figures{{"set", std::string{title_of(wanted.set)}},
                                {"code", std::string{wanted.code}},
                                {"year", std::to_string(year.value)}};
    if (entry == nullptr) {
        return refuse_at(wanted.path, refusals::code_unknown, std::move(figures));
    }
    figures.push_back({"name", entry->name});
    if (!entry->leaf) return refuse_at(wanted.path, refusals::code_not_leaf, std::move(figures));
    if (!entry->valid) return refuse_at(wanted.path, refusals::code_invalid, std::move(figures));
    return {};
}

std::string_view text_of(Element element, Elements const& e) {
    switch (element) {
        case Element::unit_type:
            return boost::describe::enum_to_string(e.unit_type, "");
        case Element::fund:
            return e.fund.value();
        case Element::function:
            return e.function.value();
        case Element::department_economic:
            return e.department_economic.value();
        case Element::government_economic:
            return e.government_economic.value();
        case Element::project_class:
            return e.project_class.value();
    }
    return {};
}

bool matches(CombinationRule const& rule, Element element, std::string_view text) {
    if (element == Element::unit_type) return text == rule.left_prefix;
    return !text.empty() && text.starts_with(rule.left_prefix);
}

std::unexpected<Error> refuse_pair(CombinationRule const& rule, Elements const& e) {
    std::string path = "/economic_code";
    for (Wanted const& wanted : wanted_codes(e)) {
        if (wanted.element == rule.right) path = wanted.path;
    }
    return refuse_at(std::move(path), refusals::combination_refused,
                     {{"left", std::string{text_of(rule.left, e)}},
                      {"right", std::string{text_of(rule.right, e)}},
                      {"reason_zh", rule.reason_zh},
                      {"reason_en", rule.reason_en},
                      {"basis", rule.basis}});
}

/// The first broken rule. `only` rules of one left side and one right element form a list: the
/// first of them speaks for all when none of them allows the pair.
Result<void> check_rules(std::span<CombinationRule const> rules, Elements const& e) {
    for (CombinationRule const& rule : rules) {
        std::string_view const right = text_of(rule.right, e);
        if (right.empty() || !matches(rule, rule.left, text_of(rule.left, e))) continue;
        if (rule.effect == CombinationEffect::never) {
            if (right.starts_with(rule.right_prefix)) return refuse_pair(rule, e);
            continue;
        }
        bool const allowed = std::ranges::any_of(rules, [&](CombinationRule const& other) {
            return other.effect == CombinationEffect::only && other.left == rule.left &&
                   other.left_prefix == rule.left_prefix && other.right == rule.right &&
                   right.starts_with(other.right_prefix);
        });
        if (!allowed) return refuse_pair(rule, e);
    }
    return {};
}

bool holds_for(CrosswalkRow const& row, UnitType type) {
    return row.unit_kind == UnitKind::every || row.unit_kind == kind_of(type);
}

/// Codes that the crosswalk does not know at all are left to the rules.
Result<void> check_crosswalk(CodeBook const& codes, Elements const& e) {
    if (e.department_economic.empty() || e.government_economic.empty()) return {};
    auto const rows = codes.crosswalk(e.fiscal_year, e.department_economic);
    if (rows.empty()) return {};
    std::vector<std::string_view> expected;
    for (CrosswalkRow const& row : rows) {
        if (!holds_for(row, e.unit_type)) continue;
        if (row.government_economic == e.government_economic) return {};
        expected.push_back(row.government_economic.value());
    }
    return refuse_at(
        "/government_economic_code", refusals::crosswalk_mismatch,
        {{"department", e.department_economic.value()},
         {"government", e.government_economic.value()},
         {"expected",
          expected.empty() ? std::string{"—"} : fmt::format("{}", fmt::join(expected, "、"))}});
}

}  // namespace

Result<void> validate_combination(CodeBook const& codes, Elements const& elements) {
    for (Wanted const& wanted : wanted_codes(elements)) {
        JC_CHECK(check_code(codes, elements.fiscal_year, wanted));
    }
    JC_CHECK(check_rules(codes.rules(), elements));
    return check_crosswalk(codes, elements);
}

std::optional<GovernmentEconomicCode> Directory::government_economic(FiscalYear year,
                                                                     EconomicCode const& code,
                                                                     UnitType type) const {
    std::optional<GovernmentEconomicCode> found;
    for (CrosswalkRow const& row : codes->crosswalk(year, code)) {
        if (!holds_for(row, type)) continue;
        if (found) return std::nullopt;
        found = row.government_economic;
    }
    return found;
}

}  // namespace jincai::basics

#include "modules/basics/model.h"

#include "base/money.h"
#include "base/text.h"
#include "modules/basics/refusals.h"

namespace jincai::basics {
namespace {

struct Expected {
    std::string zh;
    std::string en;
};

std::unexpected<Error> wrong(ParameterDefinition const& definition, std::string_view text,
                             Expected expected) {
    return refuse_at("/value", refusals::parameter_value_wrong,
                     {{"name", definition.name},
                      {"value", std::string{text}},
                      {"expected_zh", std::move(expected.zh)},
                      {"expected_en", std::move(expected.en)}});
}

bool is_choice(std::string_view choices, std::string_view text) {
    auto const all = split(choices, ',');
    return std::find(all.begin(), all.end(), text) != all.end();
}

bool is_list(ParameterDefinition const& definition, std::string_view text) {
    for (std::string_view part : split(text, ',')) {
        if (part.empty() || part != trim(part)) return false;
        if (!definition.choices.empty() && !is_choice(definition.choices, part)) return false;
    }
    return true;
}

bool is_between(std::string_view text, std::int64_t min, std::int64_t max) {
    auto const number = parse_int(text);
    return number && *number >= min && *number <= max;
}

}  // namespace

bool is_active(Unit const& unit, BusinessDate on) {
    return unit.valid_from <= on && (!unit.valid_to || on <= *unit.valid_to);
}

UnitKind kind_of(UnitType type) {
    switch (type) {
        case UnitType::administrative:
        case UnitType::civil_service:
            return UnitKind::agency;
        case UnitType::institution_one:
        case UnitType::institution_two:
            return UnitKind::institution;
    }
    return UnitKind::agency;
}

std::string version_label(ParameterValue const& value) {
    return value.name + '#' + std::to_string(value.version);
}

Result<void> check_value(ParameterDefinition const& definition, std::string_view text) {
    constexpr std::int64_t kBasisPointsMax = 1'000'000;
    switch (definition.kind) {
        case ParameterKind::integer:
            if (is_between(text, 0, kMoneyMax.fen())) return {};
            return wrong(definition, text, {"不小于零的整数", "a whole number, not negative"});
        case ParameterKind::basis_points:
            if (is_between(text, 0, kBasisPointsMax)) return {};
            return wrong(definition, text,
                         {"万分数（80% 写作 8000）", "basis points (80 % is 8000)"});
        case ParameterKind::amount_fen:
            if (is_between(text, 0, kMoneyMax.fen())) return {};
            return wrong(definition, text, {"以分为单位的整数", "a whole number of fen"});
        case ParameterKind::text:
            if (is_plain_line(text) && !text.empty()) return {};
            return wrong(definition, text, {"一行文字", "one line of text"});
        case ParameterKind::choice:
            if (is_choice(definition.choices, text)) return {};
            return wrong(definition, text,
                         {"以下之一：" + definition.choices, "one of " + definition.choices});
        case ParameterKind::flag:
            if (text == "true" || text == "false") return {};
            return wrong(definition, text, {"true 或 false", "true or false"});
        case ParameterKind::list:
            if (is_plain_line(text) && is_list(definition, text)) return {};
            return wrong(definition, text, {"以逗号分隔的清单", "a comma-separated list"});
    }
    return {};
}

}  // namespace jincai::basics

#include <algorithm>
#include <tuple>

#include "base/assert.h"
#include "base/text.h"
#include "modules/basics/directory.h"

namespace jincai::basics {
namespace {

auto place_of(ParameterValue const& value) {
    return std::tuple{std::string_view{value.name}, std::string_view{value.region_code}};
}

bool starts_with_any(std::string_view text, std::vector<std::string> const& prefixes) {
    if (prefixes.empty()) return true;
    return std::ranges::any_of(prefixes,
                               [&](std::string const& item) { return text.starts_with(item); });
}

}  // namespace

RuleBook::RuleBook(std::vector<ParameterDefinition> definitions, std::vector<ParameterValue> values,
                   std::vector<AttachmentRequirement> attachments)
    : definitions_{std::move(definitions)},
      values_{std::move(values)},
      attachments_{std::move(attachments)} {
    std::ranges::sort(definitions_, {}, &ParameterDefinition::name);
    std::ranges::sort(values_, [](ParameterValue const& a, ParameterValue const& b) {
        return std::tie(a.name, a.region_code, a.effective_from, a.version) <
               std::tie(b.name, b.region_code, b.effective_from, b.version);
    });
}

ParameterDefinition const* RuleBook::definition(std::string_view name) const {
    auto const found = std::ranges::lower_bound(
        definitions_, name, {},
        [](ParameterDefinition const& item) { return std::string_view{item.name}; });
    return found == definitions_.end() || found->name != name ? nullptr : &*found;
}

std::span<ParameterValue const> RuleBook::values(std::string_view name) const {
    auto const range = std::ranges::equal_range(
        values_, name, {}, [](ParameterValue const& item) { return std::string_view{item.name}; });
    return {range.begin(), range.end()};
}

ParameterValue const* RuleBook::value_of(std::string_view name, std::string_view region,
                                         BusinessDate day) const {
    auto const range = std::ranges::equal_range(values_, std::tuple{name, region}, {}, place_of);
    // Of two values from the same day the later decision holds: it stands last.
    auto const after = std::ranges::upper_bound(range, day, {}, &ParameterValue::effective_from);
    return after == range.begin() ? nullptr : &*std::prev(after);
}

ParameterValue const* Directory::value_on(std::string_view name, RegionCode const& region_code,
                                          BusinessDate day) const {
    RegionCode at = region_code;
    while (!at.empty()) {
        if (auto const* value = rules->value_of(name, at.value(), day)) return value;
        Region const* const here = registry->region(at);
        if (here == nullptr) break;
        at = here->parent_code;
    }
    return rules->value_of(name, "", day);
}

std::int64_t Directory::integer_on(std::string_view name, RegionCode const& region_code,
                                   BusinessDate day) const {
    auto const* const value = value_on(name, region_code, day);
    JC_ASSERT(value != nullptr);
    auto const number = parse_int(value->value);
    JC_ASSERT(number.has_value());
    return *number;
}

std::string_view Directory::text_on(std::string_view name, RegionCode const& region_code,
                                    BusinessDate day) const {
    auto const* const value = value_on(name, region_code, day);
    return value == nullptr ? std::string_view{} : std::string_view{value->value};
}

std::vector<AttachmentRequirement> required_attachments(
    RuleBook const& rules, std::string_view document_kind, std::int64_t amount_fen,
    std::string_view project_class, std::string_view economic_code, BusinessDate day) {
    std::vector<AttachmentRequirement> needed;
    for (AttachmentRequirement const& item : rules.attachments()) {
        if (item.document_kind == document_kind && amount_fen >= item.amount_fen_min &&
            day >= item.effective_from &&
            starts_with_any(project_class, item.project_class_prefixes) &&
            starts_with_any(economic_code, item.economic_prefixes)) {
            needed.push_back(item);
        }
    }
    return needed;
}

}  // namespace jincai::basics

#include <algorithm>
#include <tuple>

#include "modules/basics/directory.h"

namespace jincai::basics {
namespace {

auto crosswalk_key(CrosswalkRow const& row) {
    return std::tie(row.fiscal_year, row.department_economic);
}

}  // namespace

CodeBook::CodeBook(std::vector<CodeEntry> entries, std::vector<CrosswalkRow> crosswalk,
                   std::vector<CombinationRule> rules)
    : crosswalk_{std::move(crosswalk)}, rules_{std::move(rules)} {
    for (CodeEntry& entry : entries) {
        sets_[{entry.set, entry.fiscal_year}].push_back(std::move(entry));
    }
    for (auto& [key, list] : sets_) std::ranges::sort(list, {}, &CodeEntry::code);
    std::ranges::sort(crosswalk_, {}, [](CrosswalkRow const& row) {
        return std::tie(row.fiscal_year, row.department_economic, row.government_economic);
    });
}

std::span<CodeEntry const> CodeBook::entries(CodeSet set, FiscalYear year) const {
    auto const found = sets_.find({set, year});
    if (found == sets_.end()) return {};
    return found->second;
}

CodeEntry const* CodeBook::find(CodeSet set, FiscalYear year, std::string_view code) const {
    auto const all = entries(set, year);
    auto const found = std::ranges::lower_bound(
        all, code, {}, [](CodeEntry const& entry) { return std::string_view{entry.code}; });
    return found == all.end() || found->code != code ? nullptr : &*found;
}

std::span<CrosswalkRow const> CodeBook::crosswalk(FiscalYear year, EconomicCode const& code) const {
    auto const range =
        std::ranges::equal_range(crosswalk_, std::tie(year, code), {}, crosswalk_key);
    return {range.begin(), range.end()};
}

}  // namespace jincai::basics

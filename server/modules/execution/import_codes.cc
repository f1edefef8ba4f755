#include "modules/execution/import_codes.h"

#include "base/text.h"

namespace jincai::execution {

namespace {

constexpr std::int32_t kYearsLookedAt = 60;

bool has_codes(basics::Directory const& directory, FiscalYear year) {
    return !directory.codes->entries(basics::CodeSet::function, year).empty();
}

/// The code table of one year as that of another: only the year's own field is changed.
std::string moved_to_year(std::string const& csv, FiscalYear from, FiscalYear to) {
    auto const old_year = fmt::format(",{},", from.value);
    auto const new_year = fmt::format(",{},", to.value);
    std::string moved;
    moved.reserve(csv.size());
    for (auto const line : split(csv, '\n')) {
        std::string text{line};
        if (auto const at = text.find(old_year); at != std::string::npos) {
            text.replace(at, old_year.size(), new_year);
        }
        moved += text;
        moved += '\n';
    }
    return moved;
}

}  // namespace

FiscalYear nearest_code_year(basics::Directory const& directory, FiscalYear year) {
    for (std::int32_t distance = 0; distance < kYearsLookedAt; ++distance) {
        for (FiscalYear const candidate :
             {FiscalYear{year.value + distance}, FiscalYear{year.value - distance}}) {
            if (has_codes(directory, candidate)) return candidate;
        }
    }
    return year;
}

Result<void> ensure_codes(basics::Service& basics, audit::Actor const& actor,
                          RegionCode const& own_region, std::set<FiscalYear> const& years) {
    for (auto const year : years) {
        auto const nearest = nearest_code_year(*basics.directory(), year);
        if (nearest == year) continue;
        auto const csv = basics.export_csv(DataScope::everything(), basics::ImportKind::codes,
                                           nearest);
        JC_TRY(basics.import_csv(actor, DataScope::everything(), own_region,
                                 basics::ImportKind::codes, moved_to_year(csv, nearest, year)));
    }
    return {};
}

}  // namespace jincai::execution

#pragma once

#include "demo/script.h"

namespace jincai::demo {

/// The county of the story and its units: what the guide, the browser tests and the printed
/// accounts speak of.
inline constexpr std::string_view kProvinceCode = "990000";
inline constexpr std::string_view kStoryRegion = "990121";     ///< 云浦县
inline constexpr std::string_view kStorySchool = "205017";     ///< 第一中学: at 78 % of its plan
inline constexpr std::string_view kFrozenSchool = "205019";    ///< 第三中学: frozen
inline constexpr std::string_view kRequestingSchool = "205018";  ///< 第二中学: asks to be unfrozen

/// The password of every printed account. The demonstration is for loopback; the administrator's
/// guide says to remove these accounts before real data arrive.
inline constexpr std::string_view kPassword = "Jincai-Demo-2026";

/// How much of the province is made.
enum class Extent : std::uint8_t {
    whole,
    sample,  ///< the province, the capital and the county of the story: made in a second, for tests
};

/// Regions, units, payees and accounts, the same for the same seed.
[[nodiscard]] Province make_province(std::uint64_t seed, BusinessDate today,
                                     Extent extent = Extent::whole);

/// Where the unit stands in `province.units`. Requires: it exists.
[[nodiscard]] UnitIndex find_unit(Province const& province, std::string_view region,
                                  std::string_view unit);

}  // namespace jincai::demo

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "demo/script.h"

/// What departments, units and projects there are. Codes are those of the classification in
/// `parameters/codes`; a test of the loader finds out when one of them is not.
namespace jincai::demo {

/// Where a unit exists, as a set of levels.
struct Levels {
    bool province = false;
    bool city = false;
    bool county = false;
    bool town = false;
    [[nodiscard]] bool contains(basics::RegionLevel level) const;
};

struct DepartmentKind {
    std::string_view code;           ///< 3 digits
    std::string_view province_name;  ///< 教育厅
    std::string_view name;           ///< 教育局
    std::string_view function;       ///< 行政运行 of its field
    Levels levels;
    std::string_view line_section;   ///< 业务处室 of the finance bureau that looks after it
    std::int32_t heads_min;
    std::int32_t heads_max;
};
[[nodiscard]] std::span<DepartmentKind const> department_kinds();

struct UnitKind {
    std::string_view code;  ///< 6 digits
    std::string_view name;  ///< behind the name of the region
    basics::UnitType type;
    House house;
    std::string_view function;
    Levels levels;
    std::int32_t share;  ///< per mille of the regions of these levels that have one; the
                       ///< province has them all
    std::int32_t heads_min;
    std::int32_t heads_max;
};
[[nodiscard]] std::span<UnitKind const> unit_kinds();

/// The months a project is paid in.
enum class Rhythm : std::uint8_t { quarters, monthly, summer, building, autumn };

struct ProjectKind {
    std::string_view department;  ///< 3 digits
    House house;
    std::string_view name;
    std::string_view function;
    std::string_view economic;
    std::int64_t median_yuan;
    Rhythm rhythm;
    bool protected_class;
    bool direct_funds;
};
[[nodiscard]] std::span<ProjectKind const> project_kinds();

/// A line of running costs (公用经费) and how it is spread over the year.
struct OperatingKind {
    std::string_view economic;
    std::string_view name;
    std::int32_t share;             ///< of the unit's public-use money, in per mille
    std::array<int, 12> weights;    ///< of the months; 0: nothing is planned
    std::int32_t payments_milli;    ///< payments in a planned month, in thousandths
};
/// The lines of a house of this size, the shares of which add up to 1000.
[[nodiscard]] std::span<OperatingKind const> operating_kinds(House house, std::int64_t heads);

}  // namespace jincai::demo

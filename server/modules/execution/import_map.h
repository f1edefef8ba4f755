#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "ledger/quota_line.h"
#include "modules/basics/model.h"

/// How a foreign transaction file is read: which column is what, and what every row has in common
/// that the file does not say. One YAML file each in `parameters/import-maps/`.
namespace jincai::execution {

/// `iso`: 2026-03-05. `excel_serial`: 46086, the days since 1899-12-30 as spreadsheets store them.
BOOST_DEFINE_ENUM_CLASS(DateFormat, iso, excel_serial)

/// A column that repeats the fiscal year ("2016/17", "2018-19"): a date outside it is refused.
struct YearCheck {
    std::string column;
    std::int32_t first_month = 1;
};
BOOST_DESCRIBE_STRUCT(YearCheck, (), (column, first_month))

struct DateSource {
    std::string column;
    std::vector<DateFormat> formats;  ///< the first that fits
    std::optional<YearCheck> fiscal_year;
};
BOOST_DESCRIBE_STRUCT(DateSource, (), (column, formats, fiscal_year))

/// What a negative amount is: money that came back from an earlier payment of the same unit and
/// year, or something that cannot be told.
BOOST_DEFINE_ENUM_CLASS(NegativeAmount, refund, refused)

/// `exact`: at most two decimals. `spreadsheet`: the file was written from binary numbers, so that
/// 41299.58 may stand as 41299.58000000002 and 1464.89 as 1464.8899999999999: five or more 0 or 9
/// behind the second decimal are what adding in binary left behind, and are taken off. Anything
/// else beyond two decimals is refused in both.
BOOST_DEFINE_ENUM_CLASS(Decimals, exact, spreadsheet)

struct AmountSource {
    std::string column;  ///< decimal text of the currency's main unit
    NegativeAmount negative = NegativeAmount::refund;
    std::optional<Decimals> decimals;  ///< exact when not said
};
BOOST_DESCRIBE_STRUCT(AmountSource, (), (column, negative, decimals))

/// Units are told apart by the text of a column and numbered in the order of their appearance,
/// 001 to 999 under each department. Without a column all rows belong to one unit, `missing`.
struct UnitSource {
    std::optional<std::string> column;
    std::string missing;             ///< the unit of rows that name none
    std::string department_code;     ///< of the first department: 3 digits
    std::string department_name;
    basics::UnitType type = basics::UnitType::institution_one;
};
BOOST_DESCRIBE_STRUCT(UnitSource, (), (column, missing, department_code, department_name, type))

/// What happens to a row whose text has control characters: often a currency sign that a change of
/// encoding has spoilt. `replaced` puts U+FFFD in their place; the row's key keeps them.
BOOST_DEFINE_ENUM_CLASS(Unprintable, refused, replaced)

struct TextSource {
    std::vector<std::string> columns;  ///< joined by " / ", empty ones left out
    std::string missing;               ///< in place of nothing
    std::optional<Unprintable> unprintable;  ///< refused when not said
};
BOOST_DESCRIBE_STRUCT(TextSource, (), (columns, missing, unprintable))

struct EconomicRule {
    std::vector<std::string> contains;  ///< any of them, upper and lower case alike
    EconomicCode code;
};
BOOST_DESCRIBE_STRUCT(EconomicRule, (), (contains, code))

/// The department economic code: the first rule that fits the text of the column, else `missing`.
struct EconomicSource {
    std::optional<std::string> column;
    std::vector<EconomicRule> rules;
    EconomicCode missing;
};
BOOST_DESCRIBE_STRUCT(EconomicSource, (), (column, rules, missing))

struct MapRegion {
    RegionCode code;
    std::string name;
    std::string short_name;
    basics::RegionLevel level = basics::RegionLevel::county;
};
BOOST_DESCRIBE_STRUCT(MapRegion, (), (code, name, short_name, level))

struct ImportMap {
    std::string name;  ///< part of every row's key: letters, digits and "-", at most 20
    std::string title_zh;
    std::string title_en;
    MapRegion region;
    std::vector<std::string> columns;  ///< the header of the file, in its order
    DateSource date;
    AmountSource amount;
    UnitSource unit;
    TextSource payee;
    TextSource purpose;
    /// The columns that tell rows apart. Rows alike in all of them are numbered.
    std::vector<std::string> key;
    FundCode fund;
    FunctionCode function;
    ledger::ProjectClass project_class = ledger::ProjectClass::project;
    EconomicSource economic;
};
BOOST_DESCRIBE_STRUCT(ImportMap, (),
                      (name, title_zh, title_en, region, columns, date, amount, unit, payee,
                       purpose, key, fund, function, project_class, economic))

/// Reads and checks a map: every column it speaks of is in its header, names and codes have their
/// form. All findings at once.
[[nodiscard]] Result<ImportMap> load_import_map(std::filesystem::path const& path);

}  // namespace jincai::execution

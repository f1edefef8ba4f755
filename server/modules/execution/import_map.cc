#include "modules/execution/import_map.h"

#include <algorithm>

#include "base/text.h"
#include "modules/execution/import_refusals.h"
#include "platform/config/config.h"

namespace jincai::execution {

namespace {

constexpr std::size_t kNameMax = 20;

/// Collects what is wrong with a map.
class Findings {
public:
    explicit Findings(ImportMap const& map) : map_{map} {}

    void expect(bool good, std::string problem) {
        if (good) return;
        found_.push_back({.spec = &refusals::import_map_wrong,
                          .figures = {{"map", map_.name}, {"problem", std::move(problem)}}});
    }

    void expect_column(std::string const& column) {
        bool const known = std::ranges::find(map_.columns, column) != map_.columns.end();
        expect(known, "no column \"" + column + "\" in its header");
    }

    [[nodiscard]] Result<void> verdict() const {
        if (found_.empty()) return {};
        Error error = found_.front();
        if (found_.size() > 1) error.more = found_;
        return std::unexpected(std::move(error));
    }

private:
    ImportMap const& map_;
    std::vector<Error> found_;
};

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= kNameMax && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

void check_columns(ImportMap const& map, Findings& findings) {
    findings.expect_column(map.date.column);
    if (map.date.fiscal_year) findings.expect_column(map.date.fiscal_year->column);
    findings.expect_column(map.amount.column);
    if (map.unit.column) findings.expect_column(*map.unit.column);
    if (map.economic.column) findings.expect_column(*map.economic.column);
    for (auto const* columns : {&map.payee.columns, &map.purpose.columns, &map.key}) {
        for (auto const& column : *columns) findings.expect_column(column);
    }
}

void check_values(ImportMap const& map, Findings& findings) {
    findings.expect(is_name(map.name), "the name has other characters than a-z, 0-9 and -");
    findings.expect(!map.key.empty(), "no key: rows could not be told apart");
    findings.expect(!map.date.formats.empty(), "no date format");
    findings.expect(is_digits(map.region.code.value()), "the region code is not digits");
    findings.expect(is_digits(map.unit.department_code) && map.unit.department_code.size() == 3,
                    "the department code is not 3 digits");
    findings.expect(!map.unit.missing.empty(), "no unit for rows that name none");
    findings.expect(!map.economic.missing.empty(), "no economic code for rows that no rule fits");
    for (auto const& rule : map.economic.rules) {
        findings.expect(!rule.contains.empty(), "a rule for " + rule.code.value() + " is empty");
    }
    if (!map.date.fiscal_year) return;
    auto const month = map.date.fiscal_year->first_month;
    findings.expect(month >= 1 && month <= 12, "the first month is not 1 to 12");
}

}  // namespace

Result<ImportMap> load_import_map(std::filesystem::path const& path) {
    auto map = JC_TRY(config::load_yaml<ImportMap>(path));
    Findings findings{map};
    check_columns(map, findings);
    check_values(map, findings);
    JC_CHECK(findings.verdict());
    return map;
}

}  // namespace jincai::execution

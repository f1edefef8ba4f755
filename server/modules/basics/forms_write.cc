#include "modules/basics/forms.h"
#include "platform/tabular/csv_writer.h"

namespace jincai::basics::forms {
namespace {

template <class Enum>
std::string_view name_of(Enum value) {
    return boost::describe::enum_to_string(value, "");
}

}  // namespace

std::string write_regions(std::vector<Region> const& regions) {
    std::string out;
    tabular::CsvWriter csv{out, tabular::ByteOrderMark::written};
    csv.row({"code", "name", "level", "parent", "short_name", "initials"});
    for (Region const& item : regions) {
        csv.row({item.code.value(), item.name, name_of(item.level), item.parent_code.value(),
                 item.short_name, item.initials});
    }
    csv.finish();
    return out;
}

std::string write_units(std::vector<Unit> const& units) {
    std::string out;
    tabular::CsvWriter csv{out, tabular::ByteOrderMark::written};
    csv.row({"region_code", "code", "name", "type", "valid_from", "parent", "short_name",
             "line_section", "valid_to", "initials"});
    for (Unit const& item : units) {
        csv.row({item.region_code.value(), item.code.value(), item.name, name_of(item.type),
                 format_date(item.valid_from), item.parent_code.value(), item.short_name,
                 item.line_section, item.valid_to ? format_date(*item.valid_to) : std::string{},
                 item.initials});
    }
    csv.finish();
    return out;
}

std::string write_codes(std::vector<CodeEntry> const& entries) {
    std::string out;
    tabular::CsvWriter csv{out, tabular::ByteOrderMark::written};
    csv.row({"set", "fiscal_year", "code", "name", "parent", "valid", "confidence"});
    for (CodeEntry const& item : entries) {
        csv.row({name_of(item.set), std::to_string(item.fiscal_year.value), item.code, item.name,
                 item.parent_code, item.valid ? "yes" : "no", name_of(item.confidence)});
    }
    csv.finish();
    return out;
}

}  // namespace jincai::basics::forms

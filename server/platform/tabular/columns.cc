#include "base/text.h"
#include "platform/tabular/csv.h"
#include "platform/tabular/refusals.h"

namespace jincai::tabular {
namespace {

Error about(RefusalSpec const& spec, std::string_view column) {
    return Error{.spec = &spec,
                 .path = "/" + std::string{column},
                 .figures = {{"column", std::string{column}}}};
}

}  // namespace

Result<Columns> Columns::match(std::span<std::string_view const> header,
                               std::span<ColumnSpec const> wanted) {
    Columns columns;
    columns.positions_.assign(wanted.size(), kAbsent);
    columns.width_ = header.size();
    std::vector<Error> findings;
    for (std::size_t at = 0; at < header.size(); ++at) {
        std::string_view const name = trim(header[at]);
        auto const spec = std::find_if(wanted.begin(), wanted.end(),
                                       [&](ColumnSpec const& item) { return item.name == name; });
        if (spec == wanted.end()) {
            findings.push_back(about(refusals::column_unknown, name));
            continue;
        }
        auto& position = columns.positions_[static_cast<std::size_t>(spec - wanted.begin())];
        if (position != kAbsent) findings.push_back(about(refusals::column_twice, name));
        position = at;
    }
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        bool const required = wanted[at].presence == Presence::required;
        if (required && columns.positions_[at] == kAbsent) {
            findings.push_back(about(refusals::column_missing, wanted[at].name));
        }
    }
    if (findings.empty()) return columns;
    if (findings.size() == 1) return std::unexpected(std::move(findings.front()));
    return std::unexpected(Error{.spec = &refusals::header_wrong,
                                 .figures = {{"count", std::to_string(findings.size())}},
                                 .more = std::move(findings)});
}

std::string_view Columns::text(std::span<std::string_view const> fields, std::size_t at) const {
    std::size_t const position = positions_[at];
    if (position == kAbsent || position >= fields.size()) return {};
    return trim(fields[position]);
}

}  // namespace jincai::tabular

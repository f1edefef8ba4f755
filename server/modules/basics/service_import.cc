#include "modules/basics/refusals.h"
#include "modules/basics/service.h"
#include "modules/basics/service_parts.h"
#include "modules/basics/store.h"
#include "platform/crypto/crypto.h"
#include "platform/tabular/csv.h"

namespace jincai::basics {
namespace {

std::vector<Region> changed_rows(std::vector<Region> const& rows, Registry const& registry) {
    std::vector<Region> changed;
    for (Region const& row : rows) {
        Region const* const known = registry.region(row.code);
        if (known == nullptr || *known != row) changed.push_back(row);
    }
    return changed;
}

std::vector<Unit> changed_rows(std::vector<Unit> const& rows, Registry const& registry) {
    std::vector<Unit> changed;
    for (Unit const& row : rows) {
        Unit const* const known = registry.unit(row.region_code, row.code);
        if (known == nullptr || *known != row) changed.push_back(row);
    }
    return changed;
}

template <class Row>
void check_scope(forms::Parsed<Row> const& parsed, DataScope const& scope,
                 forms::Findings& findings) {
    for (std::size_t at = 0; at < parsed.rows.size(); ++at) {
        RegionCode region;
        if constexpr (std::is_same_v<Row, Unit>) region = parsed.rows[at].region_code;
        if constexpr (std::is_same_v<Row, Region>) region = parsed.rows[at].code;
        if (region.empty() || scope.covers_region(region)) continue;
        findings.add(parsed.lines[at], std::is_same_v<Row, Unit> ? "region_code" : "code",
                     refusals::region_not_found, {{"code", region.value()}});
    }
}

template <class Row>
void complete_all(forms::Parsed<Row>& parsed) {
    for (Row& row : parsed.rows) forms::complete(row);
}

}  // namespace

/// Writes the rows that differ, remembers the file, and leaves one audit record for all.
template <class Row>
Result<ImportReport> Service::write(audit::Actor const& actor, Batch<Row> const& batch,
                                    std::vector<Row> const& rows) {
    return audit::change(
        database_, clock_, actor, "basics_imported",
        [&](storage::Session& session, audit::Record& record) -> Result<ImportReport> {
            ImportReport report{.kind = batch.kind,
                                .rows = static_cast<std::int64_t>(batch.parsed.rows.size()),
                                .sm3 = batch.sm3.value_or("")};
            if (batch.sm3) {
                auto const earlier =
                    store::import_file(session, batch.region, batch.kind, *batch.sm3);
                if (earlier) {
                    return refuse(refusals::import_repeated,
                                  {{"at", format_timestamp(earlier->imported_at)},
                                   {"by", earlier->imported_by}});
                }
                store::insert(session, store::ImportFile{.region_code = batch.region.value(),
                                                         .kind = batch.kind,
                                                         .sm3 = *batch.sm3,
                                                         .row_count = report.rows,
                                                         .imported_by = actor.user_name,
                                                         .imported_at = record.at});
            }
            for (Row const& row : rows) {
                bool const added = store::put(session, row) == store::Put::added;
                ++(added ? report.added : report.changed);
            }
            record.object_kind = boost::describe::enum_to_string(batch.kind, "");
            record.object_id = report.sm3;
            record.region_code = batch.region.value();
            audit::note(record, "rows_added", "", std::to_string(report.added));
            audit::note(record, "rows_changed", "", std::to_string(report.changed));
            return report;
        });
}

Result<ImportReport> Service::put(audit::Actor const& actor, Batch<Region> const& batch) {
    auto const known = directory()->registry;
    forms::Findings findings;
    forms::check(batch.parsed, *known, findings);
    JC_CHECK(findings.verdict());
    // Parents before children, as the table's own checks would want them.
    auto rows = changed_rows(batch.parsed.rows, *known);
    std::ranges::stable_sort(rows, {}, &Region::level);
    auto const report = JC_TRY(write(actor, batch, rows));
    reload_registry();
    return report;
}

Result<ImportReport> Service::put(audit::Actor const& actor, Batch<Unit> const& batch) {
    auto const known = directory()->registry;
    forms::Findings findings;
    forms::check(batch.parsed, *known, findings);
    JC_CHECK(findings.verdict());
    auto const report = JC_TRY(write(actor, batch, changed_rows(batch.parsed.rows, *known)));
    reload_registry();
    return report;
}

Result<ImportReport> Service::put(audit::Actor const& actor, Batch<CodeEntry> const& batch) {
    auto const known = directory()->codes;
    forms::Findings findings;
    forms::check(batch.parsed, *known, findings);
    JC_CHECK(findings.verdict());
    auto const report = JC_TRY(write(actor, batch, forms::with_levels(batch.parsed.rows, *known)));
    reload_codes();
    return report;
}

Result<ImportReport> Service::put_regions(audit::Actor const& actor, std::vector<Region> regions) {
    Batch<Region> batch{.kind = ImportKind::regions, .parsed = {.rows = std::move(regions)}};
    complete_all(batch.parsed);
    return put(actor, batch);
}

Result<ImportReport> Service::put_units(audit::Actor const& actor, std::vector<Unit> units) {
    Batch<Unit> batch{.kind = ImportKind::units, .parsed = {.rows = std::move(units)}};
    complete_all(batch.parsed);
    return put(actor, batch);
}

Result<ImportReport> Service::import_csv(audit::Actor const& actor, DataScope const& scope,
                                         RegionCode const& own_region, ImportKind kind,
                                         std::string_view csv) {
    forms::Findings findings;
    auto const take = [&]<class Row>(forms::Parsed<Row> parsed) -> Result<ImportReport> {
        if constexpr (!std::is_same_v<Row, CodeEntry>) {
            complete_all(parsed);
            check_scope(parsed, scope, findings);
        }
        auto const known = directory();
        if constexpr (std::is_same_v<Row, CodeEntry>) {
            forms::check(parsed, *known->codes, findings);
        } else {
            forms::check(parsed, *known->registry, findings);
        }
        JC_CHECK(findings.verdict());
        return put(actor, Batch<Row>{.kind = kind,
                                     .parsed = std::move(parsed),
                                     .region = own_region,
                                     .sm3 = crypto::hex(crypto::sm3(csv))});
    };
    switch (kind) {
        case ImportKind::regions:
            return take(forms::parse_regions(csv, findings));
        case ImportKind::units:
            return take(forms::parse_units(csv, findings));
        case ImportKind::codes:
            return take(forms::parse_codes(csv, findings));
    }
    return refuse(refusals::import_empty);
}

std::string Service::export_csv(DataScope const& scope, ImportKind kind, FiscalYear year) const {
    auto const known = directory();
    std::vector<Region> regions;
    for (Region const& region : known->registry->regions()) {
        if (scope.covers_region(region.code)) regions.push_back(region);
    }
    switch (kind) {
        case ImportKind::regions:
            return forms::write_regions(regions);
        case ImportKind::units: {
            std::vector<Unit> units;
            for (Region const& region : regions) {
                for (Unit const& unit : known->registry->units(region.code)) {
                    if (scope.covers(region.code, unit.code)) units.push_back(unit);
                }
            }
            return forms::write_units(units);
        }
        case ImportKind::codes: {
            std::vector<CodeEntry> entries;
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<CodeSet>>(
                [&](auto item) {
                    auto const set = known->codes->entries(item.value, year);
                    entries.insert(entries.end(), set.begin(), set.end());
                });
            return forms::write_codes(entries);
        }
    }
    return {};
}

}  // namespace jincai::basics

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/scope.h"
#include "modules/basics/model.h"
#include "platform/storage/session.h"

/// The tables of the module. Every function works in the transaction of its session.
namespace jincai::basics::store {

struct CalendarDay {
    BusinessDate day = {};
    DayKind kind = DayKind::holiday;
    std::string name = {};
    std::string document_number = {};
    Confidence confidence = Confidence::official;
};
BOOST_DESCRIBE_STRUCT(CalendarDay, (), (day, kind, name, document_number, confidence))

struct ImportFile {
    std::string region_code = {};
    ImportKind kind = ImportKind::units;
    std::string sm3 = {};
    std::int64_t row_count = 0;
    std::string imported_by = {};
    Timestamp imported_at = {};
};
BOOST_DESCRIBE_STRUCT(ImportFile, (), (region_code, kind, sm3, row_count, imported_by, imported_at))

/// Whether a row was there before.
enum class Put : std::uint8_t { added, changed };

[[nodiscard]] std::vector<Region> regions(storage::Session& session);
[[nodiscard]] std::vector<Unit> units(storage::Session& session);
[[nodiscard]] std::vector<CodeEntry> codes(storage::Session& session);
[[nodiscard]] std::vector<CrosswalkRow> crosswalk(storage::Session& session);
[[nodiscard]] std::vector<CombinationRule> combinations(storage::Session& session);
[[nodiscard]] std::vector<ParameterDefinition> definitions(storage::Session& session);
[[nodiscard]] std::vector<ParameterValue> values(storage::Session& session);
[[nodiscard]] std::vector<AttachmentRequirement> requirements(storage::Session& session);
[[nodiscard]] std::vector<CalendarDay> days(storage::Session& session);

Put put(storage::Session& session, Region const& region);
Put put(storage::Session& session, Unit const& unit);
Put put(storage::Session& session, CodeEntry const& entry);
void insert(storage::Session& session, CrosswalkRow const& row);
void insert(storage::Session& session, CombinationRule const& rule);
void insert(storage::Session& session, AttachmentRequirement const& item);
void insert(storage::Session& session, CalendarDay const& day);
void insert(storage::Session& session, ParameterDefinition const& definition);
/// Gives the value its version.
void insert(storage::Session& session, ParameterValue value);

[[nodiscard]] std::optional<ImportFile> import_file(storage::Session& session,
                                                    RegionCode const& region, ImportKind kind,
                                                    std::string_view sm3);
void insert(storage::Session& session, ImportFile const& file);

/// Gives the proposal its id and returns it.
[[nodiscard]] Proposal insert(storage::Session& session, Proposal proposal);
[[nodiscard]] std::optional<Proposal> proposal(storage::Session& session, DataScope const& scope,
                                               ProposalId id);
[[nodiscard]] std::vector<Proposal> proposals(storage::Session& session, DataScope const& scope);
/// False when another decision was faster.
[[nodiscard]] bool decide(storage::Session& session, Proposal const& proposal);

[[nodiscard]] std::vector<MonthStatus> closed_months(storage::Session& session);
[[nodiscard]] std::optional<MonthStatus> month(storage::Session& session, RegionCode const& region,
                                               FiscalYear year, FiscalMonth month);
[[nodiscard]] std::vector<MonthStatus> months(storage::Session& session, RegionCode const& region,
                                              FiscalYear year);
void put(storage::Session& session, MonthStatus const& status);

void insert(storage::Session& session, Attachment const& attachment);
[[nodiscard]] std::optional<Attachment> attachment(storage::Session& session,
                                                   DataScope const& scope, AttachmentId id);

}  // namespace jincai::basics::store

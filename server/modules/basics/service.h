#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/scope.h"
#include "modules/basics/directory.h"
#include "modules/basics/model.h"
#include "platform/audit/audit.h"
#include "platform/storage/database.h"

namespace jincai::basics {

struct Paths {
    std::filesystem::path parameters =
        {};  ///< the folder `parameters/` that comes with the program
    std::filesystem::path attachments = {};  ///< DATA/attachments
};

enum class WithDivisions : std::uint8_t { no, yes };

struct SeedReport {
    std::int64_t codes = 0;
    std::int64_t regions = 0;
    std::int64_t parameters = 0;
};
BOOST_DESCRIBE_STRUCT(SeedReport, (), (codes, regions, parameters))

struct ImportReport {
    ImportKind kind = ImportKind::units;
    std::int64_t rows = 0;
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::string sm3 = {};  ///< of the file
};
BOOST_DESCRIBE_STRUCT(ImportReport, (), (kind, rows, added, changed, sm3))

struct ParameterWish {
    std::string name = {};
    std::string region_code = {};  ///< "" for every region
    std::string value = {};
    BusinessDate effective_from = {};
    std::string document_number = {};
    std::string reason = {};
};
BOOST_DESCRIBE_STRUCT(ParameterWish, (),
                      (name, region_code, value, effective_from, document_number, reason))

struct NewAttachment {
    RegionCode region_code = {};
    UnitCode unit_code = {};
    std::string kind = {};
    std::string file_name = {};
};

/// A month that is about to be shut or opened.
struct MonthAct {
    audit::Actor actor = {};
    std::string action = {};  ///< of the audit record
    RegionCode region_code = {};
    FiscalYear fiscal_year = {};
    FiscalMonth fiscal_month = {};
    bool closes = true;
};
/// Whether the act takes effect now; not yet: the first of the two people who open a month.
enum class MonthEffect : std::uint8_t { now, not_yet };
/// Writes the row and fills the record, in whatever transaction the gate works in.
using MonthWrite = std::function<Result<MonthEffect>(storage::Session&, audit::Record&)>;
/// Where money is booked, a month is shut by a booking: in one order with all others, so that what
/// is dated in the month comes before it or is refused. Calls `write` in the transaction of that
/// booking. Known by its owner, which this module does not include.
using MonthGate = std::function<Result<void>(MonthAct const&, MonthWrite)>;

/// The door of the module. Thread-safe; `directory()` costs one atomic load and may be kept for
/// the length of a request, so that a request sees one state.
class Service {
public:
    Service(storage::Database& database, Clock const& clock, Paths paths);
    Service(Service const&) = delete;
    Service& operator=(Service const&) = delete;

    [[nodiscard]] DirectoryPtr directory() const;
    [[nodiscard]] BusinessDate today() const { return clock_.today(); }

    /// Reads everything from the database. Called once after the migrations, before anything else.
    Result<void> load();
    [[nodiscard]] bool is_seeded() const;
    /// Brings the parameter files into an empty database: codes, crosswalk, combinations, rules,
    /// calendar, attachment lists and, if wished, the real divisions. Loads afterwards.
    Result<SeedReport> seed(audit::Actor const& actor, WithDivisions divisions);

    /// Adds or replaces by code, all or nothing, every wrong row reported at once under
    /// "/<index>/<field>". Empty initials and short names are filled in. No data scope is applied:
    /// for the demonstration, imports of the operator and tests.
    Result<ImportReport> put_regions(audit::Actor const& actor, std::vector<Region> regions);
    Result<ImportReport> put_units(audit::Actor const& actor, std::vector<Unit> units);
    /// Values with their own dates and documents, past ones too, without a second person: for
    /// set-up.
    Result<void> put_parameter_values(audit::Actor const& actor, std::vector<ParameterWish> wishes);

    /// CSV in, all errors at once, all or nothing; a file that was taken before is refused by its
    /// hash. Rows of foreign regions are errors.
    Result<ImportReport> import_csv(audit::Actor const& actor, DataScope const& scope,
                                    RegionCode const& own_region, ImportKind kind,
                                    std::string_view csv);
    /// The same columns that `import_csv` takes.
    [[nodiscard]] std::string export_csv(DataScope const& scope, ImportKind kind,
                                         FiscalYear year) const;

    /// A change of a parameter takes two people: one proposes, another approves.
    Result<Proposal> propose_parameter(audit::Actor const& actor, DataScope const& scope,
                                       ParameterWish const& wish);
    Result<Proposal> approve_parameter(audit::Actor const& actor, DataScope const& scope,
                                       ProposalId id);
    Result<Proposal> refuse_parameter(audit::Actor const& actor, DataScope const& scope,
                                      ProposalId id, std::string_view reason);
    [[nodiscard]] std::vector<Proposal> proposals(DataScope const& scope) const;

    /// Set once, before the first request; what it captures outlives the last one. Without it months
    /// are rows of this module alone.
    void set_month_gate(MonthGate gate) { month_gate_ = std::move(gate); }
    /// Closing takes one person; opening again takes a request and a second person's consent.
    Result<MonthStatus> close_month(audit::Actor const& actor, DataScope const& scope,
                                    RegionCode const& region, FiscalYear year, FiscalMonth month,
                                    std::string_view reason);
    Result<MonthStatus> open_month(audit::Actor const& actor, DataScope const& scope,
                                   RegionCode const& region, FiscalYear year, FiscalMonth month,
                                   std::string_view reason);
    [[nodiscard]] std::vector<MonthStatus> months(DataScope const& scope, RegionCode const& region,
                                                  FiscalYear year) const;

    /// Stores the content under its SM3 hash. Refused: more than 50 MiB, a type that is not on the
    /// list (found by content, not by name), a foreign region or unit.
    Result<Attachment> store_attachment(audit::Actor const& actor, DataScope const& scope,
                                        NewAttachment const& wanted, std::string_view content);
    /// Absent and foreign are the same answer.
    [[nodiscard]] Result<Attachment> attachment(DataScope const& scope, AttachmentId id) const;
    /// Reads the content and checks it against its hash.
    [[nodiscard]] Result<std::string> attachment_content(Attachment const& attachment) const;

private:
    template <class Row>
    struct Batch;

    Result<ImportReport> put(audit::Actor const& actor, Batch<Region> const& batch);
    Result<ImportReport> put(audit::Actor const& actor, Batch<Unit> const& batch);
    Result<ImportReport> put(audit::Actor const& actor, Batch<CodeEntry> const& batch);
    template <class Row>
    Result<ImportReport> write(audit::Actor const& actor, Batch<Row> const& batch,
                               std::vector<Row> const& rows);
    Result<Proposal> decide(audit::Actor const& actor, DataScope const& scope, ProposalId id,
                            ProposalState verdict, std::string_view reason);
    Result<void> change_month(MonthAct const& act, MonthWrite write);
    Result<void> check_wish(ParameterWish const& wish) const;

    void reload_registry();
    void reload_codes();
    void reload_rules();
    void reload_calendar();
    template <class Change>
    void publish(Change&& change);

    storage::Database& database_;
    Clock const& clock_;
    Paths paths_;
    MonthGate month_gate_;
    std::mutex publishing_;  ///< one new directory after the other
    // A mutex and not an atomic pointer, which spins while its holder waits for a processor.
    mutable std::mutex reading_;
    DirectoryPtr directory_;  ///< guarded by reading_
};

}  // namespace jincai::basics

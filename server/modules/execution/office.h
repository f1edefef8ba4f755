#pragma once

#include <shared_mutex>
#include <unordered_map>

#include "modules/basics/service.h"
#include "modules/execution/ids.h"
#include "modules/execution/messages_payment.h"
#include "modules/execution/rows.h"
#include "modules/execution/writer.h"
#include "modules/workflow/service.h"
#include "platform/api/caller.h"
#include "platform/events/bus.h"

namespace jincai::execution {

/// What the module is given. All outlive it.
struct Parts {
    storage::Database& database;
    Clock const& clock;
    basics::Service const& basics;
    workflow::Engine const& workflow;
    events::Bus& bus;
};

/// What the services of this module share: the writer, ids, and the quotas in memory (they never
/// change once opened).
class Office {
public:
    Office(Parts parts, WriterOptions options);

    Parts parts;
    BookWriter writer;
    IdSource ids;

    [[nodiscard]] BusinessDate today() const { return parts.clock.today(); }
    [[nodiscard]] basics::DirectoryPtr directory() const { return parts.basics.directory(); }

    /// The quota, or `quota_unknown` when absent or outside the scope.
    [[nodiscard]] Result<QuotaRow> quota(DataScope const& scope, QuotaId id);
    void remember(QuotaRow const& quota);

    /// A command's header: `command_id` names the act, so that its retry is found again.
    [[nodiscard]] ledger::CommandHeader header(audit::Actor const& actor, std::string command_id,
                                               std::string_view body) const;
    [[nodiscard]] audit::Record record(audit::Actor const& actor, std::string_view action) const;

    /// Books an act that nobody may have done before: its repetition is `task_already_decided`.
    [[nodiscard]] Result<Receipt> book_once(Change change);

    /// The parameters in force in a region today.
    [[nodiscard]] ledger::Rules rules(RegionCode const& region) const;
    /// Refused when the unit is not (or no longer) there, or the month of today is closed.
    [[nodiscard]] Result<void> check_open(RegionCode const& region, UnitCode const& unit) const;
    /// The hint line of lights adjusted for time; 0 when the region has none.
    [[nodiscard]] std::int64_t time_adjusted_bp(RegionCode const& region) const;
    [[nodiscard]] std::string unit_name(RegionCode const& region, UnitCode const& unit) const;

private:
    std::shared_mutex mutex_;
    std::unordered_map<QuotaId, QuotaRow> quotas_;  ///< guarded by mutex_
};

[[nodiscard]] inline BookKey book_of(QuotaRow const& quota) {
    return {quota.region_code, quota.fiscal_year};
}

/// Work that ends what the closed year began - a return, a release - is booked on its last day, for
/// as long as its December is open (the adjustment period of the year).
void settle_in(FiscalYear year, ledger::CommandHeader& header);

/// The first 64 bits of SM3: tells bodies and payees apart, proves nothing.
[[nodiscard]] std::uint64_t short_digest(std::string_view text);

/// The region's parameters as the book wants them.
[[nodiscard]] RulesSource rules_from(basics::Service const& basics);

/// The code of a project class in 项目类别 (1, 21, 3) for conditions of flows and attachments.
[[nodiscard]] std::string_view class_code(ProjectClass project_class);

/// `decide` of the workflow inside the writer's transaction: the posting is booked when this was
/// the last approval.
[[nodiscard]] Result<Booking> approve_in_flow(Office& office, storage::Session& session,
                                              workflow::DocumentKey const& key,
                                              api::Caller const& caller,
                                              DecisionRequest const& decision, Timestamp at);

}  // namespace jincai::execution

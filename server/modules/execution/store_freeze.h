#pragma once

#include "modules/execution/messages_payment.h"
#include "modules/execution/rows.h"
#include "platform/api/page.h"
#include "platform/storage/session.h"

/// SQL of the tables `freeze`, `light_status` and `light_change`.
namespace jincai::execution::store {

[[nodiscard]] std::optional<FreezeRow> find_freeze(storage::Session& session, DocumentId id);
[[nodiscard]] std::vector<FreezeRow> list_freezes(storage::Session& session,
                                                  DataScope const& scope,
                                                  FreezeFilter const& filter,
                                                  std::int64_t& total);
/// Refused with `wrong_status` or `revision_stale` when someone else was faster.
[[nodiscard]] Result<void> update_freeze(storage::Session& session, FreezeRow const& row,
                                         FreezeStatus from);
/// The same question without writing: asked before the first write of a change that may still be
/// refused.
[[nodiscard]] Result<void> check_unchanged(storage::Session& session, FreezeRow const& row,
                                           FreezeStatus from);

/// One lamp of a scope as the book last set it.
struct LampRow {
    RegionCode region_code;
    FiscalMonth month;
    UnitCode unit_code;
    std::string fund_code;
    std::string project_class;
    Light light{};
    Money plan_fen;
    Money spend_fen;
    Timestamp since;
};
BOOST_DESCRIBE_STRUCT(LampRow, (), (region_code, month, unit_code, fund_code, project_class, light,
                                    plan_fen, spend_fen, since))

struct LampPage {
    std::vector<LampRow> lamps;  ///< of the scopes on this page, by scope and month
    std::int64_t scopes = 0;     ///< over all pages
};
[[nodiscard]] LampPage list_lamps(storage::Session& session, DataScope const& scope,
                                  LightFilter const& filter, FiscalYear year, FiscalMonth month);
[[nodiscard]] api::Page<LightChangeItem> list_light_changes(storage::Session& session,
                                                            DataScope const& scope,
                                                            LightFilter const& filter);
/// The month that froze a scope.
struct FreezeCause {
    FiscalMonth month;
    Money plan_fen;
    Money spend_fen;
    Timestamp frozen_at;
};
BOOST_DESCRIBE_STRUCT(FreezeCause, (), (month, plan_fen, spend_fen, frozen_at))
/// Of a scope that is frozen now.
[[nodiscard]] std::optional<FreezeCause> cause_of_freeze(storage::Session& session,
                                                         LampRow const& lamp, FiscalYear year);

}  // namespace jincai::execution::store

#pragma once

#include "modules/execution/messages_payment_list.h"
#include "modules/execution/rows.h"
#include "platform/api/page.h"
#include "platform/storage/session.h"

/// SQL of the tables `payment_list` and `client_command`, and of the payments of a list as a whole.
namespace jincai::execution::store {

[[nodiscard]] std::optional<PaymentListRow> find_payment_list(storage::Session& session,
                                                              PaymentListId id);
/// Items without names, newest first.
[[nodiscard]] api::Page<PaymentListItem> list_payment_lists(storage::Session& session,
                                                            DataScope const& scope,
                                                            PaymentListFilter const& filter);

/// The list goes from `submitted` to `to` as revision `row.revision`; refused with `wrong_status` or
/// `revision_stale` when it is no longer like that.
[[nodiscard]] Result<void> decide_list(storage::Session& session, PaymentListRow const& row,
                                       PaymentListStatus to);
/// The same question without writing.
[[nodiscard]] Result<void> check_list_unchanged(storage::Session& session,
                                                PaymentListRow const& row);
/// The payments of a list, in the order of its lines.
[[nodiscard]] std::vector<PaymentId> payments_of(storage::Session& session,
                                                 PaymentListRow const& row);
/// All of them go from one status to another together; gives how many did.
std::int64_t move_payments(storage::Session& session, PaymentListRow const& row,
                           PaymentStatus from, PaymentStatus to, std::optional<UserId> approved_by);

[[nodiscard]] std::optional<ClientCommandRow> find_client_command(storage::Session& session,
                                                                  UserId user,
                                                                  std::string const& key);

}  // namespace jincai::execution::store

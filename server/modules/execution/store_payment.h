#pragma once

#include "modules/execution/messages_payment.h"
#include "modules/execution/rows.h"
#include "platform/api/page.h"
#include "platform/storage/session.h"

/// SQL of the tables `payment`, `payee` and `refund`.
namespace jincai::execution::store {

[[nodiscard]] std::optional<PaymentRow> find_payment(storage::Session& session, PaymentId id);
[[nodiscard]] std::vector<Payee> payees(storage::Session& session, PaymentRow const& row);
[[nodiscard]] std::vector<RefundView> refunds(storage::Session& session, RegionCode const& region,
                                              PaymentId id);
/// The payment that a command booked: for the answer to its repetition.
[[nodiscard]] std::optional<PaymentId> payment_by_seq(storage::Session& session,
                                                      BookKey const& book, std::int64_t seq);
void insert_payees(storage::Session& session, RegionCode const& region, PaymentId id,
                   std::vector<Payee> const& payees);
void replace_payees(storage::Session& session, RegionCode const& region, PaymentId id,
                    std::vector<Payee> const& payees);

/// Writes the whole row over the one with revision `row.revision` and status `from`; refused with
/// `wrong_status` or `revision_stale` when someone else was faster. The stored revision grows.
[[nodiscard]] Result<void> update_payment(storage::Session& session, PaymentRow const& row,
                                          PaymentStatus from);

/// The same question without writing: asked before the first write of a change that may still be
/// refused.
[[nodiscard]] Result<void> check_unchanged(storage::Session& session, PaymentRow const& row,
                                           PaymentStatus from);
/// What a refund of this payment with the bank's reference amounted to, if there was one.
[[nodiscard]] std::optional<Money> refunded_under(storage::Session& session,
                                                  RegionCode const& region, PaymentId id,
                                                  std::string const& bank_reference);

/// Items without names, newest first unless sorted otherwise, with the total over all pages; those
/// of one payment list, if it is given.
[[nodiscard]] api::Page<PaymentItem> list_payments(storage::Session& session,
                                                   DataScope const& scope,
                                                   PaymentFilter const& filter,
                                                   PaymentListRow const* of_list = nullptr);

}  // namespace jincai::execution::store

#pragma once

#include "modules/execution/attachments.h"

namespace jincai::execution {

/// What a quota document does to the books, and the quotas it opens there.
struct QuotaBooking {
    std::vector<Step> steps;
    std::vector<QuotaRow> opened;
};

/// Checks the lines of a document: codes, combinations, quotas and regions in scope, amounts.
/// Fills in the government economic code where the crosswalk knows it.
[[nodiscard]] Result<void> check_lines(Office& office, api::Caller const& caller,
                                       NewQuotaDocument& document);

/// The commands of a document, with ids for the quotas it opens. `command_id` names the document:
/// its repetition is recognised by the book. `taken`: whether the document reserved its source side.
[[nodiscard]] Result<QuotaBooking> steps_of(Office& office, api::Caller const& caller,
                                            QuotaDocumentRow const& document,
                                            std::string const& command_id,
                                            ledger::TakenFrom taken = ledger::TakenFrom::balance);

/// Whether the source side of such documents is reserved from submission to decision.
[[nodiscard]] bool reserves(QuotaDocumentKind kind);
/// The command that takes what the document moves into 2014, or gives it back; none for kinds that
/// reserve nothing.
[[nodiscard]] Result<std::vector<Step>> reserve_steps(Office& office, api::Caller const& caller,
                                                      QuotaDocumentRow const& document);
[[nodiscard]] Result<std::vector<Step>> release_steps(Office& office, api::Caller const& caller,
                                                      QuotaDocumentRow const& document);
/// What decides which attachments the document needs, by its lines.
[[nodiscard]] std::vector<AttachmentNeed> attachment_needs(Office& office, DataScope const& scope,
                                                           QuotaDocumentRow const& document);

[[nodiscard]] std::vector<QuotaDocumentLine> lines_of(QuotaDocumentRow const& document);

/// Inserts the rows of the quotas that a booking opened.
void write_opened(storage::Session& session, std::vector<QuotaRow> const& opened, Timestamp at);

}  // namespace jincai::execution

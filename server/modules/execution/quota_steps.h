#pragma once

#include "modules/execution/office.h"

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
/// its repetition is recognised by the book.
[[nodiscard]] Result<QuotaBooking> steps_of(Office& office, api::Caller const& caller,
                                            QuotaDocumentRow const& document,
                                            std::string const& command_id);

[[nodiscard]] std::vector<QuotaDocumentLine> lines_of(QuotaDocumentRow const& document);

/// Inserts the rows of the quotas that a booking opened.
void write_opened(storage::Session& session, std::vector<QuotaRow> const& opened, Timestamp at);

}  // namespace jincai::execution

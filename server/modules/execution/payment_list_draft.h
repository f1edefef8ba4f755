#pragma once

#include "modules/execution/messages_payment_list.h"
#include "modules/execution/office.h"
#include "modules/execution/rows.h"

namespace jincai::execution {

/// A line that is not booked, as it is kept: in both languages, because others read it later.
struct KeptRefusal {
    std::int64_t line = 0;  ///< from 0
    std::string path;
    std::string code;
    std::string zh;
    std::string en;
};
BOOST_DESCRIBE_STRUCT(KeptRefusal, (), (line, path, code, zh, en))

/// A list on its way to the book: what is not well formed is put aside, the rest is a command.
struct PaymentListDraft {
    PaymentListRow list;
    std::vector<PaymentRow> payments;      ///< of the lines that are well formed
    std::vector<std::size_t> line_of;      ///< of each payment, its line from 0
    std::vector<KeptRefusal> refusals;
};

/// Checks form, data scope, unit and attachments. Refused with every finding when the list must be
/// booked whole or no line is left.
[[nodiscard]] Result<PaymentListDraft> draft_list(Office& office, api::Caller const& caller,
                                                  NewPaymentList const& wanted);
/// `error` of the line, at the member of the request that it concerns.
[[nodiscard]] Error at_line(std::size_t line, Error error);
[[nodiscard]] KeptRefusal kept(std::size_t line, Error const& error);

}  // namespace jincai::execution

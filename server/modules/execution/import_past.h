#pragma once

#include <future>

#include "modules/execution/service_payment.h"

/// Booking of what has already happened elsewhere: real transaction files, the demonstration. The
/// commands, checks, documents and audit records are those of daily work; what differs is that an
/// act carries its own time and business date, that it was approved outside, and that nobody waits
/// for one booking before handing in the next.
namespace jincai::execution {

/// When an act took place. `date` decides the fiscal month and must lie in the year of the book.
struct Happened {
    Timestamp at;
    BusinessDate date;
};

using Outcome = std::future<Result<Receipt>>;

struct PastDocument {
    DocumentId id;
    std::vector<QuotaId> opened;  ///< in the order of the lines that open a quota
    Outcome outcome;
};

/// A quota document that is in force. Its quotas may be used by acts handed in after this one.
[[nodiscard]] Result<PastDocument> book_past_quotas(Office& office, api::Caller const& caller,
                                                    NewQuotaDocument const& document,
                                                    std::string const& command_id,
                                                    Happened const& when);

/// A cash plan that is in force (kind `plan` only). Requires: its quotas were handed in.
[[nodiscard]] Result<PastDocument> book_past_plan(Office& office, api::Caller const& caller,
                                                  NewPlanDocument const& document,
                                                  std::string const& command_id,
                                                  Happened const& when);

struct PastPayment {
    QuotaId quota_id;
    Money amount_fen;
    std::string purpose;
    Payee payee;  ///< its amount is not looked at
};

struct PastApplication {
    PaymentRow row;  ///< as stored, but for what the booking gives it (number, sequence, light)
    Outcome outcome;
};

/// An application, by default one that was approved. `command_id` is its natural key: a repetition
/// books nothing.
[[nodiscard]] Result<PastApplication> book_past_payment(
    Office& office, api::Caller const& caller, PastPayment const& payment, std::string command_id,
    Happened const& when, Approval approval = Approval::already_given);

/// The holder of the open step sends back `row`, handed in before with `Approval::by_flow`.
[[nodiscard]] Outcome return_past_payment(Office& office, api::Caller const& holder,
                                          PaymentRow const& row, std::string opinion,
                                          Happened const& when);

/// The bank's answer to `row`, an application handed in before.
[[nodiscard]] Outcome clear_past_payment(Office& office, audit::Actor const& actor,
                                         PaymentRow const& row, std::string bank_reference,
                                         Happened const& when);

struct PastRefund {
    PaymentRow row;  ///< the stored payment
    Money amount_fen;
    std::string reason;
    std::string bank_reference;
};

[[nodiscard]] Outcome refund_past_payment(Office& office, audit::Actor const& actor,
                                          PastRefund const& refund, std::string command_id,
                                          Happened const& when);

}  // namespace jincai::execution

#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/money.h"
#include "base/time.h"
#include "ledger/account.h"
#include "ledger/posting.h"

/// Documents of budget execution and their states (`domain.md` 4.3 tells the life cycles).
namespace jincai::execution {

using ledger::Light;
using ledger::ProjectClass;

/// The book a document belongs to: one per region and fiscal year.
struct BookKey {
    RegionCode region;
    FiscalYear year;
    friend auto operator<=>(BookKey const&, BookKey const&) = default;
};

BOOST_DEFINE_ENUM_CLASS(PaymentStatus, draft, submitted, approved, sealed, sent, cleared, returned,
                        bounced, refunded, voided)
BOOST_DEFINE_ENUM_CLASS(PaymentAct, submit, approve, give_back, withdraw, seal, send, clear, bounce,
                        refund, void_it, end_with_list)

struct PaymentTransition {
    PaymentStatus from;
    PaymentAct act;
    PaymentStatus to;
};

/// The whole life of a payment application. A partial refund leaves it `cleared`.
inline constexpr std::array kPaymentTransitions{
    PaymentTransition{PaymentStatus::draft, PaymentAct::submit, PaymentStatus::submitted},
    PaymentTransition{PaymentStatus::returned, PaymentAct::submit, PaymentStatus::submitted},
    PaymentTransition{PaymentStatus::bounced, PaymentAct::submit, PaymentStatus::submitted},
    PaymentTransition{PaymentStatus::submitted, PaymentAct::approve, PaymentStatus::approved},
    PaymentTransition{PaymentStatus::submitted, PaymentAct::give_back, PaymentStatus::returned},
    PaymentTransition{PaymentStatus::submitted, PaymentAct::withdraw, PaymentStatus::draft},
    PaymentTransition{PaymentStatus::approved, PaymentAct::seal, PaymentStatus::sealed},
    PaymentTransition{PaymentStatus::sealed, PaymentAct::send, PaymentStatus::sent},
    PaymentTransition{PaymentStatus::sent, PaymentAct::clear, PaymentStatus::cleared},
    PaymentTransition{PaymentStatus::sent, PaymentAct::bounce, PaymentStatus::bounced},
    PaymentTransition{PaymentStatus::cleared, PaymentAct::refund, PaymentStatus::refunded},
    PaymentTransition{PaymentStatus::draft, PaymentAct::void_it, PaymentStatus::voided},
    PaymentTransition{PaymentStatus::returned, PaymentAct::void_it, PaymentStatus::voided},
    PaymentTransition{PaymentStatus::bounced, PaymentAct::void_it, PaymentStatus::voided},
    PaymentTransition{PaymentStatus::submitted, PaymentAct::end_with_list, PaymentStatus::voided},
};

/// The state after `act`, or `wrong_status`.
[[nodiscard]] Result<PaymentStatus> after(PaymentStatus from, PaymentAct act);

/// 支付清单, one document whose lines are payments. What is returned or withdrawn has ended: the
/// corrected list is handed in as a new one, so that no line can be paid twice.
using PaymentListId = Id<struct PaymentListTag>;
BOOST_DEFINE_ENUM_CLASS(PaymentListStatus, submitted, approved, returned, withdrawn)

/// 指标文 kinds. `increase` and `decrease` are 追加 and 追减, `transfer` is 调剂.
BOOST_DEFINE_ENUM_CLASS(QuotaDocumentKind, issue, distribute, increase, decrease, transfer, freeze,
                        unfreeze)
BOOST_DEFINE_ENUM_CLASS(PlanDocumentKind, plan, shift)
/// States shared by quota and plan documents.
BOOST_DEFINE_ENUM_CLASS(DocumentStatus, draft, submitted, effective, returned, voided)
/// Where an issued quota comes from: the source accounts of the book.
BOOST_DEFINE_ENUM_CLASS(QuotaSource, annual_approval, upper_transfer, mid_year_change, stabilisation,
                        new_debt, unit_income)
BOOST_DEFINE_ENUM_CLASS(FreezeStatus, frozen, requested, lifted)

[[nodiscard]] ledger::Account account_of(QuotaSource source);

}  // namespace jincai::execution

#include "modules/execution/model.h"

#include "modules/execution/refusals.h"

namespace jincai::execution {

Result<PaymentStatus> after(PaymentStatus from, PaymentAct act) {
    for (auto const& transition : kPaymentTransitions)
        if (transition.from == from && transition.act == act) return transition.to;
    return refuse(refusals::wrong_status,
                  {{"status", std::string{boost::describe::enum_to_string(from, "")}}});
}

ledger::Account account_of(QuotaSource source) {
    switch (source) {
        case QuotaSource::annual_approval: return ledger::Account::annual_approval;
        case QuotaSource::upper_transfer: return ledger::Account::upper_transfer;
        case QuotaSource::mid_year_change: return ledger::Account::mid_year_change;
        case QuotaSource::stabilisation: return ledger::Account::stabilisation;
        case QuotaSource::new_debt: return ledger::Account::new_debt;
        case QuotaSource::unit_income: return ledger::Account::unit_income;
    }
    return ledger::Account::annual_approval;
}

}  // namespace jincai::execution

#include "ledger/decide.h"

/// What a document holds while it is being decided: taken at submission, so that a payment of the
/// same money is refused, and given back when the document is returned, withdrawn or voided.
namespace jincai::ledger {

namespace {

bool may_be_reserved(Account account) {
    return is_pending(account) || account == Account::executable || account == Account::frozen;
}

Result<void> check_document(DocumentId document) {
    if (document.value() > 0 && document.value() <= kContractMax) return {};
    return refuse(refusals::id_invalid, {figure("id", document.value())});
}

Result<void> check_part(Draft const& draft, SourcePart const& part) {
    JC_CHECK(check_amount(part.amount));
    if (!may_be_reserved(part.account))
        return refuse(refusals::wrong_account, {account_figure(part.account)});
    JC_TRY(find_quota(draft, part.quota));
    return {};
}

Result<void> reserve(Draft& draft, DocumentId document, SourcePart const& part) {
    JC_CHECK(check_part(draft, part));
    JC_CHECK(check_taken(draft, document, part, TakenFrom::balance));
    draft.debit(at(Account::reserved, part.quota, reserve_bucket(document, part.account)),
                part.amount);
    draft.credit(at(part.account, part.quota), part.amount);
    return {};
}

Result<void> release(Draft& draft, DocumentId document, SourcePart const& part) {
    JC_CHECK(check_part(draft, part));
    JC_CHECK(check_taken(draft, document, part, TakenFrom::reserved));
    draft.debit(at(part.account, part.quota), part.amount);
    draft.credit(source_side(document, part, TakenFrom::reserved), part.amount);
    return {};
}

template <class Command, class Each>
Result<void> each_part(Draft& draft, Command const& command, Each each) {
    draft.read(Draft::Reads::own_writes);
    JC_CHECK(check_document(command.document));
    if (command.parts.empty()) return refuse(refusals::nothing_to_book);
    std::size_t index = 0;
    for (auto const& part : command.parts) {
        auto written = each(draft, command.document, part);
        auto const path = "/lines/" + std::to_string(index++);
        if (!written) return std::unexpected(under(path, std::move(written).error()));
    }
    return {};
}

}  // namespace

BalanceKey source_side(DocumentId document, SourcePart const& part, TakenFrom taken) {
    if (taken == TakenFrom::balance) return at(part.account, part.quota);
    return at(Account::reserved, part.quota, reserve_bucket(document, part.account));
}

Result<void> check_taken(Draft const& draft, DocumentId document, SourcePart const& part,
                         TakenFrom taken) {
    if (taken == TakenFrom::reserved) JC_CHECK(check_document(document));
    auto const from = source_side(document, part, taken);
    if (from.account != Account::executable) return check_balance(draft, from, part.amount);
    auto const available = draft.balance(from);
    if (part.amount <= available) return {};
    return refuse(refusals::exceeds_available,
                  {figure("available_fen", available), figure("amount_fen", part.amount)});
}

Result<void> draft_command(Draft& draft, Reserve const& command) {
    return each_part(draft, command, reserve);
}

Result<void> draft_command(Draft& draft, Release const& command) {
    return each_part(draft, command, release);
}

}  // namespace jincai::ledger

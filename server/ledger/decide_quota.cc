#include "ledger/decide.h"
#include "ledger/enum_names.h"

namespace jincai::ledger {

namespace {

bool may_be_reduced(Account account) {
    return is_pending(account) || account == Account::executable || account == Account::frozen;
}

Result<void> check_authority(Transfer const& command, QuotaLine const& from, QuotaLine const& to) {
    auto const required = required_authority(from, to, command.total);
    std::vector<Figure> figures{figure("reason_zh", reason_zh(required.reason)),
                                figure("reason_en", reason_en(required.reason)),
                                figure("required", name_of(required.authority)),
                                figure("granted", name_of(command.granted))};
    if (required.authority == Authority::refused)
        return refuse(refusals::transfer_refused, std::move(figures));
    if (command.granted < required.authority || command.granted == Authority::refused)
        return refuse(refusals::authority_too_low, std::move(figures));
    return {};
}

}  // namespace

Result<void> draft_command(Draft& draft, Transfer const& command) {
    JC_CHECK(check_amount(command.amount));
    auto const to = id_of(command.to);
    if (command.from == to) return refuse(refusals::same_quota);
    auto const* from = JC_TRY(find_active_quota(draft, command.from));
    auto const* opened = std::get_if<QuotaLine>(&command.to);
    auto const* target = opened;
    if (opened != nullptr)
        JC_CHECK(check_new_line(draft, *opened, from->line.parent));
    else
        target = &JC_TRY(find_active_quota(draft, to))->line;
    JC_CHECK(check_authority(command, from->line, *target));
    SourcePart const source{command.from, Account::executable, command.amount};
    JC_CHECK(check_taken(draft, command.document, source, command.taken));
    if (opened != nullptr) draft.posting.opened.push_back(*opened);
    draft.debit(at(Account::executable, to), command.amount);
    draft.credit(source_side(command.document, source, command.taken), command.amount);
    draft.posting.quotas.push_back({command.from, {}, {}, -command.amount, {}});
    draft.posting.quotas.push_back({to, {}, {}, command.amount, {}});
    return {};
}

Result<void> draft_command(Draft& draft, Reduce const& command) {
    JC_CHECK(check_amount(command.amount));
    if (!may_be_reduced(command.account))
        return refuse(refusals::wrong_account, {account_figure(command.account)});
    if (!is_source(command.source))
        return refuse(refusals::wrong_account, {account_figure(command.source)});
    bool const from_above = command.source == Account::upper_transfer;
    if (from_above != (command.upper_document.value() > 0))
        return refuse(refusals::upper_document_missing);
    JC_TRY(find_quota(draft, command.quota));
    BalanceKey const source{command.source, command.upper_document.value(), 0};
    if (command.source == Account::mid_year_change)
        JC_CHECK(check_room(draft.balance(source), -command.amount));
    else
        JC_CHECK(check_balance(draft, source, command.amount));
    SourcePart const part{command.quota, command.account, command.amount};
    JC_CHECK(check_taken(draft, command.document, part, command.taken));
    draft.debit(source, command.amount);
    draft.credit(source_side(command.document, part, command.taken), command.amount);
    draft.posting.quotas.push_back({command.quota, -command.amount, {}, {}, {}});
    return {};
}

Result<void> draft_command(Draft& draft, FreezeAmount const& command) {
    JC_CHECK(check_amount(command.amount));
    JC_TRY(find_quota(draft, command.quota));
    SourcePart const part{command.quota, Account::executable, command.amount};
    JC_CHECK(check_taken(draft, command.document, part, command.taken));
    draft.debit(at(Account::frozen, command.quota), command.amount);
    draft.credit(source_side(command.document, part, command.taken), command.amount);
    return {};
}

Result<void> draft_command(Draft& draft, UnfreezeAmount const& command) {
    JC_CHECK(check_amount(command.amount));
    JC_TRY(find_quota(draft, command.quota));
    SourcePart const part{command.quota, Account::frozen, command.amount};
    JC_CHECK(check_taken(draft, command.document, part, command.taken));
    draft.debit(at(Account::executable, command.quota), command.amount);
    draft.credit(source_side(command.document, part, command.taken), command.amount);
    return {};
}

Result<void> draft_command(Draft& draft, ChangeQuotaStatus const& command) {
    auto const* quota = JC_TRY(find_quota(draft, command.quota));
    if (quota->status == QuotaStatus::ended) return refuse(refusals::quota_ended);
    if (quota->status == command.status) return refuse(refusals::nothing_to_book);
    draft.posting.statuses.push_back({command.quota, command.status});
    return {};
}

Result<void> draft_command(Draft& draft, OccupyProcurement const& command) {
    JC_CHECK(check_amount(command.amount));
    JC_CHECK(check_id(command.procurement.value()));
    JC_TRY(find_active_quota(draft, command.quota));
    SourcePart const part{command.quota, Account::executable, command.amount};
    JC_CHECK(check_taken(draft, {}, part, TakenFrom::balance));
    draft.posting.document = command.procurement;
    draft.debit(at(Account::procurement, command.quota, command.procurement.value()),
                command.amount);
    draft.credit(at(Account::executable, command.quota), command.amount);
    return {};
}

}  // namespace jincai::ledger

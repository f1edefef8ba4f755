#include <algorithm>

#include "base/scope.h"
#include "base/text.h"
#include "ledger/decide.h"

/// Money that reaches quotas from a source or from a pending balance.
namespace jincai::ledger {

namespace {

constexpr std::size_t kCodeMax = 64;

Result<void> check_text(std::string const& text) {
    if (text.empty() || (text.size() <= kCodeMax && is_plain_line(text))) return {};
    return refuse(refusals::line_text_invalid, {figure("text", text)});
}

Result<void> check_texts(QuotaLine const& line) {
    JC_CHECK(check_text(line.unit.value()));
    JC_CHECK(check_text(line.fund.value()));
    JC_CHECK(check_text(line.function.value()));
    JC_CHECK(check_text(line.economic.value()));
    JC_CHECK(check_text(line.government_economic));
    return check_text(line.project.value());
}

/// What the targets of one command have in common.
struct Origin {
    QuotaState const* from = nullptr;  ///< null: a source
    Account account = Account::annual_approval;
    bool may_reach_contracts = false;
};

bool may_receive(Origin const& origin, Account account) {
    if (account == Account::executable) return true;
    if (account == Account::contract) return origin.may_reach_contracts;
    return is_pending(account) && !(origin.from != nullptr && account == Account::unallocated);
}

Result<void> check_lineage(Origin const& origin, QuotaLine const& line) {
    if (origin.from == nullptr) return {};
    auto const& from = origin.from->line;
    if (!same_budget(from.fund, line.fund)) {
        return refuse(refusals::budgets_mixed,
                      {figure("from", from.fund.value()), figure("to", line.fund.value())});
    }
    // 直达资金标识贯穿到底.
    if (from.direct_funds && !line.direct_funds) return refuse(refusals::direct_mark_lost);
    return {};
}

bool opened_before(Draft const& draft, QuotaId id) {
    return std::ranges::any_of(draft.posting.opened,
                               [&](QuotaLine const& line) { return line.id == id; });
}

Result<void> check_existing(Draft const& draft, Origin const& origin, QuotaTarget const& target) {
    auto const* quota = JC_TRY(find_active_quota(draft, target.id()));
    if (origin.from != nullptr && quota->line.id == origin.from->line.id &&
        target.account == origin.account)
        return refuse(refusals::same_quota);
    return check_lineage(origin, quota->line);
}

Result<void> check_contract(Draft const& draft, QuotaTarget const& target) {
    if (target.account != Account::contract) {
        if (!target.contract) return {};
        return refuse(refusals::wrong_account, {account_figure(target.account)});
    }
    JC_CHECK(check_id(target.contract.value()));
    if (target.contract.value() > kContractMax)
        return refuse(refusals::id_invalid, {figure("id", target.contract.value())});
    auto const& drafted = draft.posting.contracts;
    bool const twice = std::ranges::any_of(drafted, [&](ContractChange const& change) {
        return change.contract == target.contract && change.quota == target.id();
    });
    if (twice || draft.book.contract(target.contract, target.id()) != nullptr)
        return refuse(refusals::contract_exists);
    return {};
}

Result<void> check_target(Draft const& draft, Origin const& origin, QuotaTarget const& target) {
    JC_CHECK(check_amount(target.amount));
    if (!may_receive(origin, target.account))
        return refuse(refusals::wrong_account, {account_figure(target.account)});
    JC_CHECK(check_contract(draft, target));
    if (auto const* line = std::get_if<QuotaLine>(&target.quota)) {
        auto const parent = origin.from == nullptr ? QuotaId{} : origin.from->line.id;
        JC_CHECK(check_new_line(draft, *line, parent));
        return check_lineage(origin, *line);
    }
    // A quota that an earlier line of this command opens may get more money by a later one.
    if (opened_before(draft, target.id())) return {};
    return check_existing(draft, origin, target);
}

void note_received(Draft& draft, Origin const& origin, QuotaTarget const& target) {
    QuotaChange change{target.id(), {}, {}, {}, {}};
    if (origin.from == nullptr) {
        change.from_source = target.amount;
    } else {
        if (target.id() == origin.from->line.id) return;
        auto const* line = std::get_if<QuotaLine>(&target.quota);
        auto const* known = draft.book.quota(target.id());
        bool const is_child = line != nullptr || known == nullptr ||
                              known->line.parent == origin.from->line.id;
        (is_child ? change.from_parent : change.moved) = target.amount;
    }
    draft.posting.quotas.push_back(change);
}

/// Checks and writes the debit side; the sum of what was written. The draft is thrown away when
/// a later line is refused.
Result<Money> write_targets(Draft& draft, Origin const& origin,
                            std::vector<QuotaTarget> const& targets) {
    Money sum;
    std::size_t index = 0;
    for (auto const& target : targets) {
        auto const path = "/targets/" + std::to_string(index++);
        auto checked = check_target(draft, origin, target);
        if (checked) checked = check_room(sum, target.amount);
        if (!checked) return std::unexpected(under(path, std::move(checked).error()));
        sum += target.amount;
        if (auto const* line = std::get_if<QuotaLine>(&target.quota))
            draft.posting.opened.push_back(*line);
        note_received(draft, origin, target);
        if (target.account == Account::contract)
            draft.posting.contracts.push_back({target.contract, target.id(), target.amount, false});
        draft.debit(at(target.account, target.id(), target.contract.value()), target.amount);
    }
    return sum;
}

Result<void> write_from_source(Draft& draft, BalanceKey const& source,
                               std::vector<QuotaTarget> const& targets, bool with_contracts) {
    if (targets.empty()) return refuse(refusals::nothing_to_book);
    Origin const origin{nullptr, source.account, with_contracts};
    auto const sum = JC_TRY(write_targets(draft, origin, targets));
    Money uses;
    for (auto const account : kAccounts)
        if (is_use(account)) uses += draft.book.balance(account);
    JC_CHECK(check_room(uses, sum));
    JC_CHECK(check_room(draft.book.balance(source.account), sum));
    draft.credit(source, sum);
    return {};
}

Result<Money> write_hand_downs(Draft& draft, Distribute const& command) {
    if (!command.hand_downs.empty()) JC_CHECK(check_id(command.document.value()));
    auto const& own = draft.book.settings().region;
    Money sum;
    std::size_t index = 0;
    for (auto const& hand_down : command.hand_downs) {
        auto const path = "/hand_downs/" + std::to_string(index++);
        auto checked = check_amount(hand_down.amount);
        if (checked) checked = check_room(sum, hand_down.amount);
        if (!checked) return std::unexpected(under(path, std::move(checked).error()));
        auto const& code = hand_down.receiver.value();
        if (!is_digits(code) || code.size() > 12 || hand_down.receiver == own ||
            !hand_down.receiver.starts_with(subtree_prefix(own)))
            return refuse_at(path, refusals::receiver_invalid, {figure("receiver", code)});
        sum += hand_down.amount;
        auto const detail = parse_int(code).value_or(0);
        draft.debit(at(Account::handed_down, command.from, detail), hand_down.amount);
        draft.posting.hand_downs.push_back(
            {command.document, hand_down.receiver, hand_down.amount});
    }
    return sum;
}

/// Everything but what stays with the same quota has left it.
Money passed_down(Distribute const& command) {
    Money sum;
    for (auto const& target : command.targets)
        if (target.id() != command.from) sum += target.amount;
    return sum;
}

}  // namespace

Result<void> check_new_line(Draft const& draft, QuotaLine const& line, QuotaId parent) {
    JC_CHECK(check_id(line.id.value()));
    JC_CHECK(check_texts(line));
    if (draft.book.quota(line.id) != nullptr || opened_before(draft, line.id))
        return refuse(refusals::quota_exists, {figure("quota", line.id.value())});
    if (line.parent != parent)
        return refuse(refusals::parent_mismatch, {figure("expected", parent.value())});
    return {};
}

Result<void> draft_command(Draft& draft, IssueQuotas const& command) {
    if (!is_source(command.source) || command.source == Account::carried_in)
        return refuse(refusals::wrong_account, {account_figure(command.source)});
    bool const from_above = command.source == Account::upper_transfer;
    if (from_above != (command.upper_document.value() > 0))
        return refuse(refusals::upper_document_missing);
    return write_from_source(draft, {command.source, command.upper_document.value(), 0},
                             command.targets, false);
}

Result<void> draft_command(Draft& draft, OpenCarriedOver const& command) {
    return write_from_source(draft, {Account::carried_in, 0, 0}, command.targets, true);
}

Result<void> draft_command(Draft& draft, Distribute const& command) {
    if (!is_pending(command.account))
        return refuse(refusals::wrong_account, {account_figure(command.account)});
    if (command.targets.empty() && command.hand_downs.empty())
        return refuse(refusals::nothing_to_book);
    auto const* from = JC_TRY(find_active_quota(draft, command.from));
    auto sum = JC_TRY(write_targets(draft, {from, command.account, false}, command.targets));
    auto const handed = JC_TRY(write_hand_downs(draft, command));
    sum += handed;
    JC_CHECK(check_balance(draft, at(command.account, command.from), sum));
    draft.credit(at(command.account, command.from), sum);
    if (auto const passed = passed_down(command); passed.is_positive())
        draft.posting.quotas.push_back({command.from, {}, {}, {}, passed});
    return {};
}

}  // namespace jincai::ledger

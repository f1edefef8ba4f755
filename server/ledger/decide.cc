#include "ledger/decide.h"

#include "base/text.h"

namespace jincai::ledger {

namespace {

constexpr std::size_t kCommandIdMax = 64;

bool is_plain_id(std::string const& id) {
    bool printable = true;  // without an early exit: nearly every id is, and this is the hot path
    for (char const c : id) printable &= c > ' ' && c <= '~';
    return printable || is_plain_line(id);
}

Result<void> check_repetition(Book const& book, CommandHeader const& header) {
    if (header.command_id.empty() || header.command_id.size() > kCommandIdMax ||
        !is_plain_id(header.command_id))
        return refuse(refusals::command_id_invalid);
    auto const booked = book.command(header.command_id);
    if (!booked) return {};
    auto const& spec = booked->body_digest == header.body_digest ? refusals::already_booked
                                                                  : refusals::command_id_reused;
    return refuse(spec, {figure("seq", booked->seq)});
}

/// Months and lights are administered from outside the month they concern.
bool needs_open_month(CommandKind kind) {
    return kind != CommandKind::close_month && kind != CommandKind::open_month &&
           kind != CommandKind::unfreeze && kind != CommandKind::grant_one_time_pass;
}

bool is_year_end(CommandKind kind) {
    return kind == CommandKind::return_unused_plan || kind == CommandKind::carry_over ||
           kind == CommandKind::lapse || kind == CommandKind::close_year;
}

template <class C>
Result<void> fill(Posting& posting, Book const& book, C const& command, CommandKind kind,
                  Rules const& rules) {
    JC_CHECK(check_repetition(book, command.header));
    JC_CHECK(check_day(book, command.header, kind));
    Draft draft{book, rules, kind, command.header, posting};
    if constexpr (requires { command.document; }) posting.document = command.document;
    return draft_command(draft, command);
}

/// The posting is made where it will be read: it is large.
template <class C>
Result<Posting> decide_one(Book const& book, C const& command, CommandKind kind,
                           Rules const& rules) {
    Result<Posting> answer{std::in_place};
    auto filled = fill(*answer, book, command, kind, rules);
    if (!filled) answer = std::unexpected(std::move(filled).error());
    return answer;
}

}  // namespace

Result<Posting> decide(Book const& book, Command const& command, Rules const& rules) {
    return std::visit(
        [&](auto const& each) { return decide_one(book, each, kind_of(command), rules); }, command);
}

std::optional<std::int64_t> booked_seq(Error const& error) {
    if (error.spec != &refusals::already_booked) return std::nullopt;
    return std::get<std::int64_t>(error.figures.front().value);
}

Result<void> check_day(Book const& book, CommandHeader const& header, CommandKind kind) {
    auto const year = book.settings().year;
    if (book.year_closed())
        return refuse(refusals::year_closed, {figure("year", std::int64_t{year.value})});
    if (!header.date.ok() || fiscal_year(header.date) != year) {
        return refuse(refusals::date_outside_year,
                      {figure("date", header.date.ok() ? format_date(header.date) : "?"),
                       figure("year", std::int64_t{year.value})});
    }
    auto const month = fiscal_month(header.date);
    if (needs_open_month(kind) && book.month_closed(month))
        return refuse(refusals::month_is_closed, {figure("month", std::int64_t{month.value})});
    if (is_year_end(kind) && month != FiscalMonth{12}) return refuse(refusals::not_year_end);
    return {};
}

Result<void> check_amount(Money amount) {
    if (!amount.is_positive()) return refuse(refusals::amount_not_positive);
    if (amount > kMoneyMax) return refuse(refusals::amount_too_large);
    return {};
}

// Every counter is kept within +-kMoneyMax, so that sums of two never leave int64.
Result<void> check_room(Money counter, Money delta) {
    auto const after = counter + delta;
    if (after > kMoneyMax || after < -kMoneyMax) return refuse(refusals::amount_too_large);
    return {};
}

Result<void> check_id(std::int64_t id) {
    if (id <= 0) return refuse(refusals::id_invalid, {figure("id", id)});
    return {};
}

Result<void> check_open_month(Draft const& draft, FiscalMonth month) {
    if (!is_month(month))
        return refuse(refusals::month_unknown, {figure("month", std::int64_t{month.value})});
    if (draft.book.month_closed(month))
        return refuse(refusals::month_is_closed, {figure("month", std::int64_t{month.value})});
    return {};
}

Result<QuotaState const*> find_quota(Draft const& draft, QuotaId id) {
    auto const* quota = draft.book.quota(id);
    if (quota == nullptr) return refuse(refusals::quota_not_found);
    return quota;
}

Result<QuotaState const*> find_active_quota(Draft const& draft, QuotaId id) {
    auto const* quota = draft.book.quota(id);
    if (quota == nullptr) return refuse(refusals::quota_not_found);
    if (quota->status == QuotaStatus::ended) return refuse(refusals::quota_ended);
    if (quota->status == QuotaStatus::suspended) return refuse(refusals::quota_suspended);
    return quota;
}

Result<ContractState const*> find_open_contract(Draft const& draft, ContractId contract,
                                                QuotaId quota) {
    auto const* state = draft.book.contract(contract, quota);
    if (state == nullptr) return refuse(refusals::contract_not_found);
    if (state->finished) return refuse(refusals::contract_finished);
    return state;
}

Result<void> check_balance(Draft const& draft, BalanceKey const& key, Money amount) {
    auto const available = draft.balance(key);
    if (amount <= available) return {};
    return refuse(refusals::exceeds_balance,
                  {account_figure(key.account), figure("available_fen", available),
                   figure("amount_fen", amount)});
}

}  // namespace jincai::ledger

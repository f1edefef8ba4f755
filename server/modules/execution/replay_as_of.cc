#include "ledger/check.h"
#include "modules/execution/refusals.h"
#include "modules/execution/replay.h"
#include "modules/execution/replay_parts.h"
#include "modules/execution/replay_refusals.h"
#include "modules/execution/rules_source.h"

/// A book as it was: the journal booked again up to a moment.
namespace jincai::execution {

namespace {

struct Replayed {
    ledger::Book book;
    Head head;
    std::optional<Timestamp> last_at;
};

Result<Replayed> replay_until(storage::Database const& database,
                              basics::Directory const& directory, BookKey const& key,
                              Until const& until) {
    Replayed made{.book = ledger::Book{settings_of(directory, key)}, .head = {}, .last_at = {}};
    std::int64_t inadmissible = 0;
    auto const book = [&](ledger::Posting const& posting) {
        if (until.instant && posting.header.at > *until.instant) return false;
        if (!ledger::admissible(made.book, posting).empty()) {
            inadmissible = posting.seq;
            return false;
        }
        ledger::apply(made.book, posting);
        made.last_at = std::max(made.last_at.value_or(posting.header.at), posting.header.at);
        return true;
    };
    made.head = JC_TRY(read_journal(database, key, until.seq.value_or(kWholeJournal), book));
    if (inadmissible != 0)
        return refuse(refusals::book_unreadable, {{"region", key.region.value()},
                                                  {"year", std::to_string(key.year.value)},
                                                  {"seq", std::to_string(inadmissible)}});
    return made;
}

void add(QuotaTotals& sum, ledger::QuotaStatement const& s) {
    ++sum.quotas;
    sum.issued_fen += s.issued;
    sum.pending_fen += s.pending;
    sum.executable_fen += s.executable;
    sum.frozen_fen += s.frozen;
    sum.procurement_fen += s.procurement;
    sum.contract_fen += s.contract;
    sum.reserved_fen += s.reserved;
    sum.plan_fen += s.plan;
    sum.in_flight_fen += s.in_flight;
    sum.paid_fen += s.paid;
    sum.passed_down_fen += s.passed_down;
    sum.handed_down_fen += s.handed_down;
    sum.carried_over_fen += s.carried_over;
    sum.recalled_fen += s.recalled;
    sum.available_fen += s.available;
}

AccountBalance row_of(ledger::Account account, Money debit, Money credit) {
    return {.account = ledger::number(account),
            .name_zh = std::string{ledger::name_zh(account)},
            .name_en = std::string{ledger::name_en(account)},
            .debit_fen = debit,
            .credit_fen = credit};
}

/// Makes the answer for one book out of what the caller may see of it.
class AsOfView {
public:
    AsOfView(basics::Directory const& directory, BookKey const& key, AsOfFilter const& filter,
             DataScope const& scope)
        : directory_{directory}, key_{key}, filter_{filter}, scope_{scope} {}

    AsOfBook make(Replayed const& replayed, BusinessDate day) const {
        AsOfBook shown{.region_code = key_.region,
                       .region_name = std::string{directory_.region_name(key_.region)},
                       .fiscal_year = key_.year,
                       .records = replayed.head.seq,
                       .last_at = replayed.last_at,
                       .hash = replayed.head.hash};
        auto const month = fiscal_year(day) == key_.year ? fiscal_month(day) : FiscalMonth{12};
        add_money(shown, replayed.book, month, rules_on(directory_, key_.region, day));
        if (!filter_.quota_id) add_lights(shown, replayed.book, month);
        return shown;
    }

private:
    [[nodiscard]] bool shows_unit(UnitCode const& unit) const {
        return scope_.covers(key_.region, unit) &&
               (!filter_.unit_code || unit.starts_with(filter_.unit_code->value()));
    }
    [[nodiscard]] bool shows_all() const {
        return !filter_.unit_code && !filter_.quota_id && scope_.unit_prefixes.empty();
    }

    void add_money(AsOfBook& shown, ledger::Book const& book, FiscalMonth month,
                   ledger::Rules const& rules) const {
        std::array<Money, ledger::kAccountCount> uses{};
        for (auto const& quota : book.quotas()) {
            if (!shows_unit(quota.line.unit)) continue;
            if (filter_.quota_id && quota.line.id != *filter_.quota_id) continue;
            add(shown.quota_totals, book.statement(quota.line.id, month, rules));
            for (std::size_t i = 0; i < uses.size(); ++i) uses[i] += quota.totals[i];
        }
        if (shows_all()) {
            for (auto const& row : book.trial_balance())
                if (!row.debit.is_zero() || !row.credit.is_zero())
                    shown.balances.push_back(row_of(row.account, row.debit, row.credit));
            return;
        }
        for (auto const account : ledger::kAccounts)
            if (auto const held = uses[ledger::index_of(account)]; !held.is_zero())
                shown.balances.push_back(row_of(account, held, Money{}));
    }

    void add_lights(AsOfBook& shown, ledger::Book const& book, FiscalMonth until) const {
        for (auto const& scope : book.scopes()) {
            if (!shows_unit(scope.key.unit)) continue;
            auto const name = std::string{directory_.unit_name(key_.region, scope.key.unit)};
            for (FiscalMonth month{1}; month <= until; ++month.value) {
                auto const light = scope.light(month);
                if (light == Light::green) continue;
                auto const& figures = scope.months[ledger::month_index(month)];
                shown.lights.push_back({scope.key.unit, name, scope.key.fund,
                                        scope.key.project_class, scope.key.project, month, light,
                                        figures.plan, figures.spend()});
            }
            auto const& red = scope.red;
            if (!red.red) continue;
            shown.freezes.push_back({scope.key.unit, name, scope.key.fund, scope.key.project_class,
                                     scope.key.project, red.month, red.frozen, red.since,
                                     red.trigger_seq, red.plan, red.spend, red.basis,
                                     red.rule_version});
        }
    }

    basics::Directory const& directory_;
    BookKey const& key_;
    AsOfFilter const& filter_;
    DataScope const& scope_;
};

Result<std::vector<BookKey>> books_of(storage::Database const& database, AsOfFilter const& filter,
                                      Until const& until, ReplayBounds const& bounds) {
    if (until.seq && (!filter.region_code || !filter.fiscal_year))
        return refuse(refusals::one_book_needed);
    BookChoice const choice{.region = filter.region_code,
                            .include_lower = !until.seq && filter.include_lower.value_or(false),
                            .year = filter.fiscal_year};
    auto books = chosen_books(database, choice, bounds.scope);
    if (books.empty()) return refuse(refusals::no_such_book);
    JC_CHECK(check_length(database, books, bounds.records_max));
    return books;
}

}  // namespace

Result<AsOfReport> as_of(storage::Database const& database, basics::Directory const& directory,
                         AsOfFilter const& filter, ReplayBounds const& bounds) {
    auto const until = JC_TRY(parse_until(filter.until));
    auto const books = JC_TRY(books_of(database, filter, until, bounds));
    AsOfReport report{.until = until.instant, .until_seq = until.seq, .books = {}};
    for (auto const& key : books) {
        auto const replayed = JC_TRY(replay_until(database, directory, key, until));
        auto const moment = until.instant ? until.instant : replayed.last_at;
        auto const day = moment ? business_date(*moment) : make_date(key.year.value, 12, 31);
        auto shown = AsOfView{directory, key, filter, bounds.scope}.make(replayed, day);
        shown.records_now = database.read(
            [&](storage::Session& session) { return journal_length(session, key); });
        if (filter.quota_id && shown.quota_totals.quotas == 0) continue;
        report.books.push_back(std::move(shown));
    }
    if (report.books.empty()) return refuse(refusals::quota_unknown);
    return report;
}

}  // namespace jincai::execution

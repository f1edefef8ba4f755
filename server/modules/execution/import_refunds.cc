#include "modules/execution/import_refunds.h"

#include "base/time.h"
#include "modules/execution/model.h"

namespace jincai::execution {

namespace {

/// A payment that a refund may belong to.
struct Candidate {
    PaymentId id;
    Money left;
    std::string payee_name;
    EconomicCode economic_code;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (id, left, payee_name, economic_code))

using ByAmount = std::set<std::pair<Money, PaymentId>>;

ByAmount::const_iterator smallest_with(ByAmount const& payments, Money amount) {
    return payments.lower_bound({amount, PaymentId{}});
}

}  // namespace

ImportRefunds::ImportRefunds(storage::Database const& database, RegionCode region)
    : database_{database}, region_{std::move(region)} {}

std::optional<PaymentId> ImportRefunds::take(ImportRow const& row, UnitCode const& unit) {
    auto& paid = shelf(row, unit);
    auto const payment = find(paid, row);
    if (payment) change(paid, *payment, row.amount);
    return payment;
}

void ImportRefunds::give_back(ImportRow const& row, UnitCode const& unit, PaymentId payment) {
    change(shelf(row, unit), payment, -row.amount);
}

ImportRefunds::Shelf& ImportRefunds::shelf(ImportRow const& row, UnitCode const& unit) {
    ShelfKey const key{fiscal_year(row.day).value, unit};
    auto const [found, is_new] = shelves_.try_emplace(key);
    auto& paid = found->second;
    if (!is_new) return paid;
    database_.read([&](storage::Session& session) {
        session.for_each<Candidate>(
            "select id, amount_fen - refunded_fen, payee_name, economic_code from payment "
            "where region_code = :region and fiscal_year = :year and unit_code = :unit "
            "and status = 'cleared' and refunded_fen < amount_fen",
            [&](Candidate const& candidate) {
                paid.by_payee[candidate.payee_name].emplace(candidate.left, candidate.id);
                paid.by_economic[candidate.economic_code].emplace(candidate.left, candidate.id);
                paid.payments.emplace(candidate.id,
                                      Paid{candidate.left, candidate.payee_name,
                                           candidate.economic_code});
            },
            region_, fiscal_year(row.day), unit);
    });
    return paid;
}

std::optional<PaymentId> ImportRefunds::find(Shelf const& shelf, ImportRow const& row) {
    auto const amount = -row.amount;
    if (auto const same = shelf.by_payee.find(row.payee); same != shelf.by_payee.end()) {
        auto const first = smallest_with(same->second, amount);
        for (auto at = first; at != same->second.end(); ++at)
            if (shelf.payments.at(at->second).economic == row.economic) return at->second;
        if (first != same->second.end()) return first->second;
    }
    std::optional<std::pair<Money, PaymentId>> best;
    for (auto const& [economic, payments] : shelf.by_economic) {
        auto const at = smallest_with(payments, amount);
        if (at == payments.end()) continue;
        if (economic == row.economic) return at->second;
        if (!best || *at < *best) best = *at;
    }
    if (!best) return std::nullopt;
    return best->second;
}

void ImportRefunds::change(Shelf& shelf, PaymentId payment, Money by) {
    auto& paid = shelf.payments.at(payment);
    auto& of_payee = shelf.by_payee.at(paid.payee);
    auto& of_economic = shelf.by_economic.at(paid.economic);
    of_payee.erase({paid.left, payment});
    of_economic.erase({paid.left, payment});
    paid.left += by;
    if (!paid.left.is_positive()) return;
    of_payee.emplace(paid.left, payment);
    of_economic.emplace(paid.left, payment);
}

}  // namespace jincai::execution

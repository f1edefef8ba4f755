#include "chaos/watch.h"

namespace jincai::chaos {

namespace {

/// How many acknowledged orders of a burst are handed in again.
constexpr int kAskedAgain = 4;

/// A record and the document that came with it.
struct Found {
    int records = 0;
    BookedPayment document;
};

bool as_ordered(BookedPayment const& booked, Order const& order) {
    return booked.purpose == order.key && booked.quota_id == order.quota &&
           booked.amount_fen == order.amount;
}

/// By command id. A record without document and a document without record count as halves.
std::map<std::string, Found> pair_up(std::vector<BookedCommand> const& commands,
                                     std::vector<BookedPayment> const& payments, Toll& toll) {
    std::map<std::int64_t, BookedPayment const*> documents;
    for (auto const& payment : payments)
        if (!documents.emplace(payment.submitted_seq, &payment).second) ++toll.half;
    std::map<std::string, Found> found;
    for (auto const& command : commands) {
        auto& each = found[command.command_id];
        ++each.records;
        auto const document = documents.find(command.seq);
        if (document == documents.end()) {
            ++toll.half;
            continue;
        }
        each.document = *document->second;
        documents.erase(document);
    }
    toll.half += static_cast<std::int64_t>(documents.size());
    return found;
}

}  // namespace

void Watch::check(Burst const& burst, Toll& toll) {
    auto const book = book_of_county(application_.clock());
    auto const found = application_.database().read([&](storage::Session& session) {
        return pair_up(commands_after(session, book, checked_),
                       payments_after(session, book, checked_), toll);
    });
    std::map<std::string, Order const*> wanted;
    for (auto const& [key, order] : burst.tried) wanted[command_of(key)] = &order;
    for (auto const& [command, each] : found) {
        if (each.records > 1) ++toll.duplicated;
        auto const order = wanted.find(command);
        if (order == wanted.end()) ++toll.unasked;
        else if (each.document.id && !as_ordered(each.document, *order->second)) ++toll.half;
        else if (!burst.acknowledged.contains(order->second->key)) ++toll.committed_unacknowledged;
    }
    for (auto const& [key, id] : burst.acknowledged) {
        auto const booked = found.find(command_of(key));
        if (booked == found.end() || booked->second.document.id != id) ++toll.lost;
    }
    toll.tried += static_cast<std::int64_t>(burst.tried.size());
    toll.acknowledged += static_cast<std::int64_t>(burst.acknowledged.size());
}

void Watch::resolve(Burst const& burst, Toll& toll) {
    int asked = 0;
    Burst known = burst;
    for (auto const& [key, order] : burst.tried) {
        auto const before = burst.acknowledged.find(key);
        bool const is_open = before == burst.acknowledged.end();
        if (!is_open && ++asked > kAskedAgain) continue;
        auto const id = hand_in(application_, order);
        if (!id || (!is_open && *id != before->second)) {
            ++toll.changed_answer;
            continue;
        }
        if (is_open) ++toll.resolved;
        known.acknowledged[key] = *id;
    }
    // Now every order has an answer, and every one must be there once.
    Toll after;
    check(known, after);
    toll.lost += after.lost;
    toll.duplicated += after.duplicated;
    toll.unasked += after.unasked;
    toll.half += after.half;
}

Mark Watch::last() const {
    auto const book = book_of_county(application_.clock());
    return application_.database().read(
        [&](storage::Session& session) { return last_mark(session, book); });
}

bool Watch::balanced(std::map<QuotaId, Money> const& expected) const {
    for (auto const& [quota, in_flight] : expected) {
        auto const view = application_.execution().quotas().quota(handler(), quota);
        if (!view || view->quota.in_flight_fen != in_flight ||
            view->quota.executable_fen + view->quota.plan_fen + in_flight != view->quota.issued_fen)
            return false;
    }
    return true;
}

}  // namespace jincai::chaos

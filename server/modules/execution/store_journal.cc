#include "modules/execution/store_journal.h"

#include "ledger/record.h"
#include "modules/execution/refusals.h"

namespace jincai::execution {

namespace {

constexpr std::int64_t kPortion = 5'000;

struct Stored {
    std::int64_t seq = 0;
    std::string record;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (seq, record, hash))

struct PaymentNumber {
    PaymentId booked_id;
    PaymentId id;
    std::string number;
};
BOOST_DESCRIBE_STRUCT(PaymentNumber, (), (booked_id, id, number))

}  // namespace

std::unexpected<Error> unreadable(BookKey const& key, std::int64_t seq) {
    return refuse(refusals::book_unreadable, {{"region", key.region.value()},
                                              {"year", std::to_string(key.year.value)},
                                              {"seq", std::to_string(seq)}});
}

Result<bool> read_portion(storage::Session& session, BookKey const& key, std::int64_t last_seq,
                          Head& head, TakePosting const& take) {
    auto const portion = session.query<Stored>(
        "select seq, record, hash from journal where region_code = :r and fiscal_year = :y and "
        "seq > :s and seq <= :l order by seq limit :n",
        key.region, key.year, head.seq, last_seq, kPortion);
    for (auto const& stored : portion) {
        auto const posting = ledger::decode(stored.record);
        bool const sound = stored.seq == head.seq + 1 && posting && posting->seq == stored.seq &&
                           stored.hash == chain(head.hash, stored.record);
        if (!sound) return unreadable(key, head.seq + 1);
        if (!take(*posting)) return false;
        head = {stored.seq, stored.hash};
    }
    return std::ssize(portion) == kPortion;
}

Result<Head> read_journal(storage::Database const& database, BookKey const& key,
                          std::int64_t last_seq, TakePosting const& take) {
    Head head;
    while (JC_TRY(database.read([&](storage::Session& session) {
        return read_portion(session, key, last_seq, head, take);
    }))) {
    }
    return head;
}

std::int64_t journal_length(storage::Session& session, BookKey const& key) {
    return session
        .value<std::int64_t>(
            "select seq from book_head where region_code = :r and fiscal_year = :y", key.region,
            key.year)
        .value_or(0);
}

std::map<PaymentId, BookedPayment> payments_booked(storage::Session& session, BookKey const& key,
                                                   std::set<PaymentId> const& booked_ids) {
    std::map<PaymentId, BookedPayment> found;
    if (booked_ids.empty()) return found;
    session.for_each<PaymentNumber>(
        "select booked_id, id, number from payment where region_code = :r and fiscal_year = :y",
        [&](PaymentNumber const& row) {
            if (booked_ids.contains(row.booked_id))
                found[row.booked_id] = {row.id, row.number};
        },
        key.region, key.year);
    return found;
}

}  // namespace jincai::execution

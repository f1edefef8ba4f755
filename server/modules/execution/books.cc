#include "modules/execution/books.h"

#include "base/text.h"
#include "ledger/check.h"
#include "ledger/record.h"
#include "modules/execution/refusals.h"
#include "modules/execution/rows.h"
#include "platform/crypto/crypto.h"

namespace jincai::execution {

namespace {

struct StoredRecord {
    std::int64_t seq = 0;
    std::string record;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(StoredRecord, (), (seq, record, hash))

struct StoredBook {
    RegionCode region_code;
    FiscalYear fiscal_year;
};
BOOST_DESCRIBE_STRUCT(StoredBook, (), (region_code, fiscal_year))

/// Applies one stored record to `open`, or says that it does not verify.
bool replay(OpenBook& open, StoredRecord const& stored) {
    if (stored.hash != chain(open.head.hash, stored.record)) return false;
    auto posting = ledger::decode(stored.record);
    if (!posting || posting->seq != stored.seq) return false;
    if (!ledger::admissible(open.book, *posting).empty()) return false;
    ledger::apply(open.book, *posting);
    open.head = {stored.seq, stored.hash};
    return true;
}

}  // namespace

std::string chain(std::string const& previous_hash, std::string_view record) {
    return crypto::hex(crypto::sm3(previous_hash, record));
}

Result<OpenBook> read_book(storage::Session& session, BookKey const& key,
                           ledger::BookSettings settings) {
    OpenBook open{.book = ledger::Book{std::move(settings)}};
    std::int64_t broken = 0;
    session.for_each<StoredRecord>(
        "select seq, record, hash from journal where region_code = :r and fiscal_year = :y "
        "order by seq",
        [&](StoredRecord const& stored) {
            if (broken == 0 && !replay(open, stored)) broken = stored.seq;
        },
        key.region, key.year);
    if (broken != 0)
        return refuse(refusals::book_unreadable, {{"region", key.region.value()},
                                                  {"year", std::to_string(key.year.value)},
                                                  {"seq", std::to_string(broken)}});
    return open;
}

std::vector<BookKey> stored_books(storage::Session& session) {
    std::vector<BookKey> keys;
    for (auto& book : session.query<StoredBook>(
             "select region_code, fiscal_year from book_head order by region_code, fiscal_year"))
        keys.push_back({book.region_code, book.fiscal_year});
    return keys;
}

}  // namespace jincai::execution

#include "modules/execution/books.h"

#include "ledger/check.h"
#include "modules/execution/store_journal.h"
#include "platform/crypto/crypto.h"

namespace jincai::execution {

namespace {

struct StoredBook {
    RegionCode region_code;
    FiscalYear fiscal_year;
};
BOOST_DESCRIBE_STRUCT(StoredBook, (), (region_code, fiscal_year))

}  // namespace

std::string chain(std::string const& previous_hash, std::string_view record) {
    return crypto::hex(crypto::sm3(previous_hash, record));
}

Result<OpenBook> read_book(storage::Session& session, BookKey const& key,
                           ledger::BookSettings settings) {
    OpenBook open{.book = ledger::Book{std::move(settings)}};
    bool sound = true;
    auto const take = [&](ledger::Posting const& posting) {
        sound = ledger::admissible(open.book, posting).empty();
        if (sound) ledger::apply(open.book, posting);
        return sound;
    };
    while (JC_TRY(read_portion(session, key, kWholeJournal, open.head, take))) {
    }
    if (!sound) return unreadable(key, open.head.seq + 1);
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

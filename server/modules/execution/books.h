#pragma once

#include <functional>
#include <map>
#include <string>

#include "ledger/book.h"
#include "modules/execution/model.h"
#include "platform/storage/session.h"

namespace jincai::execution {

/// The region's parameters, asked for each command on its date.
struct RulesSource {
    std::function<ledger::Rules(BookKey const&, BusinessDate)> rules;
    std::function<ledger::BookSettings(BookKey const&)> settings;
};

/// Where a book's journal ends.
struct Head {
    std::int64_t seq = 0;
    std::string hash;  ///< hex of SM3; empty before the first record
};

struct OpenBook {
    ledger::Book book;
    Head head;
};

/// hex of SM3(previous hash || record).
[[nodiscard]] std::string chain(std::string const& previous_hash, std::string_view record);

/// Reads a book back from its journal, checking the hash chain, the sequence and every posting on
/// the way. Refused with `book_unreadable` at the first record that does not verify.
[[nodiscard]] Result<OpenBook> read_book(storage::Session& session, BookKey const& key,
                                         ledger::BookSettings settings);

/// The books that have a journal.
[[nodiscard]] std::vector<BookKey> stored_books(storage::Session& session);

}  // namespace jincai::execution

#include "modules/execution/replay_parts.h"

#include "modules/execution/replay_refusals.h"

namespace jincai::execution {

std::vector<BookKey> chosen_books(storage::Database const& database, BookChoice const& choice,
                                  DataScope const& scope) {
    auto const is_meant = [&](RegionCode const& region) {
        if (!choice.region || region == *choice.region) return true;
        return choice.include_lower && region.starts_with(subtree_prefix(*choice.region));
    };
    auto books = database.read([](storage::Session& session) { return stored_books(session); });
    std::erase_if(books, [&](BookKey const& key) {
        return !is_meant(key.region) || (choice.year && key.year != *choice.year) ||
               !scope.covers_region(key.region);
    });
    return books;
}

Result<void> check_length(storage::Database const& database, std::vector<BookKey> const& books,
                          std::int64_t most) {
    std::int64_t records = 0;
    database.read([&](storage::Session& session) {
        for (auto const& key : books) records += journal_length(session, key);
    });
    if (records <= most) return {};
    return refuse(refusals::replay_too_long, {{"records", std::to_string(records)},
                                              {"most", std::to_string(most)}});
}

}  // namespace jincai::execution

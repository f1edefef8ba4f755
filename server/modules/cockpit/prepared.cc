#include "modules/cockpit/prepared.h"

#include <mutex>

namespace jincai::cockpit {

std::shared_ptr<BookSums const> PreparedSums::sums(storage::Session& session,
                                                   DataScope const& scope,
                                                   store::BookHead const& book) {
    auto const add_up = [&] {
        return std::make_shared<BookSums const>(store::book_sums(session, scope, book));
    };
    if (!scope.unit_prefixes.empty()) return add_up();
    Key const key{book.region_code, book.fiscal_year};
    {
        std::shared_lock const lock{mutex_};
        auto const found = kept_.find(key);
        if (found != kept_.end() && found->second.seq == book.seq) return found->second.sums;
    }
    auto sums = add_up();
    std::unique_lock const lock{mutex_};
    kept_.insert_or_assign(key, Kept{book.seq, sums});
    return sums;
}

}  // namespace jincai::cockpit

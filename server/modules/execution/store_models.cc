#include "modules/execution/store_models.h"

namespace jincai::execution {

namespace {

struct BookLag {
    std::int64_t journal = 0;
    std::int64_t projected = 0;
};
BOOST_DESCRIBE_STRUCT(BookLag, (), (journal, projected))

}  // namespace

ProjectionLag projection_lag(storage::Session& session) {
    ProjectionLag lag;
    session.for_each<BookLag>(
        "select h.seq, coalesce(p.seq, 0) from book_head h left join projection_head p on "
        "p.region_code = h.region_code and p.fiscal_year = h.fiscal_year",
        [&](BookLag const& book) {
            lag.journal += book.journal;
            // A read model may have been seen a moment after the journal was.
            auto const behind = std::max<std::int64_t>(0, book.journal - book.projected);
            lag.records += behind;
            lag.books += behind > 0 ? 1 : 0;
        });
    return lag;
}

void forget_read_models(storage::Session& session) {
    for (auto const* sql :
         {"delete from projection_head", "delete from entry", "delete from quota_status",
          "delete from cube", "delete from light_status", "delete from light_change"})
        session.execute(sql);
}

}  // namespace jincai::execution

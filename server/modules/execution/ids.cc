#include "modules/execution/ids.h"

namespace jincai::execution {

namespace {
constexpr std::int64_t kBlockSize = 1'000;
constexpr std::int64_t kRangesAhead = 10;  ///< lists of one size follow each other
}

Result<std::int64_t> IdSource::next(std::string const& name) { return next_range(name, 1); }

Result<std::int64_t> IdSource::next_range(std::string const& name, std::int64_t count) {
    std::lock_guard const lock{mutex_};
    auto& block = blocks_[name];
    if (block.end - block.next < count) {
        auto const size = count == 1 ? kBlockSize : count * kRangesAhead;
        auto const first = JC_TRY(reserve(name, size));
        // What is left of the block before is used up together with the one that follows it.
        if (first != block.end) block.next = first;
        block.end = first + size;
    }
    auto const first = block.next;
    block.next += count;
    return first;
}

Result<std::int64_t> IdSource::reserve(std::string const& name, std::int64_t count) {
    return database_.write([&](storage::Session& session) -> Result<std::int64_t> {
        auto const first =
            session.value<std::int64_t>("select next_id from id_block where name = :n", name)
                .value_or(1);
        session.execute(
            "insert into id_block (name, next_id) values (:n, :i) "
            "on conflict (name) do update set next_id = excluded.next_id",
            name, first + count);
        return first;
    });
}

std::int64_t next_number(storage::Session& session, RegionCode const& region, FiscalYear year,
                         std::string_view series) {
    session.execute(
        "insert into number_series (region_code, fiscal_year, series, last_number) "
        "values (:r, :y, :s, 1) on conflict (region_code, fiscal_year, series) "
        "do update set last_number = number_series.last_number + 1",
        region, year, series);
    return *session.value<std::int64_t>(
        "select last_number from number_series where region_code = :r and fiscal_year = :y and "
        "series = :s",
        region, year, series);
}

}  // namespace jincai::execution

#include "modules/execution/ids.h"

namespace jincai::execution {

namespace {
constexpr std::int64_t kBlockSize = 1'000;
}

Result<std::int64_t> IdSource::next(std::string const& name) {
    std::lock_guard const lock{mutex_};
    auto& block = blocks_[name];
    if (block.next == block.end) {
        block.next = JC_TRY(database_.write([&](storage::Session& session) -> Result<std::int64_t> {
            auto const first =
                session.value<std::int64_t>("select next_id from id_block where name = :n", name)
                    .value_or(1);
            session.execute(
                "insert into id_block (name, next_id) values (:n, :i) "
                "on conflict (name) do update set next_id = excluded.next_id",
                name, first + kBlockSize);
            return first;
        }));
        block.end = block.next + kBlockSize;
    }
    return block.next++;
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

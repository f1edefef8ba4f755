#include "modules/execution/heads.h"

#include <fstream>

#include "base/text.h"
#include "modules/execution/refusals.h"

namespace jincai::execution {

namespace {

struct HeadRow {
    RegionCode region_code;
    FiscalYear fiscal_year;
    std::int64_t seq = 0;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(HeadRow, (), (region_code, fiscal_year, seq, hash))

}  // namespace

Heads read_heads(storage::Session& session) {
    Heads heads;
    for (auto& row : session.query<HeadRow>(
             "select region_code, fiscal_year, seq, hash from book_head "
             "order by region_code, fiscal_year"))
        heads[{row.region_code, row.fiscal_year}] = {row.seq, row.hash};
    return heads;
}

void write_heads_file(std::filesystem::path const& file, Heads const& heads) {
    auto beside = file;
    beside += ".new";
    {
        std::ofstream out{beside, std::ios::trunc};
        for (auto const& [book, head] : heads)
            out << book.region.value() << '\t' << book.year.value << '\t' << head.seq << '\t'
                << head.hash << '\n';
        if (!out.flush()) return;  // a full disk: the old file still holds
    }
    std::error_code ignored;  // likewise: the next round tries again
    std::filesystem::rename(beside, file, ignored);
}

Result<void> check_heads_file(std::filesystem::path const& file, storage::Session& session) {
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);) {
        auto const fields = split(line, '\t');
        if (fields.size() != 4) continue;
        auto const year = parse_int(fields[1]).value_or(0);
        auto const seq = parse_int(fields[2]).value_or(0);
        auto const stored = session.value<std::string>(
            "select hash from journal where region_code = :r and fiscal_year = :y and seq = :s",
            fields[0], year, seq);
        if (stored && *stored == fields[3]) continue;
        return refuse(refusals::journal_behind_head, {{"region", std::string{fields[0]}},
                                                      {"year", std::string{fields[1]}},
                                                      {"seq", std::string{fields[2]}}});
    }
    return {};
}

}  // namespace jincai::execution

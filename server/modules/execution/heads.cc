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

/// With a sum of its own at the end: a line that changed says nothing about the journal.
std::string line_of(BookKey const& book, Head const& head) {
    auto const text = fmt::format("{}\t{}\t{}\t{}\t", book.region.value(), book.year.value,
                                  head.seq, head.hash);
    return text + chain("", text).substr(0, 16);
}

std::optional<std::pair<BookKey, Head>> read_line(std::string const& line) {
    auto const fields = split(line, '\t');
    if (fields.size() != 5) return std::nullopt;
    BookKey const book{RegionCode{fields[0]},
                       FiscalYear{static_cast<std::int32_t>(parse_int(fields[1]).value_or(0))}};
    Head const head{parse_int(fields[2]).value_or(0), std::string{fields[3]}};
    if (line != line_of(book, head)) return std::nullopt;
    return std::pair{book, head};
}

std::int64_t last_seq(storage::Session& session, BookKey const& book) {
    return session
        .value<std::int64_t>(
            "select max(seq) from journal where region_code = :r and fiscal_year = :y",
            book.region, book.year)
        .value_or(0);
}

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
        for (auto const& [book, head] : heads) out << line_of(book, head) << '\n';
        if (!out.flush()) return;  // a full disk: the old file still holds
    }
    std::error_code ignored;  // likewise: the next round tries again
    std::filesystem::rename(beside, file, ignored);
}

Heads read_heads_file(std::filesystem::path const& file) {
    Heads heads;
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);) {
        // Whatever changed a line, the books are compared with those that are left.
        if (auto const noted = read_line(line)) heads.insert(*noted);
        else fmt::print(stderr, "event=heads_line_damaged file={}\n", file.string());
    }
    return heads;
}

Result<void> check_heads_file(std::filesystem::path const& file, storage::Session& session) {
    for (auto const& [book, head] : read_heads_file(file)) {
        auto const stored = session.value<std::string>(
            "select hash from journal where region_code = :r and fiscal_year = :y and seq = :s",
            book.region, book.year, head.seq);
        if (stored && *stored == head.hash) continue;
        // Another record in its place: everything from there on is in doubt, and maybe before.
        auto const first = stored ? head.seq : last_seq(session, book) + 1;
        return refuse(refusals::journal_behind_head, {{"region", book.region.value()},
                                                      {"year", std::to_string(book.year.value)},
                                                      {"first", std::to_string(first)},
                                                      {"seq", std::to_string(head.seq)}});
    }
    return {};
}

}  // namespace jincai::execution

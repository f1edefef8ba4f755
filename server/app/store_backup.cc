#include "app/store_backup.h"

namespace jincai::app {

namespace {

struct AttachmentFile {
    std::string sm3;
    std::int64_t size_bytes = 0;
};
BOOST_DESCRIBE_STRUCT(AttachmentFile, (), (sm3, size_bytes))

}  // namespace

BOOST_DESCRIBE_STRUCT(StoredRecord, (), (seq, at, kind, command_id, record, hash))

Holdings holdings(storage::Session& session) {
    Holdings found;
    for (auto const& [book, head] : execution::read_heads(session)) {
        ++found.books;
        found.records += head.seq;
    }
    found.audit_records =
        session.value<std::int64_t>("select count(*) from audit_record").value_or(0);
    found.last_at =
        session.value<Timestamp>("select at from audit_record order by seq desc limit 1");
    return found;
}

std::map<std::string, std::int64_t> attachment_files(storage::Session& session) {
    std::map<std::string, std::int64_t> files;
    session.for_each<AttachmentFile>(
        "select sm3, size_bytes from attachment",
        [&](AttachmentFile const& file) { files[file.sm3] = file.size_bytes; });
    return files;
}

std::optional<StoredRecord> journal_record(storage::Session& session,
                                           execution::BookKey const& book, std::int64_t seq) {
    return session.query_one<StoredRecord>(
        "select seq, at, kind, command_id, record, hash from journal where region_code = :r and "
        "fiscal_year = :y and seq = :s",
        book.region, book.year, seq);
}

std::int64_t journal_extent(storage::Session& session, execution::BookKey const& book) {
    return session
        .value<std::int64_t>("select seq from journal where region_code = :r and fiscal_year = :y "
                             "order by seq desc limit 1",
                             book.region, book.year)
        .value_or(0);
}

void put_record(storage::Session& session, execution::BookKey const& book,
                StoredRecord const& record) {
    session.execute(
        "insert into journal (region_code, fiscal_year, seq, at, kind, command_id, record, hash) "
        "values (:r, :y, :s, :a, :k, :c, :j, :h) on conflict (region_code, fiscal_year, seq) do "
        "update set at = excluded.at, kind = excluded.kind, command_id = excluded.command_id, "
        "record = excluded.record, hash = excluded.hash",
        book.region, book.year, record.seq, record.at, record.kind, record.command_id,
        record.record, record.hash);
}

void put_head(storage::Session& session, execution::BookKey const& book,
              execution::Head const& head) {
    session.execute(
        "insert into book_head (region_code, fiscal_year, seq, hash) values (:r, :y, :s, :h) "
        "on conflict (region_code, fiscal_year) do update set seq = excluded.seq, "
        "hash = excluded.hash",
        book.region, book.year, head.seq, head.hash);
}

}  // namespace jincai::app

#include "modules/execution/verify.h"

#include "ledger/check.h"
#include "ledger/record.h"
#include "modules/execution/heads.h"
#include "modules/execution/office.h"
#include "platform/audit/audit.h"

namespace jincai::execution {

namespace {

constexpr std::size_t kFindingsMax = 100;

struct StatusRow {
    QuotaId quota_id;
    Money issued_fen;
    Money pending_fen;
    Money executable_fen;
    Money frozen_fen;
    Money reserved_fen;
    Money plan_fen;
    Money in_flight_fen;
    Money paid_fen;
};
BOOST_DESCRIBE_STRUCT(StatusRow, (), (quota_id, issued_fen, pending_fen, executable_fen,
                                      frozen_fen, reserved_fen, plan_fen, in_flight_fen, paid_fen))

struct WaitingRow {
    DocumentId id;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(WaitingRow, (), (id, amount_fen))

constexpr std::string_view kJournalColumns =
    "select region_code, fiscal_year, seq, at, kind, command_id, record, hash from journal "
    "where region_code = :r and fiscal_year = :y order by seq";

/// Checks one book after the other and keeps what the comparison between levels needs.
class Verifier {
public:
    Verifier(storage::Session& session, RulesSource rules) : session_{session}, rules_{rules} {
        for (auto const* name : {"journal", "head", "I1", "I2", "I3", "I4", "I5", "I6", "entries",
                                 "statements", "reserved", "audit", "heads_file"})
            report_.checks[name] = true;
    }

    void check_book(BookKey const& key, Head const& head);
    void check_levels(basics::Directory const& directory);
    void check_audit();
    void check_file(std::filesystem::path const& heads_file);
    VerifyReport finish() { return std::move(report_); }

private:
    void found(std::string check, BookKey const& key, std::int64_t seq, std::string detail);
    [[nodiscard]] bool check_record(BookKey const& key, OpenBook& open, JournalRow const& row);
    void check_entries(BookKey const& key, std::vector<EntryRow> const& expected);
    void check_statements(BookKey const& key, ledger::Book const& book);
    void check_reserved(BookKey const& key, ledger::Book const& book);

    storage::Session& session_;
    RulesSource rules_;
    std::map<BookKey, ledger::Book> books_;
    std::vector<EntryRow> entries_;
    VerifyReport report_;
};

void Verifier::found(std::string check, BookKey const& key, std::int64_t seq,
                     std::string detail) {
    report_.ok = false;
    report_.checks[check] = false;
    Finding finding{std::move(check), key.region.value(), key.year.value, seq, std::move(detail)};
    if (!report_.first_bad) report_.first_bad = finding;
    if (report_.findings.size() < kFindingsMax) report_.findings.push_back(std::move(finding));
}

bool Verifier::check_record(BookKey const& key, OpenBook& open, JournalRow const& row) {
    if (row.seq != open.head.seq + 1) {
        found("journal", key, open.head.seq + 1, "the record is missing");
        return false;
    }
    if (row.hash != chain(open.head.hash, row.record)) {
        found("journal", key, row.seq, "the hash does not follow from the record before it");
        return false;
    }
    auto const posting = ledger::decode(row.record);
    if (!posting) {
        found("journal", key, row.seq, "the record cannot be read");
        return false;
    }
    bool const columns = posting->seq == row.seq && posting->header.at == row.at &&
                         posting->header.command_id == row.command_id &&
                         boost::describe::enum_to_string(posting->kind, "") == row.kind;
    if (!columns) found("journal", key, row.seq, "a column differs from the record");
    for (auto const& violation : ledger::admissible(open.book, *posting)) {
        found(violation.invariant.starts_with("I") ? violation.invariant : "journal", key, row.seq,
              violation.detail);
        return false;
    }
    std::int64_t line = 0;
    for (auto const& entry : posting->lines)
        entries_.push_back({.region_code = key.region,
                            .fiscal_year = key.year,
                            .seq = row.seq,
                            .line = ++line,
                            .side = boost::describe::enum_to_string(entry.side, ""),
                            .account = ledger::number(entry.account),
                            .quota_id = QuotaId{entry.key},
                            .detail = entry.detail,
                            .amount_fen = entry.amount});
    ledger::apply(open.book, *posting);
    open.head = {row.seq, row.hash};
    ++report_.records;
    return true;
}

void Verifier::check_book(BookKey const& key, Head const& head) {
    OpenBook open{.book = ledger::Book{rules_.settings(key)}};
    entries_.clear();
    bool sound = true;
    session_.for_each<JournalRow>(
        kJournalColumns,
        [&](JournalRow const& row) { sound = sound && check_record(key, open, row); }, key.region,
        key.year);
    ++report_.books;
    if (!sound) return;
    if (open.head.seq != head.seq || open.head.hash != head.hash)
        found("head", key, head.seq, "the journal ends elsewhere than its head says");
    for (auto const& violation : ledger::check(open.book))
        found(violation.invariant.starts_with("I") ? violation.invariant : "I4", key, 0,
              violation.detail);
    check_entries(key, entries_);
    check_statements(key, open.book);
    check_reserved(key, open.book);
    report_.quotas += static_cast<std::int64_t>(open.book.quotas().size());
    books_.emplace(key, std::move(open.book));
}

void Verifier::check_entries(BookKey const& key, std::vector<EntryRow> const& expected) {
    auto const until = session_
                           .value<std::int64_t>(
                               "select seq from projection_head where region_code = :r and "
                               "fiscal_year = :y",
                               key.region, key.year)
                           .value_or(0);
    std::size_t at = 0;
    bool equal = true;
    session_.for_each<EntryRow>(
        "select region_code, fiscal_year, seq, line, at, day, kind, side, account, quota_id, "
        "detail, amount_fen from entry where region_code = :r and fiscal_year = :y "
        "order by seq, line",
        [&](EntryRow const& row) {
            ++report_.entries;
            if (!equal) return;
            equal = at < expected.size() && expected[at].seq == row.seq &&
                    expected[at].line == row.line && expected[at].side == row.side &&
                    expected[at].account == row.account &&
                    expected[at].quota_id == row.quota_id && expected[at].detail == row.detail &&
                    expected[at].amount_fen == row.amount_fen;
            if (!equal) found("entries", key, row.seq, "an entry differs from the journal");
            ++at;
        },
        key.region, key.year);
    if (equal && at < expected.size() && expected[at].seq <= until)
        found("entries", key, expected[at].seq, "an entry of the journal is missing");
}

void Verifier::check_statements(BookKey const& key, ledger::Book const& book) {
    auto const until = session_.value<std::int64_t>(
        "select seq from projection_head where region_code = :r and fiscal_year = :y", key.region,
        key.year);
    // While the projector is behind, its figures are those of an earlier record.
    if (!until || *until != book.last_seq()) return;
    auto const rules = rules_.rules(key, make_date(key.year.value, 12, 31));
    session_.for_each<StatusRow>(
        "select s.quota_id, s.issued_fen, s.pending_fen, s.executable_fen, s.frozen_fen, "
        "s.reserved_fen, s.plan_fen, s.in_flight_fen, s.paid_fen from quota_status s join quota q on "
        "q.region_code = s.region_code and q.id = s.quota_id where s.region_code = :r and "
        "q.fiscal_year = :y",
        [&](StatusRow const& row) {
            if (book.quota(row.quota_id) == nullptr) {
                found("statements", key, 0, fmt::format("quota {} is not in the book",
                                                        row.quota_id.value()));
                return;
            }
            auto const s = book.statement(row.quota_id, FiscalMonth{12}, rules);
            bool const equal = s.issued == row.issued_fen && s.pending == row.pending_fen &&
                               s.executable == row.executable_fen && s.frozen == row.frozen_fen &&
                               s.reserved == row.reserved_fen && s.plan == row.plan_fen && s.in_flight == row.in_flight_fen &&
                               s.paid == row.paid_fen;
            if (!equal)
                found("statements", key, 0,
                      fmt::format("the statement of quota {} differs", row.quota_id.value()));
        },
        key.region, key.year);
}

/// What waits in 2014 belongs to a document that waits for its decision, to the fen.
void Verifier::check_reserved(BookKey const& key, ledger::Book const& book) {
    std::map<DocumentId, Money> held;
    for (auto const& [balance, amount] : book.balances())
        if (balance.account == ledger::Account::reserved)
            held[ledger::bucket_document(balance.detail)] += amount;
    session_.for_each<WaitingRow>(
        "select id, amount_fen from quota_document where region_code = :r and fiscal_year = :y and "
        "status = 'submitted' and kind in ('transfer', 'decrease', 'freeze', 'unfreeze')",
        [&](WaitingRow const& row) { held[row.id] -= row.amount_fen; }, key.region, key.year);
    for (auto const& [document, difference] : held)
        if (!difference.is_zero())
            found("reserved", key, 0,
                  fmt::format("document {} holds {} fen more than it waits for", document.value(),
                              difference.fen()));
}

void Verifier::check_levels(basics::Directory const& directory) {
    for (auto const& [key, book] : books_) {
        auto const* region = directory.region(key.region);
        if (region == nullptr) continue;
        auto const upper = books_.find({region->parent_code, key.year});
        if (upper == books_.end()) continue;
        for (auto const& violation : ledger::check_between(upper->second, book))
            found("I6", key, 0, violation.detail);
    }
}

void Verifier::check_audit() {
    auto const sequence = audit::check_sequence(session_);
    report_.audit_records = sequence.count;
    if (sequence.first_gap)
        found("audit", {}, *sequence.first_gap, "an audit record is missing");
    report_.payments = session_.value<std::int64_t>("select count(*) from payment").value_or(0);
}

void Verifier::check_file(std::filesystem::path const& heads_file) {
    auto const checked = check_heads_file(heads_file, session_);
    if (!checked) found("heads_file", {}, 0, text_of(checked.error(), Language::en));
}

}  // namespace

VerifyReport verify(storage::Database& database, basics::Service const& basics,
                    std::filesystem::path const& heads_file) {
    return database.read([&](storage::Session& session) {
        Verifier verifier{session, rules_from(basics)};
        for (auto const& [key, head] : read_heads(session)) verifier.check_book(key, head);
        verifier.check_levels(*basics.directory());
        verifier.check_audit();
        verifier.check_file(heads_file);
        return verifier.finish();
    });
}

}  // namespace jincai::execution

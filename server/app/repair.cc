#include "app/repair.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "app/backup_parts.h"
#include "app/backup_refusals.h"
#include "app/reading.h"
#include "app/repair_survey.h"
#include "platform/backup/archive.h"
#include "platform/backup/files.h"
#include "platform/storage/copy.h"

namespace jincai::app {

namespace {

namespace fs = std::filesystem;
using execution::BookKey;
using Survey = std::map<BookKey, SurveyedBook>;

/// All that speaks of one database; its notes outside it go with it.
constexpr char const* kFiles[] = {"jincai.db", "jincai.db-wal",        "jincai.db-shm",
                                  "heads",     "COMMITS",              "jincai.db-wal.before",
                                  "models.db", "models.db-wal", "models.db-shm"};

std::string stamp() {
    std::string text;
    for (char const c : format_timestamp(SystemClock{}.now()))
        if (c >= '0' && c <= '9') text += c;
    return text;
}

/// A repair from its survey to the files in place.
class Repair {
public:
    Repair(fs::path data, fs::path source, Loss loss)
        : data_{std::move(data)}, source_{std::move(source)}, loss_{loss},
          work_{data_ / ".repair"}, aside_{data_ / ("damaged-" + stamp())} {}
    ~Repair() {
        std::error_code ignored;
        fs::remove_all(work_, ignored);  // copies of ours
    }
    Repair(Repair const&) = delete;
    Repair& operator=(Repair const&) = delete;

    Result<RepairReport> run() {
        {
            auto const lock = JC_TRY(lock_data(data_));
            JC_CHECK(prepare());
            JC_CHECK(survey_source());
            survey_own();
            JC_CHECK(compare());
            JC_CHECK(decide());
            if (report_.outcome != RepairOutcome::sound) put_in_place();
            else if (loss_ == Loss::accepted) forget_commits();
            restore_attachments();
        }
        if (report_.outcome != RepairOutcome::sound || report_.attachments_restored > 0)
            JC_CHECK(start_once(data_, act()));
        report_.findings = JC_TRY(findings_of(data_));
        report_.ok = report_.findings.empty() && report_.records_lost == 0 &&
                     report_.attachments_missing.empty();
        return std::move(report_);
    }

private:
    [[nodiscard]] fs::path own_dir() const { return work_ / "own"; }
    [[nodiscard]] fs::path source_dir() const { return work_ / "source"; }
    [[nodiscard]] static storage::Database reading(fs::path const& folder) {
        return storage::Database{
            {.directory = folder, .access = storage::Access::read_only, .read_sessions = 2}};
    }

    /// Everything is tried on copies; opening the files in place would change them.
    Result<void> prepare() {
        report_.source = source_.string();
        fs::remove_all(work_);
        fs::create_directories(own_dir());
        fs::create_directories(source_dir());
        for (auto const* name : {"jincai.db", "jincai.db-wal"})
            if (fs::exists(data_ / name)) backup::copy_synced(data_ / name, own_dir() / name);
        acknowledged_ = execution::read_heads_file(data_ / "heads");
        if (fs::exists(source_ / "jincai.db")) {
            storage::copy_database(source_, source_dir() / "jincai.db");
            return {};
        }
        auto const all = JC_TRY(backup::read_archive(source_));
        report_.source = all.back().folder.string();
        return backup::materialize(backup::chain_of(all, all.size() - 1),
                                   source_dir() / "jincai.db");
    }

    Result<void> survey_source();
    void survey_own();
    [[nodiscard]] bool survey_own_books();
    Result<void> compare();
    Result<void> decide();
    [[nodiscard]] std::set<BookKey> books() const;
    [[nodiscard]] std::int64_t needed(BookKey const& book) const;
    [[nodiscard]] std::int64_t missing_in(Survey const& survey) const;
    void describe(Survey const& taken);
    void patch_own();
    void put_in_place();
    void forget_commits();
    void write_unsaved();
    void restore_attachments();
    [[nodiscard]] audit::Record act() const;

    fs::path data_;
    fs::path source_;
    Loss loss_;
    fs::path work_;
    fs::path aside_;
    execution::Heads acknowledged_;
    Survey from_source_;
    Survey own_;
    std::map<BookKey, std::int64_t> extent_;  ///< how far the own journal reaches, proved or not
    bool own_usable_ = false;
    bool heads_fit_ = true;  ///< the own book_head says where the own journals end
    RepairReport report_;
};

std::int64_t end_of(Survey const& survey, BookKey const& book) {
    auto const found = survey.find(book);
    return found == survey.end() ? 0 : found->second.end.seq;
}

Result<void> Repair::survey_source() {
    auto const unsound = [&](std::string what) {
        return refuse(refusals::repair_source_unsound,
                      {{"from", report_.source}, {"what", std::move(what)}});
    };
    if (auto const pages = storage::integrity_of(source_dir()); pages != "ok")
        return unsound(pages);
    auto const database = reading(source_dir());
    return database.read([&](storage::Session& session) -> Result<void> {
        auto const nowhere = [](BookKey const&, std::int64_t) {
            return std::optional<StoredRecord>{};
        };
        for (auto const& [book, head] : execution::read_heads(session)) {
            auto surveyed = survey_book(session, book, head.seq, nowhere);
            if (surveyed.end.seq != head.seq || surveyed.end.hash != head.hash)
                return unsound(fmt::format("{}/{} #{}", book.region.value(), book.year.value,
                                           surveyed.end.seq + 1));
            from_source_.emplace(book, std::move(surveyed));
        }
        return {};
    });
}

void Repair::survey_own() {
    try {
        own_usable_ = fs::exists(own_dir() / "jincai.db") && survey_own_books() &&
                      storage::integrity_of(own_dir()) == "ok";
    } catch (std::exception const&) {
        own_usable_ = false;  // not a database any more
    }
}

/// Whether every own chain is whole, or was made whole, as far as the journal reaches.
bool Repair::survey_own_books() {
    auto const own = reading(own_dir());
    auto const source = reading(source_dir());
    return own.read([&](storage::Session& session) {
        return source.read([&](storage::Session& other) {
            auto const elsewhere = [&](BookKey const& book, std::int64_t seq) {
                return journal_record(other, book, seq);
            };
            bool whole = true;
            auto const heads = execution::read_heads(session);
            for (auto const& book : books()) {
                auto const head = heads.find(book);
                extent_[book] = std::max(head == heads.end() ? 0 : head->second.seq,
                                         journal_extent(session, book));
                auto surveyed = survey_book(session, book, extent_[book], elsewhere);
                whole = whole && surveyed.end.seq == extent_[book];
                heads_fit_ = heads_fit_ && (head == heads.end() ? surveyed.end.seq == 0
                                                                : head->second.hash ==
                                                                      surveyed.end.hash);
                own_[book] = std::move(surveyed);
            }
            return whole;
        });
    });
}

/// Both sides and what was acknowledged are one history: where they overlap, the hashes are equal.
Result<void> Repair::compare() {
    auto const source = reading(source_dir());
    return source.read([&](storage::Session& other) -> Result<void> {
        for (auto const& book : books()) {
            auto const theirs = end_of(from_source_, book);
            auto const differs = [&](execution::Head const& head) {
                return head.seq > 0 && head.seq <= theirs &&
                       hash_at(other, book, head.seq) != head.hash;
            };
            auto const mine = own_.contains(book) ? own_.at(book).end : execution::Head{};
            auto const told = acknowledged_.find(book);
            for (auto const& head :
                 {mine, told == acknowledged_.end() ? execution::Head{} : told->second})
                if (differs(head))
                    return refuse(refusals::repair_source_foreign,
                                  {{"from", report_.source},
                                   {"region", book.region.value()},
                                   {"year", std::to_string(book.year.value)},
                                   {"seq", std::to_string(head.seq)}});
        }
        return {};
    });
}

std::set<BookKey> Repair::books() const {
    std::set<BookKey> all;
    for (auto const& [book, _] : acknowledged_) all.insert(book);
    for (auto const& [book, _] : from_source_) all.insert(book);
    for (auto const& [book, _] : own_) all.insert(book);
    return all;
}

std::int64_t Repair::needed(BookKey const& book) const {
    auto const told = acknowledged_.find(book);
    auto const reached = extent_.find(book);
    return std::max(told == acknowledged_.end() ? 0 : told->second.seq,
                    reached == extent_.end() ? 0 : reached->second);
}

std::int64_t Repair::missing_in(Survey const& survey) const {
    std::int64_t sum = 0;
    for (auto const& book : books())
        sum += std::max<std::int64_t>(0, needed(book) - end_of(survey, book));
    return sum;
}

Result<void> Repair::decide() {
    auto const own_lacks = missing_in(own_);
    auto const source_lacks = missing_in(from_source_);
    bool const keeps_own = own_usable_ && own_lacks <= source_lacks;
    auto const& taken = keeps_own ? own_ : from_source_;
    report_.records_lost = std::min(own_usable_ ? own_lacks : source_lacks, source_lacks);
    describe(taken);
    bool const patched = !heads_fit_ || std::ranges::any_of(own_, [](auto const& book) {
        return !book.second.patches.empty();
    });
    if (!keeps_own) report_.outcome = RepairOutcome::replaced;
    else if (report_.records_lost > 0) report_.outcome = RepairOutcome::kept;
    else report_.outcome = patched ? RepairOutcome::patched : RepairOutcome::sound;
    if (report_.records_lost == 0 || loss_ == Loss::accepted) return {};
    std::string lost;
    for (auto const& row : report_.books)
        if (row.lost_first_seq > 0 && lost.size() < 300)
            lost += fmt::format("{}{}/{} #{}-{}", lost.empty() ? "" : ", ", row.region_code,
                                row.fiscal_year, row.lost_first_seq, row.lost_last_seq);
    return refuse(refusals::repair_incomplete, {{"lost", lost}});
}

void Repair::describe(Survey const& taken) {
    for (auto const& book : books()) {
        auto const told = acknowledged_.find(book);
        auto const own = own_.find(book);
        RepairedBook row{.region_code = book.region.value(),
                         .fiscal_year = book.year.value,
                         .acknowledged_seq = told == acknowledged_.end() ? 0 : told->second.seq,
                         .own_seq = end_of(own_, book),
                         .source_seq = end_of(from_source_, book),
                         .repaired_seq = end_of(taken, book)};
        if (&taken == &own_ && own != own_.end())
            row.patched_records = std::ssize(own->second.patches);
        if (row.repaired_seq < needed(book)) {
            row.lost_first_seq = row.repaired_seq + 1;
            row.lost_last_seq = needed(book);
        }
        bool const touched = row.patched_records > 0 || row.lost_first_seq > 0 ||
                             row.own_seq < row.repaired_seq || row.own_seq < needed(book);
        if (touched) report_.books.push_back(std::move(row));
    }
    std::ranges::stable_partition(report_.books,
                                  [](RepairedBook const& row) { return row.lost_first_seq > 0; });
}

void Repair::patch_own() {
    storage::Database database{{.directory = own_dir(), .read_sessions = 1}};
    auto const done = database.write([&](storage::Session& session) -> Result<void> {
        for (auto const& [book, surveyed] : own_) {
            for (auto const& record : surveyed.patches) put_record(session, book, record);
            if (surveyed.end.seq > 0) put_head(session, book, surveyed.end);
        }
        return {};
    });
    if (!done) throw storage::StorageError{storage::Failure::other, std::string{done.error().code()}};
    database.checkpoint();
}

void Repair::put_in_place() {
    bool const replaced = report_.outcome == RepairOutcome::replaced;
    if (!replaced) patch_own();
    auto const& taken = replaced ? from_source_ : own_;
    fs::create_directories(aside_);
    report_.put_aside = aside_.string();
    if (replaced) write_unsaved();
    for (auto const* name : kFiles)
        if (fs::exists(data_ / name)) fs::rename(data_ / name, aside_ / name);
    fs::rename((replaced ? source_dir() : own_dir()) / "jincai.db", data_ / "jincai.db");
    execution::Heads heads;
    for (auto const& [book, surveyed] : taken)
        if (surveyed.end.seq > 0) heads[book] = surveyed.end;
    execution::write_heads_file(data_ / "heads", heads);
    backup::sync(data_ / "jincai.db");
    backup::sync(data_);
}

/// The books are whole and still commits are missing that were noted: changes beside the books.
/// Whoever accepts the loss starts without the note.
void Repair::forget_commits() {
    if (!fs::exists(data_ / "COMMITS")) return;
    fs::create_directories(aside_);
    fs::rename(data_ / "COMMITS", aside_ / "COMMITS");
    report_.put_aside = aside_.string();
}

/// Proved records that the source lacks: the journal of what has to be entered again.
void Repair::write_unsaved() {
    if (own_.empty()) return;  // nothing of it could be read
    auto const own = reading(own_dir());
    std::ofstream out{aside_ / "unsaved.tsv"};
    own.read([&](storage::Session& session) {
        for (auto const& [book, surveyed] : own_)
            for (auto seq = end_of(from_source_, book) + 1; seq <= surveyed.end.seq; ++seq)
                if (auto const record = journal_record(session, book, seq))
                    out << book.region.value() << '\t' << book.year.value << '\t' << seq << '\t'
                        << record->record << '\n';
    });
}

void Repair::restore_attachments() {
    auto const database = reading(data_);
    auto const wanted = database.read(
        [](storage::Session& session) { return attachment_files(session); });
    auto const copied = copy_attachments(wanted, source_ / "attachments", data_ / "attachments",
                                         aside_ / "attachments");
    report_.attachments_restored = copied.copied;
    report_.attachments_missing = copied.missing;
}

audit::Record Repair::act() const {
    audit::Record act{.action = "data_repaired",
                      .object_kind = "backup",
                      .object_id = fs::path{report_.source}.filename().string()};
    audit::note(act, "outcome", "", boost::describe::enum_to_string(report_.outcome, ""));
    audit::note(act, "records_lost", "", std::to_string(report_.records_lost));
    for (auto const& row : report_.books)
        if (row.lost_first_seq > 0)
            audit::note(act, fmt::format("lost {}/{}", row.region_code, row.fiscal_year), "",
                        fmt::format("{}-{}", row.lost_first_seq, row.lost_last_seq));
    return act;
}

}  // namespace

Result<RepairReport> repair(fs::path const& data, fs::path const& source, Loss loss) {
    Watch const watch;
    return guarded(data, [&]() -> Result<RepairReport> {
        auto report = JC_TRY(Repair(data, source, loss).run());
        report.took_ms = watch.ms();
        return report;
    });
}

}  // namespace jincai::app

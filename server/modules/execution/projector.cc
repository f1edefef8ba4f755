#include "modules/execution/projector.h"

#include "base/assert.h"
#include "base/threads.h"
#include "ledger/record.h"
#include "modules/execution/heads.h"
#include "modules/execution/projection.h"

namespace jincai::execution {

namespace {

/// Records of one transaction of the projector: what it writes is seen this often.
constexpr std::int64_t kChunk = 4'000;
/// While nobody watches: one look at a book serves many records.
constexpr std::int64_t kCatchUpChunk = 20'000;
/// Waiting a little lets one look at the book serve many records.
constexpr std::chrono::milliseconds kPause{40};

struct HeadPair {
    RegionCode region_code;
    FiscalYear fiscal_year;
};
BOOST_DESCRIBE_STRUCT(HeadPair, (), (region_code, fiscal_year))

std::vector<BookKey> behind(storage::Session& session) {
    std::vector<BookKey> books;
    for (auto& pair : session.query<HeadPair>(
             "select h.region_code, h.fiscal_year from book_head h left join projection_head p on "
             "p.region_code = h.region_code and p.fiscal_year = h.fiscal_year "
             "where p.seq is null or p.seq < h.seq order by h.region_code, h.fiscal_year"))
        books.push_back({pair.region_code, pair.fiscal_year});
    return books;
}

}  // namespace

Projector::Projector(Office& office, std::filesystem::path heads_file)
    : office_{office}, heads_file_{std::move(heads_file)} {}

Projector::~Projector() { stop(); }

void Projector::start() {
    catch_up();
    started_ = office_.parts.clock.now();
    thread_ = std::thread{[this] { run(); }};
}

void Projector::stop() {
    {
        std::lock_guard const lock{mutex_};
        stopping_ = true;
    }
    changed_.notify_all();
    if (!thread_.joinable()) return;
    thread_.join();
    note_heads();  // what was acknowledged since the last round
}

void Projector::notify(std::vector<BookKey> const& books) {
    {
        std::lock_guard const lock{mutex_};
        dirty_.insert(books.begin(), books.end());
    }
    changed_.notify_all();
}

void Projector::catch_up() {
    started_ = Timestamp::max();
    auto const books = office_.parts.database.read(
        [](storage::Session& session) { return behind(session); });
    for (auto const& book : books) project(book, kCatchUpChunk);
    note_heads();
}

void Projector::wait_idle() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return stopping_ || (dirty_.empty() && !busy_); });
}

void Projector::run() {
    name_thread("projector");
    for (;;) {
        std::set<BookKey> books;
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [&] { return stopping_ || !dirty_.empty(); });
            if (stopping_) return;
            books.swap(dirty_);
            busy_ = true;
        }
        for (auto const& book : books) project(book, kChunk);
        note_heads();
        std::unique_lock lock{mutex_};
        busy_ = false;
        changed_.notify_all();
        changed_.wait_for(lock, kPause, [&] { return stopping_; });
    }
}

void Projector::project(BookKey const& book, std::int64_t chunk) {
    try {
        while (project_chunk(book, chunk)) {
        }
    } catch (std::exception const& error) {
        // The watermark did not move: the next commit, or the next start, tries again.
        fmt::print(stderr, "event=projection_failed region={} year={} error=\"{}\"\n",
                   book.region.value(), book.year.value, error.what());
    }
}

bool Projector::project_chunk(BookKey const& book, std::int64_t chunk) {
    Projection projection{book};
    auto const count = office_.parts.database.read([&](storage::Session& session) {
        auto const from = session
                              .value<std::int64_t>(
                                  "select seq from projection_head where region_code = :r and "
                                  "fiscal_year = :y",
                                  book.region, book.year)
                              .value_or(0);
        std::int64_t seen = 0;
        session.for_each<std::string>(
            "select record from journal where region_code = :r and fiscal_year = :y and seq > :s "
            "order by seq limit :n",
            [&](std::string const& record) {
                auto const posting = ledger::decode(record);
                JC_ASSERT(posting.has_value());  // the writer wrote it
                projection.add(*posting);
                ++seen;
            },
            book.region, book.year, from, chunk);
        return seen;
    });
    if (count == 0 || !projection.look_up(office_)) return false;
    auto const written =
        office_.parts.database.write_models([&](storage::Session& session) -> Result<void> {
            projection.write(session);
            return {};
        });
    if (!written) return false;
    projection.publish(office_, started_);
    return count == chunk;
}

void Projector::note_heads() {
    try {
        auto const heads = office_.parts.database.read(
            [](storage::Session& session) { return read_heads(session); });
        write_heads_file(heads_file_, heads);
    } catch (std::exception const& error) {
        // The older note still holds; the next round makes a new one.
        fmt::print(stderr, "event=heads_not_noted error=\"{}\"\n", error.what());
    }
}

}  // namespace jincai::execution

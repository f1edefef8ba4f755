#include <malloc.h>

#include <ctime>

#include "app/words.h"
#include "bench/measures.h"
#include "bench/skew.h"
#include "ledger/book.h"
#include "ledger/record.h"
#include "modules/execution/books.h"
#include "platform/json/codec.h"

/// The book alone, in memory, on one thread: no database, no queue, no documents.
namespace jincai::bench {

namespace {

using ledger::Book;
using ledger::Posting;

constexpr std::int64_t kChunk = 50'000;   ///< commands made ahead, outside the measured time
constexpr std::int64_t kWaiting = 1'000;  ///< payments under way before the bank clears them

struct BookReport {
    std::string bench = "book";
    std::int64_t quota_lines = 0;
    std::int64_t decisions_per_second = 0;   ///< payments, decide + apply
    std::int64_t with_chain_per_second = 0;  ///< the same with encoding and SM3 chain
    std::int64_t decide_ns = 0;
    std::int64_t apply_ns = 0;
    std::int64_t encode_ns = 0;
    std::int64_t chain_ns = 0;
    std::int64_t record_bytes = 0;
    std::int64_t ns_at_1e5 = 0;  ///< decide + apply of a posting when the journal has 10^5
    std::int64_t ns_at_1e6 = 0;
    std::int64_t ns_at_1e7 = 0;
    std::int64_t bytes_per_quota_line = 0;  ///< with a plan for each of twelve months
    std::int64_t bytes_per_payment = 0;     ///< cleared, with what finds its command again
};
BOOST_DESCRIBE_STRUCT(BookReport, (),
                      (bench, quota_lines, decisions_per_second, with_chain_per_second, decide_ns,
                       apply_ns, encode_ns, chain_ns, record_bytes, ns_at_1e5, ns_at_1e6, ns_at_1e7,
                       bytes_per_quota_line, bytes_per_payment))

/// Processor time of this thread: neighbours on the machine do not count.
std::int64_t now_ns() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

std::int64_t bytes_in_use() {
    auto const info = mallinfo2();
    return static_cast<std::int64_t>(info.uordblks + info.hblkhd);
}

/// A book of one region with `lines` quotas of a hundred units.
class Bookkeeper {
public:
    explicit Bookkeeper(std::int64_t lines, Skew skew)
        : lines_{lines}, skew_{std::move(skew)},
          book_{ledger::BookSettings{RegionCode{"990102"}, FiscalYear{2026},
                                     ledger::ScopeKind::unit_fund_class, false}} {
        for (std::int64_t id = 1; id <= lines; ++id) open(id);
    }

    Book const& book() const { return book_; }

    ledger::Command submission() {
        auto const line = static_cast<std::int64_t>(skew_.pick(static_cast<std::uint64_t>(next_)));
        auto const payment = PaymentId{++next_};
        return ledger::SubmitPayment{
            header(),
            {payment, QuotaId{line + 1}, {}, Money::from_fen(100 + next_ % 10'000), false, 0}};
    }
    ledger::Command clearing(PaymentId payment) { return ledger::ClearPayment{header(), payment}; }

    Posting decide(ledger::Command const& command) const {
        auto posting = ledger::decide(book_, command, rules_);
        if (!posting) std::abort();  // a measurement of refusals would mean nothing
        return std::move(*posting);
    }
    void apply(Posting const& posting) { ledger::apply(book_, posting); }
    void book_it(ledger::Command const& command) { apply(decide(command)); }

    /// Makes `count` postings: submissions, each followed by the clearing of an earlier one.
    std::vector<ledger::Command> mixed(std::int64_t count) {
        std::vector<ledger::Command> made;
        made.reserve(static_cast<std::size_t>(count));
        while (std::ssize(made) < count) {
            made.push_back(submission());
            if (next_ > kWaiting && std::ssize(made) < count)
                made.push_back(clearing(PaymentId{++cleared_}));
        }
        return made;
    }

private:
    ledger::CommandHeader header() {
        auto id = fmt::format("k/7/{:036}", ++commands_);  // as long as those that clients make
        auto const date = make_date(2026, 6, 15);
        return {std::move(id), static_cast<std::uint64_t>(commands_), start_of(date), date,
                UserId{7}};
    }
    void open(std::int64_t id) {
        ledger::QuotaLine line;
        line.id = QuotaId{id};
        line.document = DocumentId{1};
        line.unit = UnitCode{fmt::format("{}", 205'001 + id % 100)};
        line.fund = FundCode{"11"};
        line.function = FunctionCode{"2050204"};
        line.economic = EconomicCode{"30201"};
        line.government_economic = "50502";
        line.project_class = ledger::ProjectClass::operating;
        book_it(ledger::IssueQuotas{header(), {}, ledger::Account::annual_approval, {},
                                    {{line, ledger::Account::executable, yuan(12'000'000'000), {}}}});
        for (int month = 1; month <= 12; ++month)
            book_it(ledger::ApprovePlan{header(), {}, QuotaId{id}, FiscalMonth{month},
                                        yuan(900'000'000), {}});
    }

    std::int64_t lines_;
    Skew skew_;
    ledger::Rules rules_;
    Book book_;
    std::int64_t next_ = 0;
    std::int64_t cleared_ = 0;
    std::int64_t commands_ = 0;
};

std::vector<ledger::Command> submissions(Bookkeeper& keeper) {
    std::vector<ledger::Command> made;
    made.reserve(kChunk);
    for (std::int64_t i = 0; i < kChunk; ++i) made.push_back(keeper.submission());
    return made;
}

void measure_decisions(BookReport& report, Bookkeeper keeper) {
    constexpr std::int64_t kChunks = 10;
    std::int64_t both = 0;
    std::int64_t deciding = 0;
    for (std::int64_t chunk = -1; chunk < kChunks; ++chunk) {
        auto const commands = submissions(keeper);
        auto const begin = now_ns();
        for (auto const& command : commands) static_cast<void>(keeper.decide(command));
        auto const middle = now_ns();
        for (auto const& command : commands) keeper.book_it(command);
        if (chunk < 0) continue;  // the first warms up
        deciding += middle - begin;
        both += now_ns() - middle;
    }
    auto const count = kChunk * kChunks;
    report.decisions_per_second = count * 1'000'000'000 / both;
    report.decide_ns = deciding / count;
    report.apply_ns = both / count - report.decide_ns;
}

void measure_chain(BookReport& report, Bookkeeper keeper) {
    constexpr std::int64_t kChunks = 10;
    std::int64_t took = 0;
    std::int64_t bytes = 0;
    std::string record;
    std::string hash(64, '0');
    auto const commands_of = [&] { return submissions(keeper); };
    for (std::int64_t chunk = 0; chunk < kChunks; ++chunk) {
        auto const commands = commands_of();
        auto const begin = now_ns();
        for (auto const& command : commands) {
            auto const posting = keeper.decide(command);
            record.clear();
            ledger::encode_to(record, posting);
            hash = execution::chain(hash, record);
            keeper.apply(posting);
            bytes += std::ssize(record);
        }
        took += now_ns() - begin;
    }
    auto const count = kChunk * kChunks;
    report.with_chain_per_second = count * 1'000'000'000 / took;
    report.record_bytes = bytes / count;
    auto const posting = keeper.decide(keeper.submission());
    auto const before_encoding = now_ns();
    for (std::int64_t i = 0; i < kChunk; ++i) {
        record.clear();
        ledger::encode_to(record, posting);
    }
    auto const before_chain = now_ns();
    for (std::int64_t i = 0; i < kChunk; ++i) hash = execution::chain(hash, record);
    report.encode_ns = (before_chain - before_encoding) / kChunk;
    report.chain_ns = (now_ns() - before_chain) / kChunk;
}

/// Books until the journal has `postings`; gives the cost of the last chunk.
std::int64_t grow(Bookkeeper& keeper, std::int64_t postings) {
    std::int64_t last = 0;
    while (keeper.book().last_seq() < postings) {
        auto const commands =
            keeper.mixed(std::min(kChunk, postings - keeper.book().last_seq()));
        auto const begin = now_ns();
        for (auto const& command : commands) keeper.book_it(command);
        last = (now_ns() - begin) / std::ssize(commands);
    }
    return last;
}

void measure_growth(BookReport& report, Bookkeeper keeper, std::int64_t most) {
    report.ns_at_1e5 = grow(keeper, 100'000);
    auto const before = bytes_in_use();
    auto const seq = keeper.book().last_seq();
    if (most >= 1'000'000) report.ns_at_1e6 = grow(keeper, 1'000'000);
    if (most >= 10'000'000) report.ns_at_1e7 = grow(keeper, 10'000'000);
    auto const payments = (keeper.book().last_seq() - seq) / 2;
    if (payments > 0) report.bytes_per_payment = (bytes_in_use() - before) / payments;
}

Result<int> run(app::Words const& words) {
    BookReport report{.quota_lines = JC_TRY(words.number("lines", 1'000, 100, 1'000'000))};
    auto const most = JC_TRY(words.number("postings", 10'000'000, 100'000, 10'000'000));
    auto const skew = JC_TRY(Skew::read(words.value_or("skew", "uniform"),
                                        static_cast<std::size_t>(report.quota_lines)));
    auto const before = bytes_in_use();
    Bookkeeper const fresh{report.quota_lines, skew};
    report.bytes_per_quota_line = (bytes_in_use() - before) / report.quota_lines;
    measure_decisions(report, fresh);
    measure_chain(report, fresh);
    measure_growth(report, fresh, most);
    if (words.flag("json")) {
        fmt::print("{}\n", json::encode(report));
        return 0;
    }
    fmt::print("book: {} decisions/s, {} with encoding and chain; decide {} ns, apply {} ns, encode "
               "{} ns, chain {} ns\n",
               report.decisions_per_second, report.with_chain_per_second, report.decide_ns,
               report.apply_ns, report.encode_ns, report.chain_ns);
    fmt::print("a posting at 10^5: {} ns, 10^6: {} ns, 10^7: {} ns; {} bytes a quota line, {} a "
               "payment\n",
               report.ns_at_1e5, report.ns_at_1e6, report.ns_at_1e7, report.bytes_per_quota_line,
               report.bytes_per_payment);
    return 0;
}

}  // namespace

int book(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"lines", "postings", "skew"}, {"json"});
    if (!read) return app::report(read.error());
    auto const code = run(*read);
    return code ? *code : app::report(code.error());
}

}  // namespace jincai::bench

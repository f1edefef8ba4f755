#include <cstdio>
#include <ctime>

#include "ledger/test_book.h"

/// Measures the hot path in processor time and prints it. The limits are several times what a small
/// machine needs: they catch work that grows with the book, not a slow machine.
namespace jincai::ledger {
namespace {

using testing::TestBook;

constexpr int kQuotas = 1'000;
constexpr int kPayments = 200'000;
constexpr double kLimitNs = 10'000;

/// Processor time of this thread: neighbours on the machine do not count.
class Stopwatch {
public:
    [[nodiscard]] double per_item_ns(std::int64_t count) const {
        return (now() - start_) / static_cast<double>(count);
    }

private:
    static double now() {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
    }
    double start_ = now();
};

class Speed : public ::testing::Test {
protected:
    Book book{testing::first_book()};
    Rules rules;
    std::int64_t commands = 0;

    CommandHeader header(unsigned number) {
        auto id = std::to_string(++commands);
        id.insert(0, 36 - id.size(), '0');  // as long as the ids that clients make
        auto const date = make_date(2026, number, 15);
        return {std::move(id), 1, start_of(date), date, UserId{7}};
    }
    Posting book_it(Command const& command) {
        auto posting = decide(book, command, rules);
        if (!posting) {
            ADD_FAILURE() << posting.error().code();
            return {};
        }
        apply(book, *posting);
        return std::move(*posting);
    }
    void open_quotas() {
        for (int id = 1; id <= kQuotas; ++id) {
            auto const unit = std::to_string(205'000 + id % 100);
            book_it(IssueQuotas{header(1), {}, Account::annual_approval, {},
                                {{testing::a_line(id, unit.c_str()), Account::executable,
                                  yuan(1'000'000), {}}}});
            for (int number = 1; number <= 12; ++number)
                book_it(ApprovePlan{
                    header(1), {}, QuotaId{id}, FiscalMonth{number}, yuan(80'000), {}});
        }
    }
    std::vector<Command> payments() {
        std::vector<Command> made;
        made.reserve(kPayments);
        for (int id = 1; id <= kPayments; ++id)
            made.push_back(SubmitPayment{
                header(1 + static_cast<unsigned>(id) * 12U / (kPayments + 1)),
                {PaymentId{id}, QuotaId{1 + id * 7919LL % kQuotas}, {}, yuan(200), false, 0}});
        return made;
    }
    void expect_fast(char const* what, double ns) {
        std::printf("%-28s %6.0f ns\n", what, ns);
        EXPECT_LT(ns, kLimitNs) << what;
    }
};

TEST_F(Speed, of_payments_does_not_grow_with_the_book) {
    open_quotas();
    auto const wanted = payments();
    Stopwatch const deciding;
    for (int round = 0; round < kPayments; ++round)
        ASSERT_TRUE(decide(book, wanted[0], rules));
    expect_fast("decide, one payment", deciding.per_item_ns(kPayments));

    auto copy = book;
    Stopwatch const booking;
    for (auto const& command : wanted) book_it(command);
    expect_fast("decide + apply, payment", booking.per_item_ns(kPayments));
    std::swap(book, copy);
    std::vector<Posting> postings;
    postings.reserve(kPayments);
    for (auto const& command : wanted) postings.push_back(book_it(command));

    std::vector<std::string> journal(kPayments);
    Stopwatch const encoding;
    std::string buffer;
    std::size_t bytes = 0;
    for (auto const& posting : postings) {
        buffer.clear();
        encode_to(buffer, posting);
        bytes += buffer.size();
    }
    expect_fast("encode", encoding.per_item_ns(kPayments));
    for (std::size_t at = 0; at < journal.size(); ++at) journal[at] = encode(postings[at]);

    Stopwatch const decoding;
    std::size_t lines = 0;
    for (auto const& text : journal) lines += decode(text)->lines.size();
    expect_fast("decode", decoding.per_item_ns(kPayments));
    EXPECT_GE(lines, 2U * kPayments);
    std::printf("%-28s %6zu bytes\n", "record", bytes / kPayments);

    Stopwatch const clearing;
    for (int id = 1; id <= kPayments; ++id) book_it(ClearPayment{header(12), PaymentId{id}});
    expect_fast("decide + apply, clearing", clearing.per_item_ns(kPayments));
}

TEST_F(Speed, of_a_payroll_does_not_grow_with_its_length) {
    open_quotas();
    SubmitPayments payroll{header(6), BatchMode::all_or_nothing, {}};
    for (int id = 1; id <= 20'000; ++id)
        payroll.orders.push_back(
            {PaymentId{id}, QuotaId{1 + id % kQuotas}, {}, yuan(100), false, 0});
    Stopwatch const booking;
    book_it(payroll);
    expect_fast("decide + apply, of a payroll", booking.per_item_ns(20'000));
}

}  // namespace
}  // namespace jincai::ledger

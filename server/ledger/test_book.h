#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ledger/book.h"
#include "ledger/check.h"
#include "ledger/record.h"

/// What the tests of the book share: a book that writes its journal, and commands in one line.
namespace jincai::ledger::testing {

inline FiscalMonth month(int number) { return FiscalMonth{number}; }

inline BookSettings first_book() {
    return {RegionCode{"990100"}, FiscalYear{2026}, ScopeKind::unit_fund_class, false};
}

/// A quota that can be paid from: public use of 第一中学 unless changed.
inline QuotaLine a_line(std::int64_t id, char const* unit = "205017",
                        ProjectClass project_class = ProjectClass::operating) {
    QuotaLine line;
    line.id = QuotaId{id};
    line.document = DocumentId{1};
    line.unit = UnitCode{unit};
    line.fund = FundCode{"11"};
    line.function = FunctionCode{"2050204"};
    line.economic = EconomicCode{"30201"};
    line.government_economic = "50502";
    line.project_class = project_class;
    return line;
}

inline QuotaLine child_of(std::int64_t parent, QuotaLine line) {
    line.parent = QuotaId{parent};
    return line;
}

class TestBook {
public:
    explicit TestBook(BookSettings settings = first_book()) : book{settings}, settings_{settings} {}

    Book book;
    Rules rules;
    std::vector<std::string> journal;

    CommandHeader header(BusinessDate date) {
        ++commands_;
        return {"c" + std::to_string(commands_), static_cast<std::uint64_t>(commands_),
                start_of(date) + std::chrono::hours{9}, date, UserId{7}};
    }
    CommandHeader in(int number, unsigned day = 15) {
        return header(make_date(2026, static_cast<unsigned>(number), day));
    }

    /// Decides, books, writes the journal and checks every invariant.
    Result<Posting> run(Command const& command) {
        auto decided = decide(book, command, rules);
        if (!decided) return decided;
        auto const text = encode(*decided);
        auto const read = decode(text);
        EXPECT_TRUE(read && *read == *decided) << text;
        EXPECT_TRUE(admissible(book, *decided).empty()) << text;
        apply(book, *decided);
        journal.push_back(text);
        auto const broken = check(book);
        EXPECT_TRUE(broken.empty()) << text << ": " << broken.front().invariant << " "
                                    << broken.front().detail;
        return decided;
    }

    Posting must(Command const& command) {
        auto booked = run(command);
        if (booked) return *booked;
        ADD_FAILURE() << text_of(booked.error(), Language::en) << " " << booked.error().path;
        return {};
    }

    /// The code of the refusal, "" when it was booked.
    std::string code(Command const& command) {
        auto const booked = run(command);
        return booked ? "" : std::string{booked.error().code()};
    }

    Money balance(Account account, std::int64_t key, std::int64_t detail = 0) const {
        return book.balance(BalanceKey{account, key, detail});
    }

    /// The book again, from its journal alone.
    Book replayed() const {
        Book again{settings_};
        for (auto const& text : journal) {
            auto const posting = decode(text);
            if (!posting || !admissible(again, *posting).empty()) {
                ADD_FAILURE() << text;
                return again;
            }
            apply(again, *posting);
        }
        return again;
    }

    // Commands in short; `number` is the month.
    IssueQuotas issue(QuotaLine const& line, Money amount, Account target = Account::executable) {
        return {in(1, 1), DocumentId{1}, Account::annual_approval, {},
                {{line, target, amount, {}}}};
    }
    ApprovePlan plan(std::int64_t quota, int number, Money amount, std::int64_t contract = 0) {
        return {in(1, 2), DocumentId{2}, QuotaId{quota}, month(number), amount,
                ContractId{contract}};
    }
    SubmitPayment pay(std::int64_t payment, std::int64_t quota, int number, Money amount,
                      std::int64_t contract = 0) {
        return {in(number),
                {PaymentId{payment}, QuotaId{quota}, ContractId{contract}, amount, false, 0}};
    }
    ClearPayment clear(std::int64_t payment, int number) {
        return {in(number, 16), PaymentId{payment}};
    }
    ReturnPayment give_back(std::int64_t payment, int number) {
        return {in(number, 16), PaymentId{payment}};
    }
    RefundPayment refund(std::int64_t payment, int number, Money amount) {
        return {in(number, 20), PaymentId{payment}, amount, FiscalYear{2026}};
    }

private:
    BookSettings settings_;
    std::int64_t commands_ = 0;
};

}  // namespace jincai::ledger::testing

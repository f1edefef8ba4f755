#include "ledger/record.h"

#include <gtest/gtest.h>

#include <random>

namespace jincai::ledger {
namespace {

/// Draws postings of every shape; the texts hold what needs escaping.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_{seed} {}

    std::int64_t below(std::int64_t limit) {
        return std::uniform_int_distribution<std::int64_t>{0, limit - 1}(engine_);
    }
    std::int64_t any() {
        return std::uniform_int_distribution<std::int64_t>{}(engine_) - (1LL << 40);
    }
    bool coin() { return below(2) == 1; }
    Money money() { return Money::from_fen(below(3) == 0 ? -below(1'000) : below(1LL << 53)); }
    FiscalMonth month() { return FiscalMonth{static_cast<std::int32_t>(1 + below(12))}; }
    std::string text() {
        static constexpr std::string_view kPieces[] = {"a", "\\", "\t", "\n", "\r", "教育", "9", ""};
        std::string made;
        for (auto pieces = below(4); pieces > 0; --pieces) made += kPieces[below(8)];
        return made;
    }
    template <class I>
    I id() {
        return I{below(1LL << 60)};
    }
    template <class E>
    E one_of(E last) {
        return static_cast<E>(below(static_cast<std::int64_t>(last) + 1));
    }
    Account account() { return kAccounts[static_cast<std::size_t>(below(kAccountCount))]; }

private:
    std::mt19937_64 engine_;
};

QuotaLine draw_line(Dice& dice) {
    return {dice.id<QuotaId>(),
            dice.id<DocumentId>(),
            dice.id<QuotaId>(),
            UnitCode{dice.text()},
            FundCode{dice.text()},
            FunctionCode{dice.text()},
            EconomicCode{dice.text()},
            dice.text(),
            ProjectCode{dice.text()},
            dice.one_of(ProjectClass::project),
            dice.coin(),
            dice.coin(),
            dice.coin(),
            dice.coin()};
}

void draw_money(Dice& dice, Posting& posting) {
    for (auto count = dice.below(4); count > 0; --count)
        posting.lines.push_back({dice.one_of(Side::credit), dice.account(), dice.any(), dice.any(),
                                 dice.money()});
    for (auto count = dice.below(3); count > 0; --count) {
        PaymentChange change{dice.id<PaymentId>(), dice.id<QuotaId>(), dice.id<ContractId>(),
                             dice.money(), dice.one_of(PaymentState::cleared), dice.month(), {}};
        for (auto parts = dice.below(4); parts > 0; --parts)
            change.parts.push_back({dice.account(), dice.any(), dice.money()});
        posting.payments.push_back(change);
    }
    for (auto count = dice.below(3); count > 0; --count)
        posting.spending.push_back(
            {dice.id<ScopeId>(), dice.month(), dice.money(), dice.money(), dice.money()});
    for (auto count = dice.below(3); count > 0; --count)
        posting.evaluations.push_back(
            {dice.id<ScopeId>(), dice.month(), dice.one_of(Light::red)});
}

void draw_quotas(Dice& dice, Posting& posting) {
    for (auto count = dice.below(3); count > 0; --count) posting.opened.push_back(draw_line(dice));
    for (auto count = dice.below(3); count > 0; --count)
        posting.quotas.push_back(
            {dice.id<QuotaId>(), dice.money(), dice.money(), dice.money(), dice.money()});
    if (dice.coin())
        posting.statuses.push_back({dice.id<QuotaId>(), dice.one_of(QuotaStatus::ended)});
    if (dice.coin())
        posting.hand_downs.push_back(
            {dice.id<DocumentId>(), RegionCode{dice.text()}, dice.money()});
    if (dice.coin())
        posting.contracts.push_back(
            {dice.id<ContractId>(), dice.id<QuotaId>(), dice.money(), dice.coin()});
    if (dice.coin()) posting.plans.push_back({dice.id<QuotaId>(), dice.month(), dice.money()});
}

void draw_lights(Dice& dice, Posting& posting) {
    if (dice.coin())
        posting.lights.push_back({dice.id<ScopeId>(), dice.month(), dice.one_of(Light::red),
                                  dice.one_of(Light::red), dice.money(), dice.money(), 2,
                                  dice.text()});
    if (dice.coin())
        posting.freezes.push_back(
            {dice.id<ScopeId>(), dice.one_of(FreezeAction::lifted), dice.month(),
             static_cast<std::uint32_t>(dice.below(8192)), dice.id<PaymentId>(), dice.money(),
             dice.money(), dice.text(), dice.text(), dice.id<UserId>(), dice.id<UserId>(),
             dice.id<UserId>()});
    if (dice.coin())
        posting.passes.push_back({dice.any(), dice.id<ScopeId>(), dice.money(),
                                  static_cast<std::uint64_t>(dice.any()),
                                  Timestamp{std::chrono::milliseconds{dice.any()}},
                                  dice.id<PaymentId>()});
    if (dice.coin()) posting.months.push_back({dice.month(), dice.coin()});
    if (dice.coin())
        posting.closings.push_back(
            {dice.id<QuotaId>(), dice.money(), dice.money(), dice.money(), dice.money()});
    if (dice.coin()) posting.refused.push_back({7, dice.text()});
    if (dice.coin()) posting.surplus = dice.money();
}

Posting draw(Dice& dice) {
    Posting posting;
    posting.seq = dice.any();
    posting.header = {dice.text(), static_cast<std::uint64_t>(dice.any()),
                      Timestamp{std::chrono::milliseconds{dice.any()}},
                      make_date(2026, static_cast<unsigned>(1 + dice.below(12)), 5),
                      dice.id<UserId>()};
    posting.kind = dice.one_of(CommandKind::open_carried_over);
    posting.document = dice.id<DocumentId>();
    draw_money(dice, posting);
    draw_quotas(dice, posting);
    draw_lights(dice, posting);
    return posting;
}

TEST(Record, reads_back_what_it_wrote) {
    Dice dice{20260301};
    for (int round = 0; round < 20'000; ++round) {
        auto const posting = draw(dice);
        auto const text = encode(posting);
        auto const read = decode(text);
        ASSERT_TRUE(read) << text;
        ASSERT_EQ(*read, posting) << text;
        ASSERT_EQ(text.find('\n'), std::string::npos);
    }
}

// Whatever bytes are read as a posting must be the bytes that it is written in: otherwise two
// different journals would tell the same story under different hashes.
TEST(Record, accepts_no_other_spelling) {
    Dice dice{20260302};
    static constexpr std::string_view kLetters = "\t\\0-+1D9jcLPpnt \n";
    int accepted = 0;
    for (int round = 0; round < 60'000; ++round) {
        auto text = encode(draw(dice));
        auto const size = static_cast<std::int64_t>(text.size());
        auto const at = static_cast<std::size_t>(dice.below(size));
        auto const letter = kLetters[static_cast<std::size_t>(dice.below(kLetters.size()))];
        switch (dice.below(4)) {
            case 0: text[at] = letter; break;
            case 1: text.insert(at, 1, letter); break;
            case 2: text.erase(at, 1); break;
            default: text.resize(at); break;
        }
        auto const read = decode(text);
        if (!read) continue;
        ++accepted;
        ASSERT_EQ(encode(*read), text);
    }
    EXPECT_GT(accepted, 1'000);  // changed digits are readable: the hash finds those
}

TEST(Record, refuses_by_name_and_place) {
    Posting posting;
    posting.header.command_id = "c1";
    posting.header.date = make_date(2026, 3, 5);
    auto const text = encode(posting);
    EXPECT_EQ(text, "jc1\t0\tissue_quotas\tc1\t0\t0\t20260305\t0\t0");
    for (std::string const& wrong :
         {std::string{}, std::string{"jc2"}, text + "\t", text + "\tL", text + "\tX\t1",
          text + "\tU\t0", text + "\tL\tD\t2099\t1\t0\t5", std::string{"jc1\t00"},
          std::string{"jc1\t0\tissue_quotas\tc1\t0\t0\t20260230\t0\t0"}}) {
        auto const read = decode(wrong);
        ASSERT_FALSE(read) << wrong;
        EXPECT_EQ(read.error().code(), "record_malformed");
    }
    EXPECT_TRUE(decode(text + "\tU\t5"));
}

TEST(Record, keeps_the_plan_bucket_apart_from_the_contract) {
    for (int number = 1; number <= 12; ++number) {
        auto const detail = plan_bucket(ContractId{kContractMax}, FiscalMonth{number});
        EXPECT_EQ(bucket_month(detail), FiscalMonth{number});
        EXPECT_EQ(bucket_contract(detail), ContractId{kContractMax});
    }
}

}  // namespace
}  // namespace jincai::ledger

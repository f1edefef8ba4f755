#include "platform/json/codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jincai::json {
namespace {

enum class Method { bank, cash };
BOOST_DESCRIBE_ENUM(Method, bank, cash)

struct Payee {
    std::string name;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(Payee, (), (name, amount_fen))

struct Payment {
    QuotaId quota_id;
    UnitCode unit_code;
    Money amount_fen;
    std::optional<LongText> note;
    std::vector<Payee> payees;
    Method method = Method::bank;
    BusinessDate day;
    bool is_urgent = false;
    std::map<std::string, Money> totals;
};
BOOST_DESCRIBE_STRUCT(Payment, (),
                      (quota_id, unit_code, amount_fen, note, payees, method, day, is_urgent,
                       totals))

struct Amount {
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(Amount, (), (amount_fen))

struct Numbers {
    std::int32_t small = 0;
    std::int64_t big = 0;
    FiscalMonth month{1};
};
BOOST_DESCRIBE_STRUCT(Numbers, (), (small, big, month))

struct Texts {
    std::optional<std::string> line;
    std::optional<LongText> lines;
    std::optional<UnitCode> code;
    std::optional<Timestamp> at;
};
BOOST_DESCRIBE_STRUCT(Texts, (), (line, lines, code, at))

struct Period {
    std::int32_t from = 0;
    std::int32_t until = 0;
};
BOOST_DESCRIBE_STRUCT(Period, (), (from, until))

constexpr RefusalSpec kPeriodReversed{"period_reversed", RefusalKind::invalid, "起止颠倒",
                                      "reversed"};
void validate(Period const& period, Decoding& decoding) {
    Decoding::Step const step{decoding, std::string_view{"until"}};
    if (period.until < period.from) decoding.refuse(kPeriodReversed);
}

struct Base {
    std::int64_t page = 0;
};
BOOST_DESCRIBE_STRUCT(Base, (), (page))
struct Derived : Base {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Derived, (Base), (name))

constexpr char kPayment[] =
    R"({"quota_id":12,"unit_code":"001002","amount_fen":9007199254740991,"note":"第一行\n第二行",)"
    R"("payees":[{"name":"新华书店","amount_fen":100}],"method":"cash","day":"2026-03-05",)"
    R"("is_urgent":true,"totals":{"amount_fen":-5}})";

/// "path code" of each finding.
template <class T>
std::vector<std::string> findings(std::string_view text) {
    auto const result = decode<T>(text);
    if (result) return {};
    if (result.error().more.empty()) return {std::string{result.error().code()}};
    std::vector<std::string> out;
    for (auto const& each : result.error().more)
        out.push_back(each.path + " " + std::string{each.code()});
    return out;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(JsonCodec, writes_what_it_read_in_member_order) {
    auto const payment = decode<Payment>(kPayment);
    ASSERT_TRUE(payment) << payment.error().code();
    EXPECT_EQ(payment->amount_fen, kMoneyMax);
    EXPECT_EQ(payment->payees.at(0).name, "新华书店");
    EXPECT_EQ(payment->method, Method::cash);
    EXPECT_EQ(encode(*payment), kPayment);
}

TEST(JsonCodec, writes_an_absent_optional_as_null) {
    EXPECT_EQ(encode(Texts{}), R"({"line":null,"lines":null,"code":null,"at":null})");
}

TEST(JsonCodec, reports_every_finding_of_a_document_with_its_path) {
    auto const found = findings<Payment>(
        R"({"quota_id":"12","amount_fen":1.5,"note":7,"payees":[{"name":"a","amount_fen":1},)"
        R"({"nam":"b","amount_fen":9007199254740992}],"method":"gold","day":"2026-02-30",)"
        R"("is_urgent":1,"totals":{"x":"y"},"status":"paid"})");
    EXPECT_THAT(found, ElementsAre("/quota_id field_wrong_kind", "/unit_code field_missing",
                                   "/amount_fen number_not_whole", "/note field_wrong_kind",
                                   "/payees/1/name field_missing",
                                   "/payees/1/amount_fen number_out_of_range",
                                   "/payees/1/nam field_unknown", "/method value_not_listed",
                                   "/day date_malformed", "/is_urgent field_wrong_kind",
                                   "/totals/x field_wrong_kind", "/status field_unknown"));
}

TEST(JsonCodec, refuses_a_fraction_of_a_fen_in_every_spelling) {
    for (auto const* text : {"1.5", "1.0", "1e3", "1E-1", "-0.0", "100000000000000000000.5"})
        EXPECT_THAT(findings<Amount>(fmt::format(R"({{"amount_fen":{}}})", text)),
                    ElementsAre("/amount_fen number_not_whole"))
            << text;
}

TEST(JsonCodec, holds_amounts_to_what_a_browser_keeps_exactly) {
    auto const with = [](char const* text) {
        return findings<Amount>(fmt::format(R"({{"amount_fen":{}}})", text));
    };
    EXPECT_THAT(with("9007199254740991"), IsEmpty());
    EXPECT_THAT(with("-9007199254740991"), IsEmpty());
    for (auto const* text : {"9007199254740992", "-9007199254740992", "9223372036854775808",
                             "18446744073709551616", "123456789012345678901234567890"})
        EXPECT_THAT(with(text), ElementsAre("/amount_fen number_out_of_range")) << text;
}

TEST(JsonCodec, refuses_integers_beyond_their_type) {
    EXPECT_THAT(findings<Numbers>(R"({"small":2147483647,"big":9223372036854775807,"month":12})"),
                IsEmpty());
    EXPECT_THAT(findings<Numbers>(R"({"small":2147483648,"big":9223372036854775808,"month":13})"),
                ElementsAre("/small number_out_of_range", "/big number_out_of_range",
                            "/month number_out_of_range"));
}

TEST(JsonCodec, names_duplicate_members_beside_the_other_findings) {
    EXPECT_THAT(findings<Payment>(
                    R"({"quota_id":1,"unit_code":"1","amount_fen":1,"amount_fen":2,"payees":[)"
                    R"({"name":"a","amount_fen":1},{"name":"a","name":"b","amount_fen":true}],)"
                    R"("method":"bank","day":"2026-01-01","is_urgent":false,"totals":{}})"),
                ElementsAre("/payees/1/name field_duplicate", "/amount_fen field_duplicate",
                            "/payees/1/amount_fen field_wrong_kind"));
}

TEST(JsonCodec, finds_a_duplicate_that_is_spelt_with_an_escape) {
    EXPECT_THAT(findings<Amount>(R"({"amount_fen":1,"amount\u005ffen":2})"),
                ElementsAre("/amount_fen field_duplicate"));
}

TEST(JsonCodec, escapes_names_in_paths) {
    EXPECT_THAT(findings<Amount>(R"({"amount_fen":1,"a/b~c":2})"),
                ElementsAre("/a~1b~0c field_unknown"));
}

TEST(JsonCodec, refuses_what_is_no_json) {
    for (auto const* text :
         {"", " ", "{", "{\"amount_fen\":1}x", "{'amount_fen':1}", "{\"amount_fen\":01}",
          "{\"amount_fen\":+1}", "{\"amount_fen\":1,}", "{\"amount_fen\":NaN}", "\xEF\xBB\xBF{}",
          "{\"amount_fen\":\"\xC0\xAF\"}", "{\"a\":\"\\ud800\"}", "/* */{}"})
        EXPECT_THAT(findings<Amount>(text), ElementsAre("json_malformed")) << text;
}

TEST(JsonCodec, accepts_blanks_around_the_document) {
    EXPECT_THAT(findings<Amount>(" \r\n{\"amount_fen\" : 1}\n "), IsEmpty());
}

TEST(JsonCodec, limits_depth_and_length) {
    EXPECT_TRUE(parse(std::string(32, '[') + std::string(32, ']')));
    EXPECT_THAT(findings<Amount>(std::string(33, '[') + std::string(33, ']')),
                ElementsAre("json_too_deep"));
    EXPECT_THAT(findings<Amount>(std::string(100'000, '[')), ElementsAre("json_too_deep"));
    auto const list = [](std::size_t n) {
        std::string text = "[0";
        for (std::size_t i = 1; i < n; ++i) text += ",0";
        return text + "]";
    };
    EXPECT_TRUE(decode<std::vector<std::int32_t>>(list(10'000)));
    EXPECT_THAT(findings<std::vector<std::int32_t>>(list(10'001)),
                ElementsAre("json_too_many_elements"));
}

TEST(JsonCodec, keeps_texts_plain_and_short) {
    auto const line = [](std::string const& text) {
        Texts const texts{.line = text};
        return findings<Texts>(encode(texts));
    };
    std::string two_hundred;
    for (int i = 0; i < 200; ++i) two_hundred += "财";
    EXPECT_THAT(line(two_hundred), IsEmpty());
    EXPECT_THAT(line(two_hundred + "政"), ElementsAre("/line text_too_long"));
    for (auto const* text : {"a\nb", "a\rb", "a\tb", "\x01", "\x7f", "a\u202e b", "\u0085"})
        EXPECT_THAT(line(text), ElementsAre("/line text_not_plain"));
    EXPECT_THAT(findings<Texts>(R"({"line":"a\u0000b"})"), ElementsAre("/line text_not_plain"));
    EXPECT_THAT(findings<Texts>(R"({"lines":"a\r\n\tb"})"), IsEmpty());
    EXPECT_THAT(findings<Texts>(R"({"lines":"a\u0007"})"), ElementsAre("/lines text_not_plain"));
    EXPECT_THAT(findings<Texts>(R"({"lines":")" + std::string(4001, 'a') + R"("})"),
                ElementsAre("/lines text_too_long"));
}

TEST(JsonCodec, reads_codes_and_times) {
    EXPECT_THAT(findings<Texts>(R"({"code":"A-1_z","at":"2026-03-05T14:03:22.123Z"})"), IsEmpty());
    EXPECT_THAT(findings<Texts>(R"({"code":"1' or 1=1","at":"yesterday"})"),
                ElementsAre("/code code_malformed", "/at timestamp_malformed"));
    EXPECT_THAT(findings<Texts>(R"({"code":"1234567890123456789012345678901"})"),
                ElementsAre("/code code_malformed"));
}

TEST(JsonCodec, calls_the_rules_of_a_struct_when_its_members_are_sound) {
    EXPECT_THAT(findings<Period>(R"({"from":1,"until":2})"), IsEmpty());
    EXPECT_THAT(findings<Period>(R"({"from":2,"until":1})"), ElementsAre("/until period_reversed"));
    EXPECT_THAT(findings<Period>(R"({"from":2,"until":"1"})"),
                ElementsAre("/until field_wrong_kind"));
}

TEST(JsonCodec, reads_members_of_a_base) {
    auto const value = decode<Derived>(R"({"page":3,"name":"x"})");
    ASSERT_TRUE(value);
    EXPECT_EQ(value->page, 3);
    EXPECT_EQ(encode(*value), R"({"page":3,"name":"x"})");
}

TEST(JsonCodec, passes_any_value_through) {
    auto const value = decode<Value>(R"({"b":[1,2.50,null,"\u0001\""],"a":{}})");
    ASSERT_TRUE(value);
    EXPECT_EQ(encode(*value), R"({"b":[1,2.50,null,"\u0001\""],"a":{}})");
}

TEST(JsonCodec, says_in_both_languages_what_was_expected) {
    auto const result = decode<Amount>(R"({"amount_fen":"1"})");
    ASSERT_FALSE(result);
    auto const& finding = result.error().more.at(0);
    EXPECT_EQ(text_of(finding, Language::zh), "此处应为整数，收到的是文本：请更正");
    EXPECT_EQ(text_of(finding, Language::en),
              "a whole number is expected here, a text was found: correct it");
}

}  // namespace
}  // namespace jincai::json

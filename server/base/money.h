#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/result.h"

namespace jincai {

/// Basis points: 10000 = 100 %.
struct BasisPoints {
    std::int32_t value = 0;
    friend constexpr auto operator<=>(BasisPoints, BasisPoints) = default;
};

enum class Rounding : std::uint8_t { half_up, down };

/// An amount as a whole number of fen. No floating point touches an amount at any layer.
class Money {
public:
    constexpr Money() = default;
    [[nodiscard]] static constexpr Money from_fen(std::int64_t fen) { return Money{fen}; }
    [[nodiscard]] constexpr std::int64_t fen() const { return fen_; }
    [[nodiscard]] constexpr bool is_positive() const { return fen_ > 0; }
    [[nodiscard]] constexpr bool is_zero() const { return fen_ == 0; }

    friend constexpr auto operator<=>(Money, Money) = default;
    /// Requires that the result fits: callers add amounts bounded by `kMoneyMax`. Asserted.
    friend Money operator+(Money a, Money b);
    friend Money operator-(Money a, Money b);
    friend constexpr Money operator-(Money a) { return Money{-a.fen_}; }
    Money& operator+=(Money other) { return *this = *this + other; }
    Money& operator-=(Money other) { return *this = *this - other; }

private:
    constexpr explicit Money(std::int64_t fen) : fen_{fen} {}
    std::int64_t fen_ = 0;
};
static_assert(sizeof(Money) == sizeof(std::int64_t));
static_assert(!std::is_constructible_v<Money, double>);  // the frequent mistake does not compile

/// The largest amount accepted from outside: 2^53 - 1 fen, what a browser holds exactly.
inline constexpr Money kMoneyMax = Money::from_fen((std::int64_t{1} << 53) - 1);

constexpr Money yuan(std::int64_t whole) { return Money::from_fen(whole * 100); }

/// The sum, or `amount_out_of_range` when it leaves int64.
[[nodiscard]] Result<Money> add(Money a, Money b);

/// `amount * rate` with the named rounding, through a 128-bit product.
[[nodiscard]] Result<Money> scale(Money amount, BasisPoints rate, Rounding rounding);

/// `part / whole` in basis points rounded half up; 0 when `whole` is zero. For display and
/// ranking only: limits are compared by cross-multiplication, see `exceeds_share`.
[[nodiscard]] std::int64_t share_bp(Money part, Money whole);

/// Whether `part` is strictly more than `rate` of `whole`: 10000 * part > rate * whole, exactly.
[[nodiscard]] bool exceeds_share(Money part, BasisPoints rate, Money whole);

/// Reads "1234.5" or "-0.07" (元). Refuses more than two decimals, signs inside, exponents,
/// anything beyond `kMoneyMax`. Thousands separators are accepted between groups of three.
[[nodiscard]] Result<Money> parse_yuan(std::string_view text);

/// "1,234.50"; the way amounts are written for people.
[[nodiscard]] std::string format_yuan(Money amount);

/// "1234.50"; the way amounts are written in files.
[[nodiscard]] std::string plain_yuan(Money amount);

/// 大写金额 after 支付结算办法: 人民币壹仟肆佰零玖元伍角整.
[[nodiscard]] std::string capital_yuan(Money amount);

}  // namespace jincai

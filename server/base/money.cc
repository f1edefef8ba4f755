#include "base/money.h"

#include <array>

#include "base/assert.h"
#include "base/refusals.h"
#include "base/text.h"

namespace jincai {

namespace {

__extension__ using Wide = __int128;

std::unexpected<Error> malformed(std::string_view text) {
    return refuse(refusals::amount_malformed, {{"text", std::string{text}}});
}

/// Digits with optional thousands separators between groups of three; nothing if misplaced.
std::optional<std::string> without_separators(std::string_view whole) {
    auto const groups = split(whole, ',');
    std::string digits;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        auto const size = groups[i].size();
        if (groups.size() > 1 && (i == 0 ? size < 1 || size > 3 : size != 3)) return std::nullopt;
        if (!is_digits(groups[i])) return std::nullopt;
        digits += groups[i];
    }
    return digits;
}

std::string two_digits(std::int64_t value) {
    return std::string{static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

constexpr std::array kDigits = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
constexpr std::array kPlaces = {"", "拾", "佰", "仟"};
constexpr std::array kGroups = {"", "万", "亿", "万亿"};

/// 1..9999 in capitals, e.g. 6007 -> 陆仟零柒.
std::string capital_group(int value) {
    std::string text;
    bool zero_pending = false;
    for (int place = 3, unit = 1000; place >= 0; --place, unit /= 10) {
        int const digit = value / unit % 10;
        if (digit == 0) {
            zero_pending = !text.empty();
            continue;
        }
        if (zero_pending) text += kDigits[0];
        zero_pending = false;
        text += kDigits[static_cast<std::size_t>(digit)];
        text += kPlaces[static_cast<std::size_t>(place)];
    }
    return text;
}

std::string capital_whole(std::int64_t whole) {
    std::string text;
    bool gap = false;
    for (int group = 3; group >= 0; --group) {
        std::int64_t unit = 1;
        for (int i = 0; i < group; ++i) unit *= 10000;
        auto const value = static_cast<int>(whole / unit % (group == 3 ? 1'000'000 : 10000));
        if (value == 0) {
            gap = !text.empty();
            continue;
        }
        if (!text.empty() && (gap || value < 1000)) text += kDigits[0];
        gap = false;
        text += capital_group(value);
        text += kGroups[static_cast<std::size_t>(group)];
    }
    return text;
}

}  // namespace

Money operator+(Money a, Money b) {
    std::int64_t sum = 0;
    bool const overflow = __builtin_add_overflow(a.fen_, b.fen_, &sum);
    JC_ASSERT(!overflow);
    return Money{sum};
}

Money operator-(Money a, Money b) {
    std::int64_t difference = 0;
    bool const overflow = __builtin_sub_overflow(a.fen_, b.fen_, &difference);
    JC_ASSERT(!overflow);
    return Money{difference};
}

Result<Money> add(Money a, Money b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.fen(), b.fen(), &sum))
        return refuse(refusals::amount_out_of_range);
    return Money::from_fen(sum);
}

Result<Money> scale(Money amount, BasisPoints rate, Rounding rounding) {
    Wide const product = static_cast<Wide>(amount.fen()) * rate.value;
    Wide const half = rounding == Rounding::half_up ? (product < 0 ? -5000 : 5000) : 0;
    Wide const scaled = (product + half) / 10000;
    if (scaled > INT64_MAX || scaled < INT64_MIN) return refuse(refusals::amount_out_of_range);
    return Money::from_fen(static_cast<std::int64_t>(scaled));
}

std::int64_t share_bp(Money part, Money whole) {
    if (whole.is_zero()) return 0;
    Wide const doubled = static_cast<Wide>(part.fen()) * 20000 / whole.fen();
    return static_cast<std::int64_t>((doubled + (doubled < 0 ? -1 : 1)) / 2);
}

bool exceeds_share(Money part, BasisPoints rate, Money whole) {
    return static_cast<Wide>(part.fen()) * 10000 > static_cast<Wide>(whole.fen()) * rate.value;
}

Result<Money> parse_yuan(std::string_view text) {
    auto rest = trim(text);
    bool const negative = rest.starts_with('-');
    if (negative) rest.remove_prefix(1);
    auto const parts = split(rest, '.');
    if (parts.size() > 2) return malformed(text);
    auto const whole = without_separators(parts[0]);
    auto const decimals = parts.size() == 2 ? parts[1] : std::string_view{};
    if (!whole || whole->empty() || (parts.size() == 2 && decimals.empty())) return malformed(text);
    // A trailing third decimal of zero carries no value, yet a file that has it was made from
    // floating point: refused like any other fraction of a fen.
    if (decimals.size() > 2 || (!decimals.empty() && !is_digits(decimals))) return malformed(text);
    auto const yuan_part = parse_int(*whole);
    if (!yuan_part || *yuan_part > kMoneyMax.fen() / 100)
        return refuse(refusals::amount_out_of_range);
    std::int64_t fen = *yuan_part * 100;
    if (!decimals.empty()) fen += (decimals[0] - '0') * 10;
    if (decimals.size() == 2) fen += decimals[1] - '0';
    if (fen > kMoneyMax.fen()) return refuse(refusals::amount_out_of_range);
    return Money::from_fen(negative ? -fen : fen);
}

std::string plain_yuan(Money amount) {
    auto const fen = amount.fen();
    // Negated as unsigned: the magnitude of INT64_MIN does not fit int64.
    auto const size = fen < 0 ? 0 - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
    return (fen < 0 ? "-" : "") + std::to_string(size / 100) + "." +
           two_digits(static_cast<std::int64_t>(size % 100));
}

std::string format_yuan(Money amount) {
    auto text = plain_yuan(amount);
    auto const first = text.starts_with('-') ? std::size_t{1} : std::size_t{0};
    for (auto at = text.find('.'); at > first + 3; at -= 3) text.insert(at - 3, 1, ',');
    return text;
}

std::string capital_yuan(Money amount) {
    auto const fen = amount.fen() < 0 ? -amount.fen() : amount.fen();
    auto const whole = fen / 100;
    auto const jiao = static_cast<std::size_t>(fen / 10 % 10);
    auto const cents = static_cast<std::size_t>(fen % 10);
    std::string text = amount.fen() < 0 ? "人民币负" : "人民币";
    if (whole > 0) text += capital_whole(whole) + "元";
    if (jiao == 0 && cents == 0) return text + (whole == 0 ? "零元整" : "整");
    if (jiao > 0) text += std::string{kDigits[jiao]} + "角";
    if (jiao == 0 && whole > 0) text += kDigits[0];
    return cents == 0 ? text + "整" : text + kDigits[cents] + "分";
}

}  // namespace jincai

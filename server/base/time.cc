#include "base/time.h"

#include <fmt/format.h>

#include "base/refusals.h"
#include "base/text.h"

namespace jincai {

namespace chrono = std::chrono;

namespace {
constexpr chrono::hours kChinaOffset{8};

std::unexpected<Error> malformed(std::string_view text) {
    return refuse(refusals::date_malformed, {{"text", std::string{text}}});
}

/// The number in `text[from, from + size)`, or -1.
int field(std::string_view text, std::size_t from, std::size_t size) {
    auto const part = text.substr(from, size);
    return is_digits(part) ? static_cast<int>(*parse_int(part)) : -1;
}
}  // namespace

BusinessDate business_date(Timestamp instant) {
    return BusinessDate{chrono::floor<chrono::days>(instant + kChinaOffset)};
}

Timestamp start_of(BusinessDate date) {
    return Timestamp{chrono::sys_days{date}.time_since_epoch()} - kChinaOffset;
}

FiscalYear fiscal_year(BusinessDate date) { return {static_cast<int>(date.year())}; }

FiscalMonth fiscal_month(BusinessDate date) {
    return {static_cast<std::int32_t>(static_cast<unsigned>(date.month()))};
}

BusinessDate make_date(int year, unsigned month, unsigned day) {
    return BusinessDate{chrono::year{year}, chrono::month{month}, chrono::day{day}};
}

BusinessDate add_days(BusinessDate date, int days) {
    return BusinessDate{chrono::sys_days{date} + chrono::days{days}};
}

std::int64_t elapsed_bp(BusinessDate date) {
    auto const first = chrono::sys_days{date.year() / 1 / 1};
    auto const next = chrono::sys_days{(date.year() + chrono::years{1}) / 1 / 1};
    auto const passed = (chrono::sys_days{date} - first).count() + 1;
    auto const all = (next - first).count();
    return (passed * 20000 / all + 1) / 2;
}

Result<BusinessDate> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return malformed(text);
    int const year = field(text, 0, 4);
    int const month = field(text, 5, 2);
    int const day = field(text, 8, 2);
    if (year < 0 || month < 0 || day < 0) return malformed(text);
    auto const date = make_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    if (!date.ok()) return malformed(text);
    return date;
}

std::string format_date(BusinessDate date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string format_timestamp(Timestamp instant) {
    auto const day = chrono::floor<chrono::days>(instant);
    chrono::hh_mm_ss const time{instant - day};
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", format_date(BusinessDate{day}),
                       time.hours().count(), time.minutes().count(), time.seconds().count(),
                       time.subseconds().count());
}

Result<Timestamp> parse_timestamp(std::string_view text) {
    bool const shaped = text.size() == 24 && text[10] == 'T' && text[13] == ':' &&
                        text[16] == ':' && text[19] == '.' && text[23] == 'Z';
    if (!shaped) return malformed(text);
    auto const date = JC_TRY(parse_date(text.substr(0, 10)));
    int const hour = field(text, 11, 2);
    int const minute = field(text, 14, 2);
    int const second = field(text, 17, 2);
    int const millisecond = field(text, 20, 3);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 ||
        millisecond < 0)
        return malformed(text);
    return Timestamp{chrono::sys_days{date}.time_since_epoch()} + chrono::hours{hour} +
           chrono::minutes{minute} + chrono::seconds{second} + chrono::milliseconds{millisecond};
}

SystemClock::SystemClock(BusinessDate first_day) {
    auto const now = chrono::floor<chrono::milliseconds>(chrono::system_clock::now());
    offset_ = start_of(first_day) - start_of(business_date(now));
}

Timestamp SystemClock::now() const {
    return chrono::floor<chrono::milliseconds>(chrono::system_clock::now()) + offset_;
}

}  // namespace jincai

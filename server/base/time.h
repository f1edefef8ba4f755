#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace jincai {

/// An instant: UTC milliseconds.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// A day in China Standard Time (UTC+8, no summer time).
using BusinessDate = std::chrono::year_month_day;

struct FiscalYear {
    std::int32_t value = 0;
    friend constexpr auto operator<=>(FiscalYear, FiscalYear) = default;
};

/// 1..12 within a fiscal year, which is the calendar year (预算法 第十八条).
struct FiscalMonth {
    std::int32_t value = 0;
    friend constexpr auto operator<=>(FiscalMonth, FiscalMonth) = default;
};

[[nodiscard]] BusinessDate business_date(Timestamp instant);
/// Midnight of `date` in China Standard Time.
[[nodiscard]] Timestamp start_of(BusinessDate date);
[[nodiscard]] FiscalYear fiscal_year(BusinessDate date);
[[nodiscard]] FiscalMonth fiscal_month(BusinessDate date);
[[nodiscard]] BusinessDate make_date(int year, unsigned month, unsigned day);
[[nodiscard]] BusinessDate add_days(BusinessDate date, int days);
/// Elapsed share of the year after `date` has ended, in basis points (序时进度).
[[nodiscard]] std::int64_t elapsed_bp(BusinessDate date);

/// "2026-03-05"; refuses days that do not exist.
[[nodiscard]] Result<BusinessDate> parse_date(std::string_view text);
[[nodiscard]] std::string format_date(BusinessDate date);
/// "2026-03-05T14:03:22.123Z"
[[nodiscard]] std::string format_timestamp(Timestamp instant);
[[nodiscard]] Result<Timestamp> parse_timestamp(std::string_view text);

/// Where code asks for now. Tests own the clock; nothing else calls the system's.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Timestamp now() const = 0;
    [[nodiscard]] BusinessDate today() const { return business_date(now()); }
};

/// The system's clock, optionally moved so that the process starts on a given day.
class SystemClock final : public Clock {
public:
    SystemClock() = default;
    explicit SystemClock(BusinessDate first_day);
    [[nodiscard]] Timestamp now() const override;

private:
    std::chrono::milliseconds offset_{0};
};

class ManualClock final : public Clock {
public:
    explicit ManualClock(Timestamp start) : now_{start} {}
    [[nodiscard]] Timestamp now() const override { return now_; }
    void set(Timestamp instant) { now_ = instant; }
    void advance(std::chrono::milliseconds by) { now_ += by; }

private:
    Timestamp now_;
};

}  // namespace jincai

#pragma once

#include "base/time.h"

namespace jincai::demo {

/// Whether payments are made on `day` in the demonstration: Monday to Friday outside the long
/// holidays. A simplification on purpose; the product's own calendar is that of `basics`.
[[nodiscard]] bool is_working_day(BusinessDate day);
/// `day` itself, or the first working day after it.
[[nodiscard]] BusinessDate working_day_from(BusinessDate day);
/// The first working day after `day`.
[[nodiscard]] BusinessDate working_day_after(BusinessDate day);
/// The number of days in the month of `day`.
[[nodiscard]] unsigned days_in_month(int year, unsigned month);
/// The working days of a month up to `last` (all of it when `last` is later). When there are none,
/// the first day of the month.
[[nodiscard]] std::vector<BusinessDate> working_days(int year, unsigned month, BusinessDate last);

}  // namespace jincai::demo

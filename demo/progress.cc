#include "demo/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace jincai::demo {

namespace {
constexpr std::int64_t kWidth = 30;
constexpr std::chrono::milliseconds kPause{100};
}  // namespace

void Progress::show(std::string const& what, std::int64_t done, std::int64_t total) {
    auto const now = std::chrono::steady_clock::now();
    if (!shown_ || (what == last_ && now - drawn_ < kPause)) return;
    last_ = what;
    drawn_ = now;
    auto const whole = std::max<std::int64_t>(total, 1);
    auto const filled = static_cast<std::size_t>(std::min(done, whole) * kWidth / whole);
    fmt::print(stderr, "\r[{:<{}}] {:3}%  {}\033[K", std::string(filled, '#'), kWidth,
               std::min(done, whole) * 100 / whole, what);
    std::fflush(stderr);
    open_ = true;
}

void Progress::end() {
    if (open_) fmt::print(stderr, "\n");
    open_ = false;
}

}  // namespace jincai::demo

#pragma once

#include <chrono>
#include <map>

#include "chaos/county.h"

namespace jincai::chaos {

/// How one process is to work and when it is killed.
struct BurstPlan {
    std::string name;  ///< begins the keys of its orders
    std::int64_t clients = 16;
    std::uint64_t seed = 1;
    bool while_starting = false;  ///< killed that long after its start, not after the first payment
    std::chrono::microseconds kill_after{};
    std::function<void()> before_kill{};  ///< what else goes wrong, under the hands of the process
};

/// What the clients of the killed process know: their own list, as a bank keeps one.
struct Burst {
    std::map<std::string, Order> tried;
    std::map<std::string, PaymentId> acknowledged;
    std::vector<std::string> refused;  ///< with plenty of money nothing may be
    int exit_code = 0;                 ///< 128 + 9 after the kill
};

/// Starts the process over `place`, kills it as planned and gives what came out of it.
[[nodiscard]] Burst run_burst(Place const& place, std::vector<QuotaId> const& quotas,
                              BurstPlan const& plan);

}  // namespace jincai::chaos

#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "app/application.h"

namespace jincai::demo {

/// Stands in for the agent bank and the treasury: clears what was sent after a moment, through the
/// same service as the real answer. For `serve --simulate-bank`; never part of a real installation.
class BankSimulator {
public:
    struct Options {
        std::chrono::milliseconds pause{1'500};  ///< between two looks at what was sent
        std::chrono::milliseconds delay{1'000};  ///< what was sent more recently has to wait
    };

    explicit BankSimulator(app::Application& application) : BankSimulator{application, {}} {}
    BankSimulator(app::Application& application, Options options);
    /// Finishes what it is doing. Requires: the application is still there.
    ~BankSimulator();
    BankSimulator(BankSimulator const&) = delete;
    BankSimulator& operator=(BankSimulator const&) = delete;

    /// Clears everything that was sent long enough ago; gives the number.
    std::size_t clear_due();

private:
    void run(std::stop_token const& stop);

    app::Application& application_;
    Options options_;
    api::Caller bank_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    std::jthread thread_;  ///< last: it uses what stands above
};

}  // namespace jincai::demo

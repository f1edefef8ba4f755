#pragma once

#include <deque>
#include <functional>

#include "modules/execution/import_past.h"

namespace jincai::execution {

/// Bookings under way. Bounded, so that neither memory nor the writer's queue runs full.
class Pipeline {
public:
    using OnAnswer = std::function<void(Result<Receipt> const&)>;

    explicit Pipeline(std::size_t most = 4'000) : most_{most} {}

    /// Waits for the oldest when too many are under way. `on_answer` is called on this thread, in
    /// the order of `push`.
    void push(Outcome outcome, OnAnswer on_answer);
    /// Waits for all.
    void drain();

private:
    void answer_oldest();

    struct UnderWay {
        Outcome outcome;
        OnAnswer on_answer;
    };
    std::size_t most_;
    std::deque<UnderWay> under_way_;
};

}  // namespace jincai::execution

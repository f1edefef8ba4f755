#include "modules/execution/import_pipeline.h"

namespace jincai::execution {

void Pipeline::push(Outcome outcome, OnAnswer on_answer) {
    if (under_way_.size() >= most_) answer_oldest();
    under_way_.push_back({std::move(outcome), std::move(on_answer)});
}

void Pipeline::drain() {
    while (!under_way_.empty()) answer_oldest();
}

void Pipeline::answer_oldest() {
    auto oldest = std::move(under_way_.front());
    under_way_.pop_front();
    oldest.on_answer(oldest.outcome.get());
}

}  // namespace jincai::execution

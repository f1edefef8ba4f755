#include "platform/http/stream_sink.h"

namespace jincai::http {

bool StreamSink::send(std::string frame) {
    std::lock_guard const lock{mutex_};
    if (is_ended_) return false;
    if (queued_.size() + under_way_ + frame.size() > limit_) {
        is_ended_ = true;
        loop_.post(cut_);
        return false;
    }
    queued_ += frame;
    if (!std::exchange(is_posted_, true)) loop_.post(flush_);
    return true;
}

std::string StreamSink::take() {
    std::lock_guard const lock{mutex_};
    is_posted_ = false;
    under_way_ = queued_.size();
    return std::exchange(queued_, {});
}

void StreamSink::end() {
    std::lock_guard const lock{mutex_};
    is_ended_ = true;
}

}  // namespace jincai::http

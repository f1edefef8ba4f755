#pragma once

#include <functional>
#include <mutex>
#include <string>

#include "platform/http/message.h"
#include "platform/http/transport.h"

namespace jincai::http {

/// The queue between those who publish and one connection. Bounded: a reader that does not keep up
/// is cut rather than held in memory.
class StreamSink final : public EventSink {
public:
    /// `flush` and `cut` are posted to `loop`: there is something to take; the reader is too slow.
    StreamSink(Loop& loop, std::size_t limit, std::function<void()> flush,
               std::function<void()> cut)
        : loop_{loop}, limit_{limit}, flush_{std::move(flush)}, cut_{std::move(cut)} {}

    bool send(std::string frame) override;
    /// All that is queued; counts as under way until the next call.
    [[nodiscard]] std::string take();
    /// Nothing is taken or posted any more.
    void end();

private:
    Loop& loop_;
    std::size_t limit_;
    std::function<void()> flush_;
    std::function<void()> cut_;
    std::mutex mutex_;  ///< guards everything below
    std::string queued_;
    std::size_t under_way_ = 0;
    bool is_posted_ = false;
    bool is_ended_ = false;
};

}  // namespace jincai::http

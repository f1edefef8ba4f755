#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace jincai::chaos {

/// This program again, as a process of its own with its output in a pipe.
class Worker {
public:
    using Time = std::chrono::steady_clock;

    explicit Worker(std::vector<std::string> words);
    /// Kills it when nobody waited for it.
    ~Worker();
    Worker(Worker const&) = delete;
    Worker& operator=(Worker const&) = delete;

    void kill() const;
    /// Hands on what came; false when nothing did until `until`, or nothing will come any more.
    bool read_until(Time::time_point until, std::function<void(std::string_view)> const& hand_on);
    [[nodiscard]] bool ended() const { return ended_; }
    /// The exit code, or 128 + the signal.
    int wait();

private:
    pid_t pid_ = -1;
    int pipe_ = -1;
    bool ended_ = false;
};

}  // namespace jincai::chaos

#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace jincai::http {

/// A fixed number of threads that run what they are given, in order of arrival. There is at most
/// one piece of work a connection, so the queue is bounded by the connections.
class WorkerPool {
public:
    explicit WorkerPool(int threads);
    ~WorkerPool();  ///< finishes what was given
    WorkerPool(WorkerPool const&) = delete;
    WorkerPool& operator=(WorkerPool const&) = delete;

    void run(std::function<void()> work);

private:
    void serve();

    std::mutex mutex_;  ///< guards the queue and the flag
    std::condition_variable changed_;
    std::deque<std::function<void()>> queue_;
    bool is_ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace jincai::http

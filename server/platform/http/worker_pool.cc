#include "platform/http/worker_pool.h"

namespace jincai::http {

WorkerPool::WorkerPool(int threads) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { serve(); });
}

WorkerPool::~WorkerPool() {
    {
        std::lock_guard const lock{mutex_};
        is_ending_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

void WorkerPool::run(std::function<void()> work) {
    {
        std::lock_guard const lock{mutex_};
        queue_.push_back(std::move(work));
    }
    changed_.notify_one();
}

void WorkerPool::serve() {
    for (;;) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return is_ending_ || !queue_.empty(); });
        if (queue_.empty()) return;
        auto const work = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        work();
    }
}

}  // namespace jincai::http

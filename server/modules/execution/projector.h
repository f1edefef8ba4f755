#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <set>
#include <thread>

#include "modules/execution/office.h"

namespace jincai::execution {

/// Makes the read models (`entry`, `quota_status`, `cube`, `light_status`, `light_change`) from the
/// journal, a moment behind the commits, with a watermark per book; and tells the news once the
/// figures that go with it can be read. Counters come from the journal record by record; states
/// (statements, lights) are asked from the book for whatever a chunk touched.
class Projector {
public:
    /// `heads_file`: where the ends of all journals are noted outside the database.
    Projector(Office& office, std::filesystem::path heads_file);
    ~Projector();
    Projector(Projector const&) = delete;
    Projector& operator=(Projector const&) = delete;

    /// Starts the thread; what is behind is caught up first, silently.
    void start();
    void stop();
    /// These books grew.
    void notify(std::vector<BookKey> const& books);
    /// Projects everything that is committed, on the caller's thread. Not while started.
    void catch_up();
    /// Waits until everything notified so far has been projected.
    void wait_idle();

private:
    void run();
    void project(BookKey const& book, std::int64_t chunk);
    [[nodiscard]] bool project_chunk(BookKey const& book, std::int64_t chunk);
    void note_heads();

    Office& office_;
    std::filesystem::path heads_file_;
    Timestamp started_{};
    std::mutex mutex_;  ///< guards what follows
    std::condition_variable changed_;
    std::set<BookKey> dirty_;
    bool busy_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace jincai::execution

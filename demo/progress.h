#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace jincai::demo {

/// A progress bar on standard error, redrawn at most ten times a second; silent when `shown` is
/// false. Nothing of it goes to standard output.
class Progress {
public:
    explicit Progress(bool shown) : shown_{shown} {}
    ~Progress() { end(); }
    Progress(Progress const&) = delete;
    Progress& operator=(Progress const&) = delete;

    void show(std::string const& what, std::int64_t done, std::int64_t total);
    /// Ends the line.
    void end();

private:
    bool shown_;
    bool open_ = false;
    std::string last_;
    std::chrono::steady_clock::time_point drawn_{};
};

}  // namespace jincai::demo

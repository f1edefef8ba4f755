#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace jincai::program_test {

/// What a command that ran to its end left behind.
struct Finished {
    int code = -1;  ///< the exit code; 128 + the signal when it was killed
    std::string out;
    std::string err;
};

/// `jincai` as a process of its own. Killed when it still runs at the end.
class Child {
public:
    explicit Child(std::vector<std::string> words);
    ~Child();
    Child(Child const&) = delete;
    Child& operator=(Child const&) = delete;

    /// Up to and with the first line that holds `mark`; what came when the time was up or the
    /// process ended.
    [[nodiscard]] std::string wait_for(std::string_view mark,
                                       std::chrono::seconds patience = std::chrono::seconds{60});
    void signal(int number) const;
    [[nodiscard]] bool is_running();
    /// No file may grow beyond this; lifted with a huge number. Needs no privilege.
    void limit_file_size(std::uintmax_t bytes) const;
    /// The exit code as in `Finished`.
    int wait();

    [[nodiscard]] std::string errors() const;
    [[nodiscard]] std::string const& output() const { return output_; }

private:
    bool read_some(std::chrono::milliseconds patience);

    std::filesystem::path errors_;
    pid_t pid_ = -1;
    int pipe_ = -1;
    int code_ = -1;
    std::string output_;
};

/// Runs `jincai WORDS` to its end.
[[nodiscard]] Finished run(std::vector<std::string> words);

}  // namespace jincai::program_test

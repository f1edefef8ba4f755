#include "chaos/worker.h"

#include <csignal>
#include <filesystem>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/assert.h"

namespace jincai::chaos {

Worker::Worker(std::vector<std::string> words) {
    words.insert(words.begin(), std::filesystem::read_symlink("/proc/self/exe").string());
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    int ends[2];
    JC_ASSERT(::pipe2(ends, O_CLOEXEC) == 0);
    pid_ = ::fork();
    JC_ASSERT(pid_ >= 0);
    if (pid_ == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    pipe_ = ends[0];
}

Worker::~Worker() {
    if (pid_ >= 0) {
        kill();
        wait();
    }
    ::close(pipe_);
}

void Worker::kill() const { ::kill(pid_, SIGKILL); }

bool Worker::read_until(Time::time_point until,
                        std::function<void(std::string_view)> const& hand_on) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Time::now());
    pollfd waiting{.fd = pipe_, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, std::max(0, static_cast<int>(left.count()))) <= 0) return false;
    char buffer[65'536];
    auto const size = ::read(pipe_, buffer, sizeof buffer);
    if (size <= 0) ended_ = true;
    else hand_on(std::string_view{buffer, static_cast<std::size_t>(size)});
    return size > 0;
}

int Worker::wait() {
    int status = 0;
    JC_ASSERT(::waitpid(pid_, &status, 0) == pid_);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace jincai::chaos

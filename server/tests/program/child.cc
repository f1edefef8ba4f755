#include "tests/program/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>

#include "base/assert.h"

namespace jincai::program_test {

namespace {

/// The program lies beside its tests.
std::filesystem::path program() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "jincai";
}

std::filesystem::path error_file() {
    static std::atomic<int> number = 0;
    return std::filesystem::temp_directory_path() /
           ("jincai-program-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
}

}  // namespace

Child::Child(std::vector<std::string> words) : errors_{error_file()} {
    words.insert(words.begin(), program().string());
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    int ends[2];
    JC_ASSERT(::pipe2(ends, O_CLOEXEC) == 0);
    pid_ = ::fork();
    JC_ASSERT(pid_ >= 0);
    if (pid_ == 0) {
        int const errors =
            ::open(errors_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
        ::dup2(ends[1], STDOUT_FILENO);
        ::dup2(errors, STDERR_FILENO);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    pipe_ = ends[0];
}

Child::~Child() {
    if (is_running()) signal(SIGKILL);
    wait();
    ::close(pipe_);
    std::error_code ignored;
    std::filesystem::remove(errors_, ignored);
}

bool Child::read_some(std::chrono::milliseconds patience) {
    pollfd waiting{.fd = pipe_, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return false;
    char buffer[4096];
    auto const size = ::read(pipe_, buffer, sizeof buffer);
    if (size <= 0) return false;
    output_.append(buffer, static_cast<std::size_t>(size));
    return true;
}

std::string Child::wait_for(std::string_view mark, std::chrono::seconds patience) {
    auto const until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        auto const at = output_.find(mark);
        auto const end = at == std::string::npos ? at : output_.find('\n', at);
        if (end != std::string::npos) return output_.substr(0, end + 1);
        auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        if (left.count() <= 0 || !read_some(left)) return output_;
    }
}

void Child::signal(int number) const {
    if (code_ < 0) ::kill(pid_, number);
}

bool Child::is_running() {
    if (code_ >= 0) return false;
    siginfo_t state{};
    auto const answered =
        ::waitid(P_PID, static_cast<id_t>(pid_), &state, WEXITED | WNOHANG | WNOWAIT);
    return answered == 0 && state.si_pid == 0;
}

void Child::limit_file_size(std::uintmax_t bytes) const {
    rlimit limit{};
    JC_ASSERT(::prlimit(pid_, RLIMIT_FSIZE, nullptr, &limit) == 0);
    limit.rlim_cur = std::min<rlim_t>(bytes, limit.rlim_max);
    JC_ASSERT(::prlimit(pid_, RLIMIT_FSIZE, &limit, nullptr) == 0);
}

int Child::wait() {
    if (code_ >= 0) return code_;
    while (read_some(std::chrono::minutes{2})) {
    }
    int status = 0;
    JC_ASSERT(::waitpid(pid_, &status, 0) == pid_);
    code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return code_;
}

std::string Child::errors() const {
    std::ifstream stream{errors_};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

Finished run(std::vector<std::string> words) {
    Child child{std::move(words)};
    auto const code = child.wait();
    return {.code = code, .out = child.output(), .err = child.errors()};
}

}  // namespace jincai::program_test

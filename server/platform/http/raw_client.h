#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "base/assert.h"
#include "base/text.h"

namespace jincai::http {

/// The status code of an answer, 0 when there is none.
inline int status_of_answer(std::string_view answer) {
    if (!answer.starts_with("HTTP/1.1 ")) return 0;
    return static_cast<int>(parse_int(answer.substr(9, 3)).value_or(0));
}

/// The value of a header line, "" when absent.
inline std::string header_of_answer(std::string_view answer, std::string_view name) {
    auto const head = answer.substr(0, answer.find("\r\n\r\n"));
    auto const line = "\r\n" + std::string{name} + ": ";
    auto const at = head.find(line);
    if (at == std::string_view::npos) return {};
    auto const from = at + line.size();
    return std::string{head.substr(from, head.find("\r\n", from) - from)};
}

inline std::string body_of_answer(std::string_view answer) {
    auto const at = answer.find("\r\n\r\n");
    return at == std::string_view::npos ? std::string{} : std::string{answer.substr(at + 4)};
}

/// A socket for tests that send bytes no client library would send.
class RawClient {
public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(RawClient const&) = delete;
    RawClient& operator=(RawClient const&) = delete;

    /// False when the server has closed.
    bool send(std::string_view bytes);
    /// Up to and with `mark`, or what came until the end or the time was up.
    [[nodiscard]] std::string read_until(std::string_view mark,
                                         std::chrono::milliseconds timeout = kPatience);
    /// One answer with a Content-Length (or without a body).
    [[nodiscard]] std::string read_answer(std::chrono::milliseconds timeout = kPatience);
    /// All that comes until the server closes; ends with "<open>" when it does not.
    [[nodiscard]] std::string read_all(std::chrono::milliseconds timeout = kPatience);

    static constexpr std::chrono::milliseconds kPatience{5'000};

private:
    /// False at the end, or when the time is up (`is_open_` stays true then).
    bool read_some(std::chrono::steady_clock::time_point until);

    int socket_;
    bool is_open_ = true;
    std::string received_;
};

inline RawClient::RawClient(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    JC_ASSERT(socket_ >= 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    std::memcpy(&generic, &address, sizeof generic);
    is_open_ = ::connect(socket_, &generic, sizeof address) == 0;
}

inline RawClient::~RawClient() {
    ::close(socket_);
}

inline bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

inline bool RawClient::read_some(std::chrono::steady_clock::time_point until) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    if (!is_open_ || left.count() <= 0) return false;
    pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
    char buffer[65536];
    auto const size = ::recv(socket_, buffer, sizeof buffer, 0);
    if (size <= 0) {
        is_open_ = false;
        return false;
    }
    received_.append(buffer, static_cast<std::size_t>(size));
    return true;
}

inline std::string RawClient::read_until(std::string_view mark, std::chrono::milliseconds timeout) {
    auto const until = std::chrono::steady_clock::now() + timeout;
    auto found = received_.find(mark);
    while (found == std::string::npos && read_some(until)) found = received_.find(mark);
    auto const size = found == std::string::npos ? received_.size() : found + mark.size();
    std::string const out = received_.substr(0, size);
    received_.erase(0, size);
    return out;
}

inline std::string RawClient::read_answer(std::chrono::milliseconds timeout) {
    auto answer = read_until("\r\n\r\n", timeout);
    auto const length = parse_int(header_of_answer(answer, "Content-Length")).value_or(0);
    auto const until = std::chrono::steady_clock::now() + timeout;
    while (std::cmp_less(received_.size(), length) && read_some(until)) {
    }
    answer += received_.substr(0, static_cast<std::size_t>(length));
    received_.erase(0, static_cast<std::size_t>(length));
    return answer;
}

inline std::string RawClient::read_all(std::chrono::milliseconds timeout) {
    auto const until = std::chrono::steady_clock::now() + timeout;
    while (read_some(until)) {
    }
    auto out = std::exchange(received_, {});
    return is_open_ ? out + "<open>" : out;
}

}  // namespace jincai::http

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "platform/http/message.h"

namespace jincai::http {

/// Who answers requests. Must outlive the server; both calls come from many threads.
class Handler {
public:
    virtual ~Handler() = default;
    /// The largest body taken for this path, asked before the body is read. Must not block.
    [[nodiscard]] virtual std::size_t body_limit(Method method, std::string_view path) const = 0;
    /// Asked on a worker thread before a body of more than `unasked_body_max` is read: a refusal,
    /// or nothing when it may come. So strangers cannot fill the memory.
    [[nodiscard]] virtual std::optional<Response> refuse_early(Request const& head) = 0;
    /// Runs on a worker thread and may block. An exception becomes a 500 without details.
    [[nodiscard]] virtual Response handle(Request const& request) = 0;
    /// The answer to a request that the server refuses by itself, in the handler's form. `status`
    /// 0: the one of the error's kind. Runs on the server's own thread and must not block.
    [[nodiscard]] virtual Response refused(Error const& error, Request const& request,
                                           int status) = 0;
};

struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;     ///< 0: the system chooses; see `Server::port`
    bool behind_proxy = false;  ///< TLS ends at a proxy whose X-Forwarded-For/-Proto are trusted
    /// Handlers mostly wait for a group commit, so there are more of them than cores.
    int workers = 16;
    std::size_t connections_max = 4096;
    std::size_t header_limit = 16 * 1024;
    std::size_t unasked_body_max = 1024 * 1024;
    std::size_t stream_queue_max = 256 * 1024;         ///< bytes unsent before a slow reader is cut
    std::chrono::milliseconds header_timeout{10'000};  ///< from the first byte of a request
    std::chrono::milliseconds idle_timeout{60'000};    ///< between requests
    /// A body must arrive at 16 KiB/s on average after this grace.
    std::chrono::milliseconds body_grace{10'000};
    std::chrono::milliseconds write_timeout{30'000};  ///< without any progress
    std::chrono::milliseconds heartbeat{15'000};      ///< of event streams
    std::chrono::milliseconds drain_timeout{25'000};  ///< for requests in flight at `stop`
};

/// HTTP/1.1 with keep-alive, pipelining and server-sent events. One thread does input and output,
/// `workers` threads run the handler.
class Server {
public:
    /// Binds and begins to serve. Refuses an address that is in use, or not loopback without
    /// `behind_proxy`: the plain listener is never public.
    [[nodiscard]] static Result<std::unique_ptr<Server>> start(Options options, Handler& handler);
    ~Server();  ///< stops
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::size_t connections() const;
    /// Takes no more requests, answers those in flight (at most `drain_timeout`), closes.
    void stop();

private:
    class Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace jincai::http

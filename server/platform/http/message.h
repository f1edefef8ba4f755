#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jincai::http {

enum class Method : unsigned char { get, head, post, put, del, patch, options, other };

[[nodiscard]] std::string_view to_text(Method method);
[[nodiscard]] constexpr bool is_safe(Method method) {
    return method == Method::get || method == Method::head;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// The header lines in their order; names compare without regard to case.
class Headers {
public:
    void add(std::string_view name, std::string_view value);
    /// Replaces what is there under that name.
    void set(std::string_view name, std::string_view value);
    /// The first value of that name; "" when there is none.
    [[nodiscard]] std::string_view get(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] Pairs const& all() const { return pairs_; }

private:
    Pairs pairs_;
};

/// One request, read and checked for form. The path is decoded and free of dot segments, empty
/// segments, encoded slashes and control characters.
struct Request {
    Method method = Method::get;
    std::string path;
    Pairs query;  ///< decoded, in their order
    Headers headers;
    std::string body;
    std::string remote_ip;   ///< behind a proxy: the address that the proxy saw
    std::string request_id;  ///< 16 hex digits; the trace id of error bodies and log lines
    bool is_secure = false;  ///< arrived by TLS, here or at the proxy

    [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
    [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;
};

/// Where events of an open stream go. Safe from any thread.
class EventSink {
public:
    virtual ~EventSink() = default;
    /// Queues one frame of text/event-stream. False when the client is gone, or was too slow and
    /// has been cut: nothing more will be taken.
    virtual bool send(std::string frame) = 0;
};

/// What a stream's owner leaves with the connection; destroyed when the client is gone.
class Subscription {
public:
    virtual ~Subscription() = default;
    /// Asked at every heartbeat, on a worker thread; false ends the stream (session revoked).
    [[nodiscard]] virtual bool is_allowed() { return true; }
};

/// Called once, on a worker thread, when the stream may begin.
using StreamStart = std::function<std::unique_ptr<Subscription>(std::shared_ptr<EventSink>)>;

/// One answer. The server adds Content-Length, Date and the security headers; Cache-Control is
/// no-store unless set here.
struct Response {
    int status = 200;
    Headers headers = {};
    std::string body = {};
    StreamStart stream = {};  ///< set: the body is an event stream that begins with `body`
};

[[nodiscard]] Response text_response(int status, std::string body,
                                     std::string_view content_type = "text/plain; charset=utf-8");
[[nodiscard]] Response json_response(int status, std::string body);
/// "id: 7\nevent: light_changed\ndata: ...\n\n"; line breaks in `data` are kept by repeating
/// `data:`.
[[nodiscard]] std::string event_frame(std::int64_t id, std::string_view name,
                                      std::string_view data);
[[nodiscard]] std::string_view reason(int status);

}  // namespace jincai::http

#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "platform/http/message.h"

namespace jincai::http {

/// Reads requests from bytes as they come, one after the other. Stricter than the parser below it:
/// refuses folded header lines, bare line feeds, a missing or second Host, transfer codings other
/// than chunked, and everything two readers might cut at different places.
class RequestReader {
public:
    enum class State : unsigned char { header, body, complete, refused };
    /// The largest body for a path.
    using LimitOf = std::function<std::size_t(Method, std::string_view)>;

    RequestReader(std::size_t header_limit, LimitOf limit_of);
    ~RequestReader();

    /// Takes bytes from the front and says how many; the rest must be offered again with more
    /// behind it, or belongs to the next request.
    [[nodiscard]] std::size_t feed(std::string_view bytes);
    [[nodiscard]] State state() const { return state_; }
    /// Whether anything of the request has arrived.
    [[nodiscard]] bool has_begun() const { return !header_.empty(); }
    [[nodiscard]] bool keeps_alive() const { return keeps_alive_; }
    /// Whether a body is under way that may become larger than `size`.
    [[nodiscard]] bool expects_more_than(std::size_t size) const;
    /// True once, when the client waits for "100 Continue" before it sends the body.
    [[nodiscard]] bool take_continue();

    /// Requires state `complete`. Afterwards the next request may be fed.
    [[nodiscard]] Request take_request();
    /// Requires state `refused`: why, and the status to answer with (0: the kind's).
    [[nodiscard]] Error const& error() const { return error_; }
    [[nodiscard]] int error_status() const { return error_status_; }
    /// What is known of the request so far, for the language of the refusal.
    [[nodiscard]] Request const& request() const { return request_; }

private:
    struct Parser;

    std::size_t feed_header(std::string_view bytes);
    std::size_t feed_body(std::string_view bytes);
    bool has_sound_lines() const;
    void read_header();
    bool check_framing();
    void begin_body();
    void refuse(RefusalSpec const& spec, int status, std::vector<Figure> figures = {});
    void refuse_form(char const* what);

    std::size_t header_limit_;
    LimitOf limit_of_;
    State state_ = State::header;
    bool keeps_alive_ = false;
    bool wants_continue_ = false;
    std::string header_;
    std::size_t body_limit_ = 0;
    Request request_;
    Error error_;
    int error_status_ = 0;
    std::unique_ptr<Parser> parser_;
};

}  // namespace jincai::http

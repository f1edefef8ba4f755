#include "platform/http/connection.h"

#include <exception>

#include "base/text.h"
#include "platform/http/head.h"
#include "platform/http/log.h"
#include "platform/http/refusals.h"

namespace jincai::http {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLingerTime{2'000};
constexpr std::size_t kLingerMax = 1024 * 1024;
constexpr std::size_t kBodyBytesPerSecond = 16 * 1024;

Connection::Instant now() {
    return std::chrono::steady_clock::now();
}

}  // namespace

Connection::Connection(Shared& shared, std::unique_ptr<Transport> transport, std::string peer)
    : shared_{shared},
      transport_{std::move(transport)},
      peer_{std::move(peer)},
      reader_{shared.options.header_limit, [&handler = shared.handler](Method method, auto path) {
                  return handler.body_limit(method, path);
              }} {}

void Connection::start() {
    advance();
}

void Connection::expire_in(milliseconds time) {
    deadline_ = now() + time;
}

void Connection::read() {
    if (std::exchange(is_reading_, true)) return;
    transport_->read_some(buffer_.data(), buffer_.size(),
                          [self = shared_from_this()](std::size_t size) { self->on_read(size); });
}

void Connection::on_read(std::size_t size) {
    is_reading_ = false;
    if (phase_ == Phase::closed) return;
    received_ += size;
    bool const is_too_much = phase_ == Phase::lingering && received_ > kLingerMax;
    if (size == 0 || is_too_much) return close();
    // What comes after a final answer, or on an event stream, is of no interest.
    if (phase_ == Phase::lingering || phase_ == Phase::streaming) return read();
    // The request has run out of time and the answer that says so is being written.
    if (phase_ == Phase::writing) return;
    pending_.append(buffer_.data(), size);
    advance();
}

/// Gives the reader what has arrived and does what it asks for.
void Connection::advance() {
    auto const used = reader_.feed(pending_);
    pending_.erase(0, used);
    switch (reader_.state()) {
        case RequestReader::State::refused:
            return refuse(reader_.error(), reader_.error_status());
        case RequestReader::State::complete:
            return dispatch();
        case RequestReader::State::header:
        case RequestReader::State::body:
            return read_on();
    }
}

void Connection::read_on() {
    if (!reader_.has_begun()) {
        if (shared_.is_draining) return close();
        phase_ = Phase::idle;
        expire_in(shared_.options.idle_timeout);
        return read();
    }
    if (phase_ != Phase::reading) {
        phase_ = Phase::reading;
        body_since_ = {};
        expire_in(shared_.options.header_timeout);
    }
    if (reader_.state() != RequestReader::State::body) return read();
    if (body_since_ == Instant{}) return begin_body();
    receive_body();
}

void Connection::begin_body() {
    body_since_ = now();
    received_ = 0;
    if (reader_.expects_more_than(shared_.options.unasked_body_max)) return ask_first();
    receive_body();
}

/// Lets the handler refuse before a large body takes memory.
void Connection::ask_first() {
    phase_ = Phase::handling;
    deadline_ = Instant::max();
    auto head = std::make_shared<Request>(reader_.request());
    complete(*head);
    shared_.workers.run([self = shared_from_this(), head] {
        std::optional<Response> refusal;
        try {
            refusal = self->shared_.handler.refuse_early(*head);
        } catch (std::exception const& error) {
            refusal = self->failed(error, *head);
        }
        self->shared_.loop.post([self, method = head->method, refusal = std::move(refusal)] {
            if (self->phase_ == Phase::closed) return;
            self->keeps_alive_ = false;
            if (refusal) return self->answer({.response = *refusal}, method);
            self->phase_ = Phase::reading;
            self->body_since_ = now();
            self->receive_body();
        });
    });
}

void Connection::receive_body() {
    deadline_ = body_since_ + shared_.options.body_grace +
                milliseconds{received_ * 1000 / kBodyBytesPerSecond};
    if (reader_.take_continue())
        send("HTTP/1.1 100 Continue\r\n\r\n", &Connection::read);
    else
        read();
}

void Connection::dispatch() {
    phase_ = Phase::handling;
    deadline_ = Instant::max();
    keeps_alive_ = reader_.keeps_alive();
    auto request = std::make_shared<Request>(reader_.take_request());
    complete(*request);
    shared_.workers.run([self = shared_from_this(), request] { self->work(*request); });
}

/// Adds what the connection knows to what the request says.
void Connection::complete(Request& request) const {
    request.request_id = shared_.next_request_id();
    request.remote_ip = peer_;
    if (!shared_.options.behind_proxy) return;
    // The nearest proxy appends the address it saw; what stands before it can be forged.
    auto const forwarded = trim(split(request.headers.get("X-Forwarded-For"), ',').back());
    if (!forwarded.empty() && forwarded.size() <= 45 && is_plain_line(forwarded))
        request.remote_ip = forwarded;
    request.is_secure = request.headers.get("X-Forwarded-Proto") == "https";
}

/// On a worker's thread, which leaves the connection's own members alone.
void Connection::work(Request const& request) {
    shared_.loop.post(
        [self = shared_from_this(), method = request.method, what = handled(request)]() mutable {
            self->answer(std::move(what), method);
        });
}

Connection::Answer Connection::handled(Request const& request) {
    try {
        Answer answer{.response = shared_.handler.handle(request)};
        if (answer.response.stream && request.method != Method::head) open_stream(answer);
        return answer;
    } catch (std::exception const& error) {
        return {.response = failed(error, request)};
    }
}

/// What the exception says goes to the log, never to the client.
Response Connection::failed(std::exception const& error, Request const& request) {
    log_line("request_failed", {{"trace_id", request.request_id},
                                {"method", std::string{to_text(request.method)}},
                                {"path", request.path},
                                {"what", error.what()}});
    Error const known{.spec = &refusals::handler_failed,
                      .figures = {{"trace_id", request.request_id}}};
    return shared_.handler.refused(known, request, 500);
}

void Connection::open_stream(Answer& answer) {
    // The sink lives as long as someone may publish to it, the connection only while it is open.
    auto const on_self = [weak = weak_from_this()](void (Connection::*act)()) {
        return [weak, act] {
            if (auto const self = weak.lock()) (self.get()->*act)();
        };
    };
    answer.sink = std::make_shared<StreamSink>(shared_.loop, shared_.options.stream_queue_max,
                                               on_self(&Connection::flush_stream),
                                               on_self(&Connection::close));
    answer.subscription = answer.response.stream(answer.sink);
}

void Connection::answer(Answer what, Method method) {
    if (phase_ == Phase::closed) {
        if (what.sink) what.sink->end();
        return;
    }
    auto& response = what.response;
    sink_ = std::move(what.sink);
    subscription_ = std::move(what.subscription);
    if (response.stream || shared_.is_draining) keeps_alive_ = false;
    auto bytes =
        head_of(response, {.keeps_alive = keeps_alive_, .is_secure = shared_.options.behind_proxy});
    if (method != Method::head && has_body(response.status)) bytes += response.body;
    phase_ = Phase::writing;
    send(std::move(bytes), sink_ ? &Connection::begin_stream : &Connection::on_written);
}

void Connection::refuse(Error const& error, int status) {
    Request request = reader_.request();
    complete(request);
    keeps_alive_ = false;
    answer({.response = shared_.handler.refused(error, request, status)}, request.method);
}

void Connection::send(std::string bytes, void (Connection::*after)()) {
    out_ = std::move(bytes);
    out_at_ = 0;
    after_ = after;
    is_writing_ = true;
    write_on();
}

void Connection::write_on() {
    expire_in(shared_.options.write_timeout);
    transport_->write_some(std::string_view{out_}.substr(out_at_),
                           [self = shared_from_this()](std::size_t size) {
                               if (self->phase_ == Phase::closed) return;
                               if (size == 0) return self->close();
                               self->out_at_ += size;
                               if (self->out_at_ < self->out_.size()) return self->write_on();
                               self->is_writing_ = false;
                               (self.get()->*self->after_)();
                           });
}

void Connection::on_written() {
    out_ = {};
    if (!keeps_alive_) return linger();
    phase_ = Phase::idle;
    advance();
}

/// Closing with unread bytes would reset the connection and may take the answer with it.
void Connection::linger() {
    transport_->finish_sending();
    phase_ = Phase::lingering;
    received_ = 0;
    expire_in(kLingerTime);
    read();
}

void Connection::begin_stream() {
    phase_ = Phase::streaming;
    next_beat_ = now() + shared_.options.heartbeat;
    if (shared_.is_draining) return close();
    read();
    flush_stream();
}

void Connection::flush_stream() {
    if (phase_ != Phase::streaming || is_writing_) return;
    deadline_ = Instant::max();
    auto bytes = sink_->take();
    if (!bytes.empty()) send(std::move(bytes), &Connection::flush_stream);
}

void Connection::beat() {
    next_beat_ = now() + shared_.options.heartbeat;
    shared_.workers.run([self = shared_from_this(), subscription = subscription_, sink = sink_] {
        bool is_allowed = false;
        try {
            is_allowed = subscription->is_allowed();
        } catch (std::exception const& error) {
            // Whether the session lives cannot be known: the browser comes back and is asked.
            log_line("stream_check_failed", {{"what", error.what()}});
        }
        if (is_allowed)
            sink->send(":\n\n");
        else
            self->shared_.loop.post([self] { self->close(); });
    });
}

void Connection::check(Instant at) {
    if (phase_ == Phase::streaming && at >= next_beat_) beat();
    if (at < deadline_) return;
    if (phase_ != Phase::reading || is_writing_) return close();
    // The client may still listen: say why, once. The read under way is answered by the close.
    phase_ = Phase::writing;
    refuse(Error{.spec = &refusals::request_timed_out}, 408);
}

void Connection::drain() {
    if (phase_ == Phase::idle || phase_ == Phase::streaming || phase_ == Phase::lingering) close();
}

void Connection::close() {
    if (phase_ == Phase::closed) return;
    phase_ = Phase::closed;
    if (sink_) sink_->end();
    transport_->close();
    auto const ended = std::move(subscription_);
    shared_.on_closed(*this);
}

}  // namespace jincai::http

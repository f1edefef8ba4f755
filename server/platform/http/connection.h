#pragma once

#include <array>
#include <chrono>
#include <exception>
#include <memory>
#include <string>

#include "platform/http/request_reader.h"
#include "platform/http/server.h"
#include "platform/http/stream_sink.h"
#include "platform/http/transport.h"
#include "platform/http/worker_pool.h"

namespace jincai::http {

/// What the connections of a server share; outlives them.
struct Shared {
    Options const& options;
    Handler& handler;
    Loop& loop;
    WorkerPool& workers;
    bool is_draining = false;
    std::function<void(class Connection&)> on_closed = {};
    std::function<std::string()> next_request_id = {};
};

/// One client: reads a request, has it answered by a worker, writes, and goes on to the next.
/// Everything here runs on the loop's thread; the worker gets the request and posts the answer
/// back.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Instant = std::chrono::steady_clock::time_point;

    Connection(Shared& shared, std::unique_ptr<Transport> transport, std::string peer);

    void start();
    /// Closes when a deadline has passed; asks an open stream whether it may go on.
    void check(Instant now);
    /// Closes at once when no request is under way, otherwise after its answer.
    void drain();
    void close();

private:
    enum class Phase : unsigned char {
        idle,
        reading,
        handling,
        writing,
        streaming,
        lingering,
        closed
    };

    void read();
    void on_read(std::size_t size);
    void advance();
    void read_on();
    void begin_body();
    void ask_first();
    void receive_body();
    void dispatch();
    /// What a worker hands back.
    struct Answer {
        Response response;
        std::shared_ptr<StreamSink> sink = {};
        std::shared_ptr<Subscription> subscription = {};
    };
    void work(Request const& request);
    [[nodiscard]] Answer handled(Request const& request);
    [[nodiscard]] Response failed(std::exception const& error, Request const& request);
    void open_stream(Answer& answer);
    void answer(Answer what, Method method);
    void refuse(Error const& error, int status);
    void send(std::string bytes, void (Connection::*after)());
    void write_on();
    void on_written();
    void linger();
    void begin_stream();
    void flush_stream();
    void beat();
    void complete(Request& request) const;
    void expire_in(std::chrono::milliseconds time);

    Shared& shared_;
    std::unique_ptr<Transport> transport_;
    std::string peer_;
    RequestReader reader_;
    Phase phase_ = Phase::idle;
    Instant deadline_ = Instant::max();
    Instant body_since_ = {};
    std::size_t received_ = 0;  ///< of the present body, or while lingering
    bool keeps_alive_ = true;
    bool is_reading_ = false;
    bool is_writing_ = false;
    std::array<char, 16 * 1024> buffer_;
    std::string pending_;  ///< received and not yet taken by the reader
    std::string out_;
    std::size_t out_at_ = 0;
    void (Connection::*after_)() = nullptr;
    std::shared_ptr<StreamSink> sink_;
    std::shared_ptr<Subscription> subscription_;
    Instant next_beat_ = {};
};

}  // namespace jincai::http

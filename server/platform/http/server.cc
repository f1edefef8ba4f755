#include "platform/http/server.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>
#include <unordered_set>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "platform/http/connection.h"
#include "platform/http/log.h"
#include "platform/http/refusals.h"

namespace jincai::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;
using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;
using std::chrono::milliseconds;

class PlainTransport final : public Transport {
public:
    explicit PlainTransport(Socket socket) : socket_{std::move(socket)} {}

    void read_some(char* data, std::size_t size, Done done) override {
        socket_.async_read_some(asio::buffer(data, size),
                                [done = std::move(done)](error_code error, std::size_t read) {
                                    done(error ? 0 : read);
                                });
    }
    void write_some(std::string_view bytes, Done done) override {
        socket_.async_write_some(asio::buffer(bytes.data(), bytes.size()),
                                 [done = std::move(done)](error_code error, std::size_t written) {
                                     done(error ? 0 : written);
                                 });
    }
    void finish_sending() override {
        error_code ignored;  // the peer may be gone already
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
    }
    void close() override {
        error_code ignored;  // nothing can be done about it
        socket_.close(ignored);
    }

private:
    Socket socket_;
};

class AsioLoop final : public Loop {
public:
    explicit AsioLoop(asio::io_context& io) : io_{io} {}
    void post(std::function<void()> work) override { asio::post(io_, std::move(work)); }

private:
    asio::io_context& io_;
};

/// 16 hex digits, not to be guessed from the one before.
class RequestIds {
public:
    RequestIds() : state_{(std::uint64_t{std::random_device{}()} << 32) ^ std::random_device{}()} {}
    std::string next() {
        auto x = state_ += 0x9E3779B97F4A7C15u;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
        return fmt::format("{:016x}", x ^ (x >> 31));
    }

private:
    std::uint64_t state_;
};

milliseconds sweep_interval(Options const& options) {
    auto const least = std::min({options.header_timeout, options.idle_timeout, options.body_grace,
                                 options.write_timeout, options.heartbeat});
    return std::clamp(least / 4, milliseconds{5}, milliseconds{1000});
}

}  // namespace

class Server::Impl {
public:
    Impl(Options options, Handler& handler)
        : options_{std::move(options)},
          workers_{std::make_unique<WorkerPool>(options_.workers)},
          shared_{.options = options_, .handler = handler, .loop = loop_, .workers = *workers_} {
        shared_.on_closed = [this](Connection& connection) { forget(connection); };
        shared_.next_request_id = [this] { return ids_.next(); };
    }
    ~Impl() { stop(); }

    Result<void> listen();
    void run() {
        accept();
        sweep();
        thread_ = std::thread{[this] { io_.run(); }};
    }
    void stop();

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::size_t connections() const { return count_; }

private:
    void accept();
    void on_accepted(Socket socket);
    void sweep();
    void begin_drain();
    void forget(Connection& connection);

    Options options_;
    asio::io_context io_{1};
    AsioLoop loop_{io_};
    Acceptor acceptor_{io_.get_executor()};
    asio::steady_timer timer_{io_};
    asio::steady_timer pause_{io_};
    std::unique_ptr<WorkerPool> workers_;
    Shared shared_;
    RequestIds ids_;
    std::uint16_t port_ = 0;
    std::unordered_set<std::shared_ptr<Connection>> open_;
    std::atomic<std::size_t> count_ = 0;
    std::mutex mutex_;  ///< guards `is_drained_`
    std::condition_variable drained_;
    bool is_drained_ = false;
    std::thread thread_;
};

Result<void> Server::Impl::listen() {
    error_code error;
    auto const text = options_.address == "localhost" ? "127.0.0.1" : options_.address;
    auto const address = asio::ip::make_address(text, error);
    auto const unusable = [&] {
        return refuse(refusals::address_not_usable, {{"address", options_.address},
                                                     {"port", std::int64_t{options_.port}},
                                                     {"reason", error.message()}});
    };
    if (error) return unusable();
    if (!address.is_loopback() && !options_.behind_proxy)
        return refuse(refusals::address_not_loopback, {{"address", options_.address}});
    tcp::endpoint const endpoint{address, options_.port};
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address{true}, error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) return unusable();
    port_ = acceptor_.local_endpoint().port();
    return {};
}

void Server::Impl::accept() {
    acceptor_.async_accept([this](error_code error, Socket socket) {
        if (error == asio::error::operation_aborted || !acceptor_.is_open()) return;
        if (error) {
            // Out of descriptors, mostly: the next connection to end makes room.
            log_line("accept_failed", {{"what", error.message()}});
            pause_.expires_after(milliseconds{100});
            pause_.async_wait([this](error_code aborted) {
                if (!aborted) accept();
            });
            return;
        }
        on_accepted(std::move(socket));
        accept();
    });
}

void Server::Impl::on_accepted(Socket socket) {
    if (open_.size() >= options_.connections_max) return;  // closes it
    error_code error;
    socket.set_option(tcp::no_delay{true}, error);
    auto const peer = socket.remote_endpoint(error);
    if (error) return;  // gone already
    auto const connection = std::make_shared<Connection>(
        shared_, std::make_unique<PlainTransport>(std::move(socket)), peer.address().to_string());
    open_.insert(connection);
    count_ = open_.size();
    connection->start();
}

void Server::Impl::sweep() {
    timer_.expires_after(sweep_interval(options_));
    timer_.async_wait([this](error_code aborted) {
        if (aborted) return;
        auto const now = std::chrono::steady_clock::now();
        std::vector<std::shared_ptr<Connection>> const all{open_.begin(), open_.end()};
        for (auto const& connection : all) connection->check(now);
        sweep();
    });
}

void Server::Impl::forget(Connection& connection) {
    open_.erase(connection.shared_from_this());
    count_ = open_.size();
    if (!shared_.is_draining || !open_.empty()) return;
    std::lock_guard const lock{mutex_};
    is_drained_ = true;
    drained_.notify_all();
}

void Server::Impl::begin_drain() {
    shared_.is_draining = true;
    error_code ignored;  // a listening socket always closes
    acceptor_.close(ignored);
    std::vector<std::shared_ptr<Connection>> const all{open_.begin(), open_.end()};
    for (auto const& connection : all) connection->drain();
    if (!open_.empty()) return;
    std::lock_guard const lock{mutex_};
    is_drained_ = true;
    drained_.notify_all();
}

void Server::Impl::stop() {
    if (!thread_.joinable()) return;
    loop_.post([this] { begin_drain(); });
    {
        std::unique_lock lock{mutex_};
        drained_.wait_for(lock, options_.drain_timeout, [this] { return is_drained_; });
    }
    io_.stop();
    thread_.join();
    workers_.reset();
    for (auto const& connection : std::exchange(open_, {})) connection->close();
    count_ = 0;
}

Server::Server(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::start(Options options, Handler& handler) {
    auto impl = std::make_unique<Impl>(std::move(options), handler);
    JC_CHECK(impl->listen());
    impl->run();
    return std::unique_ptr<Server>{new Server{std::move(impl)}};
}

std::uint16_t Server::port() const {
    return impl_->port();
}
std::size_t Server::connections() const {
    return impl_->connections();
}
void Server::stop() {
    impl_->stop();
}

}  // namespace jincai::http

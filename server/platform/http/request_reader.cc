#include "platform/http/request_reader.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "base/text.h"
#include "platform/http/refusals.h"
#include "platform/http/target.h"

namespace jincai::http {
namespace beast = boost::beast::http;
namespace {

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

Method method_of(beast::verb verb) {
    switch (verb) {
        case beast::verb::get:
            return Method::get;
        case beast::verb::head:
            return Method::head;
        case beast::verb::post:
            return Method::post;
        case beast::verb::put:
            return Method::put;
        case beast::verb::delete_:
            return Method::del;
        case beast::verb::patch:
            return Method::patch;
        case beast::verb::options:
            return Method::options;
        default:
            return Method::other;
    }
}

bool is_host(std::string_view host) {
    return !host.empty() && host.size() <= 255 &&
           host.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
               "0123456789.-_:[]") == std::string_view::npos;
}

}  // namespace

struct RequestReader::Parser {
    beast::request_parser<beast::string_body> http;
};

RequestReader::RequestReader(std::size_t header_limit, LimitOf limit_of)
    : header_limit_{header_limit}, limit_of_{std::move(limit_of)} {}

RequestReader::~RequestReader() = default;

std::size_t RequestReader::feed(std::string_view bytes) {
    std::size_t taken = 0;
    if (state_ == State::header) taken = feed_header(bytes);
    if (state_ == State::body) taken += feed_body(bytes.substr(taken));
    return taken;
}

/// Collects the whole header before anything looks at it: what is checked here and what the parser
/// reads are the same bytes.
std::size_t RequestReader::feed_header(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        char const c = bytes[i];
        // An empty line before a request is left over from some clients' earlier body.
        if (header_.empty() && (c == '\r' || c == '\n') && i < 2) continue;
        header_ += c;
        if (header_.size() > header_limit_) {
            refuse(refusals::header_too_large, 431,
                   {{"limit", static_cast<std::int64_t>(header_limit_)}});
            return i + 1;
        }
        if (c != '\n') continue;
        if (!header_.ends_with("\r\n")) {
            refuse_form("bare LF");
            return i + 1;
        }
        if (!header_.ends_with("\r\n\r\n")) continue;
        read_header();
        return i + 1;
    }
    return bytes.size();
}

/// No folded line, no control character but the line ends.
bool RequestReader::has_sound_lines() const {
    for (std::size_t i = 0; i < header_.size(); ++i) {
        auto const c = static_cast<unsigned char>(header_[i]);
        if (c == '\r') {
            bool const is_fold =
                i + 2 < header_.size() && (header_[i + 2] == ' ' || header_[i + 2] == '\t');
            if (i + 1 >= header_.size() || header_[i + 1] != '\n' || is_fold) return false;
        } else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f) {
            return false;
        }
    }
    return true;
}

void RequestReader::read_header() {
    if (!has_sound_lines()) return refuse_form("header line");
    parser_ = std::make_unique<Parser>();
    auto& http = parser_->http;
    http.header_limit(static_cast<std::uint32_t>(header_limit_ + 1));
    http.body_limit(boost::none);
    boost::system::error_code error;
    http.put(boost::asio::buffer(header_), error);
    if (error || !http.is_header_done()) return refuse_form("header");

    auto const& message = http.get();
    for (auto const& field : message)
        request_.headers.add(view(field.name_string()), view(field.value()));
    request_.method = method_of(message.method());
    keeps_alive_ = message.keep_alive();
    if (!check_framing()) return;
    auto target = parse_target(view(message.target()));
    if (!target) return refuse(refusals::target_malformed, 0);
    request_.path = std::move(target->path);
    request_.query = std::move(target->query);
    begin_body();
}

bool RequestReader::check_framing() {
    auto const& message = parser_->http.get();
    if (request_.method == Method::other) return refuse(refusals::method_refused, 405), false;
    auto const hosts = message.count(beast::field::host);
    bool const is_old = message.version() == 10;
    if (hosts > 1 || (hosts == 0 && !is_old) ||
        (hosts == 1 && !is_host(request_.headers.get("Host"))))
        return refuse_form("Host"), false;
    auto const codings = message.count(beast::field::transfer_encoding);
    if (codings > 1 || (codings == 1 && is_old)) return refuse_form("Transfer-Encoding"), false;
    if (codings == 1 && !parser_->http.chunked())
        return refuse(refusals::transfer_encoding_refused, 501), false;
    if (codings == 1 && !boost::beast::iequals(message[beast::field::transfer_encoding], "chunked"))
        return refuse(refusals::transfer_encoding_refused, 501), false;
    auto const lengths = message.count(beast::field::content_length);
    // The parser takes "3, 3" for 3.
    bool const is_number = is_digits(request_.headers.get("Content-Length"));
    if (lengths + codings > 1 || (lengths == 1 && !is_number))
        return refuse_form("Content-Length"), false;
    return true;
}

void RequestReader::begin_body() {
    auto& http = parser_->http;
    auto const expect = request_.headers.get("Expect");
    if (!expect.empty() && !boost::beast::iequals({expect.data(), expect.size()}, "100-continue"))
        return refuse(refusals::expectation_refused, 417);
    body_limit_ = limit_of_(request_.method, request_.path);
    auto const length = http.content_length();
    if (length && *length > body_limit_)
        return refuse(refusals::body_too_large, 0,
                      {{"limit", static_cast<std::int64_t>(body_limit_)}});
    if (http.is_done()) {
        state_ = State::complete;
        return;
    }
    http.body_limit(body_limit_);
    http.eager(true);
    wants_continue_ = !expect.empty();
    state_ = State::body;
}

std::size_t RequestReader::feed_body(std::string_view bytes) {
    std::size_t taken = 0;
    auto& http = parser_->http;
    while (taken < bytes.size() && !http.is_done()) {
        boost::system::error_code error;
        auto const used =
            http.put(boost::asio::buffer(bytes.data() + taken, bytes.size() - taken), error);
        taken += used;
        if (error == beast::error::need_more) break;
        if (error == beast::error::body_limit) {
            refuse(refusals::body_too_large, 0,
                   {{"limit", static_cast<std::int64_t>(body_limit_)}});
            return taken;
        }
        if (error) return refuse_form("body"), taken;
    }
    // What cannot be taken is a chunk's head or trailer; a client must not grow it without end.
    if (!http.is_done() && bytes.size() - taken > header_limit_) return refuse_form("chunk"), taken;
    if (taken > 0) wants_continue_ = false;
    if (http.is_done()) {
        request_.body = std::move(http.get().body());
        state_ = State::complete;
    }
    return taken;
}

bool RequestReader::expects_more_than(std::size_t size) const {
    if (state_ != State::body) return false;
    auto const length = parser_->http.content_length();
    return (length ? *length : body_limit_) > size;
}

bool RequestReader::take_continue() {
    return std::exchange(wants_continue_, false);
}

Request RequestReader::take_request() {
    Request out = std::move(request_);
    request_ = {};
    parser_.reset();
    header_.clear();
    state_ = State::header;
    return out;
}

void RequestReader::refuse(RefusalSpec const& spec, int status, std::vector<Figure> figures) {
    state_ = State::refused;
    error_ = Error{.spec = &spec, .figures = std::move(figures)};
    error_status_ = status;
}

void RequestReader::refuse_form(char const* what) {
    refuse(refusals::request_unreadable, 0, {{"what", std::string{what}}});
}

}  // namespace jincai::http

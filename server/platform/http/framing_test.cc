#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/http/raw_client.h"
#include "platform/http/server.h"

namespace jincai::http {
namespace {

class Counter : public Handler {
public:
    std::size_t body_limit(Method, std::string_view) const override { return 1024; }
    std::optional<Response> refuse_early(Request const&) override { return std::nullopt; }
    Response handle(Request const&) override {
        ++handled;
        return text_response(200, "ok");
    }
    Response refused(Error const& error, Request const&, int status) override {
        return text_response(status != 0 ? status : 400, std::string{error.code()});
    }
    std::atomic<int> handled = 0;
};

struct Case {
    char const* name;
    std::string bytes;
    int status = 400;
    friend void PrintTo(Case const& value, std::ostream* out) { *out << value.name; }
};

std::string get(std::string_view lines) {
    return "GET / HTTP/1.1\r\nHost: x\r\n" + std::string{lines} + "\r\n";
}
std::string post(std::string_view lines, std::string_view body) {
    return "POST / HTTP/1.1\r\nHost: x\r\n" + std::string{lines} + "\r\n" + std::string{body};
}

/// Requests that two readers may understand differently: each is refused and the connection closed,
/// so that nothing behind it is ever taken for a request.
std::vector<Case> const kCorpus{
    {"length_and_chunked",
     post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
    {"chunked_and_length",
     post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n")},
    {"two_lengths", post("Content-Length: 3\r\nContent-Length: 5\r\n", "abcde")},
    {"same_length_twice", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc")},
    {"length_list", post("Content-Length: 3, 3\r\n", "abc")},
    {"length_list_differs", post("Content-Length: 3, 5\r\n", "abcde")},
    {"length_negative", post("Content-Length: -1\r\n", "")},
    {"length_plus", post("Content-Length: +3\r\n", "abc")},
    {"length_hex", post("Content-Length: 0x3\r\n", "abc")},
    {"length_empty", post("Content-Length:\r\n", "")},
    {"length_blank_inside", post("Content-Length: 1 0\r\n", "0123456789")},
    {"length_overflow", post("Content-Length: 18446744073709551617\r\n", "a")},
    {"coding_gzip", post("Transfer-Encoding: gzip\r\n", ""), 501},
    {"coding_gzip_chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
    {"coding_chunked_gzip", post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"), 501},
    {"coding_identity", post("Transfer-Encoding: identity\r\n", ""), 501},
    {"coding_chunked_twice", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), 501},
    {"coding_two_lines",
     post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
    {"coding_unknown", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501},
    {"coding_vertical_tab", post("Transfer-Encoding: \x0b"
                                 "chunked\r\n",
                                 "0\r\n\r\n")},
    {"coding_in_1_0", "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"coding_folded", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n")},
    {"coding_blank_before_colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n")},
    {"folded_space", get("X-A: b\r\n c\r\n")},
    {"folded_tab", get("X-A: b\r\n\tc\r\n")},
    {"folded_first", "GET / HTTP/1.1\r\n Host: x\r\n\r\n"},
    {"bare_lf_line", "GET / HTTP/1.1\nHost: x\r\n\r\n"},
    {"bare_lf_header", "GET / HTTP/1.1\r\nHost: x\nX-A: b\r\n\r\n"},
    {"bare_lf_end", "GET / HTTP/1.1\r\nHost: x\r\n\n"},
    {"bare_cr", get("X-A: b\rX-B: c\r\n")},
    {"nul", get(std::string_view{"X-A: b\0c\r\n", 10})},
    {"no_colon", get("X-A\r\n")},
    {"empty_name", get(": b\r\n")},
    {"blank_in_name", get("X A: b\r\n")},
    {"no_host", "GET / HTTP/1.1\r\n\r\n"},
    {"two_hosts", get("Host: y\r\n")},
    {"empty_host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
    {"host_with_path", "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n"},
    {"host_with_user", "GET / HTTP/1.1\r\nHost: a@x\r\n\r\n"},
    {"trace", "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 405},
    {"connect", "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n", 405},
    {"invented_method", "JUMP / HTTP/1.1\r\nHost: x\r\n\r\n", 405},
    {"version_2", "GET / HTTP/2.0\r\nHost: x\r\n\r\n"},
    {"version_0_9", "GET /\r\n\r\n"},
    {"version_text", "GET / HTTP/1.1x\r\nHost: x\r\n\r\n"},
    {"two_blanks", "GET  / HTTP/1.1\r\nHost: x\r\n\r\n"},
    {"blank_in_target", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n"},
    {"absolute_target", "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n"},
    {"star_target", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"},
    {"expect_other", get("Expect: 200-ok\r\n"), 417},
    {"chunk_size_no_hex", post("Transfer-Encoding: chunked\r\n", "xyz\r\n\r\n")},
    {"chunk_size_prefix", post("Transfer-Encoding: chunked\r\n", "0x3\r\nabc\r\n0\r\n\r\n")},
    {"chunk_size_negative", post("Transfer-Encoding: chunked\r\n", "-3\r\nabc\r\n0\r\n\r\n")},
    {"chunk_size_overflow",
     post("Transfer-Encoding: chunked\r\n", "10000000000000003\r\nabc\r\n0\r\n\r\n")},
    {"chunk_bare_lf", post("Transfer-Encoding: chunked\r\n", "3\nabc\r\n0\r\n\r\n")},
    {"chunk_too_long", post("Transfer-Encoding: chunked\r\n", "3\r\nabcd\r\n0\r\n\r\n")},
    {"chunk_extension_endless",
     post("Transfer-Encoding: chunked\r\n", "3;" + std::string(60'000, 'x'))},
};

class HttpFraming : public testing::TestWithParam<Case> {};

TEST_P(HttpFraming, refuses_and_closes) {
    Counter counter;
    auto const server = Server::start({.workers = 1}, counter);
    ASSERT_TRUE(server);
    RawClient client{(*server)->port()};
    // Whatever is refused must also take what comes behind it along.
    client.send(GetParam().bytes + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
    auto const answer = client.read_all();
    EXPECT_EQ(status_of_answer(answer), GetParam().status) << answer;
    EXPECT_EQ(header_of_answer(answer, "Connection"), "close");
    EXPECT_THAT(answer, testing::Not(testing::HasSubstr("<open>")));
    EXPECT_EQ(counter.handled, 0);
}

INSTANTIATE_TEST_SUITE_P(Corpus, HttpFraming, testing::ValuesIn(kCorpus),
                         [](auto const& each) { return std::string{each.param.name}; });

}  // namespace
}  // namespace jincai::http

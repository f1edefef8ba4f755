#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "platform/json/value.h"
#include "platform/storage/scratch.h"
#include "tests/program/child.h"

namespace jincai::program_test {

/// The day of the tests: March is the current month of the province.
inline constexpr char kToday[] = "2026-03-10";

struct Answer {
    int status = 0;
    std::string head;
    std::string body;

    /// The stable code of a refusal, "" for another answer.
    [[nodiscard]] std::string code() const;
    /// Whether one of the refusal's findings is `code` at `path`.
    [[nodiscard]] bool finds(std::string_view path, std::string_view code) const;
    /// The whole number at "member/member", -1 when there is none.
    [[nodiscard]] std::int64_t number(std::string_view path) const;
    [[nodiscard]] json::Value value() const;
};

/// Somebody at a page: what a browser sends. One connection for each request.
class Person {
public:
    Person(std::uint16_t port, std::string cookie) : port_{port}, cookie_{std::move(cookie)} {}

    [[nodiscard]] Answer get(std::string_view target) const;
    [[nodiscard]] Answer post(std::string_view target, std::string_view body,
                              std::string_view type = "application/json") const;
    [[nodiscard]] Answer put(std::string_view target, std::string_view body) const;
    /// The head of a request of this person, without its end.
    [[nodiscard]] std::string head(std::string_view method, std::string_view target) const;

private:
    [[nodiscard]] Answer send(std::string const& bytes) const;

    std::uint16_t port_;
    std::string cookie_;
};

/// A server of its own over `data`, on a port that the system chooses.
class Server {
public:
    explicit Server(std::filesystem::path data, std::vector<std::string> more = {});

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] Person sign_in(std::string_view user_name) const;
    [[nodiscard]] Child& process() { return *process_; }

private:
    std::unique_ptr<Child> process_;
    std::uint16_t port_ = 0;
};

/// A payment that may be handed in, but for what the caller makes of it.
[[nodiscard]] std::string payment(std::int64_t quota, std::string_view amount_fen,
                                  std::string_view purpose = "购置粉笔");

/// The sample of the demonstration province in a folder of its own.
class Province : public ::testing::Test {
protected:
    Province();

    [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "data"; }
    /// What nothing that was refused may change: the ends of all journals and the number of
    /// audit records and payments.
    [[nodiscard]] std::string state() const;
    /// `jincai verify`; reports what it finds.
    void expect_sound() const;
    /// A quota of the signed-in handler's unit that has at least this much plan left.
    [[nodiscard]] static std::int64_t quota_of(Person const& handler);

    storage::ScratchFolder folder_;
};

}  // namespace jincai::program_test

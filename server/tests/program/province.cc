#include "tests/program/province.h"

#include <fmt/format.h>

#include "base/text.h"
#include "platform/http/raw_client.h"
#include "platform/json/codec.h"
#include "platform/storage/database.h"

namespace jincai::program_test {

namespace {

constexpr char kPassword[] = "Jincai-Demo-2026";

std::string text_of(json::Value const& value, std::string_view name) {
    auto const* found = value.find(name);
    auto const* text = found == nullptr ? nullptr : found->as_string();
    return text == nullptr ? std::string{} : *text;
}

std::vector<json::Value> list_of(json::Value const& value, std::string_view name) {
    auto const* found = value.find(name);
    auto const* items = found == nullptr ? nullptr : found->as_array();
    return items == nullptr ? std::vector<json::Value>{} : *items;
}

std::int64_t number_of(json::Value const& value, std::string_view name) {
    auto const* found = value.find(name);
    auto const* number = found == nullptr ? nullptr : found->as_int();
    return number == nullptr ? -1 : *number;
}

}  // namespace

json::Value Answer::value() const { return json::parse(body).value_or(json::Value{}); }

std::string Answer::code() const { return text_of(value(), "code"); }

bool Answer::finds(std::string_view path, std::string_view wanted) const {
    auto const whole = value();
    if (text_of(whole, "code") == wanted && text_of(whole, "path") == path) return true;
    return std::ranges::any_of(list_of(whole, "errors"), [&](json::Value const& finding) {
        return text_of(finding, "path") == path && text_of(finding, "code") == wanted &&
               !text_of(finding, "detail").empty();
    });
}

std::int64_t Answer::number(std::string_view path) const {
    auto part = value();
    auto const names = split(path, '/');
    for (std::size_t i = 0; i + 1 < names.size(); ++i) {
        auto const* inner = part.find(names[i]);
        if (inner == nullptr) return -1;
        part = json::Value{*inner};
    }
    return number_of(part, names.back());
}

std::string Person::head(std::string_view method, std::string_view target) const {
    return fmt::format(
        "{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Requested-With: jincai\r\nCookie: {}\r\n", method,
        target, cookie_);
}

Answer Person::get(std::string_view target) const { return send(head("GET", target) + "\r\n"); }

Answer Person::post(std::string_view target, std::string_view body, std::string_view type) const {
    return send(head("POST", target) + fmt::format("Content-Type: {}\r\nContent-Length: {}\r\n\r\n{}",
                                                   type, body.size(), body));
}

Answer Person::put(std::string_view target, std::string_view body) const {
    return send(head("PUT", target) +
                fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                            body.size(), body));
}

Answer Person::send(std::string const& bytes) const {
    http::RawClient client{port_};
    static_cast<void>(client.send(bytes));  // the server may answer before all has come
    auto const answer = client.read_answer(std::chrono::seconds{20});
    return {.status = http::status_of_answer(answer),
            .head = answer.substr(0, answer.find("\r\n\r\n")),
            .body = http::body_of_answer(answer)};
}

Server::Server(std::filesystem::path data, std::vector<std::string> more) {
    std::vector<std::string> words{"serve", "--data", data.string(), "--port", "0",
                                   "--today", kToday, "--parameters", JINCAI_ROOT "/parameters",
                                   "--web", JINCAI_ROOT "/web"};
    words.insert(words.end(), more.begin(), more.end());
    process_ = std::make_unique<Child>(std::move(words));
    constexpr std::string_view kMark = "http://127.0.0.1:";
    auto const said = process_->wait_for(kMark);
    auto const at = said.find(kMark);
    EXPECT_NE(at, std::string::npos) << said << process_->errors();
    if (at == std::string::npos) return;
    auto const digits = said.substr(at + kMark.size());
    port_ = static_cast<std::uint16_t>(
        parse_int(digits.substr(0, digits.find_first_not_of("0123456789"))).value_or(0));
}

Person Server::sign_in(std::string_view user_name) const {
    auto const answer = Person{port_, ""}.post(
        "/api/identity/login",
        fmt::format(R"({{"user_name":"{}","password":"{}"}})", user_name, kPassword));
    EXPECT_EQ(answer.status, 200) << answer.body;
    auto const cookie = http::header_of_answer(answer.head + "\r\n\r\n", "Set-Cookie");
    return {port_, cookie.substr(0, cookie.find(';'))};
}

Province::Province() {
    auto const made = run({"demo", "--sample", "--date", kToday, "--data", data().string(),
                           "--parameters", JINCAI_ROOT "/parameters", "--json"});
    EXPECT_EQ(made.code, 0) << made.err;
}

std::string Province::state() const {
    storage::Database const database{{.directory = data(), .access = storage::Access::read_only}};
    return database.read([](storage::Session& session) {
        std::string text;
        for (auto const* sql : {"select coalesce(sum(seq), 0) from book_head",
                                "select count(*) from journal", "select count(*) from payment",
                                "select count(*) from quota_document",
                                "select count(*) from audit_record where action not in "
                                "('signed_in', 'sign_in_refused')"})
            text += std::to_string(session.value<std::int64_t>(sql).value_or(-1)) + " ";
        return text;
    });
}

void Province::expect_sound() const {
    auto const proof = run({"verify", "--data", data().string(), "--json"});
    EXPECT_EQ(proof.code, 0) << proof.out << proof.err;
    EXPECT_TRUE(proof.out.starts_with(R"({"ok":true)")) << proof.out;
}

std::int64_t Province::quota_of(Person const& handler) {
    auto const quotas = handler.get("/api/execution/quotas");
    for (auto const& item : list_of(quotas.value(), "items")) {
        auto const quota = number_of(item, "id");
        auto const tried = handler.post(
            "/api/execution/payments/preview",
            fmt::format(R"({{"quota_id":{},"amount_fen":10000}})", quota));
        auto const whole = tried.value();
        auto const* allowed = whole.find("allowed");
        if (allowed != nullptr && allowed->as_bool() != nullptr && *allowed->as_bool()) return quota;
    }
    ADD_FAILURE() << "no quota can be paid from: " << quotas.body;
    return 0;
}

std::string payment(std::int64_t quota, std::string_view amount_fen, std::string_view purpose) {
    return fmt::format(R"({{"quota_id":{},"amount_fen":{},"purpose":"{}","payees":[{{"name":)"
                       R"("清江文教用品有限公司","account":"6222000000000001","bank":"清江银行",)"
                       R"("amount_fen":{}}}],"attachment_ids":[],"submit":true}})",
                       quota, amount_fen, purpose, amount_fen);
}

}  // namespace jincai::program_test

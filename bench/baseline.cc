#include "bench/baseline.h"

#include <libpq-fe.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include <fmt/format.h>

#include "baseline_sql.h"
#include "bench/refusals.h"

namespace jincai::bench {

namespace {

constexpr std::int64_t kPlanMonth = 3;

using Clock = std::chrono::steady_clock;

class PgConnection {
public:
    static Result<std::unique_ptr<PgConnection>> open(std::string const& url) {
        std::unique_ptr<PgConnection> made{new PgConnection{PQconnectdb(url.c_str())}};
        if (PQstatus(made->connection_.get()) != CONNECTION_OK) return made->failed();
        return made;
    }

    Result<void> run(std::string const& sql) {
        Answer const answer{PQexec(connection_.get(), sql.c_str())};
        return check(answer.get());
    }
    Result<void> prepare_payment() {
        Answer const answer{PQprepare(connection_.get(), "pay",
                                      "select jincai_baseline.pay($1, $2, $3, $4, $5, $6, $7, $8)",
                                      0, nullptr)};
        return check(answer.get());
    }
    bool pay(std::int64_t line, std::int64_t amount) {
        auto const line_text = std::to_string(line);
        auto const month = std::to_string(kPlanMonth);
        auto const amount_text = std::to_string(amount);
        char const* const values[] = {line_text.c_str(), month.c_str(), amount_text.c_str(),
                                      "办公用品", "清江文教用品有限公司", "6222000000000001",
                                      "清江银行", "handler"};
        Answer const answer{PQexecPrepared(connection_.get(), "pay", 8, values, nullptr, nullptr,
                                           0)};
        return PQresultStatus(answer.get()) == PGRES_TUPLES_OK;
    }

private:
    struct Closer {
        void operator()(PGconn* connection) const { PQfinish(connection); }
        void operator()(PGresult* answer) const { PQclear(answer); }
    };
    using Answer = std::unique_ptr<PGresult, Closer>;

    explicit PgConnection(PGconn* connection) : connection_{connection} {}

    [[nodiscard]] std::unexpected<Error> failed() const {
        return refuse(refusals::server_failed,
                      {{"what", std::string{PQerrorMessage(connection_.get())}}});
    }
    Result<void> check(PGresult const* answer) const {
        auto const status = PQresultStatus(answer);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return {};
        return failed();
    }

    std::unique_ptr<PGconn, Closer> connection_;
};

struct Lane {
    std::unique_ptr<PgConnection> connection;
    std::vector<std::int64_t> times;
    std::int64_t refused = 0;
};

Result<void> fill(PgConnection& connection, std::int64_t lines) {
    JC_CHECK(connection.run(kBaselineSql));
    JC_CHECK(connection.run(fmt::format(
        "insert into budget_line select i, '9901' || lpad((i % 10)::text, 2, '0'), "
        "'205' || lpad((i % 100)::text, 3, '0'), 'active', 100000000000000, 100000000000000, 0 "
        "from generate_series(1, {}) i",
        lines)));
    JC_CHECK(connection.run(fmt::format(
        "insert into month_plan select i, m, 30000000000000, 0, 'green' from "
        "generate_series(1, {}) i, generate_series(1, 12) m",
        lines)));
    return connection.run("analyze");
}

Result<std::vector<Lane>> connect(BaselineOptions const& options) {
    std::vector<Lane> lanes(static_cast<std::size_t>(options.clients));
    for (auto& lane : lanes) {
        lane.connection = JC_TRY(PgConnection::open(options.url));
        JC_CHECK(lane.connection->run("set search_path to jincai_baseline"));
        JC_CHECK(lane.connection->run("set synchronous_commit to on"));
        JC_CHECK(lane.connection->prepare_payment());
    }
    return lanes;
}

void pay_until(Lane& lane, std::size_t first, std::size_t step, Skew const& skew,
               Clock::time_point end) {
    for (auto number = first; Clock::now() < end; number += step) {
        auto const begin = Clock::now();
        auto const line = static_cast<std::int64_t>(skew.pick(number)) + 1;
        if (!lane.connection->pay(line, static_cast<std::int64_t>(number % 100'000) + 1)) {
            ++lane.refused;
            continue;
        }
        lane.times.push_back(
            std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin).count());
    }
}

BaselineReport sum_up(std::vector<Lane> const& lanes, Clock::duration took) {
    BaselineReport report;
    std::vector<std::int64_t> times;
    for (auto const& lane : lanes) {
        times.insert(times.end(), lane.times.begin(), lane.times.end());
        report.refused += lane.refused;
    }
    if (times.empty()) return report;
    std::ranges::sort(times);
    report.booked = std::ssize(times);
    report.per_second =
        report.booked * 1'000'000 /
        std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    report.p50_us = times[times.size() / 2];
    report.p99_us = times[times.size() * 99 / 100];
    return report;
}

}  // namespace

Result<BaselineReport> run_baseline(BaselineOptions const& options, Skew const& skew) {
    auto const owner = JC_TRY(PgConnection::open(options.url));
    JC_CHECK(fill(*owner, options.lines));
    auto lanes = JC_TRY(connect(options));
    auto const begin = Clock::now();
    auto const end = begin + std::chrono::seconds{options.seconds};
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < lanes.size(); ++i)
        threads.emplace_back(
            [&, i] { pay_until(lanes[i], i, lanes.size(), skew, end); });
    for (auto& thread : threads) thread.join();
    auto const report = sum_up(lanes, Clock::now() - begin);
    lanes.clear();
    JC_CHECK(owner->run("drop schema jincai_baseline cascade"));
    return report;
}

}  // namespace jincai::bench

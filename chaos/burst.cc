#include "chaos/burst.h"

#include "base/text.h"
#include "chaos/worker.h"

namespace jincai::chaos {

namespace {

using Time = Worker::Time;

/// Puts pieces of text together to lines and reads them into a `Burst`.
class Listener {
public:
    explicit Listener(Burst& burst) : burst_{burst} {}

    void hear(std::string_view text) {
        rest_ += text;
        std::size_t begin = 0;
        for (auto end = rest_.find('\n'); end != rest_.npos; end = rest_.find('\n', begin)) {
            line(std::string_view{rest_}.substr(begin, end - begin));
            begin = end + 1;
        }
        rest_.erase(0, begin);
    }

private:
    void line(std::string_view text) {
        auto const words = split(text, ' ');
        if (words.size() == 4 && words[0] == "try") {
            std::string const key{words[1]};
            burst_.tried[key] = {.key = key,
                                 .quota = QuotaId{parse_int(words[2]).value_or(0)},
                                 .amount = Money::from_fen(parse_int(words[3]).value_or(0))};
        } else if (words.size() == 3 && words[0] == "ok") {
            burst_.acknowledged[std::string{words[1]}] = PaymentId{parse_int(words[2]).value_or(0)};
        } else if (words.size() == 3 && words[0] == "no") {
            burst_.refused.emplace_back(text);
        }
    }

    Burst& burst_;
    std::string rest_;
};

std::vector<std::string> words_for(Place const& place, std::vector<QuotaId> const& quotas,
                                   BurstPlan const& plan) {
    std::string list;
    for (auto const quota : quotas) {
        if (!list.empty()) list += ',';
        list += std::to_string(quota.value());
    }
    std::vector<std::string> words{
            "chaos",    "work",
            "--data",   place.folder.string(),
            "--quotas", list,
            "--clients", std::to_string(plan.clients),
            "--seed",   std::to_string(plan.seed),
            "--name",   plan.name};
    if (!place.database.empty()) words.insert(words.end(), {"--db", place.database});
    return words;
}

/// A start that takes longer than this is none.
constexpr std::chrono::seconds kPatience{60};

}  // namespace

Burst run_burst(Place const& place, std::vector<QuotaId> const& quotas, BurstPlan const& plan) {
    Burst burst;
    Listener listener{burst};
    Worker worker{words_for(place, quotas, plan)};
    auto const start = Time::now();
    auto until = start + (plan.while_starting ? plan.kill_after : kPatience);
    bool working = plan.while_starting;
    while (Time::now() < until && !worker.ended()) {
        worker.read_until(until, [&](std::string_view text) { listener.hear(text); });
        if (working || burst.acknowledged.empty()) continue;
        working = true;
        until = Time::now() + plan.kill_after;
    }
    if (plan.before_kill) plan.before_kill();
    worker.kill();
    while (worker.read_until(Time::now() + kPatience,
                             [&](std::string_view text) { listener.hear(text); })) {
    }
    burst.exit_code = worker.wait();
    return burst;
}

}  // namespace jincai::chaos

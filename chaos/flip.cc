#include <cstdio>
#include <fstream>
#include <random>

#include "app/words.h"
#include "base/text.h"
#include "chaos/parts.h"
#include "chaos/watch.h"
#include "chaos/worker.h"
#include "platform/json/codec.h"
#include "platform/storage/commit_note.h"
#include "platform/storage/scratch.h"

namespace jincai::chaos {

namespace {

struct Report {
    std::uint64_t seed = 0;
    std::int64_t flips = 0;
    std::int64_t detected = 0;
    std::int64_t detected_at_start = 0;   ///< the start was refused
    std::int64_t detected_when_read = 0;  ///< the reading was
    std::int64_t detected_by_verify = 0;  ///< only verification said so
    std::int64_t harmless = 0;            ///< the same answers, and verification is content
    std::int64_t tail_dropped = 0;  ///< of those: without the last commit, which nobody had heard of
    std::int64_t silent = 0;              ///< other answers, and nobody said so
    std::int64_t crashes = 0;             ///< the process ended instead of refusing
    std::int64_t restarts = 0;            ///< plain starts after a kill, without a flip
    std::int64_t false_refusals = 0;      ///< of those, the ones that were not sound
    std::int64_t acknowledged = 0;
    std::int64_t lost = 0;                ///< acknowledged, and missing without a flip
    std::map<std::string, std::int64_t> flips_by_file;
    std::map<std::string, std::int64_t> refusals;  ///< codes of the refused starts
    std::int64_t seconds = 0;
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (seed, flips, detected, detected_at_start, detected_when_read,
                       detected_by_verify, harmless, tail_dropped, silent, crashes, restarts, false_refusals,
                       acknowledged, lost, flips_by_file, refusals, seconds))

/// Flips of one killed process's data before the next process is killed.
constexpr std::int64_t kFlipsPerKill = 20;
/// A start that takes longer hangs, which counts as a crash.
constexpr std::chrono::seconds kPatience{60};

/// What the process that looked into a folder said, step by step.
struct Findings {
    bool started = false;
    std::string refused;   ///< the code
    std::string contents;  ///< empty when it could not be read
    std::int64_t commits = 0;
    bool unreadable = false;
    bool sound = false;
    bool crashed = false;
};

Findings look_at(std::filesystem::path const& data) {
    Worker worker{{"chaos", "look", "--data", data.string()}};
    std::string text;
    auto const until = Worker::Time::now() + kPatience;
    while (worker.read_until(until, [&](std::string_view more) { text += more; })) {
    }
    if (!worker.ended()) worker.kill();
    Findings found{.crashed = worker.wait() > 1};
    for (auto const line : split(text, '\n')) {
        if (line == "started") found.started = true;
        if (line == "sound") found.sound = true;
        if (line.starts_with("refused ")) found.refused = line.substr(8);
        if (line.starts_with("contents ")) found.contents = line;
        if (line.starts_with("commits ")) found.commits = parse_int(line.substr(8)).value_or(0);
        if (line.starts_with("unreadable ")) found.unreadable = true;
    }
    return found;
}

void copy_folder(std::filesystem::path const& from, std::filesystem::path const& to) {
    std::filesystem::remove_all(to);
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

/// The files that hold what was acknowledged or say where it ends, the large ones more often.
std::vector<std::filesystem::path> targets_in(std::filesystem::path const& data) {
    std::vector<std::filesystem::path> files;
    for (auto const* name : {"jincai.db-wal", "jincai.db-wal", "jincai.db-wal", "jincai.db",
                             "jincai.db", "models.db", "models.db-wal", "heads", "COMMITS"}) {
        std::error_code missing;
        auto const size = std::filesystem::file_size(data / name, missing);
        if (!missing && size > 0) files.push_back(data / name);
    }
    return files;
}

void flip_bit(std::filesystem::path const& file, std::uint64_t offset, unsigned bit) {
    std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
    stream.seekg(static_cast<std::streamoff>(offset));
    auto const byte = static_cast<char>(stream.get() ^ (1 << bit));
    stream.seekp(static_cast<std::streamoff>(offset));
    stream.put(byte);
}

class Flipping {
public:
    explicit Flipping(std::uint64_t seed) : random_{seed} { report_.seed = seed; }

    [[nodiscard]] Result<void> prepare();
    /// Kills a process, keeps what it left, and flips `flips` bits of it, each in a fresh copy.
    [[nodiscard]] Result<void> round(std::int64_t number, std::int64_t flips);
    [[nodiscard]] Report const& report() const { return report_; }

private:
    [[nodiscard]] Result<void> learn_truth(Burst const& burst);
    void flip_once();
    void count(Findings const& found);
    [[nodiscard]] bool lacks_only_the_tail(Findings const& found);
    [[nodiscard]] Toll toll_of_trial();

    storage::ScratchFolder folder_;
    std::filesystem::path base_ = folder_.path() / "base";    ///< lives through all kills
    std::filesystem::path still_ = folder_.path() / "still";  ///< as the last kill left it
    std::filesystem::path trial_ = folder_.path() / "trial";
    SystemClock clock_;
    std::mt19937_64 random_;
    std::vector<QuotaId> quotas_;
    Mark checked_;
    Burst burst_;             ///< of the process that was killed last
    Findings truth_;          ///< what it left says without a flip
    std::string shorter_;     ///< the contents without its last commit, once they were seen
    std::int64_t opening_ = 0;  ///< how many commits a start makes itself
    Report report_;
};

Result<void> Flipping::prepare() {
    {
        auto const application =
            JC_TRY(app::Application::open(options_of({.folder = base_}), clock_));
        quotas_ = JC_TRY(found_county(*application));
        checked_ = Watch{*application, {}}.last();
    }
    auto const noted = storage::CommitNote::read(base_);
    copy_folder(base_, trial_);
    opening_ = look_at(trial_).commits - (noted ? noted->commits : 0);
    return {};
}

/// What the clients know against the folder that was looked at, which starts.
Toll Flipping::toll_of_trial() {
    Toll toll;
    auto const application = app::Application::open(options_of({.folder = trial_}), clock_);
    if (application) Watch{**application, checked_}.check(burst_, toll);
    else ++toll.lost;
    return toll;
}

/// What the killed process left says without a flip, and whether it has what was acknowledged.
Result<void> Flipping::learn_truth(Burst const& burst) {
    if (!burst_.tried.empty()) {
        copy_folder(still_, trial_);
        auto const application =
            JC_TRY(app::Application::open(options_of({.folder = trial_}), clock_));
        checked_ = Watch{*application, checked_}.last();
    }
    burst_ = burst;
    shorter_.clear();
    copy_folder(base_, still_);
    copy_folder(still_, trial_);
    truth_ = look_at(trial_);
    ++report_.restarts;
    if (!truth_.sound || truth_.contents.empty()) ++report_.false_refusals;
    auto const toll = toll_of_trial();
    report_.acknowledged += toll.acknowledged;
    report_.lost += toll.lost + toll.half + toll.duplicated + toll.unasked;
    return {};
}

Result<void> Flipping::round(std::int64_t number, std::int64_t flips) {
    auto const burst = run_burst({.folder = base_}, quotas_,
                                 {.name = fmt::format("f{}", number),
                                  .seed = report_.seed + static_cast<std::uint64_t>(number),
                                  .kill_after = std::chrono::microseconds{random_() % 80'000}});
    JC_CHECK(learn_truth(burst));
    for (std::int64_t i = 0; i < flips; ++i) flip_once();
    // Now and then an orderly end moves the log into the file.
    if (number % 3 == 0) JC_TRY(app::Application::open(options_of({.folder = base_}), clock_));
    return {};
}

void Flipping::flip_once() {
    copy_folder(still_, trial_);
    auto const files = targets_in(trial_);
    auto const& file = files[random_() % files.size()];
    auto const offset = random_() % std::filesystem::file_size(file);
    flip_bit(file, offset, static_cast<unsigned>(random_() % 8));
    ++report_.flips;
    ++report_.flips_by_file[file.filename().string()];
    auto const before = report_.silent + report_.crashes;
    count(look_at(trial_));
    if (report_.silent + report_.crashes > before)
        fmt::print(stderr, "event=not_detected file={} offset={}\n", file.filename().string(), offset);
}

/// The process was killed between its last commit and the answer, and the flip hit that commit: it
/// looks like a torn tail, and is one. Everything that was acknowledged must be there.
bool Flipping::lacks_only_the_tail(Findings const& found) {
    auto const noted = storage::CommitNote::read(still_);
    bool const unheard = noted && truth_.commits - opening_ == noted->commits + 1;
    if (!unheard || found.commits != truth_.commits - 1) return false;
    if (shorter_.empty()) {
        auto const toll = toll_of_trial();
        if (toll.lost + toll.half + toll.duplicated + toll.unasked == 0) shorter_ = found.contents;
    }
    return found.contents == shorter_;
}

void Flipping::count(Findings const& found) {
    if (!found.refused.empty()) {
        ++report_.detected_at_start;
        ++report_.refusals[found.refused];
    } else if (found.crashed || !found.started) {
        ++report_.crashes;
    } else if (found.unreadable) {
        ++report_.detected_when_read;
    } else if (!found.sound) {
        ++report_.detected_by_verify;
    } else if (found.contents == truth_.contents) {
        ++report_.harmless;
    } else if (lacks_only_the_tail(found)) {
        ++report_.harmless;
        ++report_.tail_dropped;
    } else {
        ++report_.silent;
    }
    report_.detected =
        report_.detected_at_start + report_.detected_when_read + report_.detected_by_verify;
}

void print(Report const& report, bool as_json) {
    if (as_json) {
        fmt::print("{}\n", json::encode(report));
        return;
    }
    fmt::print("{} flips (seed {}): {} detected ({} at the start, {} when read, {} by verification), "
               "{} harmless, {} silent, {} crashes; {} plain restarts, {} false refusals; {} "
               "acknowledged, {} lost; {} s\n",
               report.flips, report.seed, report.detected, report.detected_at_start,
               report.detected_when_read, report.detected_by_verify, report.harmless,
               report.silent, report.crashes, report.restarts, report.false_refusals,
               report.acknowledged, report.lost, report.seconds);
}

Result<int> run(app::Words const& words) {
    auto const count = JC_TRY(words.number("count", 1'000, 1, 10'000'000));
    auto const seed = JC_TRY(words.number("seed", std::random_device{}(), 0, 4'294'967'295));
    auto const begin = Worker::Time::now();
    Flipping flipping{static_cast<std::uint64_t>(seed)};
    JC_CHECK(flipping.prepare());
    for (std::int64_t number = 1, left = count; left > 0; ++number, left -= kFlipsPerKill)
        JC_CHECK(flipping.round(number, std::min(left, kFlipsPerKill)));
    auto report = flipping.report();
    report.seconds =
        std::chrono::duration_cast<std::chrono::seconds>(Worker::Time::now() - begin).count();
    print(report, words.flag("json"));
    return report.silent + report.crashes + report.false_refusals + report.lost == 0 ? 0 : 1;
}

}  // namespace

int flip(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"count", "seed"}, {"json"});
    if (!read) return app::report(read.error());
    auto const code = run(*read);
    return code ? *code : app::report(code.error());
}

}  // namespace jincai::chaos

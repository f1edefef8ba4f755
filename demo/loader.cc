#include "demo/loader.h"
#include "demo/refusals.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <thread>

#include "demo/digest.h"
#include "demo/player.h"
#include "demo/province.h"
#include "demo/waiting_work.h"
#include "demo/year.h"
#include "modules/execution/import_codes.h"

namespace jincai::demo {

namespace {

/// Projects finished years on a core of its own while the next year is played.
class Background {
public:
    explicit Background(execution::Projector& projector) : projector_{projector} {}
    ~Background() { wait(); }
    Background(Background const&) = delete;
    Background& operator=(Background const&) = delete;
    void start() {
        wait();
        thread_ = std::thread{[this] { projector_.catch_up(); }};
    }
    void wait() {
        if (thread_.joinable()) thread_.join();
    }

private:
    execution::Projector& projector_;
    std::thread thread_;
};

class Loading {
public:
    Loading(LoadOptions const& options, Progress& progress)
        : options_{options},
          progress_{progress},
          loaded_{.province = make_province(options.seed, options.today, options.extent)},
          years_{demo_years(loaded_.province)},
          clock_{start_of(make_date(years_.front().value, 1, 1))} {}

    Result<Loaded> run() {
        auto const began = std::chrono::steady_clock::now();
        loaded_.digest = digest(loaded_.province);
        {
            auto application = JC_TRY(app::Application::open(
                {.data = options_.data,
                 .database = options_.database,
                 .parameters = options_.parameters,
                 .durability = storage::Durability::off,
                 .writer = {.batch_max = Player::kUnderWay,
                            .queue_max = 2 * Player::kUnderWay}},
                clock_));
            JC_CHECK(fill(*application));
        }
        JC_CHECK(settle_on_disk());
        loaded_.elapsed_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                                 std::chrono::steady_clock::now() - began)
                                 .count();
        progress_.end();
        return std::move(loaded_);
    }

private:
    Result<void> fill(app::Application& application) {
        if (!application.basics().directory()->registry->regions().empty())
            return refuse(refusals::demo_data_not_empty, {{"directory", options_.data.string()}});
        // Nobody watches yet: the read models are made year by year instead of moment by moment.
        application.execution().projector().stop();
        progress_.show("区划、单位与账户", 0, 1);
        JC_CHECK(set_up(application.basics()));
        People people{application.identity()};
        // The accounts are new: one that was opened years ago and never used is locked by its age.
        clock_.move_to(start_of(loaded_.province.today));
        JC_CHECK(people.make(loaded_.province, app::system_caller()));
        clock_.move_to(start_of(make_date(years_.front().value, 1, 1)));
        JC_CHECK(play(application, people));
        progress_.show("写入磁盘", 1, 1);
        application.stop();
        application.database().checkpoint();
        return {};
    }

    Result<void> set_up(basics::Service& basics) {
        auto const actor = app::system_caller();
        auto const& province = loaded_.province;
        JC_TRY(basics.put_regions(actor, province.regions));
        auto units = province.departments;
        for (auto const& unit : province.units) units.push_back(unit.record);
        JC_TRY(basics.put_units(actor, std::move(units)));
        JC_CHECK(execution::ensure_codes(basics, actor, RegionCode{kProvinceCode},
                                         {years_.begin(), years_.end()}));
        loaded_.counts["regions"] = static_cast<std::int64_t>(province.regions.size());
        loaded_.counts["units"] = static_cast<std::int64_t>(province.units.size());
        auto const first_day = make_date(years_.front().value, 1, 1);
        auto const number = fmt::format("岚财规〔{}〕1号", years_.front().value);
        return basics.put_parameter_values(actor, {{.name = "execution.freeze_basis",
                                                    .region_code = std::string{kProvinceCode},
                                                    .value = number,
                                                    .effective_from = first_day,
                                                    .document_number = number,
                                                    .reason = "支出进度预警与用款权限管理办法"}});
    }

    Result<void> play(app::Application& application, People const& people) {
        Player player{application, clock_, people, loaded_.province, progress_};
        Background background{application.execution().projector()};
        for (auto const year : years_) {
            auto const script = make_year(loaded_.province, year);
            loaded_.digest = loaded_.digest * 31 + digest(script);
            count(script);
            JC_CHECK(player.play(script));
            if (year == years_.back()) JC_CHECK(WaitingWork{player}.put());
            background.start();
        }
        progress_.show("汇总报表", 1, 1);
        background.wait();
        return {};
    }

    void count(YearScript const& script) {
        auto const add = [&](std::string const& name, std::size_t number) {
            loaded_.counts[name] += static_cast<std::int64_t>(number);
        };
        add("quotas", script.quotas.size());
        add("quota_documents", script.quota_documents.size());
        add("plan_documents", script.plan_documents.size());
        add("payments", script.payments.size());
        add("freezes", script.freezes.size());
    }

    /// Commits did not wait for the disk until now.
    Result<void> settle_on_disk() const {
        if (!options_.database.empty()) return {};  // its server sees to it
        auto const file = options_.data / "jincai.db";
        int const handle = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
        bool const synced = handle >= 0 && ::fsync(handle) == 0;
        if (handle >= 0) ::close(handle);
        if (!synced) return refuse(refusals::demo_not_on_disk, {{"directory", options_.data.string()}});
        return {};
    }

    LoadOptions const& options_;
    Progress& progress_;
    Loaded loaded_;
    std::vector<FiscalYear> years_;
    MovingClock clock_;
};

}  // namespace

Result<Loaded> load(LoadOptions const& options, Progress& progress) {
    return Loading{options, progress}.run();
}

}  // namespace jincai::demo

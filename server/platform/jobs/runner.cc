#include "platform/jobs/runner.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "base/assert.h"
#include "jobs_migrations.h"
#include "platform/jobs/refusals.h"
#include "platform/jobs/store.h"
#include "platform/json/codec.h"

namespace jincai::jobs {

namespace {

struct JobChanged {
    std::int64_t id = 0;
    JobState state = JobState::waiting;
    std::int64_t progress_bp = 0;
};
BOOST_DESCRIBE_STRUCT(JobChanged, (), (id, state, progress_bp))

/// A job that has not ended.
class Active final : public Progress {
public:
    Active(Job job, audit::Actor actor_in, Language language_in, Work work_in, events::Bus& bus)
        : id{job.job_id},
          actor{std::move(actor_in)},
          language{language_in},
          work{std::move(work_in)},
          bus_{bus} {}

    void report(std::int64_t done, std::int64_t total, std::string_view message) override;
    [[nodiscard]] bool is_cancelled() const override { return cancelled.load(); }
    void tell(JobState state) const;
    [[nodiscard]] std::string message() const {
        std::lock_guard const guard{mutex_};
        return message_;
    }

    JobId const id;
    audit::Actor const actor;
    Language const language;
    Work const work;
    std::atomic<bool> cancelled = false;
    std::atomic<std::int64_t> progress_bp = 0;

private:
    events::Bus& bus_;
    mutable std::mutex mutex_;
    std::string message_;                           ///< guarded by mutex_
    std::chrono::steady_clock::time_point told_{};  ///< used by the job's own thread
};

void Active::report(std::int64_t done, std::int64_t total, std::string_view message) {
    progress_bp = total <= 0 ? 0 : std::clamp<std::int64_t>(done * 10'000 / total, 0, 10'000);
    auto const now = std::chrono::steady_clock::now();
    if (now - told_ < std::chrono::milliseconds{500}) return;
    told_ = now;
    {
        std::lock_guard const guard{mutex_};
        message_ = message;
    }
    tell(JobState::running);
}

void Active::tell(JobState state) const {
    bus_.publish_to(actor.user_id, "job_changed",
                    json::encode(JobChanged{id.value(), state, progress_bp.load()}));
}

void describe(audit::Record& record, Job const& job) {
    record.object_kind = "job";
    record.object_id = fmt::to_string(job.job_id.value());
    record.region_code = job.region_code.value();
}

void end(Job& job, JobState state, Timestamp at) {
    job.state = state;
    job.finished_at = at;
}

}  // namespace

std::unexpected<Error> Progress::stopped() {
    return refuse(refusals::job_cancelled);
}

class Runner::Impl {
public:
    Impl(storage::Database& database, Clock const& clock, events::Bus& bus, Options options);
    ~Impl();

    Result<JobId> start(NewJob const& wanted, audit::Actor const& actor, Work work);
    Result<void> cancel(JobId job_id, audit::Actor const& actor, View const& view);
    [[nodiscard]] JobStatus status_of(Job job) const;
    [[nodiscard]] std::shared_ptr<Active> active(JobId job_id) const;
    void drain();

    storage::Database& database_;
    Clock const& clock_;

private:
    void fail_interrupted();
    void work();
    void run(Active& job);
    /// False when it is not there any more or was cancelled while waiting.
    bool begin(Active& job);
    Result<Outcome> result_of(Active& job);
    void finish(Active& job, Result<Outcome> const& result);

    events::Bus& bus_;
    Options options_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::shared_ptr<Active>> waiting_;       ///< guarded by mutex_
    std::map<JobId, std::shared_ptr<Active>> actives_;  ///< guarded by mutex_
    bool stopping_ = false;                             ///< guarded by mutex_
    std::vector<std::thread> threads_;
};

Runner::Impl::Impl(storage::Database& database, Clock const& clock, events::Bus& bus,
                   Options options)
    : database_{database}, clock_{clock}, bus_{bus}, options_{std::move(options)} {
    fail_interrupted();
    for (int i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { work(); });
}

Runner::Impl::~Impl() {
    {
        std::lock_guard const guard{mutex_};
        stopping_ = true;
        for (auto const& [id, job] : actives_) job->cancelled = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

void Runner::Impl::fail_interrupted() {
    auto const open = database_.read(store::open_jobs);
    for (Job job : open) {
        auto const done = audit::change(
            database_, clock_, audit::system_actor(), "job_failed",
            [&](storage::Session& session, audit::Record& record) -> Result<void> {
                end(job, JobState::failed, record.at);
                job.error = text_of({.spec = &refusals::job_interrupted}, Language::zh);
                store::update(session, job);
                describe(record, job);
                record.result = refusals::job_interrupted.code;
                return {};
            });
        // A disk that is full now is no reason not to start; the next start tries again.
        if (!done) return;
    }
}

Result<JobId> Runner::Impl::start(NewJob const& wanted, audit::Actor const& actor, Work work) {
    auto job = JC_TRY(audit::change(
        database_, clock_, actor, "job_started",
        [&](storage::Session& session, audit::Record& record) -> Result<Job> {
            auto const open = store::open_count(session, actor.user_id);
            if (open >= options_.open_per_user) {
                return refuse(refusals::too_many_jobs, {{"count", fmt::to_string(open)}});
            }
            Job const made{.job_id = JobId{session.next("job", "job_id")},
                           .kind = wanted.kind,
                           .title = wanted.title,
                           .user_id = actor.user_id,
                           .user_name = actor.user_name,
                           .region_code = wanted.region_code,
                           .created_at = record.at};
            store::insert(session, made);
            describe(record, made);
            audit::note(record, "kind", "", made.kind);
            return made;
        }));
    auto const id = job.job_id;
    auto active =
        std::make_shared<Active>(std::move(job), actor, wanted.language, std::move(work), bus_);
    active->tell(JobState::waiting);
    {
        std::lock_guard const guard{mutex_};
        actives_.emplace(id, active);
        waiting_.push_back(std::move(active));
    }
    changed_.notify_all();
    return id;
}

Result<void> Runner::Impl::cancel(JobId job_id, audit::Actor const& actor, View const& view) {
    JobState before = JobState::waiting;
    auto cancelled = audit::change(
        database_, clock_, actor, "job_cancelled",
        [&](storage::Session& session, audit::Record& record) -> Result<void> {
            auto job = store::job(session, job_id);
            bool const mine =
                job && (job->user_id == view.user_id ||
                        (view.supervises && view.scope.covers_region(job->region_code)));
            if (!mine) return refuse(refusals::job_not_found);
            if (has_ended(job->state)) return refuse(refusals::job_already_ended);
            before = job->state;
            describe(record, *job);
            if (before == JobState::waiting) {
                end(*job, JobState::cancelled, record.at);
                store::update(session, *job);
            }
            return {};
        });
    JC_CHECK(std::move(cancelled));
    if (auto const job = active(job_id)) {
        job->cancelled = true;
        if (before == JobState::waiting) job->tell(JobState::cancelled);
    }
    return {};
}

JobStatus Runner::Impl::status_of(Job job) const {
    JobStatus status{.job = std::move(job)};
    if (status.job.state == JobState::done) status.progress_bp = 10'000;
    auto const running = active(status.job.job_id);
    if (running && status.job.state == JobState::running) {
        status.progress_bp = running->progress_bp;
        status.job.message = running->message();
    }
    return status;
}

std::shared_ptr<Active> Runner::Impl::active(JobId job_id) const {
    std::lock_guard const guard{mutex_};
    auto const found = actives_.find(job_id);
    return found == actives_.end() ? nullptr : found->second;
}

void Runner::Impl::drain() {
    std::unique_lock guard{mutex_};
    changed_.wait(guard, [&] { return actives_.empty(); });
}

void Runner::Impl::work() {
    std::unique_lock guard{mutex_};
    for (;;) {
        changed_.wait(guard, [&] { return stopping_ || !waiting_.empty(); });
        if (stopping_) return;  // what waits is found again as interrupted at the next start
        auto const job = std::move(waiting_.front());
        waiting_.pop_front();
        guard.unlock();
        try {
            run(*job);
        } catch (std::exception const& error) {
            // The database is out of reach: the row stays open, the next start marks it failed.
            if (options_.log) options_.log(job->id, error.what());
        }
        guard.lock();
        actives_.erase(job->id);
        changed_.notify_all();
    }
}

void Runner::Impl::run(Active& job) {
    if (!begin(job)) return;
    job.tell(JobState::running);
    finish(job, result_of(job));
}

bool Runner::Impl::begin(Active& job) {
    auto const begun = database_.write([&](storage::Session& session) -> Result<bool> {
        auto row = store::job(session, job.id);
        if (!row || row->state != JobState::waiting) return false;
        row->state = JobState::running;
        row->started_at = clock_.now();
        store::update(session, *row);
        return true;
    });
    return begun && *begun;
}

Result<Outcome> Runner::Impl::result_of(Active& job) {
    try {
        return job.work(job);
    } catch (std::exception const& error) {
        if (auto known = storage::refusal_of(error)) return std::unexpected(std::move(*known));
        if (options_.log) options_.log(job.id, error.what());
        return refuse(refusals::job_broken, {{"job_id", fmt::to_string(job.id.value())}});
    }
}

void Runner::Impl::finish(Active& job, Result<Outcome> const& result) {
    bool const cancelled = !result && result.error().spec == &refusals::job_cancelled;
    auto const state = result ? JobState::done : cancelled ? JobState::cancelled : JobState::failed;
    auto const finished =
        audit::change(database_, clock_, job.actor,
                      result      ? "job_done"
                      : cancelled ? "job_stopped"
                                  : "job_failed",
                      [&](storage::Session& session, audit::Record& record) -> Result<void> {
                          auto row = store::job(session, job.id);
                          JC_ASSERT(row);  // rows of jobs are never deleted
                          end(*row, state, record.at);
                          if (result) {
                              row->message = result->message;
                              row->result_link = result->result_link;
                          } else {
                              row->message = job.message();
                              row->error = text_of(result.error(), job.language);
                              record.result = result.error().code();
                          }
                          store::update(session, *row);
                          describe(record, *row);
                          return {};
                      });
    if (finished)
        job.tell(state);
    else if (options_.log)
        options_.log(job.id, finished.error().code());
}

Runner::Runner(storage::Database& database, Clock const& clock, events::Bus& bus, Options options)
    : impl_{std::make_unique<Impl>(database, clock, bus, std::move(options))} {}

Runner::~Runner() = default;

Result<JobId> Runner::start(NewJob const& wanted, audit::Actor const& actor, Work work) {
    return impl_->start(wanted, actor, std::move(work));
}

Result<void> Runner::cancel(JobId job_id, audit::Actor const& actor, View const& view) {
    return impl_->cancel(job_id, actor, view);
}

Runner::Page Runner::list(View const& view, std::int64_t limit, std::int64_t offset) const {
    auto const owner = view.supervises ? std::nullopt : std::optional{view.user_id};
    auto found = impl_->database_.read([&](storage::Session& session) {
        return std::pair{store::jobs(session, owner, view.scope, limit, offset),
                         store::job_count(session, owner, view.scope)};
    });
    Page page{.total = found.second};
    for (Job& job : found.first) page.jobs.push_back(impl_->status_of(std::move(job)));
    return page;
}

Result<JobStatus> Runner::find(JobId job_id, View const& view) const {
    auto job = impl_->database_.read(
        [&](storage::Session& session) { return store::job(session, job_id); });
    bool const seen = job && (job->user_id == view.user_id ||
                              (view.supervises && view.scope.covers_region(job->region_code)));
    if (!seen) return refuse(refusals::job_not_found);
    return impl_->status_of(std::move(*job));
}

void Runner::drain() {
    impl_->drain();
}

std::span<storage::Migration const> migrations() {
    return kMigrations;
}

}  // namespace jincai::jobs

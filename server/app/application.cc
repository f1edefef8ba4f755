#include "app/application.h"

#include "app/refusals.h"
#include "app/routes_system.h"
#include "modules/basics/module.h"
#include "modules/cockpit/module.h"
#include "modules/execution/module.h"
#include "modules/identity/module.h"
#include "modules/workflow/module.h"
#include "platform/storage/scratch.h"

namespace jincai::app {

namespace {

storage::Options storage_options(Options const& options) {
    return {.directory = options.data,
            .url = options.database,
            .durability = options.durability,
            .read_sessions = options.read_sessions,
            .accepts_unsafe_server = options.accepts_unsafe_server};
}

}  // namespace

std::vector<std::span<storage::Migration const>> all_migrations() {
    return {audit::migrations(),    jobs::migrations(),     identity::migrations(),
            basics::migrations(),   workflow::migrations(), execution::migrations(),
            execution::read_model_migrations()};
}

std::filesystem::path default_parameters() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() /
           "parameters";
}

api::Caller system_caller() {
    api::Caller caller;
    caller.user_name = "system";
    caller.role = "system";
    caller.scope = DataScope::everything();
    for (auto const& permission : identity::permissions())
        caller.permissions.emplace(permission.name);
    return caller;
}

Application::Application(Options options, Clock const& clock)
    : options_{std::move(options)},
      clock_{clock},
      database_{storage_options(options_)},
      bus_{clock.now()},
      basics_{database_, clock, {.parameters = options_.parameters,
                                 .attachments = options_.data / "attachments"}},
      places_{basics_},
      identity_{database_, clock, places_, {.password_rounds = options_.password_rounds}} {}

Application::~Application() { stop(); }

Result<std::unique_ptr<Application>> Application::open(Options options, Clock const& clock) {
    auto const directory = options.data.string();
    try {
        std::filesystem::create_directories(options.data);
        std::unique_ptr<Application> made{new Application{std::move(options), clock}};
        JC_CHECK(made->start());
        return made;
    } catch (storage::StorageError const& error) {
        if (auto refusal = storage::refusal_of(error)) return std::unexpected(*refusal);
        return refuse(refusals::data_unusable,
                      {{"directory", directory}, {"what", std::string{error.what()}}});
    } catch (std::filesystem::filesystem_error const& error) {
        return refuse(refusals::data_unusable,
                      {{"directory", directory}, {"what", error.code().message()}});
    }
}

Result<void> Application::start() {
    JC_CHECK(storage::migrate(database_, all_migrations()));
    JC_CHECK(basics_.load());
    if (options_.seed && !basics_.is_seeded())
        JC_TRY(basics_.seed(system_caller(), basics::WithDivisions::no));
    auto definitions = JC_TRY(workflow::Definitions::load(options_.parameters / "workflow"));
    workflow_ = std::make_unique<workflow::Engine>(std::move(definitions), basics_);
    workflow_->tell_on(bus_);
    desk_ = std::make_unique<workflow::Desk>(database_, clock_, *workflow_, basics_, identity_);
    execution_ = std::make_unique<execution::Service>(
        execution::Parts{.database = database_,
                         .clock = clock_,
                         .basics = basics_,
                         .workflow = *workflow_,
                         .bus = bus_},
        options_.data / "heads", options_.writer);
    basics_.set_month_gate(execution_->month_gate());
    JC_CHECK(execution_->start());
    cockpit_ = std::make_unique<cockpit::Service>(cockpit::Parts{
        .database = database_,
        .clock = clock_,
        .directory = [this] { return basics_.directory(); },
        .task_count = [this](api::Caller const& caller) {
            return desk_->todo(caller, {}).counts.pending;
        }});
    jobs_ = std::make_unique<jobs::Runner>(database_, clock_, bus_);
    return {};
}

void Application::add_routes(api::Router& router) {
    identity::add_routes(router, identity_);
    basics::add_routes(router, basics_);
    workflow::add_routes(router, *desk_);
    execution::add_routes(router, *execution_);
    cockpit::add_routes(router, *cockpit_);
    add_system_routes(router, *this);
}

bool Application::is_ready() {
    try {
        return database_.read([](storage::Session& session) {
            return session.value<std::int64_t>("select count(*) from schema_migration")
                .has_value();
        });
    } catch (storage::StorageError const&) {
        return false;
    }
}

void Application::stop() {
    jobs_.reset();
    if (execution_) execution_->stop();
}

Result<std::string> openapi_document() {
    storage::ScratchFolder const folder;
    SystemClock const clock;
    auto const application = JC_TRY(
        Application::open({.data = folder.path(), .parameters = default_parameters(), .seed = false},
                          clock));
    api::Router router{{}, clock, application->identity()};
    application->add_routes(router);
    return router.openapi();
}

}  // namespace jincai::app

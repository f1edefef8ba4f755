#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "base/time.h"
#include "modules/basics/places.h"
#include "modules/basics/service.h"
#include "modules/cockpit/service.h"
#include "modules/execution/service.h"
#include "modules/identity/service.h"
#include "modules/workflow/desk.h"
#include "platform/api/endpoint.h"
#include "platform/jobs/runner.h"

/// The wiring of all modules over one data directory: what `serve`, `demo`, `import` and the
/// benchmarks have in common. No global objects: two applications can live in one test.
namespace jincai::app {

struct Options {
    std::filesystem::path data;
    std::string database = {};  ///< a server's address (`--db`); empty: files of `data`
    bool accepts_unsafe_server = false;
    std::filesystem::path parameters;  ///< the folder that comes with the program
    std::filesystem::path web;         ///< the built pages; may be absent
    storage::Durability durability = storage::Durability::full;
    std::size_t read_sessions = 16;
    std::int64_t password_rounds = 600'000;
    bool rate_limits = true;
    execution::WriterOptions writer = {};
    bool seed = true;  ///< brings in codes and parameters when the database has none
};

/// The schema of all modules, in the order in which they build on each other.
[[nodiscard]] std::vector<std::span<storage::Migration const>> all_migrations();

class Application {
public:
    /// Opens the data directory, brings the schema up to date, loads what is kept in memory; seeds
    /// codes and parameters at the first start. Refused with the reason when something is amiss
    /// (another server on the same data, a newer schema, a journal that went back in time).
    [[nodiscard]] static Result<std::unique_ptr<Application>> open(Options options,
                                                                   Clock const& clock);
    ~Application();
    Application(Application const&) = delete;
    Application& operator=(Application const&) = delete;

    /// Declares every endpoint. The router must not outlive the application.
    void add_routes(api::Router& router);
    /// Whether payments can be taken: what /readyz says.
    [[nodiscard]] bool is_ready();
    /// Finishes what is under way.
    void stop();

    storage::Database& database() { return database_; }
    Clock const& clock() const { return clock_; }
    Options const& options() const { return options_; }
    basics::Service& basics() { return basics_; }
    identity::Service& identity() { return identity_; }
    workflow::Engine& workflow() { return *workflow_; }
    execution::Service& execution() { return *execution_; }
    cockpit::Service& cockpit() { return *cockpit_; }
    jobs::Runner& jobs() { return *jobs_; }
    events::Bus& bus() { return bus_; }

private:
    Application(Options options, Clock const& clock);
    [[nodiscard]] Result<void> start();

    Options options_;
    Clock const& clock_;
    storage::Database database_;
    events::Bus bus_;
    basics::Service basics_;
    basics::Places places_;
    identity::Service identity_;
    std::unique_ptr<workflow::Engine> workflow_;
    std::unique_ptr<workflow::Desk> desk_;
    std::unique_ptr<execution::Service> execution_;
    std::unique_ptr<cockpit::Service> cockpit_;
    std::unique_ptr<jobs::Runner> jobs_;
};

/// `parameters/` beside the folder of the program, as it is in a build and in a package.
[[nodiscard]] std::filesystem::path default_parameters();

/// The one who acts when nobody is signed in: set-up, imports, the demonstration.
[[nodiscard]] api::Caller system_caller();

/// A router with every endpoint, without data behind it: for the API document.
[[nodiscard]] Result<std::string> openapi_document();

}  // namespace jincai::app

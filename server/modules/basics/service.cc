#include "modules/basics/service.h"

#include "modules/basics/forms.h"
#include "modules/basics/service_parts.h"
#include "modules/basics/store.h"

namespace jincai::basics {
namespace {

std::shared_ptr<Calendar const> read_calendar(storage::Session& session) {
    std::vector<Calendar::Day> exceptions;
    for (store::CalendarDay const& day : store::days(session)) {
        exceptions.push_back({.day = day.day, .kind = day.kind});
    }
    std::set<Calendar::Month> closed;
    for (MonthStatus const& month : store::closed_months(session)) {
        closed.insert({month.region_code, month.fiscal_year, month.fiscal_month});
    }
    return std::make_shared<Calendar const>(std::move(exceptions), std::move(closed));
}

std::shared_ptr<RuleBook const> read_rules(storage::Session& session) {
    return std::make_shared<RuleBook const>(store::definitions(session), store::values(session),
                                            store::requirements(session));
}

std::shared_ptr<CodeBook const> read_codes(storage::Session& session) {
    return std::make_shared<CodeBook const>(store::codes(session), store::crosswalk(session),
                                            store::combinations(session));
}

std::shared_ptr<Registry const> read_registry(storage::Session& session) {
    return std::make_shared<Registry const>(store::regions(session), store::units(session));
}

}  // namespace

Service::Service(storage::Database& database, Clock const& clock, Paths paths)
    : database_{database}, clock_{clock}, paths_{std::move(paths)} {
    using std::make_shared;
    directory_ = make_shared<Directory const>(Directory{
        .registry = make_shared<Registry const>(std::vector<Region>{}, std::vector<Unit>{}),
        .codes = make_shared<CodeBook const>(std::vector<CodeEntry>{}, std::vector<CrosswalkRow>{},
                                             std::vector<CombinationRule>{}),
        .rules = make_shared<RuleBook const>(std::vector<ParameterDefinition>{},
                                             std::vector<ParameterValue>{},
                                             std::vector<AttachmentRequirement>{}),
        .calendar = make_shared<Calendar const>(std::vector<Calendar::Day>{},
                                                std::set<Calendar::Month>{})});
}

DirectoryPtr Service::directory() const {
    std::scoped_lock const lock{reading_};
    return directory_;
}

bool Service::is_seeded() const {
    return !directory()->rules->definitions().empty();
}

/// Readers of the database come after the commit of the change, so the last one to publish has
/// seen every change before it.
template <class Change>
void Service::publish(Change&& change) {
    std::scoped_lock const lock{publishing_};
    Directory next = *directory();
    database_.read([&](storage::Session& session) { change(session, next); });
    auto made = std::make_shared<Directory const>(std::move(next));
    std::scoped_lock const swapping{reading_};
    directory_.swap(made);  // what it was ends after the lock
}

Result<void> Service::load() {
    publish([](storage::Session& session, Directory& next) {
        next = Directory{.registry = read_registry(session),
                         .codes = read_codes(session),
                         .rules = read_rules(session),
                         .calendar = read_calendar(session)};
    });
    return {};
}

void Service::reload_registry() {
    publish(
        [](storage::Session& session, Directory& next) { next.registry = read_registry(session); });
}

void Service::reload_codes() {
    publish([](storage::Session& session, Directory& next) { next.codes = read_codes(session); });
}

void Service::reload_rules() {
    publish([](storage::Session& session, Directory& next) { next.rules = read_rules(session); });
}

void Service::reload_calendar() {
    publish(
        [](storage::Session& session, Directory& next) { next.calendar = read_calendar(session); });
}

}  // namespace jincai::basics

#include "modules/workflow/delegates.h"
#include "modules/workflow/engine_holding.h"
#include "platform/events/bus.h"
#include "platform/json/codec.h"

/// Tells open pages that a task was opened, decided or moved: their counters go on by themselves.
namespace jincai::workflow {
namespace {

constexpr std::string_view kTopic = "task_changed";

struct News {
    std::string document_kind = {};
    std::int64_t document_id = 0;
    FlowState state = FlowState::running;
    std::string step = {};
};
BOOST_DESCRIBE_STRUCT(News, (), (document_kind, document_id, state, step))

std::string text_of(store::Instance const& instance) {
    return json::encode(News{.document_kind = instance.document_kind,
                             .document_id = instance.document_id,
                             .state = instance.state,
                             .step = instance.step});
}

}  // namespace

void Engine::delegations_change(storage::Session& session) const {
    session.after_commit("delegations", [delegates = delegates_] { delegates->forget(); });
}

void Engine::announce(storage::Session& session, store::Instance const& instance, Timestamp at,
                      UserId named) const {
    if (bus_ == nullptr) return;
    auto* const bus = bus_;
    auto const data = text_of(instance);
    auto const key = fmt::format("task/{}/{}/{}", instance.region_code.value(),
                                 instance.document_kind, instance.document_id);
    session.after_commit(key, [bus, data, region = instance.region_code,
                               unit = instance.unit_code] {
        bus->publish(kTopic, region, unit, data);
    });
    // A transaction of many documents tells the delegates of a region once: they count again anyway.
    auto const to_person = [&](UserId person, std::string const& name) {
        return session.after_commit(name, [bus, data, person] {
            bus->publish_to(person, kTopic, data);
        });
    };
    if (named) to_person(named, fmt::format("task/person/{}", named.value()));
    if (!session.after_commit("task/delegates/" + instance.region_code.value(), [] {})) return;
    for (auto const delegate :
         delegates_->in(session, instance.region_code, business_date(at)))
        to_person(delegate, fmt::format("task/person/{}", delegate.value()));
}

}  // namespace jincai::workflow

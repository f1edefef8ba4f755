#include "base/text.h"
#include "platform/api/declare.h"
#include "platform/api/endpoint.h"

namespace jincai::api {
namespace {

/// One browser that listens; ends with its session.
class BusListener final : public http::Subscription {
public:
    BusListener(events::Bus& bus, Authenticator& authenticator, Caller caller, std::int64_t last_id,
                std::shared_ptr<http::EventSink> sink)
        : authenticator_{authenticator}, caller_{std::move(caller)} {
        subscription_ = bus.subscribe(
            {caller_.scope, caller_.user_id}, last_id, [sink = std::move(sink)](auto const& event) {
                sink->send(http::event_frame(event->id, event->topic, event->data));
            });
    }

    [[nodiscard]] bool is_allowed() override { return authenticator_.is_still_valid(caller_); }

private:
    Authenticator& authenticator_;
    Caller caller_;
    events::Bus::Subscription subscription_;
};

/// Gives the client a position at once, so that a break before the first event loses nothing.
std::string greeting(std::int64_t last_id) {
    return "retry: 2000\nid: " + std::to_string(last_id) + "\n\n";
}

}  // namespace

void Router::stream(std::string_view path, EndpointOptions const& options, events::Bus& bus) {
    auto endpoint = declare(http::Method::get, path, options);
    endpoint.is_stream = true;
    auto& authenticator = authenticator_of();
    add(std::move(endpoint), [&bus, &authenticator](Call& call) -> Result<http::Response> {
        auto const told = parse_int(call.request.headers.get("Last-Event-ID"));
        auto const last_id = told.value_or(bus.last_id());
        auto response = http::text_response(200, greeting(last_id), "text/event-stream");
        response.headers.set("X-Accel-Buffering", "no");
        response.stream = [&bus, &authenticator, caller = call.caller,
                           last_id](std::shared_ptr<http::EventSink> sink) {
            return std::make_unique<BusListener>(bus, authenticator, caller, last_id,
                                                 std::move(sink));
        };
        return response;
    });
}

}  // namespace jincai::api

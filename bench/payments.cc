#include "app/words.h"
#include "bench/measures.h"

namespace jincai::bench {

namespace {

Result<int> run(app::Words const& words) {
    auto const seconds = JC_TRY(words.number("seconds", 10, 1, 3600));
    auto const clients = JC_TRY(words.number("clients", 64, 1, 4096));
    auto const ground = JC_TRY(Ground::make());
    auto& service = ground->application().execution().payments();
    auto const handler = ground->handler();
    auto const report = measure(*ground, "payments", clients, seconds, [&](std::size_t, std::size_t number) {
        return service.create(handler, ground->payment(number), std::nullopt).has_value();
    });
    return finish(*ground, report, words.flag("json"));
}

}  // namespace

int payments(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"seconds", "clients"}, {"json"});
    if (!read) return app::report(read.error());
    auto const code = run(*read);
    return code ? *code : app::report(code.error());
}

}  // namespace jincai::bench

#include <cstdio>

#include "app/words.h"
#include "chaos/county.h"
#include "chaos/parts.h"
#include "chaos/store_booked.h"
#include "modules/execution/verify.h"
#include "platform/storage/contents.h"
#include "platform/storage/file_check.h"

/// A server start over a data folder, and what it then says; in a process of its own, because a
/// damaged file may end it. One line on standard output for each step that was reached.
namespace jincai::chaos {

namespace {

void say(std::string const& line) {
    fmt::print("{}\n", line);
    std::fflush(stdout);
}

/// Rows as they read, and the figures of each quota as the book answers them. The row that counts
/// commits and starts is told apart: it differs where an unacknowledged commit is missing.
std::string contents(app::Application& application) {
    std::uint64_t sum = 0;
    std::vector<QuotaId> quotas;
    application.database().read([&](storage::Session& session) {
        for (auto const& [table, rows] : storage::contents_of(session))
            if (table != "writer_claim") sum = sum * 31 + std::hash<std::string>{}(table) + rows.sum;
        quotas = all_quotas(session);
    });
    for (auto const quota : quotas) {
        auto const view = application.execution().quotas().quota(handler(), quota);
        if (!view) return "unreadable " + std::string{view.error().code()};
        sum = sum * 31 + static_cast<std::uint64_t>(view->quota.in_flight_fen.fen()) * 7 +
              static_cast<std::uint64_t>(view->available_fen.fen());
    }
    return fmt::format("contents {:016x}", sum);
}

void look_into(app::Application& application) {
    try {
        say(fmt::format("commits {}", application.database().read(&commits)));
        say(contents(application));
        application.execution().projector().wait_idle();
        auto const& data = application.options().data;
        auto const proof =
            execution::verify(application.database(), application.basics(), data / "heads");
        auto const files =
            storage::check_files(data, std::numeric_limits<std::uintmax_t>::max());
        say(proof.ok && files.empty() ? "sound" : "unsound");
    } catch (storage::StorageError const& error) {
        say(std::string{"unreadable "} + error.what());
    }
}

}  // namespace

int look(std::vector<std::string> const& words) {
    auto const read = app::Words::read(words, {"data"}, {});
    if (!read) return app::report(read.error());
    SystemClock const clock;
    auto const application =
        app::Application::open(options_of({.folder = read->value_or("data", "data")}), clock);
    if (!application) {
        say("refused " + std::string{application.error().code()});
        return 1;
    }
    say("started");
    look_into(**application);
    return 0;
}

}  // namespace jincai::chaos

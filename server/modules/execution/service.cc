#include "modules/execution/service.h"

#include "modules/execution/heads.h"

namespace jincai::execution {

Service::Service(Parts parts, std::filesystem::path heads_file, WriterOptions options)
    : office_{parts, options},
      projector_{office_, heads_file},
      quotas_{office_},
      plans_{office_},
      payments_{office_},
      payment_lists_{office_},
      freezes_{office_},
      heads_file_{std::move(heads_file)} {
    office_.writer.on_posting(&FreezeService::write_freezes);
    office_.writer.after_commit(
        [this](std::vector<BookKey> const& books) { projector_.notify(books); });
}

Service::~Service() { stop(); }

Result<void> Service::start() {
    JC_CHECK(office_.parts.database.read(
        [&](storage::Session& session) { return check_heads_file(heads_file_, session); }));
    projector_.start();
    return {};
}

void Service::stop() {
    office_.writer.stop();
    projector_.stop();
}

}  // namespace jincai::execution

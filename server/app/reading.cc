#include "app/reading.h"

#include "app/application.h"
#include "app/refusals.h"

namespace jincai::app {

Reading::Reading(std::filesystem::path data, std::string const& url)
    : data_{std::move(data)},
      database_{{.directory = data_, .url = url, .access = storage::Access::read_only}},
      basics_{database_, clock_, {.parameters = default_parameters(),
                                  .attachments = data_ / "attachments"}} {}

Result<std::unique_ptr<Reading>> Reading::open(std::filesystem::path const& data,
                                               std::string const& url) {
    return guarded(data, [&]() -> Result<std::unique_ptr<Reading>> {
        std::unique_ptr<Reading> made{new Reading{data, url}};
        JC_CHECK(made->basics_.load());
        return made;
    });
}

execution::VerifyReport Reading::verify() {
    return execution::verify(database_, basics_, data_ / "heads");
}

Error unusable(std::filesystem::path const& data, std::exception const& error) {
    if (auto refusal = storage::refusal_of(error)) return *std::move(refusal);
    return refuse(refusals::data_unusable,
                  {{"directory", data.string()}, {"what", std::string{error.what()}}})
        .error();
}

}  // namespace jincai::app

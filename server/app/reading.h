#pragma once

#include <filesystem>
#include <memory>

#include "modules/basics/service.h"
#include "modules/execution/verify.h"
#include "platform/storage/database.h"

namespace jincai::app {

/// A data directory that is only read: for commands beside a running server. Takes no lock.
class Reading {
public:
    /// `url`: a database server in place of files. Refused with `data_unusable` when there is
    /// nothing to read.
    [[nodiscard]] static Result<std::unique_ptr<Reading>> open(std::filesystem::path const& data,
                                                               std::string const& url = {});

    [[nodiscard]] storage::Database& database() { return database_; }
    [[nodiscard]] basics::Service const& basics() const { return basics_; }
    [[nodiscard]] execution::VerifyReport verify();

private:
    Reading(std::filesystem::path data, std::string const& url);

    std::filesystem::path data_;
    storage::Database database_;
    SystemClock clock_;
    basics::Service basics_;
};

/// Calls `fn`, turning what the storage and the file system throw into `data_unusable`, or into
/// the refusal that stands for it.
template <class Fn>
[[nodiscard]] auto guarded(std::filesystem::path const& data, Fn fn) -> std::invoke_result_t<Fn>;
[[nodiscard]] Error unusable(std::filesystem::path const& data, std::exception const& error);

template <class Fn>
auto guarded(std::filesystem::path const& data, Fn fn) -> std::invoke_result_t<Fn> {
    try {
        return fn();
    } catch (std::exception const& error) {
        return std::unexpected(unusable(data, error));
    }
}

}  // namespace jincai::app

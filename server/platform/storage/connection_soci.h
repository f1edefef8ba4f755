#pragma once

// The only header that knows SOCI; included by the connections that stand on it.

#include <soci/soci.h>

#include "platform/storage/connection.h"

namespace jincai::storage {

/// Throws the exception in flight as a `StorageError`.
[[noreturn]] void rethrow_as_storage_error();

/// Calls `fn`, turning SOCI's exceptions into `StorageError`.
template <class Fn>
decltype(auto) guarded(Fn&& fn) {
    try {
        return std::forward<Fn>(fn)();
    } catch (soci::soci_error const&) {
        rethrow_as_storage_error();
    }
}

/// What the servers have in common: statements by SOCI, whose results are bound to slots.
class SociConnection : public Connection {
public:
    [[nodiscard]] std::unique_ptr<Prepared> prepare(std::string const& sql) override;

protected:
    [[nodiscard]] soci::session& soci() { return session_; }
    [[nodiscard]] virtual std::optional<std::size_t> columns_of(soci::statement& statement) = 0;
    virtual void reset(soci::statement& statement) noexcept = 0;
    [[nodiscard]] virtual bool is_dead() = 0;
    /// `guarded`, and what fails on a dead connection is `lost`, whatever the driver calls it.
    template <class Fn>
    decltype(auto) checked(Fn&& fn) {
        try {
            return guarded(std::forward<Fn>(fn));
        } catch (StorageError const& error) {
            if (error.failure() != Failure::other || !is_dead()) throw;
            throw StorageError{Failure::lost, error.what()};
        }
    }

private:
    class SociPrepared;
    soci::session session_;
};

}  // namespace jincai::storage

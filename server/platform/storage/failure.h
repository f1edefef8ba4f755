#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>

#include "base/error.h"

namespace jincai::storage {

/// What went wrong below, in the few kinds that callers treat differently.
enum class Failure : std::uint8_t {
    unique,      ///< a row with this key is there already
    constraint,  ///< another constraint or a trigger said no
    busy,        ///< the lock or a session was not to be had in time; nothing was changed
    full,        ///< no room on the disk; nothing was changed
    io,          ///< reading or writing failed; nothing was changed
    lost,        ///< the connection to the database server is gone; nothing was changed
    unknown,     ///< whether the commit reached the disk could not be found out yet
    superseded,  ///< another server has taken over this database; this one may not write
    corrupt,     ///< the file is not what it should be
    in_use,      ///< another server holds the data directory
    other,
};

/// The only exception that leaves this room. Its text has no bound values in it, so that personal
/// data does not reach the logs.
class StorageError : public std::runtime_error {
public:
    StorageError(Failure failure, std::string const& what)
        : std::runtime_error{what}, failure_{failure} {}
    [[nodiscard]] Failure failure() const { return failure_; }

private:
    Failure failure_;
};

/// `other` for exceptions that are not a `StorageError`.
[[nodiscard]] Failure classify(std::exception const& error);

/// The refusal a user is given for a failure that time or an operator mends (busy, full, lost, ...);
/// nothing for those that are errors of ours.
[[nodiscard]] std::optional<Error> refusal_of(std::exception const& error);

}  // namespace jincai::storage

#include "platform/storage/failure.h"

#include <sqlite3.h>

#include "platform/storage/refusals.h"
#include "platform/storage/slot.h"

namespace jincai::storage {

namespace {

Failure failure_of(int code) {
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            return Failure::unique;
        default:
            break;
    }
    switch (code & 0xff) {  // the low byte is the primary code
        case SQLITE_CONSTRAINT:
            return Failure::constraint;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Failure::busy;
        case SQLITE_FULL:
            return Failure::full;
        case SQLITE_IOERR:
            return Failure::io;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Failure::corrupt;
        default:
            return Failure::other;
    }
}

}  // namespace

[[noreturn]] void throw_storage_error(int code, std::string const& message) {
    throw StorageError{failure_of(code), message};
}

void bad_text(std::string_view what, std::string_view text) {
    throw StorageError{Failure::corrupt,
                       "a column holds no " + std::string{what} + ": " + std::string{text}};
}

void unexpected_null() {
    throw StorageError{Failure::corrupt, "a column that must have a value is null"};
}

Failure classify(std::exception const& error) {
    auto const* known = dynamic_cast<StorageError const*>(&error);
    return known == nullptr ? Failure::other : known->failure();
}

std::optional<Error> refusal_of(std::exception const& error) {
    switch (classify(error)) {
        case Failure::busy:
            return Error{.spec = &refusals::storage_busy};
        case Failure::full:
            return Error{.spec = &refusals::storage_full};
        case Failure::in_use:
            return Error{.spec = &refusals::data_in_use};
        case Failure::unique:
        case Failure::constraint:
        case Failure::io:
        case Failure::corrupt:
        case Failure::other:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace jincai::storage

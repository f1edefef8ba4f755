#include "platform/storage/failure.h"

#include "platform/storage/refusals.h"
#include "platform/storage/slot.h"

namespace jincai::storage {

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
        case Failure::lost:
            return Error{.spec = &refusals::storage_unreachable};
        case Failure::unknown:
            return Error{.spec = &refusals::storage_outcome_unknown};
        case Failure::corrupt:
            return Error{.spec = &refusals::data_damaged,
                         .figures = {{"what", std::string{error.what()}}}};
        case Failure::superseded:
            return Error{.spec = &refusals::storage_superseded};
        case Failure::unique:
        case Failure::constraint:
        case Failure::io:
        case Failure::other:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace jincai::storage

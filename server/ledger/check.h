#pragma once

#include <string>
#include <vector>

#include "ledger/book.h"

/// The invariants of the book, for `verify`, for reading a journal back, and for tests. `apply`
/// keeps watch by itself over what a posting touches.
namespace jincai::ledger {

/// A broken invariant, in words for the operator.
struct Violation {
    std::string invariant;  ///< "I1" .. "I6", or "state" for a counter that does not fit
    std::string detail;
};

/// Whether a posting from outside (a journal) may follow this state: next in sequence, balanced, no
/// balance below zero, nothing unknown. What `apply` would stop at is answered here instead.
[[nodiscard]] std::vector<Violation> admissible(Book const& book, Posting const& posting);

/// I1 of a single posting.
[[nodiscard]] std::vector<Violation> check(Posting const& posting);
/// I2-I5 and every kept counter, from the balances alone. Walks the whole book.
[[nodiscard]] std::vector<Violation> check(Book const& book);
/// I6: the upper book's 2040 for this region equals the lower book's 1002, document by document.
[[nodiscard]] std::vector<Violation> check_between(Book const& upper, Book const& lower);

}  // namespace jincai::ledger

#pragma once

#include "chaos/burst.h"
#include "chaos/store_booked.h"

namespace jincai::chaos {

/// What must never be, counted over all cycles, and what happened on the way.
struct Toll {
    std::int64_t tried = 0;
    std::int64_t acknowledged = 0;
    std::int64_t lost = 0;        ///< acknowledged, and not in the books as it was ordered
    std::int64_t duplicated = 0;  ///< a key with more than one record or document
    std::int64_t unasked = 0;     ///< in the books, and no client sent it
    std::int64_t half = 0;        ///< a record without its document, or the other way round
    std::int64_t changed_answer = 0;  ///< asked again under its key, the answer was another
    std::int64_t committed_unacknowledged = 0;  ///< the kill came between commit and answer
    std::int64_t resolved = 0;    ///< asked again under their key, and booked once
};

/// Compares the books with what the clients know and settles what they do not know.
class Watch {
public:
    Watch(app::Application& application, Mark checked)
        : application_{application}, checked_{checked} {}

    /// I1, I2 and I8 for what came after `checked`: everything this burst brought.
    void check(Burst const& burst, Toll& toll);
    /// Hands in again, under its key, whatever has no answer, and some of what has one.
    void resolve(Burst const& burst, Toll& toll);
    [[nodiscard]] Mark last() const;
    /// Whether each quota has in flight what the clients' lists add up to, and the rest where it was.
    [[nodiscard]] bool balanced(std::map<QuotaId, Money> const& expected) const;

private:
    app::Application& application_;
    Mark checked_;
};

}  // namespace jincai::chaos

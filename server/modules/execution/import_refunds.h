#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "modules/execution/import_rows.h"
#include "platform/storage/database.h"

namespace jincai::execution {

/// Which payment the money of a row came back from. A file does not say, so it is a payment of the
/// same unit and year with enough left: to the same payee and of the same kind, else to the same
/// payee, else of the same kind, else any; of several the smallest that suffices. The payments of
/// a unit and year are read once and then kept, with what the refunds at hand have taken.
class ImportRefunds {
public:
    ImportRefunds(storage::Database const& database, RegionCode region);

    /// The payment, with `-row.amount` taken off what is left of it.
    [[nodiscard]] std::optional<PaymentId> take(ImportRow const& row, UnitCode const& unit);
    /// Undoes a `take` whose refund was not booked.
    void give_back(ImportRow const& row, UnitCode const& unit, PaymentId payment);

private:
    using ByAmount = std::set<std::pair<Money, PaymentId>>;
    struct Paid {
        Money left;
        std::string payee;
        EconomicCode economic;
    };
    struct Shelf {
        std::unordered_map<PaymentId, Paid> payments;
        std::unordered_map<std::string, ByAmount> by_payee;
        std::map<EconomicCode, ByAmount> by_economic;
    };
    using ShelfKey = std::pair<std::int32_t, UnitCode>;

    [[nodiscard]] Shelf& shelf(ImportRow const& row, UnitCode const& unit);
    [[nodiscard]] static std::optional<PaymentId> find(Shelf const& shelf, ImportRow const& row);
    static void change(Shelf& shelf, PaymentId payment, Money by);

    storage::Database const& database_;
    RegionCode region_;
    std::map<ShelfKey, Shelf> shelves_;
};

}  // namespace jincai::execution

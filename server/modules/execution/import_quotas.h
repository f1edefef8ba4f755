#pragma once

#include <compare>
#include <map>

#include "modules/execution/import_past.h"
#include "modules/execution/import_places.h"

namespace jincai::execution {

/// What the rows of one unit, year and economic code spend together.
struct NeedKey {
    std::int32_t year = 0;
    std::string unit;  ///< by name
    EconomicCode economic;
    friend auto operator<=>(NeedKey const&, NeedKey const&) = default;
};
using Needs = std::map<NeedKey, Money>;

/// Opens the quotas that the rows of a file need, by quota documents from the file, one for each
/// year (and a further one for every 500 lines). Quotas of an earlier import are raised by what
/// they lack.
class ImportQuotas {
public:
    ImportQuotas(Office& office, ImportMap const& map, ImportPlaces const& places,
                 api::Caller caller);

    [[nodiscard]] Result<void> cover(Needs const& needs);
    /// Requires: the need was covered.
    [[nodiscard]] QuotaId quota(NeedKey const& key) const { return quotas_.at(key); }
    [[nodiscard]] std::int64_t opened() const { return opened_; }

private:
    struct Line {
        NeedKey key;
        QuotaDocumentLine line;
    };

    void read_known(Needs const& needs);
    [[nodiscard]] Result<Money> available(NeedKey const& key) const;
    [[nodiscard]] QuotaDocumentLine opening(NeedKey const& key, Money amount) const;
    [[nodiscard]] Result<void> book(std::int32_t year, QuotaDocumentKind kind,
                                    std::span<Line const> lines);

    Office& office_;
    ImportMap const& map_;
    ImportPlaces const& places_;
    api::Caller caller_;
    std::map<NeedKey, QuotaId> quotas_;
    std::int64_t opened_ = 0;
};

}  // namespace jincai::execution

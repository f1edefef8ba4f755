#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/money.h"
#include "modules/execution/import_map.h"
#include "platform/tabular/csv.h"

namespace jincai::execution {

/// A row of a transaction file, understood.
struct ImportRow {
    std::size_t ordinal = 0;  ///< counted from 0 over all rows of the file
    std::int64_t line = 0;
    BusinessDate day;
    Money amount;  ///< negative: money that came back
    std::string unit;
    EconomicCode economic;
    std::string payee;
    std::string purpose;
    std::string reference;   ///< the key as text, for the bank reference
    std::string command_id;  ///< the row's natural key: the same in every reading of the file
};

/// A row that is not booked, and why.
struct Rejection {
    std::int64_t line = 0;
    std::string field;
    Error error;
    std::string value;
};

/// The last column of a file that was handed back with what is wrong with its rows. A file that has
/// it is read like one without.
inline constexpr std::string_view kErrorColumn = "error";

/// Reads a file row by row as its map says. Every pass over the same file gives the same keys.
class ImportRows {
public:
    using Take = std::function<void(ImportRow)>;
    using Reject = std::function<void(Rejection)>;

    explicit ImportRows(ImportMap const& map);

    /// Hands every row to one of the two. Refused when the file cannot be opened or its header is
    /// not that of the map. `progress` is told how many bytes of how many are done.
    [[nodiscard]] Result<void> read(std::filesystem::path const& file, Take const& take,
                                    Reject const& reject,
                                    std::function<void(std::int64_t, std::int64_t)> const& progress);

    [[nodiscard]] std::size_t row_count() const { return count_; }

private:
    using Fields = std::span<std::string_view const>;

    [[nodiscard]] Result<void> check_header(Fields header);
    [[nodiscard]] Fields as_written(Fields fields);
    [[nodiscard]] Result<ImportRow> understand(Fields fields);
    [[nodiscard]] Result<BusinessDate> day_of(Fields fields) const;
    [[nodiscard]] Result<void> check_year(Fields fields, BusinessDate day) const;
    [[nodiscard]] Result<Money> amount_of(Fields fields) const;
    [[nodiscard]] Result<std::string> joined(Fields fields, std::span<std::size_t const> columns,
                                             std::string_view missing,
                                             std::optional<Unprintable> unprintable = {}) const;
    [[nodiscard]] EconomicCode economic_of(Fields fields);
    [[nodiscard]] std::string command_id_of(Fields fields);
    [[nodiscard]] std::size_t position(std::string_view column) const;
    [[nodiscard]] std::vector<std::size_t> positions(std::span<std::string const> columns) const;

    ImportMap const& map_;
    std::size_t date_;
    std::size_t amount_;
    std::size_t year_;
    std::size_t unit_;
    std::size_t economic_;
    std::vector<std::size_t> payee_;
    std::vector<std::size_t> purpose_;
    std::vector<std::size_t> key_;
    std::size_t count_ = 0;
    bool handed_back_ = false;  ///< the file has the error column
    std::vector<std::string_view> plain_;  ///< its fields without protection and error
    std::unordered_map<std::string, EconomicCode> economic_known_;  ///< by the column's text
    std::unordered_map<std::string, std::uint32_t> alike_;  ///< rows with this key so far
};

}  // namespace jincai::execution

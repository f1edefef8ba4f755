#pragma once

#include <fstream>

#include "modules/execution/import_payments.h"
#include "modules/execution/import_rows.h"
#include "platform/tabular/csv_writer.h"

namespace jincai::execution {

/// Takes down the rows that are not booked: all of them to a CSV file, the first ones and the
/// counts to the summary. The file is made with the first of them.
class Rejections {
public:
    Rejections(std::filesystem::path file, ImportSummary& summary);

    void add(Rejection const& rejection);
    /// Writes out what is buffered. Refused when the disk would not take it.
    [[nodiscard]] Result<void> finish();
    /// Copies the rows of `file` that were taken down to `returned`, with the error column.
    [[nodiscard]] Result<void> hand_back(std::filesystem::path const& file,
                                         std::vector<std::string> const& columns,
                                         std::filesystem::path const& returned) const;

private:
    void open();

    std::filesystem::path path_;
    ImportSummary& summary_;
    std::ofstream stream_;
    std::optional<tabular::CsvWriter> writer_;
    std::map<std::int64_t, std::string> errors_;  ///< by line: the field and what is wrong
};

}  // namespace jincai::execution

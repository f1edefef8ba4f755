#pragma once

#include <filesystem>
#include <map>

#include "base/result.h"
#include "demo/progress.h"
#include "demo/province.h"

namespace jincai::demo {

struct LoadOptions {
    std::filesystem::path data;
    std::string database = {};  ///< a server's address; empty: files of `data`
    std::filesystem::path parameters;
    std::uint64_t seed = 0;
    BusinessDate today;
    Extent extent = Extent::whole;
};

/// What was made.
struct Loaded {
    Province province;
    std::uint64_t digest = 0;  ///< over the whole script
    std::map<std::string, std::int64_t> counts;
    std::int64_t elapsed_ms = 0;
};

/// Makes the demonstration province in an empty data directory through the product's own commands.
/// Refused when there are regions already. The data are on the disk when this returns.
[[nodiscard]] Result<Loaded> load(LoadOptions const& options, Progress& progress);

}  // namespace jincai::demo

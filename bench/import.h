#pragma once

#include <string>
#include <vector>

namespace jincai::bench {

/// `jincai bench import [--rows 500000] [--json]`: a transaction file of that many rows, made for
/// the purpose, into a durable database in a scratch folder.
int import_rows(std::vector<std::string> const& words);

}  // namespace jincai::bench

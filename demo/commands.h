#pragma once

#include <string>
#include <vector>

/// Commands of the program that this room brings; each gives the process's exit code.
namespace jincai::demo {

/// `jincai demo --data DIR [--seed N] [--date DATE] [--sample] [--json]`: makes the demonstration
/// province in an empty data directory and prints its accounts. `--sample`: only the county of the
/// story with the city and the province above it, in a second.
int create_province(std::vector<std::string> const& words);

/// `jincai import payments --map MAP.yaml FILE.csv[.gz] --data DIR [--json]`: books the payments of
/// a file; what is not booked is listed with line, field, code and reason.
int import_file(std::vector<std::string> const& words);

}  // namespace jincai::demo

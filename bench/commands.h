#pragma once

#include <string>
#include <vector>

/// Measurements; each command gives the process's exit code.
namespace jincai::bench {

/// `jincai bench payments [--seconds N] [--clients N] [--json]`: full commands into a durable
/// database in a scratch folder, from clients in this process.
/// `jincai bench http [--seconds N] [--connections N] [--json]`: one by one over loopback.
/// `jincai bench import [--rows N] [--json]`: a transaction file, row by row.
int run(std::vector<std::string> const& words);

}  // namespace jincai::bench

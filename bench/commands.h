#pragma once

#include <string>
#include <vector>

/// Measurements; each command gives the process's exit code.
namespace jincai::bench {

/// `jincai bench book`: the book alone, in memory. `payments`: full commands into a durable database,
/// from clients in this process, one by one or in lists. `http`: the same over loopback. `import`: a
/// transaction file, row by row. `scale`: pages and starts over many payments. The options of each are in `bench/README.md`.
int run(std::vector<std::string> const& words);

}  // namespace jincai::bench

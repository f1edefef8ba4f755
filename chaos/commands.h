#pragma once

#include <string>
#include <vector>

/// Faults on purpose; each command gives the process's exit code.
namespace jincai::chaos {

/// `jincai chaos kill [--cycles N] [--clients N] [--seed N] [--json]`: a process that books
/// payments is killed at random moments; what it acknowledged must be there, once.
/// `jincai chaos flip [--count N] [--seed N] [--json]`: bits of the data of a killed process are
/// flipped; a wrong answer must never come without a word.
/// `jincai chaos power [--payments N] [--step N] [--seed N] [--json]`: the power goes at every write
/// and sync of a short run, a call fails, the disk is full.
/// `jincai chaos work|look ...`: the processes of both; not for people.
int run(std::vector<std::string> const& words);

}  // namespace jincai::chaos

#pragma once

#include <string>
#include <vector>

namespace jincai::chaos {

int kill(std::vector<std::string> const& words);
int flip(std::vector<std::string> const& words);
int power_cuts(std::vector<std::string> const& words);
int look(std::vector<std::string> const& words);
int work(std::vector<std::string> const& words);

}  // namespace jincai::chaos

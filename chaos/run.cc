#include <cstdio>

#include "chaos/commands.h"
#include "chaos/parts.h"

namespace jincai::chaos {

int run(std::vector<std::string> const& words) {
    std::vector<std::string> const rest(words.begin() + (words.empty() ? 0 : 1), words.end());
    if (!words.empty() && words[0] == "kill") return kill(rest);
    if (!words.empty() && words[0] == "flip") return flip(rest);
    if (!words.empty() && words[0] == "power") return power_cuts(rest);
    if (!words.empty() && words[0] == "look") return look(rest);
    if (!words.empty() && words[0] == "work") return work(rest);
    std::fputs("jincai chaos power [--payments N] [--step N] [--seed N] [--json]\n", stderr);
    std::fputs("jincai chaos flip [--count N] [--seed N] [--json]\n", stderr);
    std::fputs("jincai chaos kill [--cycles N] [--clients N] [--seed N] [--json]\n", stderr);
    return 2;
}

}  // namespace jincai::chaos

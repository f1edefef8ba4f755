#include <cstdio>

#include "bench/commands.h"
#include "bench/import.h"
#include "bench/measures.h"

namespace jincai::bench {

int run(std::vector<std::string> const& words) {
    if (!words.empty() && words[0] == "payments") return payments({words.begin() + 1, words.end()});
    if (!words.empty() && words[0] == "http") return over_http({words.begin() + 1, words.end()});
    if (!words.empty() && words[0] == "book") return book({words.begin() + 1, words.end()});
    if (!words.empty() && words[0] == "import") return import_rows({words.begin() + 1, words.end()});
    if (!words.empty() && words[0] == "scale") return scale({words.begin() + 1, words.end()});
    std::fputs("jincai bench import [--rows N] [--json]\n", stderr);
    std::fputs("jincai bench book [--lines N] [--skew zipf:S|uniform] [--postings N] [--json]\n", stderr);
    std::fputs("jincai bench payments [--backend sqlite|postgres|odbc] [--db URL] [--clients N] "
               "[--skew zipf:S|uniform] [--seconds N] [--regions N] [--quota-lines N] [--lists N] "
               "[--baseline] [--json]\n",
               stderr);
    std::fputs("jincai bench http [--connections N] and the options of payments but --baseline\n",
               stderr);
    std::fputs("jincai bench scale [--payments N] [--singles N] [--regions N] [--quota-lines N] "
               "[--backend ...] [--db URL]\n",
               stderr);
    return 2;
}

}  // namespace jincai::bench

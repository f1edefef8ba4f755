#include <csignal>
#include <cstdio>
#include <string_view>

#include "main/commands.h"

int main(int argc, char** argv) {
    using namespace jincai::program;
    std::vector<std::string> const words(argv + 1, argv + argc);
    // A limit on the size of files is a full disk like any other: the write fails and is refused by
    // name. By default the system would end the process. Nor does a reader that left end it.
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    if (words.empty() || words[0] == "help" || words[0] == "--help") {
        std::fputs(help().c_str(), stdout);
        return 0;
    }
    for (auto const& command : commands())
        if (command.name == words[0]) return command.run({words.begin() + 1, words.end()});
    std::fprintf(stderr, "jincai: there is no command \"%s\"; see `jincai help`\n",
                 words[0].c_str());
    return 2;
}

#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The command line: for operators and scripts. Every command prints JSON with `--json` and ends
/// with 0, with 1 when it found or met something wrong, with 2 when it was called wrongly.
namespace jincai::program {

struct Command {
    std::string_view name;
    std::string_view usage;
    std::string_view summary;
    std::function<int(std::vector<std::string>)> run;
};

[[nodiscard]] std::span<Command const> commands();
[[nodiscard]] std::string help();

int serve(std::vector<std::string> const& words);
int back_up(std::vector<std::string> const& words);
int restore(std::vector<std::string> const& words);
int repair(std::vector<std::string> const& words);
int projections(std::vector<std::string> const& words);
int replay(std::vector<std::string> const& words);
int verify(std::vector<std::string> const& words);
int scratch_server(std::vector<std::string> const& words);
int openapi(std::vector<std::string> const& words);
int user(std::vector<std::string> const& words);

}  // namespace jincai::program

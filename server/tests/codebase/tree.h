#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// The source tree as text, for checks over all of it. A check is a function from files to
/// findings, so that each can also be tried on a file that breaks its rule.
namespace jincai::codebase {

struct File {
    std::string path;  ///< from the root: "server/base/money.h"
    std::string text;

    [[nodiscard]] std::string_view name() const;
    [[nodiscard]] bool is_below(std::string_view folder) const;
    /// A test, or what only tests include.
    [[nodiscard]] bool is_test() const;
};

/// "server/base/money.h:12: what is wrong"
using Findings = std::vector<std::string>;

/// All files of the repository with one of these endings, without what is installed or generated.
[[nodiscard]] std::vector<File> files_ending_in(std::vector<std::string> const& endings);
/// The C++ files: .h and .cc.
[[nodiscard]] std::vector<File> const& cpp_files();

/// The same text with comments blanked, and string contents too; line breaks stay.
[[nodiscard]] std::string without_comments(std::string_view text);
[[nodiscard]] std::string code_only(std::string_view text);
/// Only the contents of string literals; everything else blanked.
[[nodiscard]] std::string strings_only(std::string_view text);

void for_each_line(std::string_view text,
                   std::function<void(std::string_view line, int number)> const& fn);
[[nodiscard]] std::string finding(File const& file, int line, std::string_view what);

}  // namespace jincai::codebase

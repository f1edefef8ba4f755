#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace jincai::app {

/// The words of a command line: `--name value`, `--flag`, and what stands alone.
class Words {
public:
    /// Refuses options that the command does not know, and values that are missing.
    [[nodiscard]] static Result<Words> read(std::vector<std::string> const& words,
                                            std::set<std::string> const& with_value,
                                            std::set<std::string> const& flags);

    /// The last one when it was given several times.
    [[nodiscard]] std::optional<std::string> value(std::string const& name) const;
    /// All of them, in their order.
    [[nodiscard]] std::vector<std::string> values(std::string const& name) const;
    [[nodiscard]] std::string value_or(std::string const& name, std::string fallback) const;
    /// Refuses what is not a whole number in [min, max].
    [[nodiscard]] Result<std::int64_t> number(std::string const& name, std::int64_t fallback,
                                              std::int64_t min, std::int64_t max) const;
    [[nodiscard]] bool flag(std::string const& name) const { return flags_.contains(name); }
    [[nodiscard]] std::vector<std::string> const& plain() const { return plain_; }

private:
    std::map<std::string, std::vector<std::string>> values_;
    std::set<std::string> flags_;
    std::vector<std::string> plain_;
};

/// Prints the refusal to standard error in both languages and gives exit code 2 for a wrong call,
/// 1 for anything else.
int report(Error const& error);

}  // namespace jincai::app

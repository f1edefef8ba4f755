#include "modules/execution/rules_source.h"

#include "base/text.h"

namespace jincai::execution {

namespace {

/// Parameters by name: what is supposed, else what is in force.
class Reading {
public:
    Reading(basics::Directory const& directory, RegionCode const& region, BusinessDate day,
            Overrides const& overrides)
        : directory_{directory}, region_{region}, day_{day}, overrides_{overrides} {}

    std::string_view text(std::string_view name) {
        if (auto const found = overrides_.find(name); found != overrides_.end())
            return found->second;
        auto const* value = directory_.value_on(name, region_, day_);
        if (value == nullptr) return {};
        newest_ = std::max(newest_, value->version);
        return value->value;
    }
    std::int32_t number(std::string_view name, std::int64_t absent) {
        return static_cast<std::int32_t>(parse_int(text(name)).value_or(absent));
    }
    /// The newest version read: it names the rules.
    [[nodiscard]] std::int64_t newest() const { return newest_; }

private:
    basics::Directory const& directory_;
    RegionCode const& region_;
    BusinessDate day_;
    Overrides const& overrides_;
    std::int64_t newest_ = 0;
};

}  // namespace

ledger::Rules rules_on(basics::Directory const& directory, RegionCode const& region,
                       BusinessDate day, Overrides const& overrides) {
    ledger::Rules rules;
    Reading read{directory, region, day, overrides};
    for (std::size_t i = 0; i < ledger::kProjectClasses; ++i) {
        auto const* name =
            boost::describe::enum_to_string(static_cast<ledger::ProjectClass>(i), "");
        std::string mode{read.text("execution.plan_mode_" + std::string{name})};
        if (mode.empty()) mode = read.text("execution.plan_mode");
        boost::describe::enum_from_string(mode.c_str(), rules.plan_modes[i]);
    }
    rules.yellow_line = {read.number("execution.yellow_line_bp", 8000)};
    rules.red_months = read.number("execution.red_months", 2);
    rules.block_trigger = read.text("execution.block_trigger") == "true";
    rules.freeze_basis = std::string{read.text("execution.freeze_basis")};
    rules.pass_hours = read.number("execution.pass_hours", 24);
    rules.version = "execution#" + std::to_string(read.newest());
    return rules;
}

ledger::BookSettings settings_of(basics::Directory const& directory, BookKey const& key,
                                 Overrides const& overrides) {
    Reading read{directory, key.region, make_date(key.year.value, 1, 1), overrides};
    ledger::BookSettings made{.region = key.region, .year = key.year};
    std::string const scope{read.text("execution.light_scope")};
    boost::describe::enum_from_string(scope.c_str(), made.scope_kind);
    made.lights_for_personnel = read.text("execution.lights_for_personnel") == "true";
    return made;
}

}  // namespace jincai::execution

#include <fmt/ranges.h>

#include "modules/basics/forms.h"
#include "modules/basics/refusals.h"
#include "modules/basics/service.h"
#include "modules/basics/store.h"
#include "platform/config/config.h"
#include "platform/tabular/csv.h"

namespace jincai::basics {
namespace {

struct SeedValue {
    BusinessDate effective_from = {};
    std::string value = {};
    std::string document_number = {};
};
BOOST_DESCRIBE_STRUCT(SeedValue, (), (effective_from, value, document_number))

struct SeedParameter {
    std::string name = {};
    ParameterKind kind = ParameterKind::integer;
    std::string description_zh = {};
    std::string description_en = {};
    std::optional<std::string> unit = {};
    std::vector<std::string> choices = {};
    std::optional<std::string> basis = {};
    std::vector<SeedValue> values = {};
};
BOOST_DESCRIBE_STRUCT(SeedParameter, (),
                      (name, kind, description_zh, description_en, unit, choices, basis, values))

struct RuleFile {
    std::vector<SeedParameter> parameters = {};
};
BOOST_DESCRIBE_STRUCT(RuleFile, (), (parameters))

struct AttachmentFile {
    std::vector<AttachmentRequirement> attachments = {};
};
BOOST_DESCRIBE_STRUCT(AttachmentFile, (), (attachments))

/// Everything that a new database starts with, read and checked before anything is written.
struct Seed {
    std::vector<CodeEntry> codes = {};
    std::vector<CrosswalkRow> crosswalk = {};
    std::vector<CombinationRule> combinations = {};
    std::vector<Region> regions = {};
    std::vector<SeedParameter> parameters = {};
    std::vector<AttachmentRequirement> attachments = {};
    std::vector<store::CalendarDay> days = {};
};

ParameterDefinition definition_of(SeedParameter const& seed) {
    return {.name = seed.name,
            .kind = seed.kind,
            .description_zh = seed.description_zh,
            .description_en = seed.description_en,
            .unit = seed.unit.value_or(""),
            .choices = fmt::format("{}", fmt::join(seed.choices, ",")),
            .basis = seed.basis.value_or("")};
}

Result<void> read_codes(std::filesystem::path const& folder, Seed& seed) {
    Result<void> outcome;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<CodeSet>>([&](auto item) {
        if (!outcome) return;
        auto const text = config::read_text(folder / (std::string{item.name} + ".csv"));
        if (!text) {
            outcome = std::unexpected(text.error());
            return;
        }
        forms::Findings findings;
        auto parsed = forms::parse_seed_codes(*text, item.value, findings);
        forms::check(parsed, CodeBook{{}, {}, {}}, findings);
        outcome = findings.verdict();
        seed.codes.insert(seed.codes.end(), parsed.rows.begin(), parsed.rows.end());
    });
    return outcome;
}

Result<void> read_relations(std::filesystem::path const& folder, Seed& seed) {
    forms::Findings findings;
    auto const crosswalk = JC_TRY(config::read_text(folder / "economic_crosswalk.csv"));
    seed.crosswalk = forms::parse_crosswalk(crosswalk, findings);
    auto const combinations = JC_TRY(config::read_text(folder / "combinations.csv"));
    seed.combinations = forms::parse_combinations(combinations, findings);
    return findings.verdict();
}

Result<void> read_divisions(std::filesystem::path const& file, Seed& seed) {
    auto const text = JC_TRY(config::read_text(file));
    forms::Findings findings;
    auto parsed = forms::parse_regions(text, findings);
    for (Region& region : parsed.rows) forms::complete(region);
    forms::check(parsed, Registry{{}, {}}, findings);
    seed.regions = std::move(parsed.rows);
    return findings.verdict();
}

Result<void> read_rules(std::filesystem::path const& folder, Seed& seed) {
    for (auto const& path : JC_TRY(config::yaml_files(folder))) {
        auto file = JC_TRY(config::load_yaml<RuleFile>(path));
        for (SeedParameter& parameter : file.parameters) {
            for (SeedValue const& value : parameter.values) {
                JC_CHECK(check_value(definition_of(parameter), value.value));
            }
            seed.parameters.push_back(std::move(parameter));
        }
    }
    return {};
}

Result<void> read_attachments(std::filesystem::path const& folder, Seed& seed) {
    for (auto const& path : JC_TRY(config::yaml_files(folder))) {
        auto const file = JC_TRY(config::load_yaml<AttachmentFile>(path));
        seed.attachments.insert(seed.attachments.end(), file.attachments.begin(),
                                file.attachments.end());
    }
    return {};
}

Result<Seed> read_seed(std::filesystem::path const& folder, WithDivisions divisions) {
    Seed seed;
    JC_CHECK(read_codes(folder / "codes", seed));
    JC_CHECK(read_relations(folder / "codes", seed));
    JC_CHECK(read_rules(folder / "rules", seed));
    JC_CHECK(read_attachments(folder / "attachments", seed));
    auto const days = JC_TRY(config::read_text(folder / "calendar" / "days.csv"));
    forms::Findings findings;
    seed.days = forms::parse_days(days, findings);
    JC_CHECK(findings.verdict());
    if (divisions == WithDivisions::yes) {
        JC_CHECK(read_divisions(folder / "divisions" / "divisions.csv", seed));
    }
    return seed;
}

void write_parameters(storage::Session& session, audit::Actor const& actor, Timestamp at,
                      std::vector<SeedParameter> const& parameters) {
    for (SeedParameter const& parameter : parameters) {
        store::insert(session, definition_of(parameter));
        for (SeedValue const& value : parameter.values) {
            store::insert(session, ParameterValue{.name = parameter.name,
                                                  .effective_from = value.effective_from,
                                                  .value = value.value,
                                                  .document_number = value.document_number,
                                                  .proposed_by = actor.user_name,
                                                  .approved_by = actor.user_name,
                                                  .decided_at = at});
        }
    }
}

}  // namespace

Result<SeedReport> Service::seed(audit::Actor const& actor, WithDivisions divisions) {
    if (is_seeded()) return refuse(refusals::already_seeded);
    Seed const seed = JC_TRY(read_seed(paths_.parameters, divisions));
    auto const codes = forms::with_levels(seed.codes, CodeBook{{}, {}, {}});
    auto const report = JC_TRY(audit::change(
        database_, clock_, actor, "basics_seeded",
        [&](storage::Session& session, audit::Record& record) -> Result<SeedReport> {
            for (CodeEntry const& entry : codes) store::put(session, entry);
            for (CrosswalkRow const& row : seed.crosswalk) store::insert(session, row);
            for (CombinationRule const& rule : seed.combinations) store::insert(session, rule);
            for (Region const& region : seed.regions) store::put(session, region);
            for (auto const& item : seed.attachments) store::insert(session, item);
            for (store::CalendarDay const& day : seed.days) store::insert(session, day);
            write_parameters(session, actor, record.at, seed.parameters);
            record.object_kind = "parameters";
            return SeedReport{.codes = static_cast<std::int64_t>(codes.size()),
                              .regions = static_cast<std::int64_t>(seed.regions.size()),
                              .parameters = static_cast<std::int64_t>(seed.parameters.size())};
        }));
    JC_CHECK(load());
    return report;
}

}  // namespace jincai::basics

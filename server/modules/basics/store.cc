#include "modules/basics/store.h"

#include <fmt/ranges.h>

#include "base/text.h"
#include "platform/storage/where.h"

namespace jincai::basics::store {
namespace {

/// An attachment list entry as it lies in its table.
struct RequirementRow {
    std::string document_kind = {};
    std::string attachment_kind = {};
    BusinessDate effective_from = {};
    std::string title_zh = {};
    std::string title_en = {};
    Enforcement enforcement = Enforcement::warn;
    std::int64_t amount_fen_min = 0;
    std::string project_class_prefixes = {};
    std::string economic_prefixes = {};
    std::string document_number = {};
};
BOOST_DESCRIBE_STRUCT(RequirementRow, (),
                      (document_kind, attachment_kind, effective_from, title_zh, title_en,
                       enforcement, amount_fen_min, project_class_prefixes, economic_prefixes,
                       document_number))

std::vector<std::string> prefixes(std::string const& text) {
    std::vector<std::string> list;
    if (text.empty()) return list;
    for (std::string_view part : split(text, ',')) list.emplace_back(part);
    return list;
}

}  // namespace

std::vector<Region> regions(storage::Session& session) {
    return session.query<Region>(
        "select code, name, short_name, level, parent_code, initials from region");
}

std::vector<Unit> units(storage::Session& session) {
    return session.query<Unit>(
        "select region_code, code, name, short_name, parent_code, department_code, type, "
        "line_section, valid_from, valid_to, initials from unit");
}

std::vector<CodeEntry> codes(storage::Session& session) {
    return session.query<CodeEntry>(
        "select code_set, fiscal_year, code, name, parent_code, level, leaf, valid, confidence "
        "from code_entry");
}

std::vector<CrosswalkRow> crosswalk(storage::Session& session) {
    return session.query<CrosswalkRow>(
        "select fiscal_year, department_economic, government_economic, unit_kind "
        "from economic_crosswalk");
}

std::vector<CombinationRule> combinations(storage::Session& session) {
    return session.query<CombinationRule>(
        "select left_element, left_prefix, right_element, right_prefix, effect, reason_zh, "
        "reason_en, basis, confidence from combination_rule "
        "order by left_element, left_prefix, right_element, right_prefix");
}

std::vector<ParameterDefinition> definitions(storage::Session& session) {
    return session.query<ParameterDefinition>(
        "select name, kind, description_zh, description_en, unit, choices, basis "
        "from parameter_definition");
}

std::vector<ParameterValue> values(storage::Session& session) {
    return session.query<ParameterValue>(
        "select region_code, name, effective_from, version, value, document_number, proposed_by, "
        "approved_by, decided_at from parameter_value");
}

std::vector<AttachmentRequirement> requirements(storage::Session& session) {
    std::vector<AttachmentRequirement> list;
    session.for_each<RequirementRow>(
        "select document_kind, attachment_kind, effective_from, title_zh, title_en, enforcement, "
        "amount_fen_min, project_class_prefixes, economic_prefixes, document_number "
        "from attachment_requirement order by document_kind, attachment_kind, effective_from",
        [&](RequirementRow const& row) {
            list.push_back({.document_kind = row.document_kind,
                            .attachment_kind = row.attachment_kind,
                            .title_zh = row.title_zh,
                            .title_en = row.title_en,
                            .enforcement = row.enforcement,
                            .amount_fen_min = row.amount_fen_min,
                            .project_class_prefixes = prefixes(row.project_class_prefixes),
                            .economic_prefixes = prefixes(row.economic_prefixes),
                            .effective_from = row.effective_from,
                            .document_number = row.document_number});
        });
    return list;
}

std::vector<CalendarDay> days(storage::Session& session) {
    return session.query<CalendarDay>(
        "select day, kind, name, document_number, confidence from calendar_day");
}

Put put(storage::Session& session, Region const& region) {
    auto const touched = session.execute(
        "update region set name = :name, short_name = :short_name, level = :level, "
        "parent_code = :parent_code, initials = :initials where code = :code",
        region.name, region.short_name, region.level, region.parent_code, region.initials,
        region.code);
    if (touched > 0) return Put::changed;
    session.insert("region", region);
    return Put::added;
}

Put put(storage::Session& session, Unit const& unit) {
    auto const touched = session.execute(
        "update unit set name = :name, short_name = :short_name, parent_code = :parent_code, "
        "department_code = :department_code, type = :type, line_section = :line_section, "
        "valid_from = :valid_from, valid_to = :valid_to, initials = :initials "
        "where region_code = :region_code and code = :code",
        unit.name, unit.short_name, unit.parent_code, unit.department_code, unit.type,
        unit.line_section, unit.valid_from, unit.valid_to, unit.initials, unit.region_code,
        unit.code);
    if (touched > 0) return Put::changed;
    session.insert("unit", unit);
    return Put::added;
}

Put put(storage::Session& session, CodeEntry const& entry) {
    auto const touched = session.execute(
        "update code_entry set name = :name, parent_code = :parent_code, level = :level, "
        "leaf = :leaf, valid = :valid, confidence = :confidence "
        "where code_set = :code_set and fiscal_year = :fiscal_year and code = :code",
        entry.name, entry.parent_code, entry.level, entry.leaf, entry.valid, entry.confidence,
        entry.set, entry.fiscal_year, entry.code);
    if (touched > 0) return Put::changed;
    session.execute(
        "insert into code_entry (code_set, fiscal_year, code, name, parent_code, level, leaf, "
        "valid, confidence) values (:code_set, :fiscal_year, :code, :name, :parent_code, :level, "
        ":leaf, :valid, :confidence)",
        entry.set, entry.fiscal_year, entry.code, entry.name, entry.parent_code, entry.level,
        entry.leaf, entry.valid, entry.confidence);
    return Put::added;
}

void insert(storage::Session& session, CrosswalkRow const& row) {
    session.insert("economic_crosswalk", row);
}

void insert(storage::Session& session, CombinationRule const& rule) {
    session.execute(
        "insert into combination_rule (left_element, left_prefix, right_element, right_prefix, "
        "effect, reason_zh, reason_en, basis, confidence) values (:left_element, :left_prefix, "
        ":right_element, :right_prefix, :effect, :reason_zh, :reason_en, :basis, :confidence)",
        rule.left, rule.left_prefix, rule.right, rule.right_prefix, rule.effect, rule.reason_zh,
        rule.reason_en, rule.basis, rule.confidence);
}

void insert(storage::Session& session, AttachmentRequirement const& item) {
    session.insert("attachment_requirement",
                   RequirementRow{.document_kind = item.document_kind,
                                  .attachment_kind = item.attachment_kind,
                                  .effective_from = item.effective_from,
                                  .title_zh = item.title_zh,
                                  .title_en = item.title_en,
                                  .enforcement = item.enforcement,
                                  .amount_fen_min = item.amount_fen_min,
                                  .project_class_prefixes = fmt::format(
                                      "{}", fmt::join(item.project_class_prefixes, ",")),
                                  .economic_prefixes =
                                      fmt::format("{}", fmt::join(item.economic_prefixes, ",")),
                                  .document_number = item.document_number});
}

void insert(storage::Session& session, CalendarDay const& day) {
    session.insert("calendar_day", day);
}

void insert(storage::Session& session, ParameterDefinition const& definition) {
    session.insert("parameter_definition", definition);
}

void insert(storage::Session& session, ParameterValue value) {
    value.version = session.next("parameter_value", "version");
    session.insert("parameter_value", value);
}

}  // namespace jincai::basics::store

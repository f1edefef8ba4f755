#include "platform/storage/where.h"

#include <fmt/format.h>

#include "base/text.h"

namespace jincai::storage {

Where& Where::scope(DataScope const& scope, std::string_view region_column,
                    std::string_view unit_column) {
    scope_region(scope, region_column);
    if (scope.unit_prefixes.empty()) return *this;
    std::string any;
    for (std::string const& prefix : scope.unit_prefixes) {
        if (!any.empty()) any += " or ";
        any += prefix_condition(unit_column, prefix);
    }
    return add("(" + any + ")");
}

Where& Where::scope_region(DataScope const& scope, std::string_view region_column) {
    if (scope.own_region_only) return equal(region_column, scope.region);
    return starts_with(region_column, scope.region_prefix);
}

Where& Where::starts_with(std::string_view column, std::string_view prefix) {
    if (prefix.empty()) return *this;
    return add(prefix_condition(column, prefix));
}

Where& Where::contains(std::string_view column, std::string_view part) {
    return add(contains_condition(column, part));
}

Where& Where::contains_any(std::initializer_list<std::string_view> columns, std::string_view part) {
    std::string any;
    for (std::string_view const column : columns) {
        if (!any.empty()) any += " or ";
        any += contains_condition(column, part);
    }
    return add("(" + any + ")");
}

std::string Where::sql() const {
    return conditions_.empty() ? "" : fmt::format(" where {}", fmt::join(conditions_, " and "));
}

std::string Where::and_sql() const {
    return conditions_.empty() ? "" : fmt::format(" and {}", fmt::join(conditions_, " and "));
}

Where& Where::add(std::string condition) {
    conditions_.push_back(std::move(condition));
    return *this;
}

/// A range instead of `like`, so that the index on the column is used.
std::string Where::prefix_condition(std::string_view column, std::string_view prefix) {
    if (prefix.empty()) return "1 = 1";
    std::string const from = place(prefix);
    std::string const end = place(prefix_end(prefix));
    return fmt::format("({0} >= {1} and {0} < {2})", column, from, end);
}

std::string Where::contains_condition(std::string_view column, std::string_view part) {
    std::string pattern = "%";
    for (char const c : part) {
        if (c == '%' || c == '_' || c == '!') pattern += '!';
        pattern += c;
    }
    pattern += '%';
    return fmt::format("{} like {} escape '!'", column, place(pattern));
}

std::string Where::place_slot(Slot slot) {
    arguments_.push_back(std::move(slot));
    return fmt::format(":w{}", arguments_.size());
}

}  // namespace jincai::storage

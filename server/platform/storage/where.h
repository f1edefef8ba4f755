#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/scope.h"
#include "platform/storage/slot.h"

namespace jincai::storage {

/// The conditions of a list, built piece by piece: SQL text from literals, values bound. Pass it
/// as the argument of a query in the place of its text:
///   Where where;
///   where.scope(scope, "region_code", "unit_code");
///   where.equal("user_id", filter.user_id);
///   session.query<Row>("select ... from t" + where.sql() + " order by id limit :size",
///                      where, size);
class Where {
public:
    /// The one filter by data scope. Rows outside the caller's regions and units do not exist.
    Where& scope(DataScope const& scope, std::string_view region_column,
                 std::string_view unit_column);
    Where& scope_region(DataScope const& scope, std::string_view region_column);

    /// `column op :value tail`; all but the value are literals. A tail closes what `column` opened:
    /// `compare("id in (select id from t where kind", "=", kind, ")")`.
    template <class T>
    Where& compare(std::string_view column, std::string_view op, T const& value,
                   std::string_view tail = {}) {
        std::string const at = place(value);
        return add(std::string{column} + " " + std::string{op} + " " + at + std::string{tail});
    }
    template <class T>
    Where& equal(std::string_view column, T const& value) {
        return compare(column, "=", value);
    }
    /// Nothing is added for an absent filter.
    template <class T>
    Where& equal_if(std::string_view column, std::optional<T> const& value) {
        return value ? equal(column, *value) : *this;
    }
    template <class T>
    Where& any_of(std::string_view column, std::span<T const> values);
    template <class T>
    Where& any_of(std::string_view column, std::vector<T> const& values) {
        return any_of(column, std::span<T const>{values});
    }
    Where& starts_with(std::string_view column, std::string_view prefix);
    /// Somewhere in the text; `%` and `_` in `part` mean themselves.
    Where& contains(std::string_view column, std::string_view part);
    /// Any of the columns contains `part`.
    Where& contains_any(std::initializer_list<std::string_view> columns, std::string_view part);
    /// A literal condition without values.
    Where& literal(std::string_view condition) { return add(std::string{condition}); }

    /// " where a and b", or "" without conditions.
    [[nodiscard]] std::string sql() const;
    /// " and a and b", to follow conditions of the caller's own.
    [[nodiscard]] std::string and_sql() const;
    [[nodiscard]] std::vector<Slot> const& arguments() const { return arguments_; }

private:
    Where& add(std::string condition);
    [[nodiscard]] std::string prefix_condition(std::string_view column, std::string_view prefix);
    [[nodiscard]] std::string contains_condition(std::string_view column, std::string_view part);
    template <class T>
    [[nodiscard]] std::string place(T const& value);
    [[nodiscard]] std::string place_slot(Slot slot);

    std::vector<std::string> conditions_;
    std::vector<Slot> arguments_;
};

template <class T>
std::string Where::place(T const& value) {
    Slot slot;
    if constexpr (std::is_convertible_v<T const&, std::string_view>) {
        store<std::string_view>(slot, std::string_view{value});
    } else {
        store(slot, value);
    }
    return place_slot(std::move(slot));
}

template <class T>
Where& Where::any_of(std::string_view column, std::span<T const> values) {
    if (values.empty()) return literal("1 = 0");
    std::string places;
    for (T const& value : values) {
        if (!places.empty()) places += ", ";
        places += place(value);
    }
    return add(std::string{column} + " in (" + places + ")");
}

}  // namespace jincai::storage

#pragma once

#include <array>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <optional>
#include <string_view>

namespace jincai::ledger {

/// The enumerators' names in order, for described enums that count from 0 without gaps.
template <class E>
[[nodiscard]] constexpr auto enum_names() {
    using Described = boost::describe::describe_enumerators<E>;
    std::array<std::string_view, boost::mp11::mp_size<Described>::value> names{};
    boost::mp11::mp_for_each<Described>(
        [&](auto each) { names[static_cast<std::size_t>(each.value)] = each.name; });
    return names;
}

template <class E>
inline constexpr auto kEnumNames = enum_names<E>();

template <class E>
[[nodiscard]] constexpr std::string_view name_of(E value) {
    return kEnumNames<E>[static_cast<std::size_t>(value)];
}

template <class E>
[[nodiscard]] constexpr std::optional<E> enum_of(std::string_view name) {
    for (std::size_t index = 0; index < kEnumNames<E>.size(); ++index)
        if (kEnumNames<E>[index] == name) return static_cast<E>(index);
    return std::nullopt;
}

}  // namespace jincai::ledger

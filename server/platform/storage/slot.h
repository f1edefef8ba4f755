#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/money.h"
#include "base/time.h"

namespace jincai::storage {

enum class Kind : std::uint8_t { integer, text };

/// One value on its way to or from SQL: a bigint or a text, or NULL. The same object stays bound
/// to a prepared statement for its whole life, so that a repeated insert allocates nothing.
struct Slot {
    Kind kind = Kind::integer;
    bool null = false;
    long long integer = 0;
    std::string text;
};

/// How a C++ type travels: `kKind`, `store` into a slot, `load` out of one. Undefined for types
/// that have no place in a column; floating point is one of them.
template <class T>
struct ColumnTraits;

[[noreturn]] void bad_text(std::string_view what, std::string_view text);

template <std::integral T>
struct ColumnTraits<T> {
    static constexpr Kind kKind = Kind::integer;
    static void store(Slot& slot, T value) { slot.integer = static_cast<long long>(value); }
    static T load(Slot const& slot) { return static_cast<T>(slot.integer); }
};

template <>
struct ColumnTraits<std::string> {
    static constexpr Kind kKind = Kind::text;
    static void store(Slot& slot, std::string_view value) { slot.text.assign(value); }
    static std::string load(Slot const& slot) { return slot.text; }
};
template <>
struct ColumnTraits<std::string_view> : ColumnTraits<std::string> {};
template <>
struct ColumnTraits<char const*> : ColumnTraits<std::string> {};

template <>
struct ColumnTraits<Money> {
    static constexpr Kind kKind = Kind::integer;
    static void store(Slot& slot, Money value) { slot.integer = value.fen(); }
    static Money load(Slot const& slot) { return Money::from_fen(slot.integer); }
};

template <class Tag>
struct ColumnTraits<Id<Tag>> {
    static constexpr Kind kKind = Kind::integer;
    static void store(Slot& slot, Id<Tag> value) { slot.integer = value.value(); }
    static Id<Tag> load(Slot const& slot) { return Id<Tag>{slot.integer}; }
};

template <class Tag>
struct ColumnTraits<Code<Tag>> {
    static constexpr Kind kKind = Kind::text;
    static void store(Slot& slot, Code<Tag> const& value) { slot.text.assign(value.value()); }
    static Code<Tag> load(Slot const& slot) { return Code<Tag>{slot.text}; }
};

template <class T>
requires std::same_as<T, FiscalYear> || std::same_as<T, FiscalMonth> || std::same_as<T, BasisPoints>
struct ColumnTraits<T> {
    static constexpr Kind kKind = Kind::integer;
    static void store(Slot& slot, T value) { slot.integer = value.value; }
    static T load(Slot const& slot) { return T{static_cast<std::int32_t>(slot.integer)}; }
};

template <>
struct ColumnTraits<BusinessDate> {
    static constexpr Kind kKind = Kind::text;
    static void store(Slot& slot, BusinessDate value) { slot.text = format_date(value); }
    static BusinessDate load(Slot const& slot) {
        auto date = parse_date(slot.text);
        if (!date) bad_text("date", slot.text);
        return *date;
    }
};

template <>
struct ColumnTraits<Timestamp> {
    static constexpr Kind kKind = Kind::integer;
    static void store(Slot& slot, Timestamp value) {
        slot.integer = value.time_since_epoch().count();
    }
    static Timestamp load(Slot const& slot) {
        return Timestamp{std::chrono::milliseconds{slot.integer}};
    }
};

/// A described enum travels as its name, which is also its JSON.
template <class T>
requires std::is_enum_v<T> &&
    boost::describe::has_describe_enumerators<T>::value struct ColumnTraits<T> {
    static constexpr Kind kKind = Kind::text;
    static void store(Slot& slot, T value) {
        slot.text.assign(boost::describe::enum_to_string(value, "?"));
    }
    static T load(Slot const& slot) {
        T value{};
        if (!boost::describe::enum_from_string(slot.text.c_str(), value)) {
            bad_text("enumerator", slot.text);
        }
        return value;
    }
};

template <class T>
struct ColumnTraits<std::optional<T>> {
    static constexpr Kind kKind = ColumnTraits<T>::kKind;
    static void store(Slot& slot, std::optional<T> const& value) {
        slot.null = !value.has_value();
        if (value) ColumnTraits<T>::store(slot, *value);
    }
    static std::optional<T> load(Slot const& slot) {
        if (slot.null) return std::nullopt;
        return ColumnTraits<T>::load(slot);
    }
};

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template <class T>
void store(Slot& slot, T const& value) {
    slot.kind = ColumnTraits<T>::kKind;
    slot.null = false;
    ColumnTraits<T>::store(slot, value);
}

[[noreturn]] void unexpected_null();

/// Requires that the column is NULL only where `T` is optional: a NULL elsewhere is thrown as a
/// failure rather than read as zero.
template <class T>
[[nodiscard]] T load(Slot const& slot) {
    if constexpr (!kIsOptional<T>) {
        if (slot.null) unexpected_null();
    }
    return ColumnTraits<T>::load(slot);
}

}  // namespace jincai::storage

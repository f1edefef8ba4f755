#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace jincai::json {

/// A JSON text in memory. Objects keep the order of their members; numbers that are not whole or
/// do not fit int64 keep the text they were written with, so that nothing becomes a double.
class Value {
public:
    struct Member;
    struct Number {
        std::string text;
        friend bool operator==(Number const&, Number const&) = default;
    };
    using Array = std::vector<Value>;
    using Object = std::vector<Member>;

    Value() = default;  ///< null
    Value(std::nullptr_t) {}
    Value(bool value) : data_{value} {}
    Value(std::int64_t value) : data_{value} {}
    Value(int value) : data_{std::int64_t{value}} {}
    Value(std::string value) : data_{std::move(value)} {}
    Value(std::string_view value) : data_{std::string{value}} {}
    Value(char const* value) : data_{std::string{value}} {}
    Value(Number value) : data_{std::move(value)} {}
    Value(Array value);
    Value(Object value);

    [[nodiscard]] static Value array() { return Value{Array{}}; }
    [[nodiscard]] static Value object();

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(data_); }
    [[nodiscard]] bool const* as_bool() const { return std::get_if<bool>(&data_); }
    [[nodiscard]] std::int64_t const* as_int() const { return std::get_if<std::int64_t>(&data_); }
    [[nodiscard]] Number const* as_number() const { return std::get_if<Number>(&data_); }
    [[nodiscard]] std::string const* as_string() const { return std::get_if<std::string>(&data_); }
    [[nodiscard]] Array const* as_array() const { return std::get_if<Array>(&data_); }
    [[nodiscard]] Object const* as_object() const { return std::get_if<Object>(&data_); }
    [[nodiscard]] Array* as_array() { return std::get_if<Array>(&data_); }
    [[nodiscard]] Object* as_object() { return std::get_if<Object>(&data_); }

    /// The member of that name, or null when there is none or this is no object.
    [[nodiscard]] Value const* find(std::string_view name) const;
    /// Appends; requires that this is an object without that member, or an array.
    Value& set(std::string_view name, Value value);
    Value& push(Value value);

    friend bool operator==(Value const&, Value const&);

private:
    std::variant<std::monostate, bool, std::int64_t, Number, std::string, Array, Object> data_;
};

struct Value::Member {
    std::string name;
    Value value;
    friend bool operator==(Member const&, Member const&) = default;
};

inline constexpr std::size_t kMaxDepth = 32;
inline constexpr std::size_t kMaxElements = 10'000;

/// Reads one JSON text. Refuses what is no JSON (400), deeper than `kMaxDepth`, arrays or objects
/// of more than `kMaxElements`; duplicate names are all listed in `Error.more` with their paths.
[[nodiscard]] Result<Value> parse(std::string_view text);

/// The text of `value` in one line, members in their order.
[[nodiscard]] std::string write(Value const& value);

}  // namespace jincai::json

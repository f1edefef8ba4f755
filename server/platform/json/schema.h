#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "platform/json/value.h"

namespace jincai::json {

/// The named schemas of an OpenAPI document, filled while endpoints are described.
class Components {
public:
    /// The `$ref` to the component of `type`; `fill` is set when its schema is still to be given.
    [[nodiscard]] Value reference(std::type_index type, std::string& name, bool& fill);
    void give(std::string const& name, Value schema);
    [[nodiscard]] Value to_value() const;  ///< the object under `components/schemas`

private:
    std::map<std::string, Value> schemas_;
    std::map<std::type_index, std::string> names_;
};

/// "execution.Payment" for jincai::execution::Payment, "execution.PaymentPage" for a
/// jincai::api::Page<jincai::execution::Payment>.
[[nodiscard]] std::string component_name(std::type_index type);

[[nodiscard]] Value boolean_schema();
[[nodiscard]] Value integer_schema(std::int64_t min, std::int64_t max, bool is_64_bit);
[[nodiscard]] Value string_schema(std::size_t max_length);
[[nodiscard]] Value code_schema();
[[nodiscard]] Value format_schema(std::string_view format);
[[nodiscard]] Value enum_schema(std::vector<char const*> const& names);
[[nodiscard]] Value array_schema(Value items);
[[nodiscard]] Value map_schema(Value values);
/// `schema` or null.
[[nodiscard]] Value nullable(Value schema);

/// Collects the members of a struct.
class ObjectSchema {
public:
    void member(std::string_view name, Value schema, bool is_required);
    [[nodiscard]] Value finish();

private:
    Value properties_ = Value::object();
    Value required_ = Value::array();
};

}  // namespace jincai::json

#include "platform/json/schema.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include <boost/core/demangle.hpp>

namespace jincai::json {
namespace {

void erase_all(std::string& text, std::string_view part) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part))
        text.erase(at, part.size());
}

/// "api::Page<execution::Payment>" -> "execution::PaymentPage"
std::string turn_template(std::string const& name) {
    auto const open = name.find('<');
    if (open == std::string::npos) return name;
    auto const close = name.rfind('>');
    auto const outer = name.substr(0, open);
    auto const inner = turn_template(name.substr(open + 1, close - open - 1));
    auto const last = outer.rfind("::");
    return inner + (last == std::string::npos ? outer : outer.substr(last + 2));
}

std::string dotted(std::string const& name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name.compare(i, 2, "::") == 0) {
            out += '.';
            ++i;
        } else if (std::isalnum(static_cast<unsigned char>(name[i])) || name[i] == '_') {
            out += name[i];
        }
    }
    return out;
}

Value typed(std::string_view type) {
    return std::move(Value::object().set("type", type));
}

}  // namespace

std::string component_name(std::type_index type) {
    auto name = boost::core::demangle(type.name());
    erase_all(name, "(anonymous namespace)::");
    erase_all(name, "jincai::");
    return dotted(turn_template(name));
}

Value Components::reference(std::type_index type, std::string& name, bool& fill) {
    auto const [found, is_new] = names_.try_emplace(type);
    if (is_new) {
        found->second = component_name(type);
        // The place is kept while its members are described: a struct may hold itself.
        if (!schemas_.try_emplace(found->second).second)
            throw std::logic_error{"two types share the schema name " + found->second};
    }
    name = found->second;
    fill = is_new;
    return std::move(Value::object().set("$ref", "#/components/schemas/" + name));
}

void Components::give(std::string const& name, Value schema) {
    schemas_[name] = std::move(schema);
}

Value Components::to_value() const {
    Value out = Value::object();
    for (auto const& [name, schema] : schemas_) out.set(name, schema);
    return out;
}

Value boolean_schema() {
    return typed("boolean");
}

Value integer_schema(std::int64_t min, std::int64_t max, bool is_64_bit) {
    auto out = typed("integer");
    out.set("format", is_64_bit ? "int64" : "int32");
    // The ends of the machine's range are said by the format; a JSON reader may not hold them.
    bool const is_wide = max == std::numeric_limits<std::int64_t>::max();
    if (min != std::numeric_limits<std::int64_t>::min()) out.set("minimum", min);
    if (!is_wide) out.set("maximum", max);
    return out;
}

Value string_schema(std::size_t max_length) {
    auto out = typed("string");
    out.set("maxLength", static_cast<std::int64_t>(max_length));
    return out;
}

Value code_schema() {
    auto out = string_schema(30);
    out.set("pattern", "^[0-9A-Za-z_-]*$");
    return out;
}

Value format_schema(std::string_view format) {
    auto out = typed("string");
    out.set("format", format);
    return out;
}

Value enum_schema(std::vector<char const*> const& names) {
    auto out = typed("string");
    Value all = Value::array();
    for (auto const* name : names) all.push(name);
    out.set("enum", std::move(all));
    return out;
}

Value array_schema(Value items) {
    auto out = typed("array");
    out.set("items", std::move(items));
    out.set("maxItems", static_cast<std::int64_t>(kMaxElements));
    return out;
}

Value map_schema(Value values) {
    auto out = typed("object");
    out.set("additionalProperties", std::move(values));
    return out;
}

Value nullable(Value schema) {
    for (auto& member : *schema.as_object()) {
        if (member.name != "type" || !member.value.as_string()) continue;
        auto const type = *member.value.as_string();
        member.value = Value::array();
        member.value.push(type).push("null");
        return schema;
    }
    if (schema.as_object()->empty()) return schema;
    Value choices = Value::array();
    choices.push(std::move(schema)).push(typed("null"));
    return std::move(Value::object().set("anyOf", std::move(choices)));
}

void ObjectSchema::member(std::string_view name, Value schema, bool is_required) {
    properties_.set(name, std::move(schema));
    if (is_required) required_.push(name);
}

Value ObjectSchema::finish() {
    auto out = typed("object");
    if (!required_.as_array()->empty()) out.set("required", std::move(required_));
    out.set("properties", std::move(properties_));
    out.set("additionalProperties", false);
    return out;
}

}  // namespace jincai::json

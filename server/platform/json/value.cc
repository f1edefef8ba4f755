#include "platform/json/value.h"

#include "base/assert.h"
#include "platform/json/encoding.h"

namespace jincai::json {

Value::Value(Array value) : data_{std::move(value)} {}
Value::Value(Object value) : data_{std::move(value)} {}

Value Value::object() {
    return Value{Object{}};
}

Value const* Value::find(std::string_view name) const {
    auto const* members = as_object();
    if (!members) return nullptr;
    for (auto const& member : *members)
        if (member.name == name) return &member.value;
    return nullptr;
}

Value& Value::set(std::string_view name, Value value) {
    auto* members = as_object();
    JC_ASSERT(members && !find(name));
    members->push_back(Member{std::string{name}, std::move(value)});
    return *this;
}

Value& Value::push(Value value) {
    auto* elements = as_array();
    JC_ASSERT(elements);
    elements->push_back(std::move(value));
    return *this;
}

bool operator==(Value const& a, Value const& b) {
    return a.data_ == b.data_;
}

std::string write(Value const& value) {
    std::string out;
    append_value(out, value);
    return out;
}

}  // namespace jincai::json

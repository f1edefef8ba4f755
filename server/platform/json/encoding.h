#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"
#include "platform/json/value.h"

namespace jincai::json {

/// The leaves of writing: each appends to `out`.
void append_string(std::string& out, std::string_view text);
void append_integer(std::string& out, std::int64_t value);
void append_bool(std::string& out, bool value);
void append_null(std::string& out);
void append_value(std::string& out, Value const& value);
void append_date(std::string& out, BusinessDate date);
void append_timestamp(std::string& out, Timestamp instant);

/// Puts commas and names between `{` and `}`.
class ObjectWriter {
public:
    explicit ObjectWriter(std::string& out) : out_{out} { out_ += '{'; }
    /// `name` needs no escape: it is a C++ identifier, or was checked.
    void name(std::string_view name);
    void finish() { out_ += '}'; }

private:
    std::string& out_;
    bool first_ = true;
};

}  // namespace jincai::json

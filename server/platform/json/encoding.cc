#include "platform/json/encoding.h"

#include <charconv>

namespace jincai::json {
namespace {

bool needs_escape(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == '\x7f';
}

void append_escaped(std::string& out, char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default: {
            constexpr char kHex[] = "0123456789abcdef";
            auto const byte = static_cast<unsigned char>(c);
            out += "\\u00";
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        }
    }
}

void append_array(std::string& out, Value::Array const& elements) {
    out += '[';
    for (std::size_t i = 0; i < elements.size(); ++i) {
        if (i > 0) out += ',';
        append_value(out, elements[i]);
    }
    out += ']';
}

void append_object(std::string& out, Value::Object const& members) {
    out += '{';
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (i > 0) out += ',';
        append_string(out, members[i].name);
        out += ':';
        append_value(out, members[i].value);
    }
    out += '}';
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t clean = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!needs_escape(text[i])) continue;
        out.append(text, clean, i - clean);
        append_escaped(out, text[i]);
        clean = i + 1;
    }
    out.append(text, clean);
    out += '"';
}

void append_integer(std::string& out, std::int64_t value) {
    char digits[24];
    auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

void append_bool(std::string& out, bool value) {
    out += value ? "true" : "false";
}

void append_null(std::string& out) {
    out += "null";
}

void append_value(std::string& out, Value const& value) {
    if (auto const* flag = value.as_bool())
        append_bool(out, *flag);
    else if (auto const* whole = value.as_int())
        append_integer(out, *whole);
    else if (auto const* number = value.as_number())
        out += number->text;
    else if (auto const* text = value.as_string())
        append_string(out, *text);
    else if (auto const* elements = value.as_array())
        append_array(out, *elements);
    else if (auto const* members = value.as_object())
        append_object(out, *members);
    else
        append_null(out);
}

void append_date(std::string& out, BusinessDate date) {
    out += '"';
    out += format_date(date);
    out += '"';
}

void append_timestamp(std::string& out, Timestamp instant) {
    out += '"';
    out += format_timestamp(instant);
    out += '"';
}

void ObjectWriter::name(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += '"';
    out_ += name;
    out_ += "\":";
}

}  // namespace jincai::json

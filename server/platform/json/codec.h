#pragma once

#include <concepts>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <typeindex>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "platform/json/decoding.h"
#include "platform/json/document.h"
#include "platform/json/encoding.h"
#include "platform/json/schema.h"

/// Values <-> JSON text <-> OpenAPI schema, from one description (BOOST_DESCRIBE_STRUCT).
/// Decoding is strict: a member that is unknown, missing, twice there, of the wrong kind or out of
/// range is refused, and all findings of a document come together with their RFC 6901 paths.
/// The templates only walk; the work is in the leaves of decoding.h, encoding.h and schema.h.
namespace jincai::json {

/// How a kind is written in a query string.
enum class Lexical : std::uint8_t { none, text, integer, boolean };

/// One kind of value. A type without a codec does not compile: there is none for `double`.
template <class T>
struct Codec;

template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template <class T>
inline constexpr bool kHoldsMoney = std::same_as<T, Money>;
template <class T>
inline constexpr bool kHoldsMoney<std::optional<T>> = kHoldsMoney<T>;
template <class T>
inline constexpr bool kHoldsMoney<std::vector<T>> = kHoldsMoney<T>;

template <class T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_public |
                                                           boost::describe::mod_inherited>;

template <>
struct Codec<bool> {
    static constexpr Lexical kLexical = Lexical::boolean;
    static void decode(Value const& value, bool& out, Decoding& d) { read(value, d, out); }
    static void encode(bool value, std::string& out) { append_bool(out, value); }
    static Value schema(Components&) { return boolean_schema(); }
};

template <WholeNumber T>
struct Codec<T> {
    static constexpr Lexical kLexical = Lexical::integer;
    static constexpr std::int64_t kMin = std::int64_t{std::numeric_limits<T>::min()};
    static constexpr std::int64_t kMax =
        std::cmp_less(std::numeric_limits<T>::max(), std::numeric_limits<std::int64_t>::max())
            ? static_cast<std::int64_t>(std::numeric_limits<T>::max())
            : std::numeric_limits<std::int64_t>::max();
    static void decode(Value const& value, T& out, Decoding& d) {
        std::int64_t number = static_cast<std::int64_t>(out);
        read_integer(value, d, kMin, kMax, number);
        out = static_cast<T>(number);
    }
    static void encode(T value, std::string& out) {
        append_integer(out, static_cast<std::int64_t>(value));
    }
    static Value schema(Components&) { return integer_schema(kMin, kMax, sizeof(T) > 4); }
};

template <>
struct Codec<std::string> {
    static constexpr Lexical kLexical = Lexical::text;
    static void decode(Value const& value, std::string& out, Decoding& d) { read(value, d, out); }
    static void encode(std::string const& value, std::string& out) { append_string(out, value); }
    static Value schema(Components&) { return string_schema(200); }
};

template <>
struct Codec<LongText> {
    static constexpr Lexical kLexical = Lexical::text;
    static void decode(Value const& value, LongText& out, Decoding& d) { read(value, d, out); }
    static void encode(LongText const& text, std::string& out) { append_string(out, text.value); }
    static Value schema(Components&) { return string_schema(4000); }
};

template <>
struct Codec<Money> {
    static constexpr Lexical kLexical = Lexical::integer;
    static void decode(Value const& value, Money& out, Decoding& d) { read(value, d, out); }
    static void encode(Money amount, std::string& out) { append_integer(out, amount.fen()); }
    static Value schema(Components&) {
        return integer_schema(-kMoneyMax.fen(), kMoneyMax.fen(), true);
    }
};

template <>
struct Codec<BusinessDate> {
    static constexpr Lexical kLexical = Lexical::text;
    static void decode(Value const& value, BusinessDate& out, Decoding& d) { read(value, d, out); }
    static void encode(BusinessDate date, std::string& out) { append_date(out, date); }
    static Value schema(Components&) { return format_schema("date"); }
};

template <>
struct Codec<Timestamp> {
    static constexpr Lexical kLexical = Lexical::text;
    static void decode(Value const& value, Timestamp& out, Decoding& d) { read(value, d, out); }
    static void encode(Timestamp instant, std::string& out) { append_timestamp(out, instant); }
    static Value schema(Components&) { return format_schema("date-time"); }
};

template <class Tag>
struct Codec<Id<Tag>> {
    static constexpr Lexical kLexical = Lexical::integer;
    static void decode(Value const& value, Id<Tag>& out, Decoding& d) {
        std::int64_t number = out.value();
        read_integer(value, d, 0, std::numeric_limits<std::int64_t>::max(), number);
        out = Id<Tag>{number};
    }
    static void encode(Id<Tag> id, std::string& out) { append_integer(out, id.value()); }
    static Value schema(Components&) {
        return integer_schema(0, std::numeric_limits<std::int64_t>::max(), true);
    }
};

template <class Tag>
struct Codec<Code<Tag>> {
    static constexpr Lexical kLexical = Lexical::text;
    static void decode(Value const& value, Code<Tag>& out, Decoding& d) {
        std::string text = out.value();
        read_code(value, d, text);
        out = Code<Tag>{std::move(text)};
    }
    static void encode(Code<Tag> const& code, std::string& out) {
        append_string(out, code.value());
    }
    static Value schema(Components&) { return code_schema(); }
};

/// FiscalYear, FiscalMonth, BasisPoints: a number with a name.
template <class T, std::int64_t Min, std::int64_t Max>
struct NumberCodec {
    static constexpr Lexical kLexical = Lexical::integer;
    static void decode(Value const& value, T& out, Decoding& d) {
        std::int64_t number = out.value;
        read_integer(value, d, Min, Max, number);
        out = T{static_cast<std::int32_t>(number)};
    }
    static void encode(T number, std::string& out) { append_integer(out, number.value); }
    static Value schema(Components&) { return integer_schema(Min, Max, false); }
};
template <>
struct Codec<FiscalYear> : NumberCodec<FiscalYear, 1949, 2199> {};
template <>
struct Codec<FiscalMonth> : NumberCodec<FiscalMonth, 1, 12> {};
template <>
struct Codec<BasisPoints> : NumberCodec<BasisPoints, -1'000'000'000, 1'000'000'000> {};

template <>
struct Codec<Value> {
    static constexpr Lexical kLexical = Lexical::none;
    static void decode(Value const& value, Value& out, Decoding&) { out = value; }
    static void encode(Value const& value, std::string& out) { append_value(out, value); }
    static Value schema(Components&) { return Value::object(); }
};

template <class T>
struct Codec<std::optional<T>> {
    static constexpr Lexical kLexical = Codec<T>::kLexical;
    static void decode(Value const& value, std::optional<T>& out, Decoding& d) {
        if (value.is_null()) {
            out.reset();
            return;
        }
        Codec<T>::decode(value, out.emplace(), d);
    }
    static void encode(std::optional<T> const& value, std::string& out) {
        if (value)
            Codec<T>::encode(*value, out);
        else
            append_null(out);
    }
    static Value schema(Components& components) { return nullable(Codec<T>::schema(components)); }
};

template <class T>
struct Codec<std::vector<T>> {
    static constexpr Lexical kLexical = Lexical::none;
    static void decode(Value const& value, std::vector<T>& out, Decoding& d) {
        auto const* elements = read_array(value, d);
        if (!elements) return;
        out.clear();
        out.reserve(elements->size());
        for (std::size_t i = 0; i < elements->size(); ++i) {
            Decoding::Step const step{d, i};
            T element{};
            Codec<T>::decode((*elements)[i], element, d);
            out.push_back(std::move(element));
        }
    }
    static void encode(std::vector<T> const& values, std::string& out) {
        out += '[';
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0) out += ',';
            Codec<T>::encode(values[i], out);
        }
        out += ']';
    }
    static Value schema(Components& components) {
        return array_schema(Codec<T>::schema(components));
    }
};

template <class T>
struct Codec<std::map<std::string, T>> {
    static constexpr Lexical kLexical = Lexical::none;
    static void decode(Value const& value, std::map<std::string, T>& out, Decoding& d) {
        auto const* members = read_map(value, d);
        if (!members) return;
        out.clear();
        for (auto const& member : *members) {
            Decoding::Step const step{d, std::string_view{member.name}};
            Codec<T>::decode(member.value, out[member.name], d);
        }
    }
    static void encode(std::map<std::string, T> const& values, std::string& out) {
        out += '{';
        bool first = true;
        for (auto const& [name, value] : values) {
            if (!first) out += ',';
            first = false;
            append_string(out, name);
            out += ':';
            Codec<T>::encode(value, out);
        }
        out += '}';
    }
    static Value schema(Components& components) { return map_schema(Codec<T>::schema(components)); }
};

template <DescribedEnum T>
struct Codec<T> {
    static constexpr Lexical kLexical = Lexical::text;
    using Enumerators = boost::describe::describe_enumerators<T>;
    static std::vector<char const*> names() {
        std::vector<char const*> out;
        boost::mp11::mp_for_each<Enumerators>([&](auto e) { out.push_back(e.name); });
        return out;
    }
    static void decode(Value const& value, T& out, Decoding& d) {
        static std::vector<char const*> const all = names();
        int const found = read_enumerator(value, d, all);
        int position = 0;
        boost::mp11::mp_for_each<Enumerators>([&](auto e) {
            if (position++ == found) out = e.value;
        });
    }
    static void encode(T value, std::string& out) {
        append_string(out, boost::describe::enum_to_string(value, ""));
    }
    static Value schema(Components& components) {
        std::string name;
        bool fill = false;
        auto reference = components.reference(typeid(T), name, fill);
        if (fill) components.give(name, enum_schema(names()));
        return reference;
    }
};

template <class D>
void decode_member(ObjectReader& reader, auto& out, D, Decoding& d) {
    using T = std::remove_reference_t<decltype(out)>;
    static_assert(!kHoldsMoney<T> || std::string_view{D::name}.ends_with("_fen"),
                  "a member that holds Money is named *_fen");
    Value const* value = kIsOptional<T> ? reader.take(D::name) : reader.require(D::name);
    if (!value) return;
    Decoding::Step const step{d, std::string_view{D::name}};
    Codec<T>::decode(*value, out, d);
}

/// A struct may add rules of its own: `void validate(T const&, json::Decoding&)` beside it is
/// called when its members could be read.
template <DescribedStruct T>
struct Codec<T> {
    static constexpr Lexical kLexical = Lexical::none;
    static void decode(Value const& value, T& out, Decoding& d) {
        ObjectReader reader{value, d};
        if (!reader.is_object()) return;
        boost::mp11::mp_for_each<MembersOf<T>>(
            [&](auto member) { decode_member(reader, out.*member.pointer, member, d); });
        reader.refuse_unknown();
        if constexpr (requires { validate(out, d); }) {
            if (d.ok()) validate(out, d);
        }
    }
    static void encode(T const& value, std::string& out) {
        ObjectWriter writer{out};
        boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
            writer.name(member.name);
            auto const& field = value.*member.pointer;
            Codec<std::remove_cvref_t<decltype(field)>>::encode(field, out);
        });
        writer.finish();
    }
    static Value schema(Components& components) {
        std::string name;
        bool fill = false;
        auto reference = components.reference(typeid(T), name, fill);
        if (!fill) return reference;
        ObjectSchema object;
        boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
            using Field = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
            object.member(member.name, Codec<Field>::schema(components), !kIsOptional<Field>);
        });
        components.give(name, object.finish());
        return reference;
    }
};

template <class T>
[[nodiscard]] Result<T> decode(Document document) {
    Decoding decoding{std::move(document.findings)};
    T out{};
    Codec<T>::decode(document.value, out, decoding);
    if (auto error = decoding.take_error()) return std::unexpected(std::move(*error));
    return out;
}

template <class T>
[[nodiscard]] Result<T> decode(std::string_view text) {
    auto document = JC_TRY(parse_document(text));
    return decode<T>(std::move(document));
}

template <class T>
[[nodiscard]] std::string encode(T const& value) {
    std::string out;
    Codec<T>::encode(value, out);
    return out;
}

template <class T>
[[nodiscard]] Value schema(Components& components) {
    return Codec<T>::schema(components);
}

}  // namespace jincai::json

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "platform/json/codec.h"

/// Structs filled from a query string: scalars, optionals, and lists separated by commas.
namespace jincai::json {

using QueryPairs = std::vector<std::pair<std::string, std::string>>;

/// Takes parameters by name, reports those given twice and those nobody asked for.
class QueryReader {
public:
    QueryReader(QueryPairs const& pairs, Decoding& decoding);
    /// Nothing when absent; an empty text counts as absent.
    [[nodiscard]] std::string const* take(char const* name);
    void refuse_missing(char const* name);
    void refuse_unknown();

private:
    QueryPairs const& pairs_;
    Decoding& decoding_;
    std::vector<bool> taken_;
};

/// The value that `text` writes in its kind; a text that does not fit stays a string, so that the
/// codec reports the wrong kind.
[[nodiscard]] Value from_lexical(Lexical lexical, std::string_view text);
[[nodiscard]] Value list_from_lexical(Lexical lexical, std::string_view text);
[[nodiscard]] Value query_parameter(std::string_view name, Value schema, bool is_required,
                                    bool is_list);

template <class T>
struct QueryKind {
    static constexpr Lexical kLexical = Codec<T>::kLexical;
    static constexpr bool kIsList = false;
    static constexpr bool kIsRequired = true;
    using Plain = T;
};
template <class T>
struct QueryKind<std::optional<T>> : QueryKind<T> {
    static constexpr bool kIsRequired = false;
};
template <class T>
struct QueryKind<std::vector<T>> : QueryKind<T> {
    static constexpr bool kIsList = true;
    static constexpr bool kIsRequired = false;
    using Plain = std::vector<T>;
};

template <class T>
void decode_parameter(QueryReader& reader, char const* name, T& out, Decoding& d) {
    using Kind = QueryKind<T>;
    static_assert(Kind::kLexical != Lexical::none, "a query parameter is a scalar or a list");
    std::string const* text = reader.take(name);
    if (!text) {
        if (Kind::kIsRequired) reader.refuse_missing(name);
        return;
    }
    Decoding::Step const step{d, std::string_view{name}};
    Codec<T>::decode(Kind::kIsList ? list_from_lexical(Kind::kLexical, *text)
                                   : from_lexical(Kind::kLexical, *text),
                     out, d);
}

template <DescribedStruct T>
[[nodiscard]] Result<T> decode_query(QueryPairs const& pairs) {
    Decoding decoding;
    QueryReader reader{pairs, decoding};
    T out{};
    boost::mp11::mp_for_each<MembersOf<T>>(
        [&](auto member) { decode_parameter(reader, member.name, out.*member.pointer, decoding); });
    reader.refuse_unknown();
    if constexpr (requires { validate(out, decoding); }) {
        if (decoding.ok()) validate(out, decoding);
    }
    if (auto error = decoding.take_error()) return std::unexpected(std::move(*error));
    return out;
}

/// The OpenAPI `parameters` of `T`.
template <DescribedStruct T>
[[nodiscard]] Value query_schema(Components& components) {
    Value out = Value::array();
    boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
        using Field = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
        using Kind = QueryKind<Field>;
        out.push(query_parameter(member.name, Codec<typename Kind::Plain>::schema(components),
                                 Kind::kIsRequired, Kind::kIsList));
    });
    return out;
}

}  // namespace jincai::json

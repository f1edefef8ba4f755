#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "base/ids.h"
#include "base/money.h"
#include "base/time.h"
#include "platform/config/node.h"

namespace jincai::config {

enum class Missing : std::uint8_t { refused, keep_default };

template <class T>
inline constexpr bool kMayBeAbsent = false;
template <class T>
inline constexpr bool kMayBeAbsent<std::optional<T>> = true;
template <class T>
inline constexpr bool kMayBeAbsent<std::vector<T>> = true;
template <class T>
inline constexpr bool kMayBeAbsent<std::map<std::string, T>> = true;

/// Turns nodes into values and collects every finding on the way.
class Decoder {
public:
    Decoder(std::string_view source, Missing missing) : source_{source}, missing_{missing} {}

    void decode(Node const& node, std::string const& path, bool& value);
    void decode(Node const& node, std::string const& path, std::string& value);
    void decode(Node const& node, std::string const& path, Money& value);
    void decode(Node const& node, std::string const& path, BusinessDate& value);
    void decode(Node const& node, std::string const& path, BasisPoints& value);

    template <std::integral T>
    void decode(Node const& node, std::string const& path, T& value) {
        std::int64_t wide = 0;
        if (!integer(node, path, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(),
                     wide)) {
            return;
        }
        value = static_cast<T>(wide);
    }

    template <class T>
    requires std::same_as<T, FiscalYear> || std::same_as<T, FiscalMonth>
    void decode(Node const& node, std::string const& path, T& value) {
        decode(node, path, value.value);
    }

    template <class Tag>
    void decode(Node const& node, std::string const& path, Code<Tag>& value) {
        std::string text;
        decode(node, path, text);
        value = Code<Tag>{std::move(text)};
    }

    template <class Tag>
    void decode(Node const& node, std::string const& path, Id<Tag>& value) {
        std::int64_t number = 0;
        decode(node, path, number);
        value = Id<Tag>{number};
    }

    template <class T>
    void decode(Node const& node, std::string const& path, std::optional<T>& value) {
        if (node.kind == Node::Kind::null) return;
        decode(node, path, value.emplace());
    }

    template <class T>
    void decode(Node const& node, std::string const& path, std::vector<T>& value) {
        if (!expect(node, path, Node::Kind::sequence)) return;
        for (std::size_t at = 0; at < node.items.size(); ++at) {
            decode(node.items[at], path + '/' + std::to_string(at), value.emplace_back());
        }
    }

    template <class T>
    void decode(Node const& node, std::string const& path, std::map<std::string, T>& value) {
        if (!expect(node, path, Node::Kind::map)) return;
        for (auto const& [key, child] : node.members) {
            decode(child, path + '/' + key, value[key]);
        }
    }

    template <class T>
    requires std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value void decode(
        Node const& node, std::string const& path, T& value) {
        if (!expect(node, path, Node::Kind::scalar)) return;
        if (boost::describe::enum_from_string(node.text.c_str(), value)) return;
        std::string choices;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto item) {
            choices += choices.empty() ? "" : ", ";
            choices += item.name;
        });
        not_a_choice(node, path, std::move(choices));
    }

    template <class T>
    requires std::is_class_v<T> && boost::describe::has_describe_members<T>::value void decode(
        Node const& node, std::string const& path, T& value) {
        if (!expect(node, path, Node::Kind::map)) return;
        using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                                 boost::describe::mod_inherited>;
        std::vector<std::string_view> known;
        boost::mp11::mp_for_each<Members>([&](auto member) {
            known.emplace_back(member.name);
            using Type = std::decay_t<decltype(value.*member.pointer)>;
            if (Node const* child = node.find(member.name)) {
                decode(*child, path + '/' + member.name, value.*member.pointer);
            } else if (!kMayBeAbsent<Type>) {
                absent(node, path + '/' + member.name);
            }
        });
        refuse_unknown(node, path, known);
    }

    /// Nothing, or all findings in one error.
    [[nodiscard]] Result<void> verdict() const;

private:
    bool expect(Node const& node, std::string const& path, Node::Kind kind);
    bool integer(Node const& node, std::string const& path, std::int64_t min, std::int64_t max,
                 std::int64_t& value);
    void absent(Node const& node, std::string const& path);
    void refuse_unknown(Node const& node, std::string const& path,
                        std::vector<std::string_view> const& known);
    void not_a_choice(Node const& node, std::string const& path, std::string choices);
    void wrong_value(Node const& node, std::string const& path, std::string expected);
    void find(RefusalSpec const& spec, Node const& node, std::string const& path,
              std::vector<Figure> figures);

    std::string source_;
    Missing missing_;
    std::vector<Error> findings_;
};

}  // namespace jincai::config

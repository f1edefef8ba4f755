#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.h"

namespace jincai::api {

/// Whether a path parameter of that name is a whole number: `*_id`, `*year`, `*month`.
[[nodiscard]] bool is_number_parameter(std::string_view name);
/// The parameter's name when `segment` is "{name}".
[[nodiscard]] std::optional<std::string_view> parameter_of(std::string_view segment);

/// Finds the endpoint of a path, segment by segment; a literal goes before a parameter.
class PathTree {
public:
    struct Found {
        std::map<http::Method, std::size_t> const* methods = nullptr;  ///< null: no such path
        http::Pairs parameters;  ///< in the order of the path, names still empty
    };

    /// Throws std::logic_error when the method has that path already.
    void add(http::Method method, std::string_view path, std::size_t endpoint);
    [[nodiscard]] Found find(std::string_view path) const;

private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
        std::unique_ptr<Node> number;
        std::unique_ptr<Node> text;
        std::map<http::Method, std::size_t> methods;
    };
    static bool walk(Node const& node, std::vector<std::string_view> const& segments,
                     std::size_t at, Found& found);

    Node root_;
};

}  // namespace jincai::api

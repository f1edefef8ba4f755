#include "platform/api/path_tree.h"

#include <stdexcept>

#include "base/text.h"

namespace jincai::api {
namespace {

constexpr std::size_t kTextMax = 200;

bool is_text_segment(std::string_view segment) {
    return !segment.empty() && segment.size() <= kTextMax && is_plain_line(segment);
}

bool is_number_segment(std::string_view segment) {
    return is_digits(segment) && parse_int(segment).has_value();
}

}  // namespace

bool is_number_parameter(std::string_view name) {
    return name.ends_with("_id") || name.ends_with("year") || name.ends_with("month");
}

std::optional<std::string_view> parameter_of(std::string_view segment) {
    if (segment.size() < 3 || !segment.starts_with('{') || !segment.ends_with('}'))
        return std::nullopt;
    return segment.substr(1, segment.size() - 2);
}

void PathTree::add(http::Method method, std::string_view path, std::size_t endpoint) {
    Node* node = &root_;
    for (auto const segment : split(path.substr(1), '/')) {
        auto const name = parameter_of(segment);
        auto& next = !name                        ? node->literals[std::string{segment}]
                     : is_number_parameter(*name) ? node->number
                                                  : node->text;
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    if (!node->methods.emplace(method, endpoint).second)
        throw std::logic_error{"the endpoint is declared twice: " + std::string{path}};
}

PathTree::Found PathTree::find(std::string_view path) const {
    Found found;
    if (path.starts_with('/')) walk(root_, split(path.substr(1), '/'), 0, found);
    return found;
}

bool PathTree::walk(Node const& node, std::vector<std::string_view> const& segments, std::size_t at,
                    Found& found) {
    if (at == segments.size()) {
        if (!node.methods.empty()) found.methods = &node.methods;
        return found.methods != nullptr;
    }
    auto const segment = segments[at];
    auto const literal = node.literals.find(segment);
    if (literal != node.literals.end() && walk(*literal->second, segments, at + 1, found))
        return true;
    for (auto const* next : {node.number.get(), node.text.get()}) {
        bool const fits =
            next == node.number.get() ? is_number_segment(segment) : is_text_segment(segment);
        if (!next || !fits) continue;
        found.parameters.emplace_back("", segment);
        if (walk(*next, segments, at + 1, found)) return true;
        found.parameters.pop_back();
    }
    return false;
}

}  // namespace jincai::api

#include <algorithm>
#include <exception>

#include <boost/json/basic_parser_impl.hpp>

#include "platform/json/document.h"
#include "platform/json/refusals.h"

namespace jincai::json {
namespace {

using boost::json::error_code;
using boost::json::string_view;

/// Builds the value from the parser's events. Boost keeps the last of duplicate names and turns big
/// numbers into doubles; here duplicates become findings and such numbers keep their text.
class Builder {
public:
    static constexpr std::size_t max_object_size = kMaxElements;
    static constexpr std::size_t max_array_size = kMaxElements;
    static constexpr std::size_t max_key_size = 1024;
    static constexpr std::size_t max_string_size = std::size_t{1} << 30;

    Document document;

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_array_begin(error_code&) { return open(Value::array()); }
    bool on_array_end(std::size_t, error_code&) { return close(); }
    bool on_object_begin(error_code&) { return open(Value::object()); }
    bool on_object_end(std::size_t, error_code&) {
        drop_duplicates();
        return close();
    }
    bool on_key_part(string_view part, std::size_t, error_code&) { return keep(part); }
    bool on_key(string_view part, std::size_t, error_code&) {
        keep(part);
        open_.back().name = std::exchange(text_, {});
        return true;
    }
    bool on_string_part(string_view part, std::size_t, error_code&) { return keep(part); }
    bool on_string(string_view part, std::size_t, error_code&) {
        keep(part);
        return add(Value{std::exchange(text_, {})});
    }
    bool on_number_part(string_view part, error_code&) { return keep(part); }
    bool on_int64(std::int64_t number, string_view, error_code&) {
        text_.clear();
        return add(Value{number});
    }
    bool on_uint64(std::uint64_t, string_view part, error_code&) { return add_number(part); }
    bool on_double(double, string_view part, error_code&) { return add_number(part); }
    bool on_bool(bool flag, error_code&) { return add(Value{flag}); }
    bool on_null(error_code&) { return add(Value{}); }
    bool on_comment_part(string_view, error_code&) { return true; }
    bool on_comment(string_view, error_code&) { return true; }

private:
    struct Open {
        Value value;
        std::string name;  ///< of the member being read
    };

    bool keep(string_view part) {
        text_.append(part.data(), part.size());
        return true;
    }

    bool add_number(string_view part) {
        keep(part);
        return add(Value{Value::Number{std::exchange(text_, {})}});
    }

    bool open(Value container) {
        open_.push_back({std::move(container), {}});
        return true;
    }

    bool close() {
        Value done = std::move(open_.back().value);
        open_.pop_back();
        return add(std::move(done));
    }

    bool add(Value value) {
        if (open_.empty()) {
            document.value = std::move(value);
        } else if (auto* elements = open_.back().value.as_array()) {
            elements->push_back(std::move(value));
        } else {
            open_.back().value.as_object()->push_back(
                {std::exchange(open_.back().name, {}), std::move(value)});
        }
        return true;
    }

    /// Keeps the first member of each name and reports the names that came again.
    void drop_duplicates() {
        auto& members = *open_.back().value.as_object();
        std::vector<std::size_t> order(members.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::ranges::stable_sort(
            order, {}, [&](std::size_t i) -> auto& { return members[i].name; });
        std::vector<std::size_t> again;
        for (std::size_t i = 1; i < order.size(); ++i)
            if (members[order[i]].name == members[order[i - 1]].name) again.push_back(order[i]);
        std::ranges::sort(again, std::ranges::greater{});
        for (auto const i : again) {
            report(members[i].name);
            members.erase(members.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }

    void report(std::string const& name) {
        auto path = path_of(name);
        for (auto const& finding : document.findings)
            if (finding.path == path) return;
        document.findings.push_back(Error{.spec = &refusals::field_duplicate,
                                          .path = std::move(path),
                                          .figures = {{"name", name}}});
    }

    [[nodiscard]] std::string path_of(std::string const& name) const {
        std::string path;
        for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
            auto const* elements = open_[i].value.as_array();
            append_pointer(path, elements ? std::to_string(elements->size()) : open_[i].name);
        }
        append_pointer(path, name);
        return path;
    }

    std::vector<Open> open_;
    std::string text_;
};

std::unexpected<Error> refuse_text(error_code const& code, std::size_t offset) {
    using boost::json::error;
    auto const limit = [](std::size_t n) {
        return std::vector<Figure>{{"limit", static_cast<std::int64_t>(n)}};
    };
    if (code == error::too_deep) return refuse(refusals::json_too_deep, limit(kMaxDepth));
    if (code == error::array_too_large || code == error::object_too_large)
        return refuse(refusals::json_too_many_elements, limit(kMaxElements));
    return refuse(refusals::json_malformed, {{"offset", static_cast<std::int64_t>(offset)}});
}

}  // namespace

void append_pointer(std::string& path, std::string_view name) {
    path += '/';
    for (char const c : name) {
        if (c == '~')
            path += "~0";
        else if (c == '/')
            path += "~1";
        else
            path += c;
    }
}

Result<Document> parse_document(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = kMaxDepth;
    boost::json::basic_parser<Builder> parser{options};
    error_code error;
    std::size_t const read = parser.write_some(false, text.data(), text.size(), error);
    if (error) return refuse_text(error, read);
    if (text.find_first_not_of(" \t\r\n", read) != std::string_view::npos)
        return refuse_text(error, read);
    return std::move(parser.handler().document);
}

Result<Value> parse(std::string_view text) {
    auto document = JC_TRY(parse_document(text));
    Decoding decoding{std::move(document.findings)};
    if (auto error = decoding.take_error()) return std::unexpected(std::move(*error));
    return std::move(document.value);
}

}  // namespace jincai::json

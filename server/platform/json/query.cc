#include "platform/json/query.h"

#include <set>

#include "base/text.h"
#include "platform/json/refusals.h"

namespace jincai::json {

QueryReader::QueryReader(QueryPairs const& pairs, Decoding& decoding)
    : pairs_{pairs}, decoding_{decoding}, taken_(pairs.size()) {
    std::set<std::string> seen;
    std::set<std::string> reported;
    for (auto const& [name, value] : pairs) {
        if (seen.insert(name).second || !reported.insert(name).second) continue;
        Decoding::Step const step{decoding_, std::string_view{name}};
        decoding_.refuse(refusals::field_duplicate, {{"name", name}});
    }
}

std::string const* QueryReader::take(char const* name) {
    std::string const* found = nullptr;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        if (pairs_[i].first != name) continue;
        taken_[i] = true;
        if (!found && !pairs_[i].second.empty()) found = &pairs_[i].second;
    }
    return found;
}

void QueryReader::refuse_missing(char const* name) {
    Decoding::Step const step{decoding_, std::string_view{name}};
    decoding_.refuse(refusals::field_missing, {{"name", std::string{name}}});
}

void QueryReader::refuse_unknown() {
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        if (taken_[i]) continue;
        Decoding::Step const step{decoding_, std::string_view{pairs_[i].first}};
        decoding_.refuse(refusals::field_unknown, {{"name", pairs_[i].first}});
    }
}

Value from_lexical(Lexical lexical, std::string_view text) {
    if (lexical == Lexical::integer) {
        if (auto const number = parse_int(text)) return Value{*number};
        auto const digits = text.starts_with('-') ? text.substr(1) : text;
        if (!digits.empty() && digits.find_first_not_of("0123456789.") == std::string_view::npos)
            return Value{Value::Number{std::string{text}}};
    }
    if (lexical == Lexical::boolean && (text == "true" || text == "false"))
        return Value{text == "true"};
    return Value{text};
}

Value list_from_lexical(Lexical lexical, std::string_view text) {
    Value out = Value::array();
    for (auto const part : split(text, ',')) out.push(from_lexical(lexical, part));
    return out;
}

Value query_parameter(std::string_view name, Value schema, bool is_required, bool is_list) {
    Value out = Value::object();
    out.set("name", name).set("in", "query").set("required", is_required);
    out.set("schema", std::move(schema));
    if (is_list) out.set("style", "form").set("explode", false);
    return out;
}

}  // namespace jincai::json

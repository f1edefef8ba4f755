#include "base/error.h"

#include "base/money.h"
#include "base/result.h"

namespace jincai {

namespace {

std::string shown(Figure const& figure) {
    if (auto const* text = std::get_if<std::string>(&figure.value)) return *text;
    auto const number = std::get<std::int64_t>(figure.value);
    if (figure.name.ends_with("_fen")) return format_yuan(Money::from_fen(number));
    return std::to_string(number);
}

}  // namespace

Error under(std::string_view prefix, Error error) {
    error.path = std::string{prefix} + error.path;
    for (auto& nested : error.more) nested = under(prefix, std::move(nested));
    return error;
}

std::string text_of(Error const& error, Language language) {
    std::string_view const pattern = language == Language::zh ? error.spec->zh : error.spec->en;
    std::string text;
    for (std::size_t at = 0; at < pattern.size();) {
        auto const open = pattern.find('{', at);
        text += pattern.substr(at, open - at);
        if (open == std::string_view::npos) break;
        auto const close = pattern.find('}', open);
        auto const name = pattern.substr(open + 1, close - open - 1);
        for (auto const& figure : error.figures)
            if (figure.name == name) text += shown(figure);
        at = close + 1;
    }
    return text;
}

}  // namespace jincai

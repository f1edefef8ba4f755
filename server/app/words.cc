#include "app/words.h"

#include <cstdio>

#include "app/refusals.h"
#include "base/text.h"

namespace jincai::app {

Result<Words> Words::read(std::vector<std::string> const& words,
                          std::set<std::string> const& with_value,
                          std::set<std::string> const& flags) {
    Words read;
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto const& word = words[i];
        if (!word.starts_with("--")) {
            read.plain_.push_back(word);
            continue;
        }
        auto const equals = word.find('=');
        auto const name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        if (flags.contains(name) && equals == std::string::npos) {
            read.flags_.insert(name);
            continue;
        }
        if (!with_value.contains(name)) return refuse(refusals::word_unknown, {{"word", word}});
        if (equals != std::string::npos) {
            read.values_[name].push_back(word.substr(equals + 1));
            continue;
        }
        if (i + 1 == words.size()) return refuse(refusals::word_without_value, {{"word", word}});
        read.values_[name].push_back(words[++i]);
    }
    return read;
}

std::optional<std::string> Words::value(std::string const& name) const {
    auto const found = values_.find(name);
    return found == values_.end() ? std::nullopt : std::optional{found->second.back()};
}

std::vector<std::string> Words::values(std::string const& name) const {
    auto const found = values_.find(name);
    return found == values_.end() ? std::vector<std::string>{} : found->second;
}

std::string Words::value_or(std::string const& name, std::string fallback) const {
    return value(name).value_or(std::move(fallback));
}

Result<std::int64_t> Words::number(std::string const& name, std::int64_t fallback,
                                   std::int64_t min, std::int64_t max) const {
    auto const text = value(name);
    if (!text) return fallback;
    auto const read = parse_int(*text);
    if (!read || *read < min || *read > max)
        return refuse(refusals::word_not_number, {{"word", "--" + name}, {"min", min}, {"max", max}});
    return *read;
}

int report(Error const& error) {
    std::fprintf(stderr, "jincai: %s%s%s\n        %s\n", error.path.c_str(),
                 error.path.empty() ? "" : ": ", text_of(error, Language::zh).c_str(),
                 text_of(error, Language::en).c_str());
    for (auto const& nested : error.more)
        std::fprintf(stderr, "        %s: %s\n", nested.path.c_str(),
                     text_of(nested, Language::zh).c_str());
    return error.spec->kind == RefusalKind::malformed ? 2 : 1;
}

}  // namespace jincai::app

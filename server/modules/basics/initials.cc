#include <unordered_map>

#include "modules/basics/initials_table.h"
#include "modules/basics/model.h"

namespace jincai::basics {
namespace {

/// How many bytes the character that starts with `lead` has. Requires valid UTF-8.
std::size_t width_of(char lead) {
    auto const byte = static_cast<unsigned char>(lead);
    if (byte < 0x80) return 1;
    if (byte < 0xE0) return 2;
    return byte < 0xF0 ? 3 : 4;
}

using LetterOf = std::unordered_map<std::string_view, char>;

LetterOf const& letters() {
    static LetterOf const table = [] {
        LetterOf result;
        for (auto const& [letter, characters] : kCharactersByLetter) {
            for (std::size_t at = 0; at < characters.size(); at += width_of(characters[at])) {
                result.emplace(characters.substr(at, width_of(characters[at])), letter);
            }
        }
        return result;
    }();
    return table;
}

void append_letter(std::string& out, std::string_view character) {
    char const first = character.front();
    if (first >= 'A' && first <= 'Z') {
        out += static_cast<char>(first - 'A' + 'a');
    } else if ((first >= 'a' && first <= 'z') || (first >= '0' && first <= '9')) {
        out += first;
    } else if (auto const found = letters().find(character); found != letters().end()) {
        out += found->second;
    }
}

}  // namespace

std::string initials_of(std::string_view name) {
    std::string out;
    while (!name.empty()) {
        auto const word =
            std::find_if(std::begin(kWordReadings), std::end(kWordReadings),
                         [&](WordReading const& item) { return name.starts_with(item.word); });
        if (word != std::end(kWordReadings)) {
            out += word->letters;
            name.remove_prefix(word->word.size());
            continue;
        }
        std::size_t const width = std::min(width_of(name.front()), name.size());
        append_letter(out, name.substr(0, width));
        name.remove_prefix(width);
    }
    return out;
}

}  // namespace jincai::basics

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "tests/codebase/tree.h"

/// Every refusal of the tree: a code of its own, a text in both languages, a place in its list.
namespace jincai::codebase {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

struct Refusal {
    std::string file;
    std::string name;
    std::vector<std::string> texts;  ///< code, zh, en, basis
};

/// The string literals from `at` to the closing brace; neighbours are one.
std::vector<std::string> literals(std::string_view text, std::size_t at) {
    std::vector<std::string> texts;
    bool fresh = true;
    for (; at < text.size() && text[at] != '}'; ++at) {
        if (text[at] == ',') fresh = true;
        if (text[at] != '"') continue;
        if (fresh) texts.emplace_back();
        fresh = false;
        for (++at; at < text.size() && text[at] != '"'; ++at) {
            if (text[at] == '\\') ++at;
            texts.back() += text[at];
        }
    }
    return texts;
}

std::vector<Refusal> refusals_of(File const& file) {
    static std::regex const kSpec{R"(constexpr\s+RefusalSpec\s+(\w+)\s*\{)"};
    auto const text = without_comments(file.text);
    std::vector<Refusal> found;
    for (std::sregex_iterator it{text.begin(), text.end(), kSpec}, end; it != end; ++it)
        found.push_back({file.path, (*it)[1].str(),
                         literals(text, static_cast<std::size_t>(it->position() + it->length()))});
    return found;
}

bool is_chinese(std::string_view text) {
    // CJK unified ideographs are E4 B8 80 .. E9 BF BF in UTF-8.
    return std::ranges::any_of(text, [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte >= 0xE4 && byte <= 0xE9;
    });
}

std::set<std::string> figures_of(std::string const& text) {
    static std::regex const kFigure{R"(\{(\w+)\})"};
    std::set<std::string> names;
    for (std::sregex_iterator it{text.begin(), text.end(), kFigure}, end; it != end; ++it) {
        auto name = (*it)[1].str();
        // A figure that is itself a text comes in both languages: reason_zh, reason_en.
        if (name.ends_with("_zh") || name.ends_with("_en")) name.resize(name.size() - 3);
        names.insert(std::move(name));
    }
    return names;
}

void check_texts(Refusal const& refusal, Findings& found) {
    static std::regex const kCode{"[a-z][a-z0-9_]*"};
    // A Chinese sentence with the comma of another language.
    static std::regex const kHalfWidth{"[\xE4-\xE9][\x80-\xBF][\x80-\xBF][,;:!?]"};
    auto const say = [&](std::string_view what) {
        found.push_back(fmt::format("{}: {} {}", refusal.file, refusal.name, what));
    };
    if (refusal.texts.size() < 3) return say("lacks its code, its Chinese or its English text");
    auto const& [code, zh, en] = std::tie(refusal.texts[0], refusal.texts[1], refusal.texts[2]);
    if (!std::regex_match(code, kCode)) say("has a malformed code");
    if (!is_chinese(zh)) say("has no Chinese text");
    if (en.empty() || is_chinese(en)) say("has no English text");
    if (figures_of(zh) != figures_of(en)) say("names different figures in its two texts");
    if (std::regex_search(zh, kHalfWidth)) say("has half-width punctuation in its Chinese text");
}

/// The names in `RefusalSpec const* kAll[] = {...}` of a file.
std::set<std::string> listed_in(File const& file) {
    static std::regex const kList{R"(RefusalSpec\s+const\*\s+k\w+\[\]\s*=\s*\{([^}]*)\})"};
    static std::regex const kName{R"(&(\w+))"};
    auto const text = code_only(file.text);
    std::set<std::string> names;
    for (std::sregex_iterator list{text.begin(), text.end(), kList}, end; list != end; ++list) {
        auto const inside = (*list)[1].str();
        for (std::sregex_iterator it{inside.begin(), inside.end(), kName}, stop; it != stop; ++it)
            names.insert((*it)[1].str());
    }
    return names;
}

Findings check(std::vector<File> const& files) {
    Findings found;
    std::map<std::string, std::string> owner_of;
    for (auto const& file : files) {
        if (file.is_test()) continue;
        auto const listed = listed_in(file);
        for (auto const& refusal : refusals_of(file)) {
            check_texts(refusal, found);
            auto const where = refusal.file + ": " + refusal.name;
            if (!file.name().ends_with("refusals.h"))
                found.push_back(where + " stands outside of refusals.h");
            else if (!listed.contains(refusal.name))
                found.push_back(where + " is not in the list of its file");
            if (refusal.texts.empty()) continue;
            auto const [known, fresh] = owner_of.emplace(refusal.texts[0], where);
            if (!fresh)
                found.push_back(where + " has the code of " + known->second);
        }
    }
    return found;
}

File sample(std::string_view body) {
    return {"server/modules/x/refusals.h", std::string{body}};
}

TEST(Refusals, have_codes_texts_and_a_place_in_their_list) {
    EXPECT_THAT(check(cpp_files()), IsEmpty());
}

TEST(Refusals, most_rooms_have_some) {
    std::size_t count = 0;
    for (auto const& file : cpp_files())
        if (!file.is_test()) count += refusals_of(file).size();
    EXPECT_GT(count, 100U);
}

TEST(Refusals, a_complete_one_passes) {
    EXPECT_THAT(check({sample("inline constexpr RefusalSpec a{\"a\", RefusalKind::invalid, \"甲 {n}，\"\n"
                              "\"乙\", \"first {n}, \" \"then\"};\n"
                              "inline constexpr RefusalSpec const* kAll[] = {&a};\n")}),
                IsEmpty());
}

TEST(Refusals, what_is_missing_is_noticed) {
    auto const problems = [](std::string_view spec) {
        return check({sample(std::string{spec} +
                             "\ninline constexpr RefusalSpec const* kAll[] = {&a};\n")});
    };
    EXPECT_THAT(problems("constexpr RefusalSpec a{\"a\", K::x, \"甲\"};"), SizeIs(1));
    EXPECT_THAT(problems("constexpr RefusalSpec a{\"a\", K::x, \"\", \"no\"};"), SizeIs(1));
    EXPECT_THAT(problems("constexpr RefusalSpec a{\"a\", K::x, \"甲\", \"\"};"), SizeIs(1));
    EXPECT_THAT(problems("constexpr RefusalSpec a{\"A b\", K::x, \"甲\", \"no\"};"), SizeIs(1));
    EXPECT_THAT(problems("constexpr RefusalSpec a{\"a\", K::x, \"甲 {n}\", \"no {m}\"};"), SizeIs(1));
    EXPECT_THAT(problems("constexpr RefusalSpec a{\"a\", K::x, \"甲,乙\", \"no\"};"), SizeIs(1));
    EXPECT_THAT(check({sample("constexpr RefusalSpec b{\"b\", K::x, \"甲\", \"no\"};")}), SizeIs(1));
}

TEST(Refusals, a_code_used_twice_is_noticed) {
    auto const one = sample("constexpr RefusalSpec a{\"same\", K::x, \"甲\", \"no\"};\n"
                            "constexpr RefusalSpec const* kAll[] = {&a};\n");
    File const two{"server/modules/y/refusals.h", one.text};
    EXPECT_THAT(check({one, two}), SizeIs(1));
}

}  // namespace
}  // namespace jincai::codebase

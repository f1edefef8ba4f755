#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "tests/codebase/tree.h"

/// Documents that speak of code stay true to it: links lead somewhere, folders and symbols exist.
namespace jincai::codebase {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
namespace fs = std::filesystem;

bool exists(std::string const& path) { return fs::exists(fs::path{JINCAI_ROOT} / path); }

Findings check_links(std::vector<File> const& files) {
    static std::regex const kLink{R"(\]\(([^)#: ]+)(#[^)]*)?\))"};
    Findings found;
    for (auto const& file : files) {
        auto const folder = fs::path{file.path}.parent_path();
        for (std::sregex_iterator it{file.text.begin(), file.text.end(), kLink}, end; it != end;
             ++it) {
            auto const target = (folder / (*it)[1].str()).lexically_normal().generic_string();
            if (!exists(target)) found.push_back(fmt::format("{}: {} is not there", file.path, target));
        }
    }
    return found;
}

/// Cells of a table row, trimmed; nothing for other lines and for rulers.
std::vector<std::string> cells_of(std::string_view line) {
    if (!line.starts_with("| ") || line.starts_with("| ---")) return {};
    std::vector<std::string> cells;
    for (auto const part : split(line.substr(1, line.size() - 2), '|'))
        cells.emplace_back(trim(part));
    return cells;
}

/// What stands between backticks.
std::vector<std::string> quoted(std::string const& text) {
    std::vector<std::string> found;
    auto const parts = split(text, '`');
    for (std::size_t i = 1; i < parts.size(); i += 2) found.emplace_back(parts[i]);
    return found;
}

File read(std::string const& path) {
    for (auto& file : files_ending_in({fs::path{path}.filename().string()}))
        if (file.path == path) return file;
    ADD_FAILURE() << path << " is not there";
    return {};
}

/// Symbols of the glossary's fourth column that no C++ file has as a whole word.
Findings check_symbols(File const& glossary, std::vector<File> const& sources) {
    Findings found;
    for_each_line(glossary.text, [&](std::string_view line, int number) {
        auto const cells = cells_of(line);
        if (cells.size() < 5) return;
        for (auto const& symbol : quoted(cells[3])) {
            std::regex const word{"\\b" + symbol + "\\b"};
            bool const known = std::ranges::any_of(sources, [&](File const& source) {
                return !source.is_test() && source.text.find(symbol) != std::string::npos &&
                       std::regex_search(source.text, word);
            });
            if (!known) found.push_back(finding(glossary, number, symbol + " is not in the source"));
        }
    });
    return found;
}

TEST(Documents, links_lead_somewhere) {
    EXPECT_THAT(check_links(files_ending_in({".md"})), IsEmpty());
    EXPECT_THAT(check_links({{"docs/x.md", "[a](nowhere.md) [b](https://x.example/y)"}}),
                SizeIs(1));
}

TEST(Documents, the_map_of_the_repository_is_true) {
    int rows = 0;
    auto const map = read("docs/ARCHITECTURE.md");
    for_each_line(map.text, [&](std::string_view line, int) {
        auto const cells = cells_of(line);
        if (cells.size() != 3 || !cells[0].starts_with('`') || !cells[0].ends_with("/`")) return;
        auto const folders = quoted(cells[0]);
        for (auto const& folder : folders) {
            ++rows;
            EXPECT_TRUE(exists(folder)) << folder;
        }
        for (auto const& start : quoted(cells[2]))
            EXPECT_TRUE(exists(folders.front() + start)) << folders.front() << start;
    });
    EXPECT_GT(rows, 20);
}

TEST(Documents, each_room_of_the_server_is_on_the_map) {
    auto const map = read("docs/ARCHITECTURE.md").text;
    for (auto const* parent : {"server/modules", "server/platform"})
        for (auto const& entry : fs::directory_iterator{fs::path{JINCAI_ROOT} / parent}) {
            auto const room = fmt::format("`{}/{}/`", parent, entry.path().filename().string());
            EXPECT_NE(map.find(room), std::string::npos) << room;
        }
}

TEST(Documents, symbols_of_the_glossary_are_in_the_source) {
    EXPECT_THAT(check_symbols(read("docs/glossary.md"), cpp_files()), IsEmpty());
    File const wrong{"docs/glossary.md", "| a | 甲 | b | `NoSuchSymbolAnywhere` | c |\n"};
    EXPECT_THAT(check_symbols(wrong, {{"server/base/x.h", "struct Y {};"}}), SizeIs(1));
}

TEST(Documents, decisions_are_numbered_and_listed) {
    auto const list = read("docs/adr/README.md").text;
    int expected = 0;
    for (auto const& file : files_ending_in({".md"})) {
        if (!file.is_below("docs/adr") || file.name() == "README.md") continue;
        EXPECT_TRUE(file.name().starts_with(fmt::format("{:04}-", ++expected))) << file.path;
        EXPECT_NE(list.find(file.name()), std::string::npos) << file.path << " is not listed";
        EXPECT_NE(file.text.find("Status: "), std::string::npos) << file.path;
    }
    EXPECT_GE(expected, 9);
}

TEST(Documents, each_module_has_a_page_of_its_own) {
    for (auto const& entry : fs::directory_iterator{fs::path{JINCAI_ROOT} / "server/modules"})
        EXPECT_TRUE(fs::exists(entry.path() / "README.md")) << entry.path().filename();
}

}  // namespace
}  // namespace jincai::codebase

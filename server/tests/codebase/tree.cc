#include "tests/codebase/tree.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "base/text.h"

namespace jincai::codebase {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNotOurs[] = {".git",       ".tools", "node_modules", "dist",
                                         "generated", "data",   "test-results"};

bool is_ours(fs::path const& folder) {
    auto const name = folder.filename().string();
    return !name.starts_with("build") &&
           std::ranges::find(kNotOurs, name) == std::end(kNotOurs);
}

enum class Kind : std::uint8_t { code, comment, string };

/// Calls `keep(kind, c)` for each character and writes what it returns.
template <class Keep>
std::string filter(std::string_view text, Keep keep) {
    std::string out;
    Kind kind = Kind::code;
    bool line_comment = false;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        char const next = i + 1 < text.size() ? text[i + 1] : '\0';
        char const before = i > 0 ? text[i - 1] : '\0';
        auto const put = [&](Kind as) { out += c == '\n' ? '\n' : keep(as, c); };
        if (kind == Kind::code) {
            // A quote between digits separates thousands: 1'000.
            bool const separator = c == '\'' && is_digits(std::string_view{&before, 1}) &&
                                   std::isalnum(static_cast<unsigned char>(next)) != 0;
            if (c == '/' && (next == '/' || next == '*')) {
                kind = Kind::comment;
                line_comment = next == '/';
                put(Kind::comment);
            } else {
                put(Kind::code);
                if (c == '"' || (c == '\'' && !separator)) {
                    kind = Kind::string;
                    quote = c;
                }
            }
        } else if (kind == Kind::comment) {
            put(Kind::comment);
            if (line_comment ? c == '\n' : (before == '*' && c == '/')) kind = Kind::code;
        } else if (c == '\\') {
            put(Kind::string);
            ++i;
            if (i < text.size()) out += text[i] == '\n' ? '\n' : keep(Kind::string, text[i]);
        } else if (c == quote) {
            kind = Kind::code;
            put(Kind::code);
        } else {
            put(Kind::string);
        }
    }
    return out;
}

}  // namespace

std::string_view File::name() const {
    auto const slash = path.rfind('/');
    return std::string_view{path}.substr(slash == std::string::npos ? 0 : slash + 1);
}

bool File::is_below(std::string_view folder) const {
    return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

bool File::is_test() const {
    auto const file = name();
    return is_below("server/tests") || file.find("_test.") != std::string_view::npos ||
           file.find("_fixture.") != std::string_view::npos ||
           file.find("_for_tests.") != std::string_view::npos || file.starts_with("test_") ||
           file.starts_with("raw_client.");
}

std::vector<File> files_ending_in(std::vector<std::string> const& endings) {
    fs::path const root{JINCAI_ROOT};
    std::vector<File> files;
    for (auto entry = fs::recursive_directory_iterator{root};
         entry != fs::recursive_directory_iterator{}; ++entry) {
        auto const& path = entry->path();
        if (entry->is_directory()) {
            if (!is_ours(path)) entry.disable_recursion_pending();
            continue;
        }
        auto const name = path.filename().string();
        bool const wanted = std::ranges::any_of(
            endings, [&](auto const& ending) { return name.ends_with(ending); });
        if (!wanted || !entry->is_regular_file()) continue;
        std::ifstream in{path, std::ios::binary};
        files.push_back({fs::relative(path, root).generic_string(),
                         std::string{std::istreambuf_iterator<char>{in}, {}}});
    }
    std::ranges::sort(files, {}, &File::path);
    return files;
}

std::vector<File> const& cpp_files() {
    static auto const files = files_ending_in({".h", ".cc"});
    return files;
}

std::string without_comments(std::string_view text) {
    return filter(text, [](Kind kind, char c) { return kind == Kind::comment ? ' ' : c; });
}

std::string code_only(std::string_view text) {
    return filter(text, [](Kind kind, char c) { return kind == Kind::code ? c : ' '; });
}

std::string strings_only(std::string_view text) {
    return filter(text, [](Kind kind, char c) { return kind == Kind::string ? c : ' '; });
}

void for_each_line(std::string_view text,
                   std::function<void(std::string_view line, int number)> const& fn) {
    int number = 0;
    for (auto const line : split(text, '\n')) fn(line, ++number);
}

std::string finding(File const& file, int line, std::string_view what) {
    return fmt::format("{}:{}: {}", file.path, line, what);
}

}  // namespace jincai::codebase

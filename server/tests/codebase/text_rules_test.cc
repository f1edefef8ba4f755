#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "tests/codebase/tree.h"

/// Rules about the text of files: where SQL may stand, no floating point near money, sizes, notes.
namespace jincai::codebase {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

/// Whoever keeps SQL outside a store says here why.
struct Allowed {
    std::string_view path;
    std::string_view why;
};

constexpr Allowed kSqlElsewhere[] = {
    {"server/platform/storage/", "is the storage"},
    {"server/platform/audit/audit.cc", "the store of the audit log"},
    {"server/modules/execution/batch.cc", "appends to the journal inside the group commit"},
    {"server/modules/execution/books.cc", "reads a book back from its journal"},
    {"server/modules/execution/heads.cc", "compares the ends of the journals"},
    {"server/modules/execution/verify.cc", "reads the journal row by row to verify it"},
    {"server/modules/execution/ids.cc", "number series, moved in the document's transaction"},
    {"server/modules/execution/projection.cc", "writes the read models"},
    {"server/modules/execution/projector.cc", "reads the journal for the read models"},
    {"server/modules/execution/import_past.cc", "brings in past years in bulk"},
    {"server/modules/execution/office.cc", "one quota by its id, kept in memory from then on"},
    {"server/modules/execution/service_payment_flow.cc", "the bank's outbox, beside the payment"},
    {"server/modules/execution/import_", "reads back what earlier files have booked"},
    {"bench/baseline.cc", "fills the tables of the usual way, which it measures against"},
    {"demo/bank_simulator.cc", "looks for what was sent to the bank"},
    {"demo/player.cc", "looks for the freeze that the script expects"},
    {"server/app/application.cc", "asks whether the database answers"},
};

bool may_hold_sql(File const& file) {
    auto const name = file.name();
    if (file.is_test() || name.starts_with("store") || name.starts_with("query")) return true;
    return std::ranges::any_of(kSqlElsewhere, [&](Allowed const& allowed) {
        return file.path.starts_with(allowed.path);
    });
}

Findings check_sql(std::vector<File> const& files) {
    static std::regex const kSql{
        R"((^|\s)(select\s+[a-z(*:]|insert into\s|update\s+[a-z_]+\s+set\s|delete from\s))"};
    Findings found;
    for (auto const& file : files) {
        if (may_hold_sql(file)) continue;
        for_each_line(strings_only(file.text), [&](std::string_view line, int number) {
            if (std::regex_search(line.begin(), line.end(), kSql))
                found.push_back(finding(file, number, "SQL belongs into a store"));
        });
    }
    return found;
}

/// Lines that may name a floating-point type, and why.
constexpr Allowed kFloats[] = {
    {"static_assert(!std::is_constructible_v<Money, double>)", "forbids it"},
};

Findings check_floats(std::vector<File> const& files) {
    static std::regex const kFloat{R"(\b(float|double)\b)"};
    Findings found;
    for (auto const& file : files) {
        bool const exact = file.is_below("server/base") || file.is_below("server/ledger") ||
                           file.is_below("server/modules");
        if (!exact || file.is_test()) continue;
        for_each_line(code_only(file.text), [&](std::string_view line, int number) {
            bool const allowed = std::ranges::any_of(kFloats, [&](Allowed const& known) {
                return line.find(known.path) != line.npos;
            });
            if (!allowed && std::regex_search(line.begin(), line.end(), kFloat))
                found.push_back(finding(file, number, "no floating point touches an amount"));
        });
    }
    return found;
}

constexpr int kLinesMost = 600;

Findings check_sizes(std::vector<File> const& files) {
    Findings found;
    for (auto const& file : files) {
        auto const lines = std::ranges::count(file.text, '\n');
        if (lines > kLinesMost)
            found.push_back(finding(file, kLinesMost, "longer than 600 lines: split it by use case"));
    }
    return found;
}

Findings check_notes(std::vector<File> const& files) {
    // Put together so that this file does not find itself.
    static std::regex const kNote{std::string{R"(\b(TO)"} + R"(DO|FIX)" + R"(ME)\b)"};
    static std::regex const kReference{R"(#[0-9]+|ADR[ -]?[0-9]+|adr/[0-9]+)"};
    Findings found;
    for (auto const& file : files)
        for_each_line(file.text, [&](std::string_view line, int number) {
            if (std::regex_search(line.begin(), line.end(), kNote) &&
                !std::regex_search(line.begin(), line.end(), kReference))
                found.push_back(finding(file, number, "a note without an issue or a decision"));
        });
    return found;
}

Findings check_pragma(std::vector<File> const& files) {
    Findings found;
    for (auto const& file : files)
        // The precompiled header is itself compiled: there the pragma would be a warning.
        if (file.path.ends_with(".h") && file.path != "cmake/precompiled.h" &&
            file.text.find("#pragma once") == std::string::npos)
            found.push_back(finding(file, 1, "a header starts with #pragma once"));
    return found;
}

TEST(TextRules, sql_stands_in_stores) {
    EXPECT_THAT(check_sql(cpp_files()), IsEmpty());
    File const wrong{"server/modules/x/service.cc", "s.query<Row>(\"select a from b\");\n"};
    EXPECT_THAT(check_sql({wrong}), SizeIs(1));
    File const change{"demo/year.cc", "s.execute(\"update quota set a = 1\");\n"};
    EXPECT_THAT(check_sql({change}), SizeIs(1));
    File const comment{"server/modules/x/service.cc", "// select a from b\n"};
    EXPECT_THAT(check_sql({comment}), IsEmpty());
}

TEST(TextRules, exceptions_for_sql_are_still_needed) {
    for (auto const& allowed : kSqlElsewhere) {
        bool const exists = std::ranges::any_of(cpp_files(), [&](File const& file) {
            return file.path.starts_with(allowed.path);
        });
        EXPECT_TRUE(exists) << allowed.path << " is gone: take it off the list";
    }
}

TEST(TextRules, no_floating_point_where_money_is) {
    EXPECT_THAT(check_floats(cpp_files()), IsEmpty());
    EXPECT_THAT(check_floats({{"server/ledger/x.cc", "double rate = 0;\n"}}), SizeIs(1));
    EXPECT_THAT(check_floats({{"server/ledger/x.cc", "// double entry\n"}}), IsEmpty());
    EXPECT_THAT(check_floats({{"server/platform/http/x.cc", "double seconds;\n"}}), IsEmpty());
}

TEST(TextRules, files_stay_readable) {
    EXPECT_THAT(check_sizes(cpp_files()), IsEmpty());
    EXPECT_THAT(check_sizes({{"server/base/x.cc", std::string(601, '\n')}}), SizeIs(1));
    EXPECT_THAT(check_sizes({{"server/base/x.cc", std::string(600, '\n')}}), IsEmpty());
}

TEST(TextRules, notes_name_their_issue) {
    auto const texts = files_ending_in(
        {".h", ".cc", ".sql", ".ts", ".vue", ".yaml", ".yml", ".cmake", ".sh", ".md"});
    EXPECT_THAT(check_notes(texts), IsEmpty());
    std::string const note = std::string{"// TO"} + "DO later\n";
    EXPECT_THAT(check_notes({{"x.cc", note}}), SizeIs(1));
    EXPECT_THAT(check_notes({{"x.cc", std::string{"// FIX"} + "ME see #12\n"}}), IsEmpty());
}

TEST(TextRules, headers_guard_themselves) {
    EXPECT_THAT(check_pragma(cpp_files()), IsEmpty());
    EXPECT_THAT(check_pragma({{"x.h", "struct A {};\n"}}), SizeIs(1));
}

}  // namespace
}  // namespace jincai::codebase

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "base/text.h"
#include "tests/codebase/tree.h"

namespace jincai::codebase {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

/// NNNN_name.sql, from 0001 on without gaps in each module.
Findings check(std::vector<File> const& files) {
    Findings found;
    std::map<std::string, std::int64_t> last;
    for (auto const& file : files) {  // in the order of their paths
        if (file.is_below("bench")) continue;  // what is measured against
        auto const folder = file.path.substr(0, file.path.rfind('/'));
        if (!folder.ends_with("/migrations") && !folder.ends_with("/read_models")) {
            found.push_back(finding(file, 1, "SQL files are migrations"));
            continue;
        }
        auto const name = file.name();
        auto const number = name.size() > 5 && name[4] == '_' && is_digits(name.substr(0, 4))
                                ? parse_int(name.substr(0, 4)).value_or(-1)
                                : -1;
        auto const expected = ++last[folder];
        if (number != expected)
            found.push_back(finding(file, 1, "expected number " + std::to_string(expected)));
    }
    return found;
}

/// Every table leads its primary key with the region: that is the partition key of large sites.
/// What belongs to the site as a whole is listed with its reason.
constexpr std::string_view kSiteTables[] = {
    "schema_migration",  // of the database itself
    "id_block",          // ids are unique over all regions
    "client_command",    // a person's keys hold in every region
};

TEST(Migrations, are_numbered_without_gaps) {
    auto const files = files_ending_in({".sql"});
    EXPECT_THAT(files, testing::Not(IsEmpty()));
    EXPECT_THAT(check(files), IsEmpty());
}

TEST(Migrations, a_gap_and_a_double_number_are_noticed) {
    EXPECT_THAT(check({{"m/migrations/0001_a.sql", ""}, {"m/migrations/0003_b.sql", ""}}),
                SizeIs(1));
    EXPECT_THAT(check({{"m/migrations/0001_a.sql", ""}, {"m/migrations/0001_b.sql", ""}}),
                SizeIs(1));
    EXPECT_THAT(check({{"m/migrations/1_a.sql", ""}}), SizeIs(1));
    EXPECT_THAT(check({{"m/a.sql", ""}}), SizeIs(1));
}

TEST(Migrations, books_and_their_read_models_are_kept_by_region) {
    for (auto const& file : files_ending_in({".sql"})) {
        if (!file.is_below("server/modules/execution")) continue;
        std::string table;
        for_each_line(file.text, [&](std::string_view line, int) {
            constexpr std::string_view kCreate = "create table ";
            if (line.starts_with(kCreate))
                table = line.substr(kCreate.size(), line.find(' ', kCreate.size()) - kCreate.size());
            auto const at = line.find("primary key (");
            if (at == line.npos || std::ranges::find(kSiteTables, table) != std::end(kSiteTables))
                return;
            EXPECT_TRUE(line.substr(at).starts_with("primary key (region_code")) << table;
        });
    }
}

}  // namespace
}  // namespace jincai::codebase

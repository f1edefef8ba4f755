#include "platform/storage/contents.h"

#include <fmt/format.h>

namespace jincai::storage {

std::map<std::string, TableContents> contents_of(Session& session) {
    std::map<std::string, TableContents> all;
    for (auto const& table : session.query<std::string>(
             "select name from sqlite_master where type = 'table' order by name")) {
        std::string row;
        for (auto const& column :
             session.query<std::string>("select name from pragma_table_info(:t)", table))
            row += fmt::format("{}quote({})", row.empty() ? "" : " || ',' || ", column);
        auto& contents = all[table];
        session.for_each<std::string>(fmt::format("select {} from {}", row, table),
                                      [&](std::string const& text) {
                                          ++contents.rows;
                                          contents.sum += std::hash<std::string>{}(text);
                                      });
    }
    return all;
}

}  // namespace jincai::storage

#include "platform/storage/backend.h"

#include <algorithm>
#include <cctype>
#include <regex>

#include <fmt/format.h>

#include "platform/storage/failure.h"

namespace jincai::storage {

namespace {

std::string replaced(std::string const& text, std::regex const& pattern, char const* by) {
    return std::regex_replace(text, pattern, by);
}

/// Rows that are held back go table by table: what they refer to is asked for at the commit.
std::string deferred(std::string const& sql) {
    static std::regex const kReference{R"(\breferences (\w+) \((\w+)\))"};
    return replaced(sql, kReference, "references $1 ($2) deferrable initially deferred");
}

/// Only a column of type INTEGER can be SQLite's row number itself; any other key costs a second
/// tree - unless the rows lie in the tree of the key, which pays for narrow rows. Ids are unique over
/// all regions, so a table marked `rows by id` needs the region in its key only where it is split.
std::string sqlite_schema(std::string const& sql) {
    static std::regex const kKey{"\\bbigint primary key\\b", std::regex::icase};
    static std::regex const kClustered{R"(\)\s*/\* clustered \*/\s*;)"};
    static std::regex const kById{
        R"(\bid bigint not null,([^;]*),\s*primary key \(region_code, id\)\s*\)\s*/\* rows by id \*/\s*;)"};
    static std::regex const kElsewhere{R"(create unique index [^;]*/\* where rows are not by id \*/\s*;)"};
    auto text = replaced(deferred(sql), kKey, "integer primary key");
    text = replaced(replaced(text, kById, "id integer primary key,$1);"), kElsewhere, "");
    return replaced(text, kClustered, ") without rowid;");
}

/// `create trigger NAME before ACT on TABLE begin select raise(abort, 'TEXT'); end;`: the only kind
/// of trigger there is, one that refuses.
std::regex const& refusing_trigger() {
    static std::regex const kTrigger{
        R"(create trigger (\w+) before (update|delete) on (\w+)\s+begin\s+)"
        R"(select raise\(abort, ('[^']*')\);\s+end;)"};
    return kTrigger;
}

std::string postgres_schema(std::string const& sql) {
    // The first migrations gave a table the name of a word that PostgreSQL keeps for itself.
    static std::regex const kReserved{R"(\bfreeze\b)"};
    auto const text = deferred(replaced(sql, kReserved, "\"freeze\""));
    return replaced(text, refusing_trigger(),
                    "create function $1() returns trigger language plpgsql as "
                    "'begin raise exception using errcode = ''23514'', message = '$4'; end';\n"
                    "create trigger $1 before $2 on $3 for each row execute function $1();\n"
                    "create trigger $1_all before truncate on $3 execute function $1();");
}

/// Dameng's TEXT is a large object that can neither be a key nor be compared: short texts become
/// VARCHAR, the long ones of this schema CLOB. Written from its SQL manual; never run on a DM8.
std::string dameng_schema(std::string const& sql) {
    static std::regex const kLong{
        R"(\b(record|lines|changes|body|reason|correction_plan|opinion|message|error|summary)(\s+)text\b)"};
    static std::regex const kShort{R"((\w+\s+)text\b)"};
    static std::regex const kPartial{R"((create index [^;]*\))\s+where [^;]*;)"};
    static std::regex const kClustered{R"(\)\s*/\* clustered \*/\s*;)"};
    auto text = replaced(sql, kLong, "$1$2clob");
    text = replaced(text, kShort, "$1varchar(1000 char)");
    text = replaced(replaced(text, kPartial, "$1;"), kClustered, ");");
    return replaced(text, refusing_trigger(),
                    "create or replace trigger $1 before $2 on $3 for each row "
                    "begin raise_application_error(-20001, $4); end;");
}

std::vector<std::string> names_of(std::string const& list) {
    static std::regex const kName{R"(\w+)"};
    return {std::sregex_token_iterator{list.begin(), list.end(), kName}, {}};
}

/// `insert ... on conflict (key) do update set ...` as Dameng's MERGE.
std::string merge_of(std::string const& sql) {
    static std::regex const kUpsert{
        R"(insert into (\w+) \(([^)]*)\) values \(([^)]*)\)\s+on conflict \(([^)]*)\) do update set (.*))"};
    std::smatch found;
    if (!std::regex_match(sql, found, kUpsert)) return sql;
    auto const columns = names_of(found[2]);
    auto const places = names_of(found[3]);
    auto const keys = names_of(found[4]);
    std::string source;
    std::string given;
    for (std::size_t i = 0; i < columns.size() && i < places.size(); ++i) {
        source += fmt::format("{}:{} as {}", i == 0 ? "" : ", ", places[i], columns[i]);
        given += fmt::format("{}excluded.{}", i == 0 ? "" : ", ", columns[i]);
    }
    std::string match;
    for (auto const& key : keys)
        match += fmt::format("{}{}.{} = excluded.{}", match.empty() ? "" : " and ", found[1].str(),
                             key, key);
    return fmt::format(
        "merge into {} using (select {} from dual) excluded on ({}) when matched then update set "
        "{} when not matched then insert ({}) values ({})",
        found[1].str(), source, match, found[5].str(), found[2].str(), given);
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

}  // namespace

Backend backend_of(std::string_view url) {
    if (url.empty()) return Backend::sqlite;
    if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return Backend::postgres;
    if (url.starts_with("odbc:")) return Backend::odbc;
    throw StorageError{Failure::other,
                       "a database address begins with postgresql:// or odbc: and is left out for "
                       "the embedded database"};
}

std::string without_password(std::string_view url) {
    static std::regex const kInAddress{R"((://[^:/@]*):[^@]*@)"};
    static std::regex const kInPairs{R"(\b(pwd|password)=[^;&]*)", std::regex::icase};
    return replaced(replaced(std::string{url}, kInAddress, "$1:***@"), kInPairs, "$1=***");
}

std::string schema_in(Dialect dialect, std::string_view sql) {
    std::string const text{sql};
    switch (dialect) {
        case Dialect::sqlite:
            return sqlite_schema(text);
        case Dialect::postgres:
            return postgres_schema(text);
        case Dialect::dameng:
            return dameng_schema(text);
    }
    return text;
}

std::string statement_in(Dialect dialect, std::string_view sql) {
    static std::regex const kLike{R"(\blike\b)"};
    std::string const text{sql};
    switch (dialect) {
        case Dialect::sqlite:
            return text;
        case Dialect::postgres:
            return replaced(text, kLike, "ilike");  // SQLite's is blind to case
        case Dialect::dameng:
            return merge_of(text);
    }
    return text;
}

std::size_t count_places(std::string_view sql) {
    std::size_t places = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql[i] == '\'') quoted = !quoted;
        if (quoted || sql[i] != ':' || i + 1 >= sql.size() || !is_word(sql[i + 1])) continue;
        if (i > 0 && (sql[i - 1] == ':' || is_word(sql[i - 1]))) continue;
        ++places;
    }
    return places;
}

}  // namespace jincai::storage

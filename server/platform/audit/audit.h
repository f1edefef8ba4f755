#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/result.h"
#include "base/scope.h"
#include "base/time.h"
#include "platform/storage/database.h"

namespace jincai::audit {

struct FieldChange {
    std::string field = {};
    std::string old_value = {};
    std::string new_value = {};
};
BOOST_DESCRIBE_STRUCT(FieldChange, (), (field, old_value, new_value))

/// Who acts. The caller of a request derives from it.
struct Actor {
    UserId user_id = {};
    std::string user_name = {};
    std::string role = {};
    std::string ip = {};
    std::string session_id = {};  ///< a short digest that names the session, never its token
    std::string request_id = {};
};
BOOST_DESCRIBE_STRUCT(Actor, (), (user_id, user_name, role, ip, session_id, request_id))

/// The program itself: set-up, imports from the command line, timers.
[[nodiscard]] Actor system_actor();

/// One act as it is remembered. The record is written in the transaction of the change itself, is
/// never altered and never deleted.
struct Record {
    std::int64_t seq = 0;  ///< given by `append`: counts up from 1 without gaps
    Timestamp at = {};
    Actor actor = {};
    std::string action = {};
    std::string object_kind = {};
    std::string object_id = {};
    std::string region_code = {};
    std::string unit_code = {};
    std::vector<FieldChange> changes = {};
    std::string approver = {};
    std::string rule_version = {};
    std::string result = "done";  ///< "done", or the code of the refusal that is worth a record
};

/// Adds a field to `record` when its value changed.
void note(Record& record, std::string_view field, std::string old_value, std::string new_value);

/// Writes `record` into the transaction of `session`, the write session. Fails closed: when the
/// record cannot be written the exception takes the business change with it.
void append(storage::Session& session, Record record);

/// Runs `fn(Session&, Record&) -> Result<T>` as one audited change: its rows and its record are
/// committed together or not at all. A refusal writes nothing.
template <class Fn>
auto change(storage::Database& database, Clock const& clock, Actor const& actor,
            std::string_view action, Fn&& fn)
    -> std::invoke_result_t<Fn, storage::Session&, Record&> {
    return database.write(
        [&](storage::Session& session) -> std::invoke_result_t<Fn, storage::Session&, Record&> {
            Record record{.at = clock.now(), .actor = actor, .action = std::string{action}};
            auto result = fn(session, record);
            if (result) append(session, std::move(record));
            return result;
        });
}

struct Filter {
    std::optional<std::string> region_prefix = {};
    std::optional<std::string> unit_prefix = {};
    std::optional<UserId> user_id = {};
    std::optional<std::string> user_name = {};
    std::optional<std::string> action = {};
    std::optional<std::string> object_kind = {};
    std::optional<std::string> object_id = {};
    std::optional<Timestamp> from = {};
    std::optional<Timestamp> until = {};  ///< exclusive
};

struct Paging {
    std::int64_t page = 1;
    std::int64_t size = 20;  ///< bounded to 500
};

struct Found {
    std::vector<Record> records;  ///< newest first
    std::int64_t total = 0;
};

[[nodiscard]] Found find(storage::Session& session, DataScope const& scope, Filter const& filter,
                         Paging paging);

/// Whether the numbers are 1, 2, 3, ... as they were given out.
struct SequenceCheck {
    std::int64_t count = 0;
    std::optional<std::int64_t> first_gap;  ///< the first number that is missing
};
[[nodiscard]] SequenceCheck check_sequence(storage::Session& session);

[[nodiscard]] std::span<storage::Migration const> migrations();

}  // namespace jincai::audit

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "platform/storage/session.h"

namespace jincai::execution {

/// A request under a key of the client's own making (`Idempotency-Key`).
struct ClientCommand {
    UserId user;
    std::string key;
    std::string digest;       ///< SM3 of the body
    std::string object_kind;  ///< what comes of it: payment, payment_list
};
/// `body`: everything that makes two requests the same.
[[nodiscard]] ClientCommand client_command(UserId user, std::string key, std::string_view body,
                                           std::string object_kind);

/// As it names the command in the book.
[[nodiscard]] std::string book_name(ClientCommand const& command);

/// What came of the same request before; nothing for a new one. `command_id_reused` when the key
/// stands for a request with another content.
[[nodiscard]] Result<std::optional<std::int64_t>> done_before(storage::Session& session,
                                                              ClientCommand const& command);
/// In the transaction that makes the object.
void note_done(storage::Session& session, ClientCommand const& command, std::int64_t object_id,
               Timestamp at);

}  // namespace jincai::execution

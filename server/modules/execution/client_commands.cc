#include "modules/execution/client_commands.h"

#include "ledger/refusals.h"
#include "modules/execution/rows.h"
#include "modules/execution/store_payment_list.h"
#include "platform/crypto/crypto.h"

namespace jincai::execution {

ClientCommand client_command(UserId user, std::string key, std::string_view body,
                             std::string object_kind) {
    return {user, std::move(key), crypto::hex(crypto::sm3(body)), std::move(object_kind)};
}

std::string book_name(ClientCommand const& command) {
    return fmt::format("k/{}/{}", command.user.value(), command.key);
}

Result<std::optional<std::int64_t>> done_before(storage::Session& session,
                                                ClientCommand const& command) {
    auto const known = store::find_client_command(session, command.user, command.key);
    if (!known) return std::nullopt;
    if (known->body_digest == command.digest && known->object_kind == command.object_kind)
        return known->object_id;
    return refuse(ledger::refusals::command_id_reused);
}

void note_done(storage::Session& session, ClientCommand const& command, std::int64_t object_id,
               Timestamp at) {
    session.insert("client_command", ClientCommandRow{.user_id = command.user,
                                                      .client_key = command.key,
                                                      .body_digest = command.digest,
                                                      .object_kind = command.object_kind,
                                                      .object_id = object_id,
                                                      .at = at});
}

}  // namespace jincai::execution

#include "ledger/command.h"

namespace jincai::ledger {

static_assert(static_cast<std::size_t>(CommandKind::return_payments) + 1 ==
              std::variant_size_v<Command>);
static_assert(std::is_same_v<std::variant_alternative_t<
                                 static_cast<std::size_t>(CommandKind::submit_payment), Command>,
                             SubmitPayment>);
static_assert(std::is_same_v<std::variant_alternative_t<
                                 static_cast<std::size_t>(CommandKind::close_year), Command>,
                             CloseYear>);

CommandKind kind_of(Command const& command) { return static_cast<CommandKind>(command.index()); }

CommandHeader const& header_of(Command const& command) {
    return std::visit([](auto const& each) -> CommandHeader const& { return each.header; },
                      command);
}

}  // namespace jincai::ledger

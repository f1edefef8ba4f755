#include "modules/execution/service.h"

/// Months are shut and opened where money is booked.
namespace jincai::execution {

namespace {

/// The command that brings the book to where the month shall be. None when it is there already: a
/// book of data that was closed before its month was.
Result<std::vector<Step>> steps_of(Office& office, basics::MonthAct const& act) {
    BookKey const book{act.region_code, act.fiscal_year};
    auto const closed =
        JC_TRY(office.writer.ask(book, [&](ledger::Book const& state, ledger::Rules const&) {
            return state.month_closed(act.fiscal_month);
        }));
    std::vector<Step> steps;
    if (closed == act.closes) return steps;
    auto const id = JC_TRY(office.ids.next("command"));
    auto header = office.header(act.actor, "month/" + std::to_string(id), act.action);
    settle_in(act.fiscal_year, header);
    if (act.closes) steps.push_back({book, ledger::CloseMonth{header, act.fiscal_month}});
    else steps.push_back({book, ledger::OpenMonth{header, act.fiscal_month}});
    return steps;
}

}  // namespace

basics::MonthGate Service::month_gate() {
    return [this](basics::MonthAct const& act, basics::MonthWrite write) -> Result<void> {
        Change change{.steps = JC_TRY(steps_of(office_, act)),
                      .record = office_.record(act.actor, act.action)};
        change.documents = [write = std::move(write)](storage::Session& session,
                                                      std::span<ledger::Posting const>,
                                                      audit::Record& record) -> Result<Booking> {
            auto const effect = JC_TRY(write(session, record));
            return effect == basics::MonthEffect::now ? Booking::book : Booking::documents_only;
        };
        JC_TRY(office_.book_once(std::move(change)));
        return {};
    };
}

}  // namespace jincai::execution

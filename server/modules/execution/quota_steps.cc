#include "modules/execution/quota_steps.h"

#include "base/assert.h"
#include "base/text.h"
#include "ledger/refusals.h"
#include "modules/execution/quota_document.h"
#include "modules/execution/refusals.h"
#include "platform/json/codec.h"

namespace jincai::execution {

namespace {

using ledger::Account;

std::unexpected<Error> incomplete(std::size_t index, std::string_view field) {
    return refuse_at("/lines/" + std::to_string(index), refusals::line_incomplete,
                     {{"line", std::to_string(index + 1)}, {"field", std::string{field}}});
}

basics::ProjectClassCode code_of_class(ProjectClass project_class) {
    return basics::ProjectClassCode{class_code(project_class)};
}

Result<void> check_new_quota(Office& office, NewQuotaDocument const& document, NewQuota& quota) {
    auto const directory = office.directory();
    auto const type = [&]() -> Result<basics::UnitType> {
        if (quota.unit_code.empty()) return basics::UnitType::administrative;
        auto const* unit = directory->find_unit(document.region_code, quota.unit_code);
        if (unit == nullptr || !basics::is_active(*unit, office.today()))
            return refuse_at("/unit_code", refusals::unit_unknown,
                             {{"unit", quota.unit_code.value()}});
        return unit->type;
    }();
    if (!type) return std::unexpected(type.error());
    for (auto const& prefix :
         split(directory->text_on("execution.protected_economic", document.region_code,
                                  office.today()),
               ','))
        if (!prefix.empty() && quota.economic_code.starts_with(prefix))
            quota.protected_class = true;
    if (quota.government_economic_code.empty() && !quota.economic_code.empty()) {
        auto const known = directory->government_economic(document.fiscal_year,
                                                          quota.economic_code, *type);
        if (known) quota.government_economic_code = known->value();
    }
    return directory->validate_combination(
        {.fiscal_year = document.fiscal_year,
         .unit_type = *type,
         .fund = quota.fund_code,
         .function = quota.function_code,
         .department_economic = quota.economic_code,
         .government_economic =
             basics::GovernmentEconomicCode{quota.government_economic_code},
         .project_class = code_of_class(quota.project_class)});
}

/// Which members a line of this kind needs.
Result<void> check_form(NewQuotaDocument const& document, std::size_t index) {
    auto const& line = document.lines[index];
    bool const from_needed = document.kind != QuotaDocumentKind::issue &&
                             document.kind != QuotaDocumentKind::increase;
    if (from_needed && !line.from_quota_id) return incomplete(index, "from_quota_id");
    switch (document.kind) {
        case QuotaDocumentKind::issue:
        case QuotaDocumentKind::increase:
            if (!line.quota && !line.to_quota_id) return incomplete(index, "quota");
            break;
        case QuotaDocumentKind::distribute:
            if (!line.quota && !line.to_quota_id && !line.receiver_region_code)
                return incomplete(index, "quota");
            break;
        case QuotaDocumentKind::transfer:
            if (!line.to_quota_id) return incomplete(index, "to_quota_id");
            break;
        case QuotaDocumentKind::decrease:
        case QuotaDocumentKind::freeze:
        case QuotaDocumentKind::unfreeze: break;
    }
    if (!line.amount_fen.is_positive())
        return refuse_at("/lines/" + std::to_string(index) + "/amount_fen",
                         ledger::refusals::amount_not_positive);
    return {};
}

/// 三公: going abroad, vehicles bought and run, receptions.
bool is_limited_expense(EconomicCode const& economic) {
    for (auto const* code : {"30212", "30217", "30231", "30913", "31013"})
        if (economic.starts_with(code)) return true;
    return false;
}

ledger::QuotaLine line_of(QuotaRow const& row) {
    return {.id = row.id,
            .document = row.document_id,
            .parent = row.parent_id,
            .unit = row.unit_code,
            .fund = row.fund_code,
            .function = row.function_code,
            .economic = row.economic_code,
            .government_economic = row.government_economic_code,
            .project = row.project_code,
            .project_class = row.project_class,
            .protected_class = row.protected_class,
            .direct_funds = row.direct_funds,
            .limited_expense = is_limited_expense(row.economic_code)};
}

/// What no hand can allow is refused before anybody's time is spent on it.
Result<void> check_movement(QuotaRow const& from, QuotaRow const& to, std::string const& path) {
    auto const required = ledger::required_authority(line_of(from), line_of(to));
    if (required.authority != ledger::Authority::refused) return {};
    return refuse_at(path, ledger::refusals::transfer_refused,
                     {{"reason_zh", std::string{ledger::reason_zh(required.reason)}},
                      {"reason_en", std::string{ledger::reason_en(required.reason)}}});
}

Result<void> check_line(Office& office, api::Caller const& caller, NewQuotaDocument& document,
                        std::size_t index) {
    JC_CHECK(check_form(document, index));
    auto& line = document.lines[index];
    auto const path = "/lines/" + std::to_string(index);
    for (auto const& [id, field] :
         {std::pair{line.from_quota_id, "/from_quota_id"}, {line.to_quota_id, "/to_quota_id"}}) {
        if (!id) continue;
        auto const quota = office.quota(caller.scope, *id);
        if (!quota) return std::unexpected(under(path + field, quota.error()));
        if (quota->region_code != document.region_code ||
            quota->fiscal_year != document.fiscal_year)
            return refuse_at(path + field, refusals::quota_unknown);
    }
    if (document.kind == QuotaDocumentKind::transfer) {
        auto const from = JC_TRY(office.quota(caller.scope, *line.from_quota_id));
        auto const to = JC_TRY(office.quota(caller.scope, *line.to_quota_id));
        JC_CHECK(check_movement(from, to, path));
    }
    if (line.receiver_region_code) {
        auto const* receiver = office.directory()->region(*line.receiver_region_code);
        if (receiver == nullptr || receiver->parent_code != document.region_code)
            return refuse_at(path + "/receiver_region_code", refusals::region_unknown,
                             {{"region", line.receiver_region_code->value()}});
    }
    if (line.quota) {
        auto checked = check_new_quota(office, document, *line.quota);
        if (!checked) return std::unexpected(under(path + "/quota", std::move(checked).error()));
    }
    return {};
}

/// Makes the commands of one document.
class Steps {
public:
    Steps(Office& office, api::Caller const& caller, QuotaDocumentRow const& document,
          std::string const& command_id, ledger::TakenFrom taken)
        : office_{office}, caller_{caller}, document_{document}, command_id_{command_id},
          taken_{taken}, lines_{lines_of(document)} {}

    Result<QuotaBooking> make() {
        switch (document_.kind) {
            case QuotaDocumentKind::issue:
            case QuotaDocumentKind::increase: JC_CHECK(issue()); break;
            case QuotaDocumentKind::distribute: JC_CHECK(distribute()); break;
            default:
                for (auto const& line : lines_) JC_CHECK(move(line));
        }
        return std::move(booking_);
    }

private:
    BookKey book() const { return {document_.region_code, document_.fiscal_year}; }

    ledger::CommandHeader header(std::string_view part) const {
        return office_.header(caller_, command_id_ + "/" + std::string{part}, document_.lines);
    }
    std::string next_part() const { return std::to_string(booking_.steps.size()); }

    /// A row for a quota that this document opens in `region`.
    Result<QuotaRow> open(NewQuota const& quota, RegionCode const& region, QuotaId parent) {
        auto const id = JC_TRY(office_.ids.next("quota"));
        QuotaRow row{.region_code = region,
                     .id = QuotaId{id},
                     .fiscal_year = document_.fiscal_year,
                     .document_id = document_.id,
                     .parent_id = parent,
                     .unit_code = quota.unit_code,
                     .fund_code = quota.fund_code,
                     .function_code = quota.function_code,
                     .economic_code = quota.economic_code,
                     .government_economic_code = quota.government_economic_code,
                     .project_code = quota.project_code,
                     .project_name = quota.project_name,
                     .project_class = quota.project_class,
                     .protected_class = quota.protected_class,
                     .direct_funds = quota.direct_funds,
                     .account = quota.account,
                     .summary = quota.summary};
        booking_.opened.push_back(row);
        return row;
    }

    Result<ledger::QuotaTarget> target(QuotaDocumentLine const& line, QuotaId parent) {
        if (line.to_quota_id) {
            auto const existing = JC_TRY(office_.quota(caller_.scope, *line.to_quota_id));
            return ledger::QuotaTarget{existing.id, existing.account, line.amount_fen, {}};
        }
        auto const row = JC_TRY(open(*line.quota, document_.region_code, parent));
        return ledger::QuotaTarget{line_of(row), row.account, line.amount_fen, {}};
    }

    Result<void> issue() {
        ledger::IssueQuotas command{.header = header("issue"),
                                    .document = document_.id,
                                    .source = account_of(document_.source)};
        if (document_.source == QuotaSource::upper_transfer) command.upper_document = document_.id;
        for (auto const& line : lines_)
            command.targets.push_back(JC_TRY(target(line, QuotaId{})));
        booking_.steps.push_back({book(), std::move(command)});
        return {};
    }

    Result<void> distribute() {
        std::map<QuotaId, std::vector<QuotaDocumentLine const*>> by_source;
        for (auto const& line : lines_) by_source[*line.from_quota_id].push_back(&line);
        for (auto const& [from, group] : by_source) JC_CHECK(distribute_from(from, group));
        return {};
    }

    Result<void> distribute_from(QuotaId from, std::vector<QuotaDocumentLine const*> const& group) {
        auto const source = JC_TRY(office_.quota(caller_.scope, from));
        ledger::Distribute command{.header = header(next_part()),
                                   .document = document_.id,
                                   .from = from,
                                   .account = source.account};
        std::vector<Step> received;
        for (auto const* line : group) {
            if (!line->receiver_region_code) {
                command.targets.push_back(JC_TRY(target(*line, from)));
                continue;
            }
            command.hand_downs.push_back({*line->receiver_region_code, line->amount_fen});
            received.push_back(JC_TRY(receive(source, *line)));
        }
        booking_.steps.push_back({book(), std::move(command)});
        for (auto& step : received) booking_.steps.push_back(std::move(step));
        return {};
    }

    /// The other side of a transfer to a region below: its own book receives the same amount.
    Result<Step> receive(QuotaRow const& source, QuotaDocumentLine const& line) {
        NewQuota const quota{.fund_code = source.fund_code,
                             .function_code = source.function_code,
                             .economic_code = source.economic_code,
                             .government_economic_code = source.government_economic_code,
                             .project_code = source.project_code,
                             .project_name = source.project_name,
                             .project_class = source.project_class,
                             .protected_class = source.protected_class,
                             .direct_funds = source.direct_funds,
                             .summary = source.summary,
                             .account = Account::unallocated};
        auto const& region = *line.receiver_region_code;
        auto const row = JC_TRY(open(quota, region, QuotaId{}));
        ledger::IssueQuotas command{
            .header = header("to/" + region.value() + "/" + std::to_string(row.id.value())),
            .document = document_.id,
            .source = Account::upper_transfer,
            .upper_document = document_.id};
        command.targets.push_back({line_of(row), row.account, line.amount_fen, {}});
        return Step{BookKey{region, document_.fiscal_year}, std::move(command)};
    }

    Result<void> move(QuotaDocumentLine const& line) {
        auto const from = JC_TRY(office_.quota(caller_.scope, *line.from_quota_id));
        auto const put = [&](auto command) {
            command.header = header(next_part());
            command.document = document_.id;
            command.amount = line.amount_fen;
            command.taken = taken_;
            booking_.steps.push_back({book(), std::move(command)});
        };
        switch (document_.kind) {
            case QuotaDocumentKind::decrease:
                put(ledger::Reduce{.quota = from.id, .account = from.account});
                break;
            case QuotaDocumentKind::freeze: put(ledger::FreezeAmount{.quota = from.id}); break;
            case QuotaDocumentKind::unfreeze: put(ledger::UnfreezeAmount{.quota = from.id}); break;
            default:
                put(ledger::Transfer{
                    .from = from.id, .to = *line.to_quota_id, .granted = authority()});
        }
        return {};
    }

    /// What the role that gives the last approval may allow (the matrix of movements): of the route,
    /// whoever decides before it or stands in for it.
    ledger::Authority authority() const {
        auto const route = office_.parts.workflow.steps_of(document_of(document_), office_.today());
        auto const role = route.empty() || taken_ == ledger::TakenFrom::balance
                              ? std::string_view{caller_.role}
                              : std::string_view{route.back()->role};
        if (role == "budget_division" || role == "bureau_leader")
            return ledger::Authority::government;
        if (role == "business_division") return ledger::Authority::line_section;
        return ledger::Authority::unit;
    }

    Office& office_;
    api::Caller const& caller_;
    QuotaDocumentRow const& document_;
    std::string const& command_id_;
    ledger::TakenFrom taken_;
    std::vector<QuotaDocumentLine> lines_;
    QuotaBooking booking_;
};

}  // namespace

Result<void> check_lines(Office& office, api::Caller const& caller, NewQuotaDocument& document) {
    if (!caller.scope.covers_region(document.region_code) ||
        office.directory()->region(document.region_code) == nullptr)
        return refuse_at("/region_code", refusals::region_unknown,
                         {{"region", document.region_code.value()}});
    if (document.lines.empty()) return refuse_at("/lines", refusals::lines_missing);
    std::vector<Error> found;
    for (std::size_t i = 0; i < document.lines.size(); ++i) {
        auto checked = check_line(office, caller, document, i);
        if (!checked) found.push_back(std::move(checked).error());
    }
    if (found.empty()) return {};
    Error first = found.front();
    if (found.size() > 1) first.more = std::move(found);
    return std::unexpected(std::move(first));
}

Result<QuotaBooking> steps_of(Office& office, api::Caller const& caller,
                              QuotaDocumentRow const& document, std::string const& command_id,
                              ledger::TakenFrom taken) {
    return Steps{office, caller, document, command_id, taken}.make();
}

std::vector<QuotaDocumentLine> lines_of(QuotaDocumentRow const& document) {
    auto lines = json::decode<std::vector<QuotaDocumentLine>>(document.lines);
    JC_ASSERT(lines.has_value());  // written by ourselves
    return *std::move(lines);
}

void write_opened(storage::Session& session, std::vector<QuotaRow> const& opened, Timestamp at) {
    for (auto row : opened) {
        row.opened_at = at;
        session.insert("quota", row);
    }
}

}  // namespace jincai::execution

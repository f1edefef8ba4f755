#include "modules/execution/service_freeze.h"

#include "base/assert.h"
#include "base/text.h"
#include "modules/execution/attachments.h"
#include "modules/execution/lights_view.h"
#include "modules/execution/refusals.h"
#include "modules/execution/stale.h"
#include "modules/execution/store_freeze.h"

namespace jincai::execution {

namespace {

workflow::DocumentKey key_of(FreezeRow const& row) {
    return {.region_code = row.region_code, .kind = "unfreeze", .id = row.id.value()};
}

workflow::DocumentRef document_of(Office& office, FreezeRow const& row) {
    return {.key = key_of(row),
            .unit_code = row.unit_code,
            .number = fmt::format("JD-{}-{}-{:04}", row.region_code.value(), row.fiscal_year.value,
                                  row.id.value()),
            .title = "解除冻结：" + office.unit_name(row.region_code, row.unit_code),
            .amount_fen = row.spend_fen,
            .fund_code = FundCode{row.fund_code}};
}

void fill_record(audit::Record& record, FreezeRow const& row, FreezeStatus from) {
    record.object_kind = "freeze";
    record.object_id = std::to_string(row.id.value());
    record.region_code = row.region_code.value();
    record.unit_code = row.unit_code.value();
    record.rule_version = row.rule_version;
    audit::note(record, "status", boost::describe::enum_to_string(from, ""),
                boost::describe::enum_to_string(row.status, ""));
}

ledger::ScopeKey scope_of(FreezeRow const& row) {
    return {.unit = row.unit_code, .fund = row.fund_code.value(), .project_class = row.project_class};
}

std::unexpected<Error> not_in(FreezeStatus status) {
    return refuse(refusals::wrong_status,
                  {{"status", std::string{boost::describe::enum_to_string(status, "")}}});
}

AttachmentNeed need_of(FreezeRow const& row) {
    AttachmentNeed need{.document_kind = "unfreeze", .amount = row.spend_fen};
    ledger::ProjectClass project_class{};
    if (boost::describe::enum_from_string(row.project_class.c_str(), project_class))
        need.project_class = class_code(project_class);
    return need;
}

/// The route is data; that two people decide is not.
bool has_two_approvals(workflow::Definitions const& definitions) {
    auto const* route = definitions.find("unfreeze");
    return route != nullptr && std::ranges::count_if(route->steps, [](workflow::Step const& step) {
               return step.permission == "execution.freeze.approve" && !step.when;
           }) >= 2;
}

FreezeView view_of(FreezeRow const& row, ledger::Rules const& rules, Language language) {
    return {.region_code = row.region_code,
            .id = row.id,
            .fiscal_year = row.fiscal_year,
            .unit_code = row.unit_code,
            .fund_code = row.fund_code.value(),
            .project_class = row.project_class,
            .status = row.status,
            .month = row.month,
            .plan_fen = row.plan_fen,
            .spend_fen = row.spend_fen,
            .rule_version = row.rule_version,
            .trigger_seq = row.trigger_seq,
            .frozen_at = row.frozen_at,
            .requested_by_name = row.requested_by_name,
            .requested_at = row.requested_at,
            .reason = row.reason,
            .correction_plan = row.correction_plan,
            .attachment_ids = ids_of(row.attachment_ids),
            .lifted_at = row.lifted_at,
            .explanation = reason_of({.light = Light::red,
                                      .frozen = row.status != FreezeStatus::lifted,
                                      .month = row.month,
                                      .plan = row.plan_fen,
                                      .spend = row.spend_fen},
                                     rules, language),
            .revision = row.revision};
}

}  // namespace

void FreezeService::write_freezes(storage::Session& session, BookKey const& key,
                                  ledger::Book const& book, ledger::Posting const& posting) {
    for (auto const& freeze : posting.freezes) {
        if (freeze.action != ledger::FreezeAction::frozen) continue;
        auto const& scope = book.scope(freeze.scope).key;
        session.insert("spending_freeze", FreezeRow{.region_code = key.region,
                                           .id = DocumentId{session.next("spending_freeze", "id")},
                                           .fiscal_year = key.year,
                                           .unit_code = scope.unit,
                                           .fund_code = FundCode{scope.fund},
                                           .project_class = scope.project_class,
                                           .status = FreezeStatus::frozen,
                                           .month = freeze.month,
                                           .plan_fen = freeze.plan,
                                           .spend_fen = freeze.spend,
                                           .rule_version = freeze.rule_version,
                                           .trigger_seq = posting.seq,
                                           .frozen_at = posting.header.at});
    }
}

Result<FreezeRow> FreezeService::row(DataScope const& scope, DocumentId id) {
    auto row = office_.parts.database.read(
        [&](storage::Session& session) { return store::find_freeze(session, id); });
    if (!row || !scope.covers(row->region_code, row->unit_code))
        return refuse(refusals::freeze_unknown);
    return *std::move(row);
}

Result<FreezeRow> FreezeService::row_as_read(api::Caller const& caller, DocumentId id,
                                             std::optional<std::int64_t> revision) {
    auto row = JC_TRY(this->row(caller.scope, id));
    JC_CHECK(check_read(office_.parts.database, "freeze", id.value(), row.revision, revision));
    return row;
}

Result<void> FreezeService::request(api::Caller const& caller, DocumentId id,
                                    UnfreezeRequest const& wanted) {
    auto row = JC_TRY(row_as_read(caller, id, wanted.revision));
    auto const from = row.status;
    if (from != FreezeStatus::frozen) return not_in(from);
    for (auto const& [field, text] : {std::pair{"reason", wanted.reason},
                                      {"correction_plan", wanted.correction_plan}})
        if (trim(text).empty())
            return refuse_at(std::string{"/"} + field, refusals::line_incomplete,
                             {{"line", "1"}, {"field", std::string{field}}});
    row.status = FreezeStatus::requested;
    row.requested_by = caller.user_id;
    row.requested_by_name = caller.user_name;
    row.requested_at = office_.parts.clock.now();
    row.reason = wanted.reason;
    row.correction_plan = wanted.correction_plan;
    row.first_approver.reset();
    row.attachment_ids = joined(wanted.attachment_ids.value_or(std::vector<std::int64_t>{}));
    JC_CHECK(check_attachments(office_, caller.scope, std::array{need_of(row)},
                               row.attachment_ids));
    return audit::change(
        office_.parts.database, office_.parts.clock, caller, "unfreeze_requested",
        [&](storage::Session& session, audit::Record& record) -> Result<void> {
            JC_CHECK(store::update_freeze(session, row, from));
            JC_TRY(office_.parts.workflow.start(session, document_of(office_, row), caller,
                                                record.at));
            fill_record(record, row, from);
            audit::note(record, "reason", "", wanted.reason);
            audit::note(record, "correction_plan", "", wanted.correction_plan);
            return {};
        });
}

Result<void> FreezeService::approve(api::Caller const& caller, DocumentId id,
                                    DecisionRequest const& decision) {
    auto row = JC_TRY(row_as_read(caller, id, decision.revision));
    if (row.status != FreezeStatus::requested) return not_in(row.status);
    if (!has_two_approvals(office_.parts.workflow.definitions()))
        return refuse(refusals::two_approvals_needed);
    Change change{.record = office_.record(caller, "unfreeze_approved")};
    BookKey const book{row.region_code, row.fiscal_year};
    if (row.first_approver) {
        auto const scope = JC_TRY(office_.writer.ask(
            book, [&](ledger::Book const& state, ledger::Rules const&) {
                return state.find_scope(scope_of(row)).value_or(ledger::ScopeId{});
            }));
        change.steps.push_back(
            {book, ledger::Unfreeze{.header = office_.header(
                                        caller, "unfreeze/" + std::to_string(id.value()),
                                        row.correction_plan.value_or("")),
                                    .document = row.id,
                                    .scope = scope,
                                    .requester = row.requested_by.value_or(UserId{}),
                                    .first_approver = *row.first_approver,
                                    .second_approver = caller.user_id}});
    }
    bool const may_approve = caller.may("execution.freeze.approve");
    change.documents = [this, row, caller, decision, may_approve](
                           storage::Session& session, std::span<ledger::Posting const> postings,
                           audit::Record& record) -> Result<Booking> {
        JC_CHECK(store::check_unchanged(session, row, row.status));
        auto stored = row;
        auto const booking =
            JC_TRY(approve_in_flow(office_, session, key_of(row), caller, decision, record.at));
        if (booking == Booking::book) {
            JC_ASSERT(!postings.empty());  // two approvals are part of every route, see above
            stored.status = FreezeStatus::lifted;
            stored.lifted_at = record.at;
            stored.lifted_seq = postings.front().seq;
        } else if (may_approve) {
            stored.first_approver = caller.user_id;
        }
        JC_CHECK(store::update_freeze(session, stored, row.status));
        fill_record(record, stored, row.status);
        record.approver = caller.user_name;
        audit::note(record, "opinion", "", decision.opinion.value_or(""));
        return booking;
    };
    JC_TRY(office_.book_once(std::move(change)));
    return {};
}

Result<void> FreezeService::refuse_request(api::Caller const& caller, DocumentId id,
                                           DecisionRequest const& decision) {
    auto row = JC_TRY(row_as_read(caller, id, decision.revision));
    auto const from = row.status;
    if (from != FreezeStatus::requested) return not_in(from);
    row.status = FreezeStatus::frozen;
    return audit::change(
        office_.parts.database, office_.parts.clock, caller, "unfreeze_refused",
        [&](storage::Session& session, audit::Record& record) -> Result<void> {
            JC_TRY(office_.parts.workflow.decide(
                session, key_of(row), decision.expected_step.value_or(""), caller,
                workflow::Decision::send_back, decision.opinion.value_or(""), record.at));
            JC_CHECK(store::update_freeze(session, row, from));
            fill_record(record, row, from);
            record.approver = caller.user_name;
            audit::note(record, "opinion", "", decision.opinion.value_or(""));
            return {};
        });
}

Result<void> FreezeService::grant_pass(api::Caller const& caller, DocumentId id,
                                       PassRequest const& pass) {
    auto const row = JC_TRY(this->row(caller.scope, id));
    if (row.status == FreezeStatus::lifted) return not_in(row.status);
    BookKey const book{row.region_code, row.fiscal_year};
    auto const scope = JC_TRY(office_.writer.ask(
        book, [&](ledger::Book const& state, ledger::Rules const&) {
            return state.find_scope(scope_of(row)).value_or(ledger::ScopeId{});
        }));
    auto const command = JC_TRY(office_.ids.next("command"));
    ledger::GrantOneTimePass grant{
        .header = office_.header(caller, "pass/" + std::to_string(command), pass.reason),
        .document = row.id,
        .scope = scope,
        .amount = pass.amount_fen,
        .payee = short_digest(pass.payee_account)};
    grant.valid_until = grant.header.at + std::chrono::hours{pass.hours};
    Change change{.record = office_.record(caller, "one_time_pass_granted")};
    change.steps.push_back({book, std::move(grant)});
    change.documents = [row, pass](storage::Session&, std::span<ledger::Posting const>,
                                   audit::Record& record) -> Result<Booking> {
        fill_record(record, row, row.status);
        audit::note(record, "amount", "", format_yuan(pass.amount_fen));
        audit::note(record, "reason", "", pass.reason);
        return Booking::book;
    };
    JC_TRY(office_.writer.book(std::move(change)));
    return {};
}

api::Page<FreezeView> FreezeService::list(api::Caller const& caller, FreezeFilter const& filter) {
    api::Page<FreezeView> page;
    auto const rows = office_.parts.database.read([&](storage::Session& session) {
        return store::list_freezes(session, caller.scope, filter, page.total);
    });
    for (auto const& row : rows) {
        page.items.push_back(view_of(row, office_.rules(row.region_code), caller.language));
        page.items.back().unit_name = office_.unit_name(row.region_code, row.unit_code);
    }
    return page;
}

Result<FreezeView> FreezeService::view(api::Caller const& caller, DocumentId id) {
    auto const row = JC_TRY(this->row(caller.scope, id));
    auto view = view_of(row, office_.rules(row.region_code), caller.language);
    view.unit_name = office_.unit_name(row.region_code, row.unit_code);
    view.open_step = office_.parts.database.read([&](storage::Session& session) {
        return office_.parts.workflow.open_step(session, key_of(row));
    });
    return view;
}

namespace {

LightFigures figures_of(LightRow const& row, std::optional<store::FreezeCause> const& cause) {
    if (cause) return {Light::red, true, cause->month, cause->plan_fen, cause->spend_fen};
    auto month = row.months.back();
    if (row.light == Light::red)
        for (auto const& one : row.months)
            if (one.spend_fen > one.plan_fen) month = one;
    return {row.light, false, month.month, month.plan_fen, month.spend_fen};
}

}  // namespace

api::Page<LightRow> FreezeService::lights(api::Caller const& caller, LightFilter const& filter) {
    auto const today = office_.today();
    auto const year = filter.fiscal_year.value_or(fiscal_year(today));
    auto const month = year == fiscal_year(today) ? fiscal_month(today) : FiscalMonth{12};
    auto const directory = office_.directory();
    api::Page<LightRow> page;
    office_.parts.database.read([&](storage::Session& session) {
        auto const found = store::list_lamps(session, caller.scope, filter, year, month);
        page.total = found.scopes;
        std::optional<store::FreezeCause> cause;
        for (auto const& lamp : found.lamps) {
            bool const same = !page.items.empty() &&
                              page.items.back().region_code == lamp.region_code &&
                              page.items.back().unit_code == lamp.unit_code &&
                              page.items.back().fund_code == lamp.fund_code &&
                              page.items.back().project_class == lamp.project_class;
            if (!same) {
                cause = store::cause_of_freeze(session, lamp, year);
                page.items.push_back(
                    {.region_code = lamp.region_code,
                     .region_name = std::string{directory->region_name(lamp.region_code)},
                     .unit_code = lamp.unit_code,
                     .unit_name =
                         std::string{directory->unit_name(lamp.region_code, lamp.unit_code)},
                     .fund_code = lamp.fund_code,
                     .project_class = lamp.project_class});
            }
            auto& row = page.items.back();
            row.months.push_back({lamp.month, lamp.light, lamp.plan_fen, lamp.spend_fen,
                                  share_bp(lamp.spend_fen, lamp.plan_fen)});
            // A red lamp stays red in the months after: the reason names the one that did it.
            row.light = lamp.light;
            row.frozen = cause.has_value();
            row.since = cause ? cause->frozen_at : lamp.since;
            row.reason = reason_of(figures_of(row, cause), office_.rules(lamp.region_code),
                                   caller.language);
            if (year == fiscal_year(today) && lamp.month == month)
                row.time_adjusted =
                    time_adjusted(lamp.plan_fen, lamp.spend_fen, today,
                                  office_.time_adjusted_bp(lamp.region_code), caller.language);
        }
    });
    return page;
}

api::Page<LightChangeItem> FreezeService::history(DataScope const& scope,
                                                  LightFilter const& filter) {
    return office_.parts.database.read([&](storage::Session& session) {
        return store::list_light_changes(session, scope, filter);
    });
}

}  // namespace jincai::execution

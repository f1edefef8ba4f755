#include "modules/execution/service_plan.h"

#include "base/assert.h"
#include "ledger/refusals.h"
#include "modules/execution/refusals.h"
#include "modules/execution/store_document.h"
#include "platform/json/codec.h"

namespace jincai::execution {

namespace {

constexpr auto kTable = store::DocumentTable::plan_document;

std::string kind_of(PlanDocumentRow const& row) {
    return row.kind == PlanDocumentKind::plan ? "cash_plan" : "plan_shift";
}

workflow::DocumentKey key_of(PlanDocumentRow const& row) {
    return {.region_code = row.region_code, .kind = kind_of(row), .id = row.id.value()};
}

workflow::DocumentRef document_of(PlanDocumentRow const& row) {
    return {.key = key_of(row),
            .unit_code = row.unit_code,
            .number = row.number,
            .title = row.title,
            .amount_fen = row.amount_fen};
}

std::vector<PlanDocumentLine> lines_of(PlanDocumentRow const& row) {
    auto lines = json::decode<std::vector<PlanDocumentLine>>(row.lines);
    JC_ASSERT(lines.has_value());  // written by ourselves
    return *std::move(lines);
}

void fill_record(audit::Record& record, PlanDocumentRow const& row, DocumentStatus from) {
    record.object_kind = kind_of(row);
    record.object_id = std::to_string(row.id.value());
    record.region_code = row.region_code.value();
    record.unit_code = row.unit_code.value();
    audit::note(record, "status", boost::describe::enum_to_string(from, ""),
                boost::describe::enum_to_string(row.status, ""));
}

Result<void> check_line(Office& office, api::Caller const& caller, NewPlanDocument const& wanted,
                        std::size_t index) {
    auto const& line = wanted.lines[index];
    auto const path = "/lines/" + std::to_string(index);
    auto const quota = office.quota(caller.scope, line.quota_id);
    if (!quota) return std::unexpected(under(path + "/quota_id", quota.error()));
    if (quota->region_code != wanted.region_code || quota->fiscal_year != wanted.fiscal_year ||
        quota->unit_code != wanted.unit_code)
        return refuse_at(path + "/quota_id", refusals::quota_unknown);
    if (!line.amount_fen.is_positive())
        return refuse_at(path + "/amount_fen", ledger::refusals::amount_not_positive);
    if (wanted.kind == PlanDocumentKind::shift && !line.to_month)
        return refuse_at(path + "/to_month", refusals::line_incomplete,
                         {{"line", std::to_string(index + 1)}, {"field", std::string{"to_month"}}});
    return {};
}

Result<void> check_lines(Office& office, api::Caller const& caller, NewPlanDocument const& wanted) {
    JC_CHECK(office.check_open(wanted.region_code, wanted.unit_code));
    if (!caller.scope.covers(wanted.region_code, wanted.unit_code))
        return refuse_at("/unit_code", refusals::unit_unknown,
                         {{"unit", wanted.unit_code.value()}});
    if (wanted.lines.empty()) return refuse_at("/lines", refusals::lines_missing);
    std::vector<Error> found;
    for (std::size_t i = 0; i < wanted.lines.size(); ++i) {
        auto checked = check_line(office, caller, wanted, i);
        if (!checked) found.push_back(std::move(checked).error());
    }
    if (found.empty()) return {};
    Error first = found.front();
    if (found.size() > 1) first.more = std::move(found);
    return std::unexpected(std::move(first));
}

Result<PlanDocumentRow> new_row(Office& office, api::Caller const& caller,
                                NewPlanDocument const& wanted) {
    JC_CHECK(check_lines(office, caller, wanted));
    Money sum;
    for (auto const& line : wanted.lines) sum = JC_TRY(add(sum, line.amount_fen));
    auto const id = JC_TRY(office.ids.next("plan_document"));
    return PlanDocumentRow{.region_code = wanted.region_code,
                           .id = DocumentId{id},
                           .fiscal_year = wanted.fiscal_year,
                           .kind = wanted.kind,
                           .title = wanted.title,
                           .unit_code = wanted.unit_code,
                           .reason = wanted.reason,
                           .status = DocumentStatus::draft,
                           .amount_fen = sum,
                           .lines = json::encode(wanted.lines),
                           .created_by = caller.user_id,
                           .created_by_name = caller.user_name,
                           .created_at = office.parts.clock.now()};
}

std::string number_of(storage::Session& session, PlanDocumentRow const& row) {
    return fmt::format("JH-{}-{}-{:05}", row.region_code.value(), row.fiscal_year.value,
                       next_number(session, row.region_code, row.fiscal_year, "plan"));
}

std::vector<Step> steps_of(Office& office, api::Caller const& caller, PlanDocumentRow const& row,
                           std::string const& command_id) {
    std::vector<Step> steps;
    BookKey const book{row.region_code, row.fiscal_year};
    for (auto const& line : lines_of(row)) {
        auto header = office.header(
            caller, command_id + "/" + std::to_string(steps.size()), row.lines);
        if (row.kind == PlanDocumentKind::plan)
            steps.push_back({book, ledger::ApprovePlan{
                                       .header = std::move(header),
                                       .document = row.id,
                                       .quota = line.quota_id,
                                       .month = line.month,
                                       .amount = line.amount_fen,
                                       .contract = line.contract_id.value_or(ContractId{})}});
        else
            steps.push_back({book, ledger::ShiftPlan{
                                       .header = std::move(header),
                                       .document = row.id,
                                       .quota = line.quota_id,
                                       .from = line.month,
                                       .to = *line.to_month,
                                       .amount = line.amount_fen,
                                       .contract = line.contract_id.value_or(ContractId{})}});
    }
    return steps;
}

Result<void> store_status(storage::Session& session, PlanDocumentRow const& row,
                          DocumentStatus from) {
    return store::change_document(session, kTable,
                                  {.region = row.region_code,
                                   .id = row.id,
                                   .from = from,
                                   .to = row.status,
                                   .number = row.number,
                                   .booked_seq = row.booked_seq,
                                   .booked_at = row.booked_at});
}

std::unexpected<Error> not_in(DocumentStatus status) {
    return refuse(refusals::wrong_status,
                  {{"status", std::string{boost::describe::enum_to_string(status, "")}}});
}

}  // namespace

Result<PlanDocumentRow> PlanService::row(DataScope const& scope, DocumentId id) {
    auto row = office_.parts.database.read(
        [&](storage::Session& session) { return store::find_plan_document(session, id); });
    if (!row || !scope.covers(row->region_code, row->unit_code))
        return refuse(refusals::document_unknown);
    return *std::move(row);
}

Result<DocumentId> PlanService::create(api::Caller const& caller, NewPlanDocument const& wanted) {
    auto row = JC_TRY(new_row(office_, caller, wanted));
    return audit::change(
        office_.parts.database, office_.parts.clock, caller,
        wanted.submit ? "plan_submitted" : "plan_drafted",
        [&](storage::Session& session, audit::Record& record) -> Result<DocumentId> {
            auto stored = row;
            if (wanted.submit) {
                stored.status = DocumentStatus::submitted;
                stored.number = number_of(session, stored);
                JC_TRY(office_.parts.workflow.start(session, document_of(stored), caller,
                                                    record.at));
            }
            session.insert("plan_document", stored);
            fill_record(record, stored, DocumentStatus::draft);
            audit::note(record, "amount", "", format_yuan(stored.amount_fen));
            return stored.id;
        });
}

Result<void> PlanService::submit(api::Caller const& caller, DocumentId id) {
    auto row = JC_TRY(this->row(caller.scope, id));
    auto const from = row.status;
    if (from != DocumentStatus::draft && from != DocumentStatus::returned) return not_in(from);
    row.status = DocumentStatus::submitted;
    return audit::change(office_.parts.database, office_.parts.clock, caller, "plan_submitted",
                         [&](storage::Session& session, audit::Record& record) -> Result<void> {
                             if (row.number.empty()) row.number = number_of(session, row);
                             JC_CHECK(store_status(session, row, from));
                             JC_TRY(office_.parts.workflow.start(session, document_of(row), caller,
                                                                 record.at));
                             fill_record(record, row, from);
                             return {};
                         });
}

Result<void> PlanService::approve(api::Caller const& caller, DocumentId id,
                                  DecisionRequest const& decision) {
    auto row = JC_TRY(this->row(caller.scope, id));
    if (row.status != DocumentStatus::submitted) return not_in(row.status);
    Change change{.steps = steps_of(office_, caller, row, "pd/" + std::to_string(id.value())),
                  .record = office_.record(caller, "plan_approved")};
    change.documents = [this, row, caller, decision](
                           storage::Session& session, std::span<ledger::Posting const> postings,
                           audit::Record& record) -> Result<Booking> {
        auto stored = row;
        auto const at = postings.front().header.at;
        auto const booked =
            JC_TRY(approve_in_flow(office_, session, key_of(row), caller, decision, at));
        if (booked == Booking::book) {
            stored.status = DocumentStatus::effective;
            stored.booked_seq = postings.front().seq;
            stored.booked_at = at;
            JC_CHECK(store_status(session, stored, row.status));
        }
        fill_record(record, stored, row.status);
        record.approver = caller.user_name;
        audit::note(record, "opinion", "", decision.opinion.value_or(""));
        return booked;
    };
    JC_TRY(office_.writer.book(std::move(change)));
    return {};
}

Result<void> PlanService::give_back(api::Caller const& caller, DocumentId id,
                                    DecisionRequest const& decision) {
    auto row = JC_TRY(this->row(caller.scope, id));
    auto const from = row.status;
    if (from != DocumentStatus::submitted) return not_in(from);
    row.status = DocumentStatus::returned;
    return audit::change(
        office_.parts.database, office_.parts.clock, caller, "plan_returned",
        [&](storage::Session& session, audit::Record& record) -> Result<void> {
            JC_TRY(office_.parts.workflow.decide(
                session, key_of(row), decision.expected_step.value_or(""), caller,
                workflow::Decision::send_back, decision.opinion.value_or(""), record.at));
            JC_CHECK(store_status(session, row, from));
            fill_record(record, row, from);
            record.approver = caller.user_name;
            audit::note(record, "opinion", "", decision.opinion.value_or(""));
            return {};
        });
}

Result<void> PlanService::withdraw(api::Caller const& caller, DocumentId id,
                                   DecisionRequest const& decision) {
    auto row = JC_TRY(this->row(caller.scope, id));
    auto const from = row.status;
    if (from != DocumentStatus::submitted) return not_in(from);
    row.status = DocumentStatus::draft;
    return audit::change(office_.parts.database, office_.parts.clock, caller, "plan_withdrawn",
                         [&](storage::Session& session, audit::Record& record) -> Result<void> {
                             JC_TRY(office_.parts.workflow.withdraw(
                                 session, key_of(row), caller, decision.opinion.value_or(""),
                                 record.at));
                             JC_CHECK(store_status(session, row, from));
                             fill_record(record, row, from);
                             return {};
                         });
}

Result<DocumentId> PlanService::book_approved(api::Caller const& caller,
                                              NewPlanDocument const& wanted,
                                              std::string const& command_id) {
    auto row = JC_TRY(new_row(office_, caller, wanted));
    row.status = DocumentStatus::effective;
    Change change{.steps = steps_of(office_, caller, row, command_id),
                  .record = office_.record(caller, "plan_booked")};
    change.documents = [this, row, caller](storage::Session& session,
                                           std::span<ledger::Posting const> postings,
                                           audit::Record& record) -> Result<Booking> {
        auto stored = row;
        auto const at = postings.front().header.at;
        stored.number = number_of(session, stored);
        stored.booked_seq = postings.front().seq;
        stored.booked_at = at;
        JC_TRY(office_.parts.workflow.record_approved(session, document_of(stored), caller, {}, at));
        session.insert("plan_document", stored);
        fill_record(record, stored, DocumentStatus::draft);
        audit::note(record, "amount", "", format_yuan(stored.amount_fen));
        return Booking::book;
    };
    JC_TRY(office_.writer.book(std::move(change)));
    return row.id;
}

Result<PlanDocumentView> PlanService::view(api::Caller const& caller, DocumentId id) {
    auto const row = JC_TRY(this->row(caller.scope, id));
    PlanDocumentView view{.region_code = row.region_code,
                          .id = row.id,
                          .fiscal_year = row.fiscal_year,
                          .kind = row.kind,
                          .number = row.number,
                          .title = row.title,
                          .unit_code = row.unit_code,
                          .unit_name = office_.unit_name(row.region_code, row.unit_code),
                          .reason = row.reason,
                          .status = row.status,
                          .amount_fen = row.amount_fen,
                          .lines = lines_of(row),
                          .created_by_name = row.created_by_name,
                          .created_at = row.created_at,
                          .booked_seq = row.booked_seq,
                          .booked_at = row.booked_at,
                          .revision = row.revision};
    view.open_step = office_.parts.database.read([&](storage::Session& session) {
        return office_.parts.workflow.open_step(session, key_of(row));
    });
    return view;
}

api::Page<DocumentItem> PlanService::list(DataScope const& scope, DocumentFilter const& filter) {
    return office_.parts.database.read([&](storage::Session& session) {
        return store::list_documents(session, kTable, scope, filter);
    });
}

api::Page<PlanRow> PlanService::grid(DataScope const& scope, PlanFilter const& filter) {
    auto page = office_.parts.database.read(
        [&](storage::Session& session) { return store::list_plan_rows(session, scope, filter); });
    auto const directory = office_.directory();
    auto const year = filter.fiscal_year.value_or(fiscal_year(office_.today()));
    for (auto& row : page.items) {
        row.unit_name = directory->unit_name(row.region_code, row.unit_code);
        row.economic_name = directory->name_of(basics::CodeSet::department_economic, year,
                                               row.economic_code.value());
    }
    return page;
}

}  // namespace jincai::execution

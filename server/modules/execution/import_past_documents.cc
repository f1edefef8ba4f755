#include "modules/execution/import_past.h"
#include "modules/execution/quota_steps.h"
#include "modules/execution/refusals.h"
#include "platform/json/codec.h"

namespace jincai::execution {

namespace {

Result<Money> sum_of(auto const& lines) {
    Money sum;
    for (auto const& line : lines) sum = JC_TRY(add(sum, line.amount_fen));
    return sum;
}

/// The time of the act in place of the time of the booking.
void move_to(std::vector<Step>& steps, Happened const& when) {
    for (auto& step : steps) {
        std::visit(
            [&](auto& command) {
                command.header.at = when.at;
                command.header.date = when.date;
            },
            step.command);
    }
}

audit::Record record_of(Office const& office, audit::Actor const& actor, std::string_view action,
                        std::string_view kind, auto const& row) {
    auto record = office.record(actor, action);
    record.object_kind = kind;
    record.object_id = std::to_string(row.id.value());
    record.region_code = row.region_code.value();
    audit::note(record, "amount", "", format_yuan(row.amount_fen));
    return record;
}

std::string quota_kind(QuotaDocumentRow const& row) {
    return std::string{"quota_"} + boost::describe::enum_to_string(row.kind, "");
}

Result<QuotaDocumentRow> row_of(Office& office, api::Caller const& caller,
                                NewQuotaDocument const& document, Happened const& when) {
    auto const increase = document.kind == QuotaDocumentKind::increase;
    auto const id = JC_TRY(office.ids.next("quota_document"));
    return QuotaDocumentRow{.region_code = document.region_code,
                            .id = DocumentId{id},
                            .fiscal_year = document.fiscal_year,
                            .kind = document.kind,
                            .title = document.title,
                            .source = document.source.value_or(
                                increase ? QuotaSource::mid_year_change
                                         : QuotaSource::annual_approval),
                            .upper_number = document.upper_number.value_or(""),
                            .reason = document.reason,
                            .status = DocumentStatus::effective,
                            .amount_fen = JC_TRY(sum_of(document.lines)),
                            .lines = json::encode(document.lines),
                            .created_by = caller.user_id,
                            .created_by_name = caller.user_name,
                            .created_at = when.at};
}

DocumentWrite write_quotas(Office& office, QuotaDocumentRow row, std::vector<QuotaRow> opened,
                           audit::Actor actor) {
    return [&office, row = std::move(row), opened = std::move(opened), actor = std::move(actor)](
               storage::Session& session, std::span<ledger::Posting const> postings,
               audit::Record& record) -> Result<Booking> {
        auto stored = row;
        auto const& posting = postings.front();
        auto const* region = office.directory()->region(stored.region_code);
        stored.number = fmt::format(
            "{}财指〔{}〕{}号", region == nullptr ? "" : region->short_name,
            stored.fiscal_year.value,
            next_number(session, stored.region_code, stored.fiscal_year, "quota"));
        stored.booked_seq = posting.seq;
        stored.booked_at = record.at = posting.header.at;
        JC_TRY(office.parts.workflow.record_approved(
            session,
            {.key = {stored.region_code, quota_kind(stored), stored.id.value()},
             .number = stored.number,
             .title = stored.title,
             .amount_fen = stored.amount_fen},
            actor, {}, posting.header.at));
        session.insert("quota_document", stored);
        write_opened(session, opened, posting.header.at);
        return Booking::book;
    };
}

DocumentWrite write_plan(Office& office, PlanDocumentRow row, audit::Actor actor) {
    return [&office, row = std::move(row), actor = std::move(actor)](
               storage::Session& session, std::span<ledger::Posting const> postings,
               audit::Record& record) -> Result<Booking> {
        auto stored = row;
        auto const& posting = postings.front();
        stored.number =
            fmt::format("JH-{}-{}-{:05}", stored.region_code.value(), stored.fiscal_year.value,
                        next_number(session, stored.region_code, stored.fiscal_year, "plan"));
        stored.booked_seq = posting.seq;
        stored.booked_at = record.at = posting.header.at;
        JC_TRY(office.parts.workflow.record_approved(
            session,
            {.key = {stored.region_code, "cash_plan", stored.id.value()},
             .unit_code = stored.unit_code,
             .number = stored.number,
             .title = stored.title,
             .amount_fen = stored.amount_fen},
            actor, {}, posting.header.at));
        session.insert("plan_document", stored);
        return Booking::book;
    };
}

std::vector<Step> plan_steps(Office& office, api::Caller const& caller,
                             NewPlanDocument const& document, DocumentId id,
                             std::string const& command_id) {
    std::vector<Step> steps;
    for (auto const& line : document.lines) {
        steps.push_back(
            {BookKey{document.region_code, document.fiscal_year},
             ledger::ApprovePlan{
                 .header = office.header(caller, command_id + "/" + std::to_string(steps.size()),
                                         std::to_string(line.amount_fen.fen())),
                 .document = id,
                 .quota = line.quota_id,
                 .month = line.month,
                 .amount = line.amount_fen,
                 .contract = line.contract_id.value_or(ContractId{})}});
    }
    return steps;
}

}  // namespace

Result<PastDocument> book_past_quotas(Office& office, api::Caller const& caller,
                                      NewQuotaDocument const& document,
                                      std::string const& command_id, Happened const& when) {
    auto checked = document;
    JC_CHECK(check_lines(office, caller, checked));
    auto row = JC_TRY(row_of(office, caller, checked, when));
    auto booking = JC_TRY(steps_of(office, caller, row, command_id));
    move_to(booking.steps, when);
    PastDocument past{.id = row.id};
    for (auto const& quota : booking.opened) {
        past.opened.push_back(quota.id);
        office.remember(quota);
    }
    Change change{.steps = std::move(booking.steps),
                  .record = record_of(office, caller, "quota_document_booked", quota_kind(row),
                                      row)};
    change.documents = write_quotas(office, std::move(row), std::move(booking.opened), caller);
    past.outcome = office.writer.submit(std::move(change));
    return past;
}

Result<PastDocument> book_past_plan(Office& office, api::Caller const& caller,
                                    NewPlanDocument const& document,
                                    std::string const& command_id, Happened const& when) {
    if (document.lines.empty()) return refuse_at("/lines", refusals::lines_missing);
    auto const id = JC_TRY(office.ids.next("plan_document"));
    PlanDocumentRow row{.region_code = document.region_code,
                        .id = DocumentId{id},
                        .fiscal_year = document.fiscal_year,
                        .kind = PlanDocumentKind::plan,
                        .title = document.title,
                        .unit_code = document.unit_code,
                        .reason = document.reason,
                        .status = DocumentStatus::effective,
                        .amount_fen = JC_TRY(sum_of(document.lines)),
                        .lines = json::encode(document.lines),
                        .created_by = caller.user_id,
                        .created_by_name = caller.user_name,
                        .created_at = when.at};
    Change change{.steps = plan_steps(office, caller, document, row.id, command_id),
                  .record = record_of(office, caller, "plan_booked", "cash_plan", row)};
    move_to(change.steps, when);
    change.documents = write_plan(office, std::move(row), caller);
    return PastDocument{.id = DocumentId{id}, .outcome = office.writer.submit(std::move(change))};
}

}  // namespace jincai::execution

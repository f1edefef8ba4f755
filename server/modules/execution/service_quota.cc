#include "modules/execution/service_quota.h"

#include "modules/execution/lights_view.h"
#include "modules/execution/quota_steps.h"
#include "modules/execution/refusals.h"
#include "modules/execution/store_document.h"
#include "platform/json/codec.h"

namespace jincai::execution {

namespace {

constexpr auto kTable = store::DocumentTable::quota_document;

std::string kind_of(QuotaDocumentRow const& row) {
    return std::string{"quota_"} + boost::describe::enum_to_string(row.kind, "");
}

workflow::DocumentKey key_of(QuotaDocumentRow const& row) {
    return {.region_code = row.region_code, .kind = kind_of(row), .id = row.id.value()};
}

workflow::DocumentRef document_of(QuotaDocumentRow const& row) {
    return {.key = key_of(row),
            .number = row.number,
            .title = row.title,
            .amount_fen = row.amount_fen};
}

void fill_record(audit::Record& record, QuotaDocumentRow const& row, DocumentStatus from) {
    record.object_kind = kind_of(row);
    record.object_id = std::to_string(row.id.value());
    record.region_code = row.region_code.value();
    audit::note(record, "status", boost::describe::enum_to_string(from, ""),
                boost::describe::enum_to_string(row.status, ""));
}

/// 云岭财指〔2026〕12号
std::string number_of(Office& office, storage::Session& session, QuotaDocumentRow const& row) {
    auto const* region = office.directory()->region(row.region_code);
    return fmt::format("{}财指〔{}〕{}号", region == nullptr ? "" : region->short_name,
                       row.fiscal_year.value,
                       next_number(session, row.region_code, row.fiscal_year, "quota"));
}

Result<QuotaDocumentRow> new_row(Office& office, api::Caller const& caller,
                                 NewQuotaDocument const& wanted) {
    auto checked = wanted;
    JC_CHECK(check_lines(office, caller, checked));
    Money sum;
    for (auto const& line : checked.lines) sum = JC_TRY(add(sum, line.amount_fen));
    auto const id = JC_TRY(office.ids.next("quota_document"));
    bool const increase = wanted.kind == QuotaDocumentKind::increase;
    return QuotaDocumentRow{
        .region_code = wanted.region_code,
        .id = DocumentId{id},
        .fiscal_year = wanted.fiscal_year,
        .kind = wanted.kind,
        .title = wanted.title,
        .source = wanted.source.value_or(increase ? QuotaSource::mid_year_change
                                                  : QuotaSource::annual_approval),
        .upper_number = wanted.upper_number.value_or(""),
        .reason = wanted.reason,
        .status = DocumentStatus::draft,
        .amount_fen = sum,
        .lines = json::encode(checked.lines),
        .created_by = caller.user_id,
        .created_by_name = caller.user_name,
        .created_at = office.parts.clock.now()};
}

/// Moves the stored document from `from` to `row.status`.
Result<void> store_status(storage::Session& session, QuotaDocumentRow const& row,
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

Result<void> start_flow(Office& office, storage::Session& session, QuotaDocumentRow const& row,
                        audit::Actor const& actor, Timestamp at) {
    JC_TRY(office.parts.workflow.start(session, document_of(row), actor, at));
    return {};
}

std::unexpected<Error> not_in(DocumentStatus status) {
    return refuse(refusals::wrong_status,
                  {{"status", std::string{boost::describe::enum_to_string(status, "")}}});
}

}  // namespace

Result<QuotaDocumentRow> QuotaService::row(DataScope const& scope, DocumentId id) {
    auto row = office_.parts.database.read(
        [&](storage::Session& session) { return store::find_quota_document(session, id); });
    if (!row || !scope.covers_region(row->region_code))
        return refuse(refusals::document_unknown);
    return *std::move(row);
}

Result<DocumentId> QuotaService::create(api::Caller const& caller, NewQuotaDocument const& wanted) {
    auto row = JC_TRY(new_row(office_, caller, wanted));
    return audit::change(
        office_.parts.database, office_.parts.clock, caller,
        wanted.submit ? "quota_document_submitted" : "quota_document_drafted",
        [&](storage::Session& session, audit::Record& record) -> Result<DocumentId> {
            auto stored = row;
            if (wanted.submit) {
                stored.status = DocumentStatus::submitted;
                stored.number = number_of(office_, session, stored);
                JC_CHECK(start_flow(office_, session, stored, caller, record.at));
            }
            session.insert("quota_document", stored);
            fill_record(record, stored, DocumentStatus::draft);
            audit::note(record, "amount", "", format_yuan(stored.amount_fen));
            return stored.id;
        });
}

Result<void> QuotaService::submit(api::Caller const& caller, DocumentId id) {
    auto row = JC_TRY(this->row(caller.scope, id));
    auto const from = row.status;
    if (from != DocumentStatus::draft && from != DocumentStatus::returned) return not_in(from);
    row.status = DocumentStatus::submitted;
    return audit::change(office_.parts.database, office_.parts.clock, caller,
                         "quota_document_submitted",
                         [&](storage::Session& session, audit::Record& record) -> Result<void> {
                             if (row.number.empty())
                                 row.number = number_of(office_, session, row);
                             JC_CHECK(store_status(session, row, from));
                             JC_CHECK(start_flow(office_, session, row, caller, record.at));
                             fill_record(record, row, from);
                             return {};
                         });
}

Result<void> QuotaService::approve(api::Caller const& caller, DocumentId id,
                                   DecisionRequest const& decision) {
    auto row = JC_TRY(this->row(caller.scope, id));
    if (row.status != DocumentStatus::submitted) return not_in(row.status);
    auto booking = JC_TRY(steps_of(office_, caller, row, "qd/" + std::to_string(id.value())));
    Change change{.steps = std::move(booking.steps),
                  .record = office_.record(caller, "quota_document_approved")};
    change.documents = [this, row, caller, decision, opened = booking.opened](
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
            write_opened(session, opened, at);
        }
        fill_record(record, stored, row.status);
        record.approver = caller.user_name;
        audit::note(record, "opinion", "", decision.opinion.value_or(""));
        return booked;
    };
    JC_TRY(office_.writer.book(std::move(change)));
    return {};
}

Result<void> QuotaService::give_back(api::Caller const& caller, DocumentId id,
                                     DecisionRequest const& decision) {
    auto row = JC_TRY(this->row(caller.scope, id));
    auto const from = row.status;
    if (from != DocumentStatus::submitted) return not_in(from);
    row.status = DocumentStatus::returned;
    return audit::change(
        office_.parts.database, office_.parts.clock, caller, "quota_document_returned",
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

Result<void> QuotaService::withdraw(api::Caller const& caller, DocumentId id,
                                    DecisionRequest const& decision) {
    auto row = JC_TRY(this->row(caller.scope, id));
    auto const from = row.status;
    if (from != DocumentStatus::submitted) return not_in(from);
    row.status = DocumentStatus::draft;
    return audit::change(office_.parts.database, office_.parts.clock, caller,
                         "quota_document_withdrawn",
                         [&](storage::Session& session, audit::Record& record) -> Result<void> {
                             JC_TRY(office_.parts.workflow.withdraw(
                                 session, key_of(row), caller, decision.opinion.value_or(""),
                                 record.at));
                             JC_CHECK(store_status(session, row, from));
                             fill_record(record, row, from);
                             return {};
                         });
}

Result<std::vector<QuotaId>> QuotaService::book_approved(api::Caller const& caller,
                                                         NewQuotaDocument const& wanted,
                                                         std::string const& command_id) {
    auto row = JC_TRY(new_row(office_, caller, wanted));
    row.status = DocumentStatus::effective;
    auto booking = JC_TRY(steps_of(office_, caller, row, command_id));
    std::vector<QuotaId> opened;
    for (auto const& quota : booking.opened) opened.push_back(quota.id);
    Change change{.steps = std::move(booking.steps),
                  .record = office_.record(caller, "quota_document_booked")};
    change.documents = [this, row, caller, rows = std::move(booking.opened)](
                           storage::Session& session, std::span<ledger::Posting const> postings,
                           audit::Record& record) -> Result<Booking> {
        auto stored = row;
        auto const at = postings.front().header.at;
        stored.number = number_of(office_, session, stored);
        stored.booked_seq = postings.front().seq;
        stored.booked_at = at;
        JC_TRY(office_.parts.workflow.record_approved(session, document_of(stored), caller, {}, at));
        session.insert("quota_document", stored);
        write_opened(session, rows, at);
        fill_record(record, stored, DocumentStatus::draft);
        audit::note(record, "amount", "", format_yuan(stored.amount_fen));
        return Booking::book;
    };
    JC_TRY(office_.writer.book(std::move(change)));
    return opened;
}

}  // namespace jincai::execution

#include "modules/execution/service_quota.h"

#include "modules/execution/attachments.h"
#include "modules/execution/quota_document.h"
#include "modules/execution/quota_steps.h"
#include "modules/execution/refusals.h"
#include "modules/execution/stale.h"
#include "platform/json/codec.h"

/// Quota documents in the hands of the preparer: entered, changed, submitted, taken back, voided.
namespace jincai::execution {

namespace {

constexpr auto kTable = store::DocumentTable::quota_document;

/// The changeable part of a row, checked.
Result<void> fill(Office& office, api::Caller const& caller, NewQuotaDocument wanted,
                  QuotaDocumentRow& row) {
    JC_CHECK(check_lines(office, caller, wanted));
    Money sum;
    for (auto const& line : wanted.lines) sum = JC_TRY(add(sum, line.amount_fen));
    bool const increase = wanted.kind == QuotaDocumentKind::increase;
    row.title = wanted.title;
    row.source = wanted.source.value_or(increase ? QuotaSource::mid_year_change
                                                 : QuotaSource::annual_approval);
    row.upper_number = wanted.upper_number.value_or("");
    row.reason = wanted.reason;
    row.amount_fen = sum;
    row.lines = json::encode(wanted.lines);
    row.attachment_ids = joined(wanted.attachment_ids.value_or(std::vector<std::int64_t>{}));
    return {};
}

bool is_with_preparer(DocumentStatus status) {
    return status == DocumentStatus::draft || status == DocumentStatus::returned;
}

}  // namespace

Result<QuotaDocumentRow> QuotaService::new_row(api::Caller const& caller,
                                               NewQuotaDocument const& wanted) {
    QuotaDocumentRow row{.region_code = wanted.region_code,
                         .fiscal_year = wanted.fiscal_year,
                         .kind = wanted.kind,
                         .status = DocumentStatus::draft,
                         .created_by = caller.user_id,
                         .created_by_name = caller.user_name,
                         .created_at = office_.parts.clock.now()};
    JC_CHECK(fill(office_, caller, wanted, row));
    row.id = DocumentId{JC_TRY(office_.ids.next("quota_document"))};
    return row;
}

Result<QuotaDocumentRow> QuotaService::row(DataScope const& scope, DocumentId id) {
    auto row = office_.parts.database.read(
        [&](storage::Session& session) { return store::find_quota_document(session, id); });
    if (!row || !scope.covers_region(row->region_code))
        return refuse(refusals::document_unknown);
    return *std::move(row);
}

Result<QuotaDocumentRow> QuotaService::row_as_read(api::Caller const& caller, DocumentId id,
                                                   std::optional<std::int64_t> revision) {
    auto row = JC_TRY(this->row(caller.scope, id));
    JC_CHECK(check_read(office_.parts.database, kind_of(row), id.value(), row.revision, revision));
    return row;
}

Result<DocumentId> QuotaService::create(api::Caller const& caller, NewQuotaDocument const& wanted) {
    auto row = JC_TRY(new_row(caller, wanted));
    auto const id = row.id;
    if (wanted.submit) {
        JC_CHECK(book_submission(caller, std::move(row), Stored::no));
        return id;
    }
    return audit::change(
        office_.parts.database, office_.parts.clock, caller, "quota_document_drafted",
        [&](storage::Session& session, audit::Record& record) -> Result<DocumentId> {
            session.insert("quota_document", row);
            fill_record(record, row, DocumentStatus::draft);
            audit::note(record, "amount", "", format_yuan(row.amount_fen));
            return id;
        });
}

Result<void> QuotaService::edit(api::Caller const& caller, DocumentId id,
                                QuotaDocumentEdit const& edit) {
    auto const before = JC_TRY(row_as_read(caller, id, edit.revision));
    if (!is_with_preparer(before.status)) return not_in(before.status);
    auto row = before;
    JC_CHECK(fill(office_, caller,
                  {.region_code = row.region_code,
                   .fiscal_year = row.fiscal_year,
                   .kind = row.kind,
                   .title = edit.title,
                   .source = edit.source,
                   .upper_number = edit.upper_number,
                   .reason = edit.reason,
                   .lines = edit.lines,
                   .attachment_ids = edit.attachment_ids},
                  row));
    return audit::change(office_.parts.database, office_.parts.clock, caller,
                         "quota_document_edited",
                         [&](storage::Session& session, audit::Record& record) -> Result<void> {
                             JC_CHECK(store::rewrite(session, row, seen(before)));
                             fill_record(record, row, before.status);
                             audit::note(record, "title", before.title, row.title);
                             audit::note(record, "amount", format_yuan(before.amount_fen),
                                         format_yuan(row.amount_fen));
                             audit::note(record, "lines", before.lines, row.lines);
                             return {};
                         });
}

Result<void> QuotaService::submit(api::Caller const& caller, DocumentId id,
                                  DecisionRequest const& decision) {
    auto row = JC_TRY(row_as_read(caller, id, decision.revision));
    if (!is_with_preparer(row.status)) return not_in(row.status);
    return book_submission(caller, std::move(row), Stored::yes);
}

/// The source side is reserved in the same step in which the document goes on its way.
Result<void> QuotaService::book_submission(api::Caller const& caller, QuotaDocumentRow row,
                                           Stored stored) {
    JC_CHECK(check_attachments(office_, caller.scope, attachment_needs(office_, caller.scope, row),
                               row.attachment_ids));
    Change change{.steps = JC_TRY(reserve_steps(office_, caller, row)),
                  .record = office_.record(caller, "quota_document_submitted")};
    change.documents = [this, row, caller, stored](storage::Session& session,
                                                   std::span<ledger::Posting const>,
                                                   audit::Record& record) -> Result<Booking> {
        auto const before = seen(row);
        if (stored == Stored::yes) JC_CHECK(store::check_unchanged(session, kTable, before));
        auto submitted = row;
        submitted.status = DocumentStatus::submitted;
        if (submitted.number.empty()) submitted.number = number_of(office_, session, submitted);
        JC_TRY(office_.parts.workflow.start(session, document_of(submitted), caller, record.at));
        if (stored == Stored::yes) JC_CHECK(store_status(session, submitted, before));
        else session.insert("quota_document", submitted);
        fill_record(record, submitted, row.status);
        audit::note(record, "amount", "", format_yuan(submitted.amount_fen));
        return Booking::book;
    };
    JC_TRY(office_.book_once(std::move(change)));
    return {};
}

Result<void> QuotaService::withdraw(api::Caller const& caller, DocumentId id,
                                    DecisionRequest const& decision) {
    auto row = JC_TRY(row_as_read(caller, id, decision.revision));
    if (row.status != DocumentStatus::submitted) return not_in(row.status);
    Change change{.steps = JC_TRY(release_steps(office_, caller, row)),
                  .record = office_.record(caller, "quota_document_withdrawn")};
    change.documents = [this, row, caller, decision](storage::Session& session,
                                                     std::span<ledger::Posting const>,
                                                     audit::Record& record) -> Result<Booking> {
        JC_CHECK(store::check_unchanged(session, kTable, seen(row)));
        JC_TRY(office_.parts.workflow.withdraw(session, key_of(row), caller,
                                               decision.opinion.value_or(""), record.at));
        auto stored = row;
        stored.status = DocumentStatus::draft;
        JC_CHECK(store_status(session, stored, seen(row)));
        fill_record(record, stored, row.status);
        return Booking::book;
    };
    JC_TRY(office_.book_once(std::move(change)));
    return {};
}

Result<void> QuotaService::void_draft(api::Caller const& caller, DocumentId id,
                                      DecisionRequest const& decision) {
    auto const before = JC_TRY(row_as_read(caller, id, decision.revision));
    if (!is_with_preparer(before.status)) return not_in(before.status);
    auto row = before;
    row.status = DocumentStatus::voided;
    return audit::change(office_.parts.database, office_.parts.clock, caller,
                         "quota_document_voided",
                         [&](storage::Session& session, audit::Record& record) -> Result<void> {
                             JC_CHECK(store_status(session, row, seen(before)));
                             fill_record(record, row, before.status);
                             audit::note(record, "opinion", "", decision.opinion.value_or(""));
                             return {};
                         });
}

}  // namespace jincai::execution

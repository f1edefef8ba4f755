#include "modules/basics/store.h"
#include "platform/storage/where.h"

namespace jincai::basics::store {

std::optional<ImportFile> import_file(storage::Session& session, RegionCode const& region,
                                      ImportKind kind, std::string_view sm3) {
    return session.query_one<ImportFile>(
        "select region_code, kind, sm3, row_count, imported_by, imported_at from import_file "
        "where region_code = :region_code and kind = :kind and sm3 = :sm3",
        region, kind, sm3);
}

void insert(storage::Session& session, ImportFile const& file) {
    session.insert("import_file", file);
}

Proposal insert(storage::Session& session, Proposal proposal) {
    proposal.id = ProposalId{session.next("parameter_proposal", "id")};
    session.insert("parameter_proposal", proposal);
    return proposal;
}

std::optional<Proposal> proposal(storage::Session& session, DataScope const& scope, ProposalId id) {
    storage::Where where;
    where.equal("id", id).scope_region(scope, "region_code");
    return session.query_one<Proposal>(
        "select region_code, id, name, value, effective_from, document_number, reason, state, "
        "proposed_by_id, proposed_by, proposed_at, decided_by, decided_at from parameter_proposal" +
            where.sql(),
        where);
}

std::vector<Proposal> proposals(storage::Session& session, DataScope const& scope) {
    storage::Where where;
    where.scope_region(scope, "region_code");
    return session.query<Proposal>(
        "select region_code, id, name, value, effective_from, document_number, reason, state, "
        "proposed_by_id, proposed_by, proposed_at, decided_by, decided_at from parameter_proposal" +
            where.sql() + " order by id desc limit 500",
        where);
}

bool decide(storage::Session& session, Proposal const& proposal) {
    return session.execute(
               "update parameter_proposal set state = :state, decided_by = :decided_by, "
               "decided_at = :decided_at "
               "where region_code = :region_code and id = :id and state = 'open'",
               proposal.state, proposal.decided_by, proposal.decided_at, proposal.region_code,
               proposal.id) == 1;
}

std::vector<MonthStatus> closed_months(storage::Session& session) {
    return session.query<MonthStatus>(
        "select region_code, fiscal_year, fiscal_month, state, changed_by_id, changed_by, "
        "changed_at, reason from month_status where state <> 'open'");
}

std::optional<MonthStatus> month(storage::Session& session, RegionCode const& region,
                                 FiscalYear year, FiscalMonth month) {
    return session.query_one<MonthStatus>(
        "select region_code, fiscal_year, fiscal_month, state, changed_by_id, changed_by, "
        "changed_at, reason from month_status where region_code = :region_code "
        "and fiscal_year = :fiscal_year and fiscal_month = :fiscal_month",
        region, year, month);
}

std::vector<MonthStatus> months(storage::Session& session, RegionCode const& region,
                                FiscalYear year) {
    return session.query<MonthStatus>(
        "select region_code, fiscal_year, fiscal_month, state, changed_by_id, changed_by, "
        "changed_at, reason from month_status where region_code = :region_code "
        "and fiscal_year = :fiscal_year order by fiscal_month",
        region, year);
}

void put(storage::Session& session, MonthStatus const& status) {
    auto const touched = session.execute(
        "update month_status set state = :state, changed_by_id = :changed_by_id, "
        "changed_by = :changed_by, changed_at = :changed_at, reason = :reason "
        "where region_code = :region_code and fiscal_year = :fiscal_year "
        "and fiscal_month = :fiscal_month",
        status.state, status.changed_by_id, status.changed_by, status.changed_at, status.reason,
        status.region_code, status.fiscal_year, status.fiscal_month);
    if (touched == 0) session.insert("month_status", status);
}

void insert(storage::Session& session, Attachment const& attachment) {
    session.insert("attachment", attachment);
}

std::optional<Attachment> attachment(storage::Session& session, DataScope const& scope,
                                     AttachmentId id) {
    storage::Where where;
    where.equal("id", id).scope(scope, "region_code", "unit_code");
    return session.query_one<Attachment>(
        "select region_code, id, unit_code, kind, file_name, content_type, size_bytes, sm3, "
        "uploaded_by, uploaded_at from attachment" +
            where.sql(),
        where);
}

}  // namespace jincai::basics::store

#include <set>

#include "modules/execution/quota_document.h"
#include "modules/execution/quota_steps.h"

/// What a quota document holds between its submission and its decision: its source side waits in
/// 2014, so that nobody spends it meanwhile (调剂, 追减, 冻结, 解冻).
namespace jincai::execution {

namespace {

ledger::Account source_account(QuotaDocumentKind kind, QuotaRow const& from) {
    switch (kind) {
        case QuotaDocumentKind::decrease: return from.account;
        case QuotaDocumentKind::unfreeze: return ledger::Account::frozen;
        default: return ledger::Account::executable;
    }
}

template <class Command>
Result<std::vector<Step>> held(Office& office, api::Caller const& caller,
                               QuotaDocumentRow const& document, std::string_view act) {
    std::vector<Step> steps;
    if (!reserves(document.kind)) return steps;
    Command command{.header = office.header(caller,
                                            fmt::format("qd/{}/{}/{}", document.id.value(), act,
                                                        document.revision),
                                            document.lines),
                    .document = document.id};
    for (auto const& line : lines_of(document)) {
        auto const from = JC_TRY(office.quota(caller.scope, *line.from_quota_id));
        command.parts.push_back(
            {from.id, source_account(document.kind, from), line.amount_fen});
    }
    steps.push_back({BookKey{document.region_code, document.fiscal_year}, std::move(command)});
    return steps;
}

/// Class and economic code of one line: of the quota it opens, or of the one it takes from.
std::pair<std::string, std::string> nature_of(Office& office, DataScope const& scope,
                                              QuotaDocumentLine const& line) {
    if (line.quota)
        return {std::string{class_code(line.quota->project_class)},
                line.quota->economic_code.value()};
    auto const id = line.from_quota_id ? line.from_quota_id : line.to_quota_id;
    if (!id) return {};
    auto const quota = office.quota(scope, *id);
    if (!quota) return {};
    return {std::string{class_code(quota->project_class)}, quota->economic_code.value()};
}

}  // namespace

std::vector<AttachmentNeed> attachment_needs(Office& office, DataScope const& scope,
                                             QuotaDocumentRow const& document) {
    std::set<std::pair<std::string, std::string>> natures;
    for (auto const& line : lines_of(document)) natures.insert(nature_of(office, scope, line));
    std::vector<AttachmentNeed> needs;
    for (auto const& [project_class, economic] : natures)
        needs.push_back({kind_of(document), document.amount_fen, project_class, economic});
    return needs;
}

bool reserves(QuotaDocumentKind kind) {
    switch (kind) {
        case QuotaDocumentKind::transfer:
        case QuotaDocumentKind::decrease:
        case QuotaDocumentKind::freeze:
        case QuotaDocumentKind::unfreeze: return true;
        case QuotaDocumentKind::issue:
        case QuotaDocumentKind::distribute:
        case QuotaDocumentKind::increase: return false;
    }
    return false;
}

Result<std::vector<Step>> reserve_steps(Office& office, api::Caller const& caller,
                                        QuotaDocumentRow const& document) {
    return held<ledger::Reserve>(office, caller, document, "reserve");
}

Result<std::vector<Step>> release_steps(Office& office, api::Caller const& caller,
                                        QuotaDocumentRow const& document) {
    auto steps = JC_TRY(held<ledger::Release>(office, caller, document, "release"));
    for (auto& step : steps)
        settle_in(document.fiscal_year, std::get<ledger::Release>(step.command).header);
    return steps;
}

}  // namespace jincai::execution

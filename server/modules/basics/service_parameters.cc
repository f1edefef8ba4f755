#include "base/text.h"
#include "modules/basics/refusals.h"
#include "modules/basics/service.h"
#include "modules/basics/store.h"

namespace jincai::basics {
namespace {

ParameterValue value_of(Proposal const& proposal) {
    return {.region_code = proposal.region_code,
            .name = proposal.name,
            .effective_from = proposal.effective_from,
            .value = proposal.value,
            .document_number = proposal.document_number,
            .proposed_by = proposal.proposed_by,
            .approved_by = proposal.decided_by.value_or(""),
            .decided_at = proposal.decided_at.value_or(Timestamp{})};
}

void describe(Proposal const& proposal, audit::Record& record) {
    record.object_kind = "parameter";
    record.object_id = proposal.name;
    record.region_code = proposal.region_code;
}

}  // namespace

Result<void> Service::check_wish(ParameterWish const& wish) const {
    auto const known = directory();
    auto const* const definition = known->rules->definition(wish.name);
    if (definition == nullptr) {
        return refuse_at("/name", refusals::parameter_unknown, {{"name", wish.name}});
    }
    if (!wish.region_code.empty() && known->region(RegionCode{wish.region_code}) == nullptr) {
        return refuse_at("/region_code", refusals::region_not_found, {{"code", wish.region_code}});
    }
    if (trim(wish.document_number).empty()) {
        return refuse_at("/document_number", refusals::document_number_missing);
    }
    return check_value(*definition, wish.value);
}

Result<void> Service::put_parameter_values(audit::Actor const& actor,
                                           std::vector<ParameterWish> wishes) {
    for (ParameterWish const& wish : wishes) JC_CHECK(check_wish(wish));
    JC_CHECK(audit::change(
        database_, clock_, actor, "parameters_set_up",
        [&](storage::Session& session, audit::Record& record) -> Result<void> {
            record.object_kind = "parameter";
            for (ParameterWish const& wish : wishes) {
                store::insert(session, ParameterValue{.region_code = wish.region_code,
                                                      .name = wish.name,
                                                      .effective_from = wish.effective_from,
                                                      .value = wish.value,
                                                      .document_number = wish.document_number,
                                                      .proposed_by = actor.user_name,
                                                      .approved_by = actor.user_name,
                                                      .decided_at = record.at});
                audit::note(record, wish.region_code + " " + wish.name, "", wish.value);
            }
            return {};
        }));
    reload_rules();
    return {};
}

Result<Proposal> Service::propose_parameter(audit::Actor const& actor, DataScope const& scope,
                                            ParameterWish const& wish) {
    // A value for every region binds those outside the caller's scope too.
    if (!scope.covers_region(RegionCode{wish.region_code})) {
        return refuse_at("/region_code", refusals::region_not_found, {{"code", wish.region_code}});
    }
    JC_CHECK(check_wish(wish));
    if (trim(wish.reason).empty()) return refuse_at("/reason", refusals::reason_missing);
    if (wish.effective_from < clock_.today()) {
        return refuse_at("/effective_from", refusals::parameter_retroactive,
                         {{"today", format_date(clock_.today())}});
    }
    auto const known = directory();
    auto const old_value =
        std::string{known->text_on(wish.name, RegionCode{wish.region_code}, wish.effective_from)};
    return audit::change(database_, clock_, actor, "parameter_proposed",
                         [&](storage::Session& session, audit::Record& record) -> Result<Proposal> {
                             auto const proposal = store::insert(
                                 session, Proposal{.region_code = wish.region_code,
                                                   .name = wish.name,
                                                   .value = wish.value,
                                                   .effective_from = wish.effective_from,
                                                   .document_number = wish.document_number,
                                                   .reason = wish.reason,
                                                   .proposed_by_id = actor.user_id,
                                                   .proposed_by = actor.user_name,
                                                   .proposed_at = record.at});
                             describe(proposal, record);
                             audit::note(record, "proposed_value", old_value, wish.value);
                             return proposal;
                         });
}

/// Approving and refusing alike need somebody else than the proposer.
Result<Proposal> Service::decide(audit::Actor const& actor, DataScope const& scope, ProposalId id,
                                 ProposalState verdict, std::string_view reason) {
    bool const approved = verdict == ProposalState::approved;
    auto const known = directory();
    auto const decided = JC_TRY(audit::change(
        database_, clock_, actor, approved ? "parameter_approved" : "parameter_refused",
        [&](storage::Session& session, audit::Record& record) -> Result<Proposal> {
            auto proposal = store::proposal(session, scope, id);
            if (!proposal) return refuse(refusals::proposal_not_found);
            if (proposal->state != ProposalState::open) return refuse(refusals::proposal_decided);
            if (proposal->proposed_by_id == actor.user_id) {
                return refuse(refusals::second_person_needed);
            }
            if (approved && proposal->effective_from < clock_.today()) {
                return refuse(refusals::parameter_retroactive,
                              {{"today", format_date(clock_.today())}});
            }
            proposal->state = verdict;
            proposal->decided_by = actor.user_name;
            proposal->decided_at = record.at;
            if (!store::decide(session, *proposal)) return refuse(refusals::proposal_decided);
            describe(*proposal, record);
            record.approver = actor.user_name;
            if (approved) {
                store::insert(session, value_of(*proposal));
                audit::note(
                    record, "value",
                    std::string{known->text_on(proposal->name, RegionCode{proposal->region_code},
                                               proposal->effective_from)},
                    proposal->value);
            } else {
                audit::note(record, "reason", "", std::string{reason});
            }
            return *proposal;
        }));
    if (approved) reload_rules();
    return decided;
}

Result<Proposal> Service::approve_parameter(audit::Actor const& actor, DataScope const& scope,
                                            ProposalId id) {
    return decide(actor, scope, id, ProposalState::approved, "");
}

Result<Proposal> Service::refuse_parameter(audit::Actor const& actor, DataScope const& scope,
                                           ProposalId id, std::string_view reason) {
    if (trim(reason).empty()) return refuse_at("/reason", refusals::reason_missing);
    return decide(actor, scope, id, ProposalState::refused, reason);
}

std::vector<Proposal> Service::proposals(DataScope const& scope) const {
    return database_.read(
        [&](storage::Session& session) { return store::proposals(session, scope); });
}

}  // namespace jincai::basics

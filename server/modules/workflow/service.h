#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/scope.h"
#include "modules/basics/service.h"
#include "modules/workflow/model.h"
#include "platform/audit/audit.h"
#include "platform/storage/database.h"

namespace jincai::api {
struct Caller;
}
namespace jincai::events {
class Bus;
}

namespace jincai::workflow {

namespace store {
struct Instance;
}

/// The flows by kind of document.
class Definitions {
public:
    /// Reads every YAML file of the folder; refused when two files claim one kind.
    [[nodiscard]] static Result<Definitions> load(std::filesystem::path const& folder);
    [[nodiscard]] static Result<Definitions> create(std::vector<Definition> definitions);
    [[nodiscard]] Definition const* find(std::string_view document_kind) const;
    [[nodiscard]] std::span<Definition const> all() const { return definitions_; }

private:
    std::vector<Definition> definitions_;
};

class Delegates;

/// Moves documents through their steps. Every function works inside the caller's transaction
/// (`storage::Session` of `audit::change` or of the group commit), so that flow, business rows and
/// audit record are committed together. No state of its own but what it remembers of delegations;
/// thread-safe after `tell_on`.
class Engine {
public:
    Engine(Definitions definitions, basics::Service const& basics);

    [[nodiscard]] Definitions const& definitions() const { return definitions_; }

    /// Has each change of a task published as `task_changed` once it is committed: to everybody who
    /// sees the unit of the document, and by name to holders and delegates, whose own scope may not
    /// reach it. Called before anything else; the bus outlives the engine.
    void tell_on(events::Bus& bus) { bus_ = &bus; }
    /// To be called inside each transaction that changes delegations.
    void delegations_change(storage::Session& session) const;

    /// 提交. Opens the first step: one row for the flow, one for the task. A document that was
    /// returned or withdrawn, or approved and then sent back by the bank, starts its next round.
    /// When no step applies (straight through) the flow is written finished and the outcome is
    /// `approved`. Refused: unknown kind, already running, rejected for good.
    Result<Outcome> start(storage::Session& session, DocumentRef const& document,
                          audit::Actor const& preparer, Timestamp at) const;

    /// Writes a flow that is already approved, with the signatures it had: bulk work and imports.
    /// One row, plus one for each signature. Refused when one person stands for two duties.
    /// Requires: no flow of this document exists.
    Result<Outcome> record_approved(storage::Session& session, DocumentRef const& document,
                                    audit::Actor const& preparer,
                                    std::span<Signature const> signatures, Timestamp at) const;

    /// 批准 / 退回 / 否决 at the open step. With two at the same time exactly one wins, the other
    /// is refused with `task_already_decided`. Refused: not the holder's role, region or unit
    /// (unless another's delegation covers it), same person, no opinion when sending back or
    /// rejecting. `expected_step`: the step the caller believes to decide; "" for whatever is open.
    Result<Outcome> decide(storage::Session& session, DocumentKey const& document,
                           std::string_view expected_step, api::Caller const& caller,
                           Decision decision, std::string_view opinion, Timestamp at) const;

    /// 撤回: by the preparer, as long as nobody has decided since the submission.
    Result<Outcome> withdraw(storage::Session& session, DocumentKey const& document,
                             api::Caller const& caller, std::string_view reason,
                             Timestamp at) const;

    /// The flow was ended by the business (a voided document): open tasks are cancelled. Does
    /// nothing when no flow is running.
    Result<void> cancel(storage::Session& session, DocumentKey const& document,
                        audit::Actor const& actor, std::string_view reason, Timestamp at) const;

    /// 加签: the holder asks a further person to sign first; the task waits for that.
    Result<void> add_signer(storage::Session& session, DocumentKey const& document,
                            api::Caller const& caller, Person const& signer,
                            std::string_view reason, Timestamp at) const;
    /// 移交: the holder passes the task to a named person.
    Result<void> hand_over(storage::Session& session, DocumentKey const& document,
                           api::Caller const& caller, Person const& to, std::string_view reason,
                           Timestamp at) const;

    /// Whether the caller may decide the open step now: role, region, unit, duties, delegations.
    [[nodiscard]] bool may_decide(storage::Session& session, DocumentKey const& document,
                                  api::Caller const& caller, Timestamp at) const;
    /// The steps of a document submitted on `day`, in order; empty for an unknown kind.
    [[nodiscard]] std::vector<Step const*> steps_of(DocumentRef const& document,
                                                    BusinessDate day) const;

    /// The open step's name, or nothing.
    [[nodiscard]] std::optional<std::string> open_step(storage::Session& session,
                                                       DocumentKey const& document) const;

private:
    struct Holding;

    [[nodiscard]] std::vector<Step const*> route_of(Definition const& definition,
                                                    DocumentRef const& document,
                                                    BusinessDate day) const;
    [[nodiscard]] Result<Holding> holding(storage::Session& session, DocumentKey const& document,
                                          std::string_view expected_step, api::Caller const& caller,
                                          Timestamp at) const;
    Result<Outcome> approve(storage::Session& session, Holding& held, Timestamp at) const;
    Result<Outcome> open_next(storage::Session& session, Holding& held, Timestamp at) const;
    void announce(storage::Session& session, store::Instance const& instance, Timestamp at,
                  UserId named = {}) const;
    Outcome end(storage::Session& session, Holding& held, FlowState state, OutcomeKind kind,
                Timestamp at) const;

    Definitions definitions_;
    basics::Service const& basics_;
    events::Bus* bus_ = nullptr;
    std::shared_ptr<Delegates> delegates_;
};

/// Puts a notice before everybody who acts in a role of a region (and unit, if not empty).
struct RoleNotice {
    RegionCode region_code = {};
    std::string role = {};
    UnitCode unit_code = {};
    std::string kind = {};  ///< unit_frozen, light_changed, ...
    std::string text_zh = {};
    std::string text_en = {};
    std::string document_kind = {};
    std::int64_t document_id = 0;
};

void notify(storage::Session& session, RoleNotice const& notice, Timestamp at);

}  // namespace jincai::workflow

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/money.h"
#include "base/result.h"
#include "base/time.h"

namespace jincai::workflow {

/// Which document a flow belongs to. Kinds are those of parameters/workflow/*.yaml.
struct DocumentKey {
    RegionCode region_code = {};
    std::string kind = {};  ///< payment, quota_issue, cash_plan, unfreeze, ...
    std::int64_t id = 0;
    friend auto operator<=>(DocumentKey const&, DocumentKey const&) = default;
};
BOOST_DESCRIBE_STRUCT(DocumentKey, (), (region_code, kind, id))

/// What the flow needs to know of the document, and what lists show of it.
struct DocumentRef {
    DocumentKey key = {};
    UnitCode unit_code = {};
    std::string number = {};
    std::string title = {};
    Money amount_fen = {};
    FundCode fund_code = {};
    std::string project_class = {};
    /// Made in this very transaction: there is nothing to look up about it.
    bool is_new = false;
};

/// When a step is part of a document's route; everything given must hold.
struct Condition {
    /// The name of a parameter with an amount: from this amount on, both ends included.
    std::optional<std::string> amount_from = {};
    std::vector<std::string> funds = {};            ///< code prefixes, any of them
    std::vector<std::string> project_classes = {};  ///< code prefixes, any of them
    std::vector<std::string> except_project_classes = {};
};
BOOST_DESCRIBE_STRUCT(Condition, (), (amount_from, funds, project_classes, except_project_classes))

struct Step {
    std::string name = {};
    std::string title_zh = {};
    std::string title_en = {};
    std::string role = {};        ///< who may take the task: the role of the session
    std::string permission = {};  ///< and what that person must be allowed to
    std::optional<std::int32_t> signatures =
        {};  ///< 会签: how many different people; 1 when absent
    std::optional<Condition> when = {};
};
BOOST_DESCRIBE_STRUCT(Step, (), (name, title_zh, title_en, role, permission, signatures, when))

struct Definition {
    std::vector<std::string> documents = {};  ///< the kinds that go this way
    std::string title_zh = {};
    std::string title_en = {};
    std::vector<Step> steps = {};
};
BOOST_DESCRIBE_STRUCT(Definition, (), (documents, title_zh, title_en, steps))

using AmountLookup = std::function<Money(std::string_view parameter)>;

/// The steps a document passes, in order. Empty: straight through, approved as soon as submitted.
[[nodiscard]] std::vector<Step const*> route(Definition const& definition,
                                             DocumentRef const& document,
                                             AmountLookup const& amount_of);

/// Checks a definition by itself: names, at least one document, no step twice.
[[nodiscard]] Result<void> check_definition(Definition const& definition);

BOOST_DEFINE_ENUM_CLASS(FlowState, running, approved, returned, rejected, withdrawn)

/// What a holder of a task decides.
BOOST_DEFINE_ENUM_CLASS(Decision, approve, send_back, reject)

/// What the trail shows.
BOOST_DEFINE_ENUM_CLASS(Action, submitted, approved, countersigned, returned, rejected, withdrawn,
                        handed_over, signer_added)

BOOST_DEFINE_ENUM_CLASS(TaskStatus, open, waiting, done, cancelled)

struct Transition {
    FlowState from = {};
    Action action = {};
    FlowState to = {};
};

/// The table is the documentation: nothing else changes the state of a flow.
inline constexpr Transition kTransitions[] = {
    {FlowState::returned, Action::submitted, FlowState::running},
    {FlowState::withdrawn, Action::submitted, FlowState::running},
    {FlowState::approved, Action::submitted, FlowState::running},  // 退票: paid back by the bank
    {FlowState::running, Action::countersigned, FlowState::running},
    {FlowState::running, Action::handed_over, FlowState::running},
    {FlowState::running, Action::signer_added, FlowState::running},
    {FlowState::running, Action::approved, FlowState::running},
    {FlowState::running, Action::approved, FlowState::approved},
    {FlowState::running, Action::returned, FlowState::returned},
    {FlowState::running, Action::rejected, FlowState::rejected},
    {FlowState::running, Action::withdrawn, FlowState::withdrawn},
};
[[nodiscard]] bool is_allowed(FlowState from, Action action);

/// Where the document is after an act.
BOOST_DEFINE_ENUM_CLASS(OutcomeKind, waiting, moved, approved, returned, rejected, withdrawn)

struct Outcome {
    OutcomeKind kind = OutcomeKind::moved;
    std::string step = {};  ///< the step that now holds it; "" when none does
    std::string previous_step = {};
    std::int32_t round = 1;

    [[nodiscard]] bool finished() const { return kind == OutcomeKind::approved; }
};

/// Somebody a task is given to by name.
struct Person {
    UserId user_id = {};
    std::string user_name = {};
};

/// Somebody who has acted in this document, for the separation of duties.
struct Signature {
    UserId user_id = {};
    std::string user_name = {};
    std::string step = {};  ///< "" for the preparer
    std::string opinion = {};
    Timestamp at = {};
    std::int32_t round = 1;
};

/// 不相容岗位: who prepared never decides, who decided at one step never decides at another, and
/// nobody signs a step twice in one round. Refused with `same_person`.
[[nodiscard]] Result<void> check_duties(std::span<Signature const> signatures, UserId user,
                                        std::string_view step, std::int32_t round);

}  // namespace jincai::workflow

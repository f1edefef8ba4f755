#include "modules/execution/office.h"

#include "ledger/refusals.h"
#include "modules/execution/refusals.h"
#include "modules/execution/rules_source.h"
#include "modules/workflow/refusals.h"
#include "base/text.h"
#include "platform/crypto/crypto.h"

namespace jincai::execution {

namespace {

/// Parameters are asked for each command but change with the directory or the day: kept until
/// then. Used by the writer's thread alone.
class RulesCache {
public:
    explicit RulesCache(basics::Service const& basics) : basics_{basics} {}

    ledger::Rules const& rules(RegionCode const& region, BusinessDate day) {
        auto directory = basics_.directory();
        if (directory != directory_) {
            rules_.clear();
            directory_ = std::move(directory);
        }
        auto const key = std::pair{region, day};
        auto const found = rules_.find(key);
        if (found != rules_.end()) return found->second;
        if (rules_.size() > kMost) rules_.clear();
        return rules_.emplace(key, rules_on(*directory_, region, day)).first->second;
    }

private:
    static constexpr std::size_t kMost = 10'000;
    basics::Service const& basics_;
    basics::DirectoryPtr directory_;
    std::map<std::pair<RegionCode, BusinessDate>, ledger::Rules> rules_;
};

}  // namespace

Office::Office(Parts given, WriterOptions options)
    : parts{given},
      writer{given.database, given.clock, rules_from(given.basics), options},
      ids{given.database} {}

Result<QuotaRow> Office::quota(DataScope const& scope, QuotaId id) {
    std::optional<QuotaRow> row;
    {
        std::shared_lock const lock{mutex_};
        auto const found = quotas_.find(id);
        if (found != quotas_.end()) row = found->second;
    }
    if (!row) {
        row = parts.database.read([&](storage::Session& session) {
            return session.query_one<QuotaRow>(
                "select region_code, id, fiscal_year, document_id, parent_id, unit_code, "
                "fund_code, function_code, economic_code, government_economic_code, project_code, "
                "project_name, project_class, protected_class, direct_funds, account, summary, "
                "opened_at "
                "from quota where id = :id",
                id);
        });
        if (row) remember(*row);
    }
    if (!row || !scope.covers(row->region_code, row->unit_code))
        return refuse(refusals::quota_unknown);
    return *std::move(row);
}

void Office::remember(QuotaRow const& quota) {
    std::unique_lock const lock{mutex_};
    quotas_.insert_or_assign(quota.id, quota);
}

ledger::CommandHeader Office::header(audit::Actor const& actor, std::string command_id,
                                     std::string_view body) const {
    auto const now = parts.clock.now();
    return {.command_id = std::move(command_id),
            .body_digest = short_digest(body),
            .at = now,
            .date = business_date(now),
            .actor = actor.user_id};
}

audit::Record Office::record(audit::Actor const& actor, std::string_view action) const {
    return {.at = parts.clock.now(), .actor = actor, .action = std::string{action}};
}

Result<Receipt> Office::book_once(Change change) {
    auto receipt = JC_TRY(writer.book(std::move(change)));
    if (receipt.repeated) return refuse(workflow::refusals::task_already_decided);
    return receipt;
}

ledger::Rules Office::rules(RegionCode const& region) const {
    return rules_on(*directory(), region, today());
}

Result<void> Office::check_open(RegionCode const& region, UnitCode const& unit) const {
    auto const directory = this->directory();
    auto const day = today();
    auto const* found = directory->find_unit(region, unit);
    if (found == nullptr || !basics::is_active(*found, day))
        return refuse(refusals::unit_unknown, {{"unit", unit.value()}});
    if (directory->is_month_closed(region, day))
        return refuse(ledger::refusals::month_is_closed,
                      {{"month", std::int64_t{fiscal_month(day).value}}});
    return {};
}

std::int64_t Office::time_adjusted_bp(RegionCode const& region) const {
    return parse_int(directory()->text_on("execution.time_adjusted_bp", region, today()))
        .value_or(0);
}

std::string Office::unit_name(RegionCode const& region, UnitCode const& unit) const {
    return std::string{directory()->unit_name(region, unit)};
}

void settle_in(FiscalYear year, ledger::CommandHeader& header) {
    if (fiscal_year(header.date) > year) header.date = make_date(year.value, 12, 31);
}

std::uint64_t short_digest(std::string_view text) {
    auto const digest = crypto::sm3(text);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8 | digest[i];
    return value;
}

RulesSource rules_from(basics::Service const& basics) {
    auto cache = std::make_shared<RulesCache>(basics);
    return {.rules = [cache](BookKey const& key,
                             BusinessDate day) { return cache->rules(key.region, day); },
            .settings = [&basics](BookKey const& key) {
                return settings_of(*basics.directory(), key);
            }};
}

std::string_view class_code(ProjectClass project_class) {
    switch (project_class) {
        case ProjectClass::personnel: return "1";
        case ProjectClass::operating: return "21";
        case ProjectClass::project: return "3";
    }
    return "";
}

Result<Booking> approve_in_flow(Office& office, storage::Session& session,
                                workflow::DocumentKey const& key, api::Caller const& caller,
                                DecisionRequest const& decision, Timestamp at) {
    auto const outcome = JC_TRY(office.parts.workflow.decide(
        session, key, decision.expected_step.value_or(""), caller, workflow::Decision::approve,
        decision.opinion.value_or(""), at));
    return outcome.finished() ? Booking::book : Booking::documents_only;
}

}  // namespace jincai::execution

#include "base/text.h"
#include "modules/basics/refusals.h"
#include "modules/execution/replay.h"
#include "modules/execution/replay_parts.h"
#include "modules/execution/replay_refusals.h"
#include "modules/execution/rules_source.h"

/// A booked year under other parameters.
namespace jincai::execution {

namespace {

using ledger::LightHistory;
using ledger::LightMark;

constexpr std::size_t kRefusalsShown = 1'000;

/// What changes lights and freezes of postings that are booked already.
constexpr std::string_view kEffective[] = {
    "execution.yellow_line_bp", "execution.red_months", "execution.freeze_basis",
    "execution.block_trigger", "execution.lights_for_personnel"};

/// Shorter names, in the units in which people speak.
ParameterSetting full_name(ParameterSetting setting) {
    if (setting.name == "light.red_months") setting.name = "execution.red_months";
    if (setting.name != "light.yellow_percent") return setting;
    setting.name = "execution.yellow_line_bp";
    // "85" and "82.5" percent; anything else is refused as a value of basis points.
    auto const parts = split(setting.value, '.');
    auto const whole = parse_int(parts[0]);
    std::string fraction{parts.size() == 2 ? parts[1] : ""};
    if (!whole || *whole < 0 || *whole > 10'000 || parts.size() > 2 || fraction.size() > 2 ||
        (parts.size() == 2 && !is_digits(fraction)))
        return setting;
    fraction.resize(2, '0');
    setting.value = std::to_string(*whole * 100 + *parse_int(fraction));
    return setting;
}

Result<void> check_setting(basics::Directory const& directory, ParameterSetting const& setting) {
    auto const* definition = directory.rules->definition(setting.name);
    if (definition == nullptr)
        return refuse(refusals::setting_unknown, {{"name", setting.name}});
    if (std::ranges::find(kEffective, setting.name) == std::end(kEffective))
        return refuse(refusals::setting_without_effect,
                      {{"name", setting.name}, {"known", fmt::format("{}", fmt::join(kEffective, ", "))}});
    if (setting.value.empty() && definition->kind == basics::ParameterKind::text) return {};
    JC_CHECK(basics::check_value(*definition, setting.value));
    auto const number = parse_int(setting.value);
    if (setting.name == "execution.red_months" && (*number < 1 || *number > 12))
        return refuse_at("/value", basics::refusals::parameter_value_wrong,
                         {{"name", setting.name},
                          {"value", setting.value},
                          {"expected_zh", std::string{"1 至 12"}},
                          {"expected_en", std::string{"1 to 12"}}});
    return {};
}

Result<std::vector<ParameterSetting>> settings_of(basics::Directory const& directory,
                                                  std::vector<ParameterSetting> const& wanted) {
    if (wanted.empty()) return refuse(refusals::settings_missing);
    std::vector<ParameterSetting> settings;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        settings.push_back(full_name(wanted[i]));
        auto checked = check_setting(directory, settings.back());
        if (!checked)
            return std::unexpected(
                under("/set/" + std::to_string(i), std::move(checked).error()));
    }
    return settings;
}

LightLevel level_of(LightMark const& mark) {
    if (mark.red) return mark.frozen ? LightLevel::frozen : LightLevel::red;
    return mark.yellow ? LightLevel::yellow : LightLevel::green;
}

std::optional<Timestamp> since_of(LightMark const& mark) {
    if (mark.red) return mark.red_since;
    if (mark.yellow) return mark.yellow_since;
    return std::nullopt;
}

/// One book after the other, added to one report.
class Comparison {
public:
    Comparison(basics::Directory const& directory, WhatIfRequest const& request,
               DataScope const& scope, WhatIfReport& report)
        : directory_{directory}, request_{request}, scope_{scope}, report_{report} {}

    void add(BookKey const& key, ledger::WhatIf const& played);
    /// The refused payments of a book that are shown, to be given their numbers.
    [[nodiscard]] std::set<PaymentId> shown_payments(BookKey const& key) const;
    void name_payments(BookKey const& key, std::map<PaymentId, BookedPayment> const& names);
    void finish();

private:
    [[nodiscard]] bool shows(BookKey const& key, ledger::ScopeKey const& scope) const {
        return scope_.covers(key.region, scope.unit) &&
               (!request_.unit_code || scope.unit.starts_with(request_.unit_code->value()));
    }
    void count(BookKey const& key, LightHistory const& history, WhatIfTotals& totals,
               std::set<std::pair<RegionCode, UnitCode>>& frozen) const;
    void compare(BookKey const& key, ledger::ScopeAndMonth const& at, ledger::WhatIf const& played);
    void add_refusals(BookKey const& key, ledger::WhatIf const& played);

    basics::Directory const& directory_;
    WhatIfRequest const& request_;
    DataScope const& scope_;
    WhatIfReport& report_;
    std::set<std::pair<RegionCode, UnitCode>> frozen_actual_;
    std::set<std::pair<RegionCode, UnitCode>> frozen_supposed_;
};

void Comparison::add(BookKey const& key, ledger::WhatIf const& played) {
    count(key, played.told(), report_.actual, frozen_actual_);
    count(key, played.supposed(), report_.supposed, frozen_supposed_);
    std::set<ledger::ScopeAndMonth> places;
    for (auto const& [place, _] : played.told()) places.insert(place);
    for (auto const& [place, _] : played.supposed()) places.insert(place);
    for (auto const& place : places)
        if (shows(key, place.scope)) compare(key, place, played);
    add_refusals(key, played);
}

void Comparison::count(BookKey const& key, LightHistory const& history, WhatIfTotals& totals,
                       std::set<std::pair<RegionCode, UnitCode>>& frozen) const {
    for (auto const& [place, mark] : history) {
        if (!shows(key, place.scope)) continue;
        totals.yellow_months += mark.yellow ? 1 : 0;
        totals.reds += mark.red ? 1 : 0;
        totals.freezes += mark.frozen ? 1 : 0;
        if (mark.frozen) frozen.emplace(key.region, place.scope.unit);
    }
}

void Comparison::compare(BookKey const& key, ledger::ScopeAndMonth const& at,
                         ledger::WhatIf const& played) {
    auto const mark_in = [&](LightHistory const& history) {
        auto const found = history.find(at);
        return found == history.end() ? LightMark{} : found->second;
    };
    auto const told = mark_in(played.told());
    auto const supposed = mark_in(played.supposed());
    WhatIfDifference row{.region_code = key.region,
                         .unit_code = at.scope.unit,
                         .unit_name = std::string{directory_.unit_name(key.region, at.scope.unit)},
                         .fund_code = at.scope.fund,
                         .project_class = at.scope.project_class,
                         .project_code = at.scope.project,
                         .month = at.month,
                         .actual = level_of(told),
                         .actual_since = since_of(told),
                         .supposed = level_of(supposed),
                         .supposed_since = since_of(supposed)};
    if (row.actual == row.supposed && row.actual_since == row.supposed_since) return;
    if (row.actual != row.supposed)
        row.shift = row.supposed > row.actual ? LightShift::harder : LightShift::softer;
    else
        row.shift = row.supposed_since < row.actual_since ? LightShift::earlier : LightShift::later;
    if (auto const* months = played.months(at.scope)) {
        auto const& figures = (*months)[ledger::month_index(at.month)];
        row.plan_fen = figures.plan;
        row.spend_fen = figures.spend();
    }
    report_.differences.push_back(std::move(row));
}

void Comparison::add_refusals(BookKey const& key, ledger::WhatIf const& played) {
    for (auto const& fact : played.refused()) {
        if (!shows(key, fact.scope)) continue;
        bool const is_payment = bool{fact.payment};
        ++(is_payment ? report_.payments_refused : report_.plans_refused);
        (is_payment ? report_.payments_refused_fen : report_.plans_refused_fen) += fact.amount;
        if (report_.refusals.size() >= kRefusalsShown) continue;
        report_.refusals.push_back(
            {.region_code = key.region,
             .unit_code = fact.scope.unit,
             .unit_name = std::string{directory_.unit_name(key.region, fact.scope.unit)},
             .kind = boost::describe::enum_to_string(fact.kind, ""),
             .code = std::string{fact.code},
             .seq = fact.seq,
             .at = fact.at,
             .payment_id = fact.payment,
             .payment_number = "",
             .quota_id = fact.quota,
             .amount_fen = fact.amount});
    }
}

std::set<PaymentId> Comparison::shown_payments(BookKey const& key) const {
    std::set<PaymentId> ids;
    for (auto const& refusal : report_.refusals)
        if (refusal.region_code == key.region && refusal.payment_id) ids.insert(refusal.payment_id);
    return ids;
}

void Comparison::name_payments(BookKey const& key,
                               std::map<PaymentId, BookedPayment> const& names) {
    for (auto& refusal : report_.refusals) {
        if (refusal.region_code != key.region || !refusal.payment_id) continue;
        auto const found = names.find(refusal.payment_id);
        refusal.payment_id = found == names.end() ? PaymentId{} : found->second.id;
        refusal.payment_number = found == names.end() ? "" : found->second.number;
    }
}

void Comparison::finish() {
    report_.actual.units_frozen = std::ssize(frozen_actual_);
    report_.supposed.units_frozen = std::ssize(frozen_supposed_);
    for (auto const& row : report_.differences) {
        switch (row.shift) {
            case LightShift::harder: ++report_.harder; break;
            case LightShift::softer: ++report_.softer; break;
            case LightShift::earlier: ++report_.earlier; break;
            case LightShift::later: ++report_.later; break;
        }
    }
}

/// The rules of a day, kept until the next one: postings come day by day.
class RulesOfDays {
public:
    RulesOfDays(basics::Directory const& directory, BookKey const& key, Overrides const& overrides)
        : directory_{directory}, key_{key}, overrides_{overrides} {}
    ledger::Rules const& on(BusinessDate day) {
        if (day != day_) rules_ = rules_on(directory_, key_.region, day, overrides_);
        day_ = day;
        return rules_;
    }

private:
    basics::Directory const& directory_;
    BookKey const& key_;
    Overrides const& overrides_;
    BusinessDate day_{};
    ledger::Rules rules_;
};

}  // namespace

Result<WhatIfReport> what_if(storage::Database const& database, basics::Directory const& directory,
                             WhatIfRequest const& request, ReplayBounds const& bounds) {
    WhatIfReport report{.fiscal_year = request.fiscal_year,
                        .set = JC_TRY(settings_of(directory, request.set)),
                        .refused_payments = request.refused_payments.value_or(
                            ledger::RefusedPayments::kept)};
    Overrides overrides;
    for (auto const& setting : report.set) overrides[setting.name] = setting.value;
    auto const books = chosen_books(database,
                                    {.region = request.region_code,
                                     .include_lower = request.include_lower.value_or(false),
                                     .year = request.fiscal_year},
                                    bounds.scope);
    if (books.empty()) return refuse(refusals::no_such_book);
    JC_CHECK(check_length(database, books, bounds.records_max));
    Comparison comparison{directory, request, bounds.scope, report};
    for (auto const& key : books) {
        ledger::WhatIf played{execution::settings_of(directory, key),
                              execution::settings_of(directory, key, overrides),
                              report.refused_payments};
        RulesOfDays rules{directory, key, overrides};
        auto const play = [&](ledger::Posting const& posting) {
            played.take(posting, rules.on(posting.header.date));
            return true;
        };
        auto const head = JC_TRY(read_journal(database, key, kWholeJournal, play));
        comparison.add(key, played);
        database.read([&](storage::Session& session) {
            comparison.name_payments(
                key, payments_booked(session, key, comparison.shown_payments(key)));
        });
        ++report.books;
        report.records += head.seq;
    }
    comparison.finish();
    return report;
}

}  // namespace jincai::execution

#include "modules/execution/projection.h"

#include "platform/json/codec.h"

namespace jincai::execution {

namespace {

struct News {
    std::string unit_code;
    std::string fund_code;
    std::string project_class;
    Money amount_fen;
    FiscalMonth month;
    std::string light;
    PaymentId payment_id;
};
BOOST_DESCRIBE_STRUCT(News, (), (unit_code, fund_code, project_class, amount_fen, month, light,
                                 payment_id))

}  // namespace

void Projection::add(ledger::Posting const& posting) {
    last_seq_ = posting.seq;
    last_at_ = posting.header.at;
    std::int64_t line = 0;
    for (auto const& entry : posting.lines) {
        entries_.push_back({.region_code = book_.region,
                            .fiscal_year = book_.year,
                            .seq = posting.seq,
                            .line = ++line,
                            .at = posting.header.at,
                            .day = posting.header.date,
                            .kind = boost::describe::enum_to_string(posting.kind, ""),
                            .side = boost::describe::enum_to_string(entry.side, ""),
                            .account = ledger::number(entry.account),
                            .quota_id = QuotaId{entry.key},
                            .detail = entry.detail,
                            .amount_fen = entry.amount});
        if (ledger::is_use(entry.account)) quotas_.insert(QuotaId{entry.key});
    }
    for (auto const& plan : posting.plans) quotas_.insert(plan.quota);
    for (auto const& payment : posting.payments) add_payment(posting, payment);
    for (auto const& spend : posting.spending) scopes_.insert(spend.scope);
    for (auto const& evaluation : posting.evaluations) scopes_.insert(evaluation.scope);
    std::int64_t part = 0;
    for (auto const& light : posting.lights) {
        scopes_.insert(light.scope);
        light_changes_.push_back({light, {.region_code = book_.region,
                                          .fiscal_year = book_.year,
                                          .seq = posting.seq,
                                          .part = ++part,
                                          .at = posting.header.at,
                                          .month = light.month,
                                          .light_from = light.before,
                                          .light_to = light.after,
                                          .plan_fen = light.plan,
                                          .spend_fen = light.spend,
                                          .rule_version = light.rule_version}});
        happened_.push_back({.at = posting.header.at,
                             .topic = "light_changed",
                             .scope = light.scope,
                             .amount = light.spend,
                             .month = light.month,
                             .light = boost::describe::enum_to_string(light.after, "")});
    }
    for (auto const& freeze : posting.freezes) {
        scopes_.insert(freeze.scope);
        if (freeze.action == ledger::FreezeAction::warned) continue;
        bool const lifted = freeze.action == ledger::FreezeAction::lifted;
        happened_.push_back({.at = posting.header.at,
                             .topic = lifted ? "unit_unfrozen" : "unit_frozen",
                             .scope = freeze.scope,
                             .amount = freeze.spend,
                             .month = freeze.month});
    }
}

void Projection::add_payment(ledger::Posting const& posting,
                             ledger::PaymentChange const& change) {
    auto& flow = flows_[{change.quota, change.month}];
    quotas_.insert(change.quota);
    std::string topic;
    if (posting.kind == ledger::CommandKind::refund_payment) {
        flow.paid -= change.amount;
        topic = "payment_refunded";
    } else if (change.state == ledger::PaymentState::in_flight) {
        flow.submitted += change.amount;
        topic = "payment_submitted";
    } else if (change.state == ledger::PaymentState::returned) {
        flow.submitted -= change.amount;
        topic = "payment_returned";
    } else {
        flow.paid += change.amount;
        topic = "payment_cleared";
    }
    happened_.push_back({.at = posting.header.at,
                         .topic = topic,
                         .quota = change.quota,
                         .amount = change.amount,
                         .month = change.month,
                         .payment = change.payment});
}

Result<void> Projection::look_up(Office& office) {
    auto const today = office.today();
    auto const month =
        fiscal_year(today) == book_.year ? fiscal_month(today) : FiscalMonth{12};
    return office.writer.ask(book_, [&](ledger::Book const& book, ledger::Rules const& rules) {
        for (auto const& id : quotas_) {
            auto const* state = book.quota(id);
            if (state == nullptr) continue;
            if (state->scope) scopes_.insert(state->scope);
            quota_figures_[id] = {state->line, book.statement(id, month, rules), state->planned};
        }
        for (auto const& id : scopes_)
            if (id) scope_figures_[id] = {book.scope(id).key, book.scope(id)};
    });
}

void Projection::write(storage::Session& session) const {
    for (auto const& entry : entries_) session.insert("entry", entry);
    write_statuses(session);
    write_cube(session);
    write_lights(session);
    session.execute(
        "insert into projection_head (region_code, fiscal_year, seq) values (:r, :y, :s) "
        "on conflict (region_code, fiscal_year) do update set seq = excluded.seq",
        book_.region, book_.year, last_seq_);
}

void Projection::write_statuses(storage::Session& session) const {
    for (auto const& [id, figures] : quota_figures_) {
        auto const& s = figures.statement;
        session.execute(
            "insert into quota_status (region_code, quota_id, issued_fen, pending_fen, "
            "executable_fen, frozen_fen, procurement_fen, contract_fen, reserved_fen, plan_fen, "
            "in_flight_fen, paid_fen, passed_down_fen, carried_fen, recalled_fen) values (:r, :q, "
            ":a, :b, :c, :d, :e, :f, :m, :g, :h, :i, :j, :k, :l) on conflict (region_code, quota_id) do update set "
            "issued_fen = excluded.issued_fen, pending_fen = excluded.pending_fen, "
            "executable_fen = excluded.executable_fen, frozen_fen = excluded.frozen_fen, "
            "procurement_fen = excluded.procurement_fen, contract_fen = excluded.contract_fen, "
            "reserved_fen = excluded.reserved_fen, "
            "plan_fen = excluded.plan_fen, in_flight_fen = excluded.in_flight_fen, "
            "paid_fen = excluded.paid_fen, passed_down_fen = excluded.passed_down_fen, "
            "carried_fen = excluded.carried_fen, recalled_fen = excluded.recalled_fen",
            book_.region, id, s.issued, s.pending, s.executable, s.frozen, s.procurement,
            s.contract, s.reserved, s.plan, s.in_flight, s.paid, s.passed_down + s.handed_down,
            s.carried_over, s.recalled);
    }
}

void Projection::write_cube(storage::Session& session) const {
    for (auto const& [id, figures] : quota_figures_) {
        for (std::size_t i = 0; i < ledger::kMonths; ++i) {
            FiscalMonth const month{static_cast<std::int32_t>(i + 1)};
            auto const found = flows_.find({id, month});
            auto const flow = found == flows_.end() ? Flow{} : found->second;
            if (figures.planned[i].is_zero() && found == flows_.end()) continue;
            session.execute(
                "insert into cube (region_code, fiscal_year, month, quota_id, unit_code, "
                "fund_code, function_code, economic_code, project_class, planned_fen, "
                "submitted_fen, paid_fen) values (:r, :y, :m, :q, :u, :f, :n, :e, :c, :p, :s, :d) "
                "on conflict (region_code, fiscal_year, quota_id, month) do update set "
                "planned_fen = excluded.planned_fen, "
                "submitted_fen = cube.submitted_fen + excluded.submitted_fen, "
                "paid_fen = cube.paid_fen + excluded.paid_fen",
                book_.region, book_.year, month, id, figures.line.unit, figures.line.fund,
                figures.line.function, figures.line.economic, figures.line.project_class,
                figures.planned[i], flow.submitted, flow.paid);
        }
    }
}

void Projection::write_lights(storage::Session& session) const {
    for (auto const& [id, figures] : scope_figures_) {
        auto const& key = figures.key;
        for (std::size_t i = 0; i < ledger::kMonths; ++i) {
            FiscalMonth const month{static_cast<std::int32_t>(i + 1)};
            auto const& cell = figures.state.months[i];
            if (cell.plan.is_zero() && cell.spend().is_zero()) continue;
            session.execute(
                "insert into light_status (region_code, fiscal_year, month, unit_code, fund_code, "
                "project_class, light, plan_fen, spend_fen, since, seq) values (:r, :y, :m, :u, "
                ":f, :c, :l, :p, :s, :a, :q) on conflict (region_code, fiscal_year, month, "
                "unit_code, fund_code, project_class) do update set "
                "since = case when light_status.light = excluded.light then light_status.since "
                "else excluded.since end, light = excluded.light, plan_fen = excluded.plan_fen, "
                "spend_fen = excluded.spend_fen, seq = excluded.seq",
                book_.region, book_.year, month, key.unit, key.fund, key.project_class,
                figures.state.light(month), cell.plan, cell.spend(), last_at_, last_seq_);
        }
    }
    for (auto [change, row] : light_changes_) {
        auto const& key = scope_figures_.at(change.scope).key;
        row.unit_code = key.unit;
        row.fund_code = FundCode{key.fund};
        row.project_class = key.project_class;
        session.insert("light_change", row);
    }
}

void Projection::publish(Office& office, Timestamp since) const {
    for (auto const& event : happened_) {
        if (event.at < since) continue;
        News news{.amount_fen = event.amount,
                  .month = event.month,
                  .light = event.light,
                  .payment_id = event.payment};
        if (event.scope) {
            auto const& key = scope_figures_.at(event.scope).key;
            news.unit_code = key.unit.value();
            news.fund_code = key.fund;
            news.project_class = key.project_class;
        } else if (auto const found = quota_figures_.find(event.quota);
                   found != quota_figures_.end()) {
            news.unit_code = found->second.line.unit.value();
            news.fund_code = found->second.line.fund.value();
            news.project_class =
                boost::describe::enum_to_string(found->second.line.project_class, "");
        }
        office.parts.bus.publish(event.topic, book_.region, UnitCode{news.unit_code},
                                 json::encode(news));
    }
}

}  // namespace jincai::execution

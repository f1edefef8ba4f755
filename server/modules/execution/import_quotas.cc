#include "modules/execution/import_quotas.h"

#include <algorithm>

namespace jincai::execution {

namespace {

constexpr std::size_t kLinesPerDocument = 500;

struct KnownQuota {
    QuotaId id;
    FiscalYear fiscal_year;
    UnitCode unit_code;
    EconomicCode economic_code;
};
BOOST_DESCRIBE_STRUCT(KnownQuota, (), (id, fiscal_year, unit_code, economic_code))

}  // namespace

ImportQuotas::ImportQuotas(Office& office, ImportMap const& map, ImportPlaces const& places,
                           api::Caller caller)
    : office_{office}, map_{map}, places_{places}, caller_{std::move(caller)} {}

void ImportQuotas::read_known(Needs const& needs) {
    std::map<std::string, std::string> names;
    for (auto const& [key, amount] : needs) names[places_.unit(key.unit).value()] = key.unit;
    office_.parts.database.read([&](storage::Session& session) {
        session.for_each<KnownQuota>(
            "select id, fiscal_year, unit_code, economic_code from quota "
            "where region_code = :region and project_code = :project",
            [&](KnownQuota const& known) {
                auto const name = names.find(known.unit_code.value());
                if (name == names.end()) return;
                quotas_[{known.fiscal_year.value, name->second, known.economic_code}] = known.id;
            },
            map_.region.code, map_.name);
    });
}

Result<Money> ImportQuotas::available(NeedKey const& key) const {
    auto const id = quotas_.at(key);
    return office_.writer.ask({map_.region.code, FiscalYear{key.year}},
                              [&](ledger::Book const& book, ledger::Rules const&) {
                                  return book.available(id, ContractId{}, FiscalMonth{12},
                                                        ledger::PlanMode::none);
                              });
}

QuotaDocumentLine ImportQuotas::opening(NeedKey const& key, Money amount) const {
    return {.quota = NewQuota{.unit_code = places_.unit(key.unit),
                              .fund_code = map_.fund,
                              .function_code = map_.function,
                              .economic_code = key.economic,
                              .government_economic_code =
                                  places_.government_economic(key.economic),
                              .project_code = ProjectCode{map_.name},
                              .project_name = map_.title_zh,
                              .project_class = map_.project_class,
                              .summary = key.unit,
                              .account = ledger::Account::executable},
            .amount_fen = amount};
}

Result<void> ImportQuotas::cover(Needs const& needs) {
    read_known(needs);
    std::map<std::int32_t, std::vector<Line>> openings;
    std::map<std::int32_t, std::vector<Line>> increases;
    for (auto const& [key, amount] : needs) {
        auto const known = quotas_.find(key);
        if (known == quotas_.end()) {
            openings[key.year].push_back({key, opening(key, amount)});
            continue;
        }
        auto const missing = amount - JC_TRY(available(key));
        if (!missing.is_positive()) continue;
        increases[key.year].push_back(
            {key, {.to_quota_id = known->second, .amount_fen = missing}});
    }
    for (auto const& [year, lines] : openings)
        JC_CHECK(book(year, QuotaDocumentKind::issue, lines));
    for (auto const& [year, lines] : increases)
        JC_CHECK(book(year, QuotaDocumentKind::increase, lines));
    return {};
}

Result<void> ImportQuotas::book(std::int32_t year, QuotaDocumentKind kind,
                                std::span<Line const> lines) {
    while (!lines.empty()) {
        auto const part = lines.first(std::min(kLinesPerDocument, lines.size()));
        lines = lines.subspan(part.size());
        NewQuotaDocument document{.region_code = map_.region.code,
                                  .fiscal_year = FiscalYear{year},
                                  .kind = kind,
                                  .title = fmt::format("{}：{}年", map_.title_zh, year),
                                  .reason = "按导入的支付数据核定"};
        for (auto const& line : part) document.lines.push_back(line.line);
        auto const number = JC_TRY(office_.ids.next("command"));
        auto booked = JC_TRY(book_past_quotas(
            office_, caller_, document, fmt::format("imp/{}/quotas/{}", map_.name, number),
            {office_.parts.clock.now(), make_date(year, 1, 1)}));
        JC_TRY(booked.outcome.get());
        if (kind != QuotaDocumentKind::issue) continue;
        for (std::size_t i = 0; i < part.size(); ++i) quotas_[part[i].key] = booked.opened[i];
        opened_ += static_cast<std::int64_t>(part.size());
    }
    return {};
}

}  // namespace jincai::execution

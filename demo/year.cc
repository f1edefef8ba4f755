#include "demo/year.h"

#include <algorithm>

#include "demo/documents.h"
#include "demo/moments.h"
#include "demo/story.h"

namespace jincai::demo {

namespace {

constexpr int kPastYears = 3;

}  // namespace

std::vector<FiscalYear> demo_years(Province const& province) {
    auto const current = fiscal_year(last_day(province)).value;
    std::vector<FiscalYear> years;
    for (int year = current - kPastYears; year <= current; ++year) years.push_back({year});
    return years;
}

YearScript make_year(Province const& province, FiscalYear year) {
    bool const current = fiscal_year(last_day(province)) == year;
    auto budget = make_budget(province, year);
    if (current) arrange_story(province, budget);
    YearScript script{.year = year};
    add_documents(province, budget, script);
    add_payments(province, budget, current ? story_fates(province) : std::vector<FixedFate>{},
                 script);
    if (current) add_waiting_work(province, budget, script);
    std::ranges::stable_sort(script.quota_documents, {}, &QuotaDocument::at);
    std::ranges::stable_sort(script.plan_documents, {}, &PlanDocument::at);
    std::ranges::stable_sort(script.payments, {}, &Payment::at);
    script.quotas = std::move(budget.quotas);
    return script;
}

}  // namespace jincai::demo

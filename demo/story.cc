#include "demo/story.h"

#include <algorithm>

#include "base/assert.h"
#include "demo/moments.h"
#include "demo/payees.h"
#include "demo/province.h"

namespace jincai::demo {

namespace {

using ledger::ProjectClass;

constexpr std::string_view kLaboratory = "实验楼建设";
constexpr std::string_view kHealthBureau = "210001";
constexpr std::string_view kPublicHealth = "基本公共卫生服务";
constexpr std::string_view kRepairs = "30213";

PlannedLine& line_of(YearBudget& budget, UnitIndex unit, std::string_view economic) {
    auto& lines = budget.units[unit].lines;
    auto const found = std::ranges::find_if(lines, [&](PlannedLine const& line) {
        auto const& quota = budget.quotas[line.quota];
        return quota.project_class == ProjectClass::operating && quota.economic.value() == economic;
    });
    JC_ASSERT(found != lines.end());
    return *found;
}

QuotaIndex quota_named(Province const& province, YearBudget const& budget, std::string_view unit,
                       std::string_view project, ProjectClass project_class) {
    auto const index = find_unit(province, kStoryRegion, unit);
    auto const found = std::ranges::find_if(budget.quotas, [&](Quota const& quota) {
        return quota.unit == index && quota.project_class == project_class &&
               (quota.project_name == project || quota.economic.value() == project);
    });
    JC_ASSERT(found != budget.quotas.end());
    return static_cast<QuotaIndex>(found - budget.quotas.begin());
}

void set_plan(YearBudget& budget, PlannedLine& line, Money each_month, Money amount) {
    line.plan.fill(each_month);
    line.payments_milli = 1'000;
    line.added_month = 0;
    budget.quotas[line.quota].amount = amount;
}

/// Even plans, so that there is room for two overspent months whatever the season.
void plan_evenly(Province const& province, YearBudget& budget, std::string_view unit_code) {
    auto const unit = find_unit(province, kStoryRegion, unit_code);
    set_plan(budget, line_of(budget, unit, "30201"), yuan(40'000), yuan(480'000));
    set_plan(budget, line_of(budget, unit, "30206"), yuan(8'000), yuan(96'000));
    set_plan(budget, line_of(budget, unit, kRepairs), Money{}, yuan(120'000));
}

void plan_public_health(Province const& province, YearBudget& budget) {
    auto const quota =
        quota_named(province, budget, kHealthBureau, kPublicHealth, ProjectClass::project);
    auto& lines = budget.units[budget.quotas[quota].unit].lines;
    set_plan(budget, *std::ranges::find(lines, quota, &PlannedLine::quota), yuan(2'000'000),
             yuan(24'000'000));
}

/// Puts the waiting documents at the end of the script, a minute apart.
class Desk {
public:
    Desk(Province const& province, YearBudget const& budget, YearScript& script)
        : province_{province},
          script_{script},
          laboratory_{laboratory(province, budget)},
          health_{quota_named(province, budget, kHealthBureau, kPublicHealth,
                              ProjectClass::project)},
          repairs_{quota_named(province, budget, kStorySchool, kRepairs, ProjectClass::operating)},
          region_{province.units[budget.quotas[laboratory_].unit].region},
          school_{budget.quotas[laboratory_].unit},
          bureau_{budget.quotas[health_].unit},
          random_{province.seed, {5}} {}

    void fill() {
        add_school_payments();
        add_bureau_payments();
        add_plans();
        add_quota_documents();
    }

private:
    [[nodiscard]] Timestamp next_moment() { return moment(province_, province_.today, minute_++); }

    void add_payment(QuotaIndex quota, UnitIndex unit, PaymentEnd end, Money amount,
                     std::string_view purpose, std::string_view opinion = {}) {
        auto const at = next_moment();
        script_.payments.push_back(
            {.quota = quota,
             .payee = pick_payee(province_, unit, Trade::construction, random_),
             .amount = amount,
             .at = at,
             .cleared_at = at,
             .end = end,
             .purpose = std::string{purpose},
             .opinion = std::string{opinion}});
    }

    void add_school_payments() {
        add_payment(laboratory_, school_, PaymentEnd::draft, yuan(4'800), "实验楼监理费");
        add_payment(laboratory_, school_, PaymentEnd::waiting_review, yuan(6'200), "实验楼设计变更费");
        add_payment(laboratory_, school_, PaymentEnd::waiting_review, yuan(3'950), "实验台安装费");
        add_payment(laboratory_, school_, PaymentEnd::waiting_approval, yuan(8'600), "通风系统进度款");
        add_payment(laboratory_, school_, PaymentEnd::approved, yuan(5'400), "实验楼消防检测费");
        add_payment(laboratory_, school_, PaymentEnd::sealed, yuan(2'700), "实验楼防雷检测费");
        add_payment(laboratory_, school_, PaymentEnd::sent, yuan(7'300), "给排水改造进度款");
        add_payment(laboratory_, school_, PaymentEnd::returned, yuan(9'100), "实验楼装修预付款",
                    "缺少合同复印件，请补充后重新提交");
    }

    void add_bureau_payments() {
        add_payment(health_, bureau_, PaymentEnd::waiting_review, yuan(6'480), "健康档案印制费");
        add_payment(health_, bureau_, PaymentEnd::waiting_approval, yuan(5'160), "家庭医生签约补助");
        add_payment(health_, bureau_, PaymentEnd::approved, yuan(7'820), "慢性病随访服务费");
        add_payment(health_, bureau_, PaymentEnd::bounced, yuan(3'300), "健康宣传品制作费",
                    "收款账户已销户");
    }

    void add_plan(PlanDocument::Kind kind, UnitIndex unit, std::string_view title,
                  std::string_view reason, std::vector<PlanDocument::Line> lines,
                  Standing standing) {
        script_.plan_documents.push_back({.kind = kind,
                                          .unit = unit,
                                          .at = next_moment(),
                                          .title = std::string{title},
                                          .reason = std::string{reason},
                                          .lines = std::move(lines),
                                          .standing = standing});
    }

    void add_plans() {
        FiscalMonth const now = fiscal_month(last_day(province_));
        using Kind = PlanDocument::Kind;
        add_plan(Kind::plan, school_, "第一中学校舍维修用款计划", "冬季前完成门窗维修",
                 {{repairs_, now, yuan(30'000)}}, {Stage::waiting, 0});
        add_plan(Kind::plan, school_, "第一中学消防整改用款计划", "消防检查提出限期整改",
                 {{repairs_, now, yuan(18'000)}}, {Stage::waiting, 1});
        add_plan(Kind::plan, school_, "第一中学操场维修用款计划", "跑道破损",
                 {{repairs_, now, yuan(40'000)}}, {Stage::returned, 0});
        if (now.value == 12) return;
        add_plan(Kind::shift, school_, "第一中学实验楼用款计划调整", "工程进度提前",
                 {{laboratory_, FiscalMonth{now.value + 1}, yuan(20'000)},
                  {laboratory_, now, yuan(20'000)}},
                 {Stage::waiting, 0});
    }

    void add_document(QuotaDocument::Kind kind, std::string_view title, std::string_view reason,
                      std::vector<QuotaDocument::Line> lines, Standing standing) {
        script_.quota_documents.push_back({.kind = kind,
                                           .region = region_,
                                           .at = next_moment(),
                                           .title = std::string{title},
                                           .reason = std::string{reason},
                                           .lines = std::move(lines),
                                           .standing = standing});
    }

    void add_quota_documents() {
        using Kind = QuotaDocument::Kind;
        add_document(Kind::increase, "关于追加第一中学实验楼配套资金的通知", "配套设备价格上涨",
                     {{laboratory_, yuan(200'000)}}, {Stage::waiting, 0});
        add_document(Kind::increase, "关于追加基本公共卫生服务资金的通知", "上级补助资金到位",
                     {{health_, yuan(10'600'000)}}, {Stage::waiting, 1});
        add_document(Kind::increase, "关于追加校园安防资金的通知", "校园安全专项检查",
                     {{repairs_, yuan(60'000)}}, {Stage::draft, 0});
        add_document(Kind::transfer, "关于第一中学资金调剂的通知", "工程结余调剂用于维修",
                     {{laboratory_, yuan(50'000)}, {repairs_, yuan(50'000)}}, {Stage::returned, 0});
    }

    Province const& province_;
    YearScript& script_;
    QuotaIndex laboratory_;
    QuotaIndex health_;
    QuotaIndex repairs_;
    std::size_t region_;
    UnitIndex school_;
    UnitIndex bureau_;
    Random random_;
    std::int64_t minute_ = 17 * 60 + 30;
};

}  // namespace

QuotaIndex laboratory(Province const& province, YearBudget const& budget) {
    return quota_named(province, budget, kStorySchool, kLaboratory, ProjectClass::project);
}

void arrange_story(Province const& province, YearBudget& budget) {
    auto const school = find_unit(province, kStoryRegion, kStorySchool);
    // Round figures: plan 100,000 元 a month, of which 78,000 will be spent.
    set_plan(budget, line_of(budget, school, "30201"), yuan(70'000), yuan(840'000));
    set_plan(budget, line_of(budget, school, "30206"), yuan(30'000), yuan(360'000));
    set_plan(budget, line_of(budget, school, kRepairs), Money{}, yuan(240'000));
    plan_evenly(province, budget, kFrozenSchool);
    plan_evenly(province, budget, kRequestingSchool);
    plan_public_health(province, budget);
    Quota building{.unit = school,
                   .function = FunctionCode{"2050204"},
                   .economic = EconomicCode{"30901"},
                   .project_class = ProjectClass::project,
                   .project_code = ProjectCode{"205017B001"},
                   .project_name = std::string{kLaboratory},
                   .summary = "新建实验楼主体及装修工程",
                   .amount = yuan(3'060'000)};
    PlannedLine line{.payments_milli = 1'000};
    line.plan.fill(yuan(250'000));
    add_line(budget, std::move(building), line);
}

std::vector<FixedFate> story_fates(Province const& province) {
    auto const unit = [&](std::string_view code) { return find_unit(province, kStoryRegion, code); };
    std::vector<FixedFate> fates{
        {.unit = unit(kStorySchool), .fate = Fate::story},
        {.unit = unit(kStorySchool), .project_class = ProjectClass::project, .fate = Fate::usual},
        {.unit = unit(kHealthBureau), .project_class = ProjectClass::project, .fate = Fate::usual},
    };
    if (latest_red_month(province) == 0) return fates;
    fates.push_back({.unit = unit(kFrozenSchool), .fate = Fate::red, .end = FreezeEnd::stays});
    fates.push_back(
        {.unit = unit(kRequestingSchool), .fate = Fate::red, .end = FreezeEnd::requested});
    return fates;
}

void add_waiting_work(Province const& province, YearBudget const& budget, YearScript& script) {
    Desk{province, budget, script}.fill();
}

}  // namespace jincai::demo

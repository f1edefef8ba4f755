#include "demo/purposes.h"

#include <fmt/format.h>

#include <array>
#include <span>

namespace jincai::demo {

namespace {

using Texts = std::span<std::string_view const>;

/// `{0}`: the month.
constexpr std::array<std::string_view, 5> kOffice{
    "办公用品采购", "打印耗材及复印纸", "{0}月份办公易耗品", "档案盒及装订耗材", "电话及网络使用费"};
constexpr std::array<std::string_view, 5> kSchoolOffice{
    "教学用纸及粉笔", "试卷印制费", "{0}月份办公用品", "教学参考用书", "校园网络使用费"};
constexpr std::array<std::string_view, 1> kPower{"{0}月份电费"};
constexpr std::array<std::string_view, 2> kHeating{"{0}月份取暖费", "办公区采暖服务费"};
constexpr std::array<std::string_view, 4> kTravel{"赴省城参加业务会议差旅费", "下乡检查差旅费",
                                                  "外出调研差旅费", "业务培训往返差旅费"};
constexpr std::array<std::string_view, 4> kRepair{"门窗及水电维修", "屋面防水维修", "消防设施维保",
                                                  "电梯及空调维保"};
constexpr std::array<std::string_view, 3> kVehicle{"公务用车燃油费", "公务用车保险费",
                                                   "公务用车维修保养"};
constexpr std::array<std::string_view, 3> kMaterial{"医用耗材采购", "检验试剂采购", "药品及敷料采购"};

struct Row {
    std::string_view economic;
    Texts texts;
};

Texts operating_texts(Quota const& quota, House house) {
    static constexpr std::array kRows{
        Row{"30206", kPower},  Row{"30208", kHeating}, Row{"30211", kTravel},
        Row{"30213", kRepair}, Row{"30218", kMaterial}, Row{"30231", kVehicle},
    };
    for (auto const& row : kRows) {
        if (quota.economic.value() == row.economic) return row.texts;
    }
    bool const teaching = house == House::school || house == House::college;
    return teaching ? Texts{kSchoolOffice} : Texts{kOffice};
}

std::string project_purpose(Quota const& quota, int month, Random& random) {
    constexpr std::array<std::string_view, 4> kWorks{"进度款", "预付款", "第{0}期工程款", "验收款"};
    constexpr std::array<std::string_view, 3> kGoods{"设备到货款", "采购合同款", "验收尾款"};
    constexpr std::array<std::string_view, 3> kServices{"服务费", "委托业务费", "{0}月份工作经费"};
    constexpr std::array<std::string_view, 2> kGrants{"{0}月份发放", "补助资金发放"};
    auto const group = quota.economic.value().substr(0, 3);
    auto const is_works = group == "309" || quota.economic.value() == "31005" ||
                          quota.economic.value() == "31006";
    Texts texts = kServices;
    if (is_works) texts = kWorks;
    else if (group == "310") texts = kGoods;
    else if (group == "303") texts = kGrants;
    return quota.project_name + fmt::format(fmt::runtime(random.pick(texts)), month);
}

}  // namespace

std::string purpose_of(Quota const& quota, FiscalYear year, int month, House house,
                       Random& random) {
    switch (quota.project_class) {
        case ledger::ProjectClass::personnel:
            return fmt::format("{}年{}月{}", year.value, month,
                               quota.economic.value() == "30108" ? "养老保险缴费" : "工资");
        case ledger::ProjectClass::operating:
            return fmt::format(fmt::runtime(random.pick(operating_texts(quota, house))), month);
        case ledger::ProjectClass::project: return project_purpose(quota, month, random);
    }
    return {};
}

}  // namespace jincai::demo

#include "demo/payees.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "base/text.h"
#include "demo/places.h"

namespace jincai::demo {

namespace {

/// Companies of one trade: in every city `count`, named by city, brand and line of business.
struct Line {
    Trade trade;
    int count;
    std::string_view business;
};

constexpr std::array kLines{
    Line{Trade::stationery, 5, "办公用品有限公司"},   Line{Trade::power, 1, "供电公司"},
    Line{Trade::heating, 1, "热力有限公司"},          Line{Trade::telecom, 1, "通信分公司"},
    Line{Trade::repair, 4, "建筑装饰工程有限公司"},   Line{Trade::service, 5, "技术咨询有限公司"},
    Line{Trade::instruments, 4, "仪器设备有限公司"},  Line{Trade::construction, 4, "建设集团有限公司"},
    Line{Trade::software, 3, "信息技术有限公司"},     Line{Trade::medicine, 3, "医药供应链有限公司"},
    Line{Trade::media, 3, "文化传媒有限公司"},        Line{Trade::training, 2, "教育培训服务中心"},
    Line{Trade::supplies, 2, "物资储备有限公司"},     Line{Trade::vehicles, 2, "汽车服务有限公司"},
};

constexpr std::array<std::string_view, 16> kBrands{
    "恒舟", "瑞禾", "鼎岚", "启衡", "嘉序", "远棠", "和砚", "泰榆",
    "盛澜", "博岑", "信陌", "汇枫", "安麓", "诚屿", "昱川", "朗筑",
};

constexpr std::size_t companies_per_city() {
    std::size_t count = 0;
    for (auto const& line : kLines) count += static_cast<std::size_t>(line.count);
    return count;
}
constexpr std::size_t kCompaniesPerCity = companies_per_city();

/// The city a region belongs to; the province's own units buy in the capital.
std::size_t city_of(RegionCode const& region) {
    auto const number = parse_int(region.value().substr(2, 2)).value_or(0);
    return number == 0 ? 0 : static_cast<std::size_t>(number - 1);
}

/// Nineteen digits that start with a prefix no bank uses.
std::string account_number(std::uint64_t seed, std::uint64_t kind, std::uint64_t number) {
    Random random{seed, {2, kind, number}};
    return fmt::format("9900{:015}", random.next() % 1'000'000'000'000'000u);
}

void add_companies(std::vector<Payee>& payees, std::uint64_t seed, std::size_t city) {
    auto const stem = split(kCities[city], ' ').front().substr(0, 6);
    for (std::size_t at = 0; at < kLines.size(); ++at) {
        auto const& line = kLines[at];
        for (int i = 0; i < line.count; ++i) {
            bool const utility = line.count == 1;
            auto const brand = utility
                                   ? kProvinceStem
                                   : kBrands[(city * 5 + at * 3 + static_cast<std::size_t>(i)) %
                                             kBrands.size()];
            auto const name = utility ? fmt::format("{}{}{}", brand, stem, line.business)
                                      : fmt::format("{}{}{}", stem, brand, line.business);
            payees.push_back({.name = name,
                              .account = account_number(seed, 1, payees.size()),
                              .bank = fmt::format("岚川银行{}分行", stem)});
        }
    }
}

/// Behind the companies follow three accounts of each unit.
enum class Own : std::uint8_t { payroll, travel_card, benefits };
constexpr std::size_t kOwnAccounts = 3;

void add_own_accounts(std::vector<Payee>& payees, std::uint64_t seed, basics::Unit const& unit,
                      std::string_view region_stem) {
    constexpr std::array<std::string_view, kOwnAccounts> kPurposes{"工资代发专户", "公务卡还款专户",
                                                                   "惠民资金代发专户"};
    for (auto const purpose : kPurposes) {
        payees.push_back({.name = fmt::format("{}{}", unit.name, purpose),
                          .account = account_number(seed, 2, payees.size()),
                          .bank = fmt::format("岚川银行{}支行", region_stem)});
    }
}

PayeeIndex own_account(UnitIndex unit, Own own) {
    return static_cast<PayeeIndex>(kCities.size() * kCompaniesPerCity + unit * kOwnAccounts +
                                   static_cast<std::size_t>(own));
}

}  // namespace

std::vector<Payee> make_payees(Province const& province) {
    std::vector<Payee> payees;
    for (std::size_t city = 0; city < kCities.size(); ++city) {
        add_companies(payees, province.seed, city);
    }
    JC_ASSERT(payees.size() == kCities.size() * kCompaniesPerCity);
    for (auto const& unit : province.units) {
        add_own_accounts(payees, province.seed, unit.record,
                         province.regions[unit.region].short_name);
    }
    return payees;
}

PayeeIndex pick_payee(Province const& province, UnitIndex unit, Trade trade, Random& random) {
    if (trade == Trade::payroll) return own_account(unit, Own::payroll);
    if (trade == Trade::travel_card) return own_account(unit, Own::travel_card);
    if (trade == Trade::benefits) return own_account(unit, Own::benefits);
    std::size_t offset = city_of(province.units[unit].record.region_code) * kCompaniesPerCity;
    for (auto const& line : kLines) {
        auto const count = static_cast<std::size_t>(line.count);
        if (line.trade == trade) return static_cast<PayeeIndex>(offset + random.below(count));
        offset += count;
    }
    JC_ASSERT(!"every trade has a line");
    return 0;
}

Trade trade_of(EconomicCode const& economic) {
    struct Row {
        std::string_view prefix;
        Trade trade;
    };
    constexpr std::array kRows{
        Row{"301", Trade::payroll},        Row{"30206", Trade::power},
        Row{"30207", Trade::telecom},      Row{"30208", Trade::heating},
        Row{"30211", Trade::travel_card},  Row{"30213", Trade::repair},
        Row{"30216", Trade::training},     Row{"30218", Trade::medicine},
        Row{"30227", Trade::service},      Row{"30231", Trade::vehicles},
        Row{"30299", Trade::media},        Row{"303", Trade::benefits},
        Row{"30901", Trade::construction}, Row{"31003", Trade::instruments},
        Row{"31005", Trade::construction}, Row{"31006", Trade::repair},
        Row{"31007", Trade::software},     Row{"31008", Trade::supplies},
    };
    for (auto const& row : kRows) {
        if (economic.starts_with(row.prefix)) return row.trade;
    }
    return Trade::stationery;
}

}  // namespace jincai::demo

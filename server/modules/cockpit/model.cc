#include "modules/cockpit/model.h"

#include "base/text.h"

namespace jincai::cockpit {

BusinessDate last_day(FiscalYear year, FiscalMonth month, BusinessDate today) {
    auto const number = static_cast<unsigned>(month.value);
    auto const end = month.value == 12 ? make_date(year.value, 12, 31)
                                       : add_days(make_date(year.value, number + 1, 1), -1);
    return std::min(end, today);
}

Link link_to(std::string_view route, Frame const& frame, RegionCode const& region_of_caller) {
    Link link{.route = std::string{route},
              .query = {{"fiscal_year", std::to_string(frame.year.value)}}};
    if (frame.coverage == Coverage::own || frame.region != region_of_caller)
        link.query.emplace("region_code", frame.region.value());
    if (frame.fund) link.query.emplace("fund_code", frame.fund->value());
    return link;
}

void link_due(std::vector<DueItem>& items, Frame const& frame,
              RegionCode const& region_of_caller) {
    constexpr std::string_view kPayments = "payments_";
    for (auto& item : items) {
        bool const payments = item.key.starts_with(kPayments);
        item.link = link_to(payments ? "/exec/payments" : "/exec/freezes", frame, region_of_caller);
        item.link.query.insert_or_assign(
            "status", payments ? item.key.substr(kPayments.size()) : "requested");
    }
}

std::string in(Language language, std::string_view zh, std::string_view en) {
    return std::string{language == Language::en ? en : zh};
}

std::vector<std::string> code_list(std::string_view text, std::string_view fallback) {
    std::vector<std::string> codes;
    for (auto const part : split(text, ','))
        if (auto const code = trim(part); !code.empty()) codes.emplace_back(code);
    return codes.empty() && !fallback.empty() ? code_list(fallback, {}) : codes;
}

}  // namespace jincai::cockpit

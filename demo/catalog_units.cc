#include <array>

#include "demo/catalog.h"

namespace jincai::demo {

namespace {

constexpr Levels kAbove{.province = true, .city = true};
constexpr Levels kAll{.province = true, .city = true, .county = true};
constexpr Levels kProvinceOnly{.province = true};
constexpr Levels kCityOnly{.city = true};
constexpr Levels kCountyOnly{.county = true};
constexpr Levels kCityAndCounty{.city = true, .county = true};
constexpr Levels kTown{.town = true};

using basics::UnitType;

constexpr DepartmentKind kDepartments[] = {
    {"101", "人民政府办公厅", "人民政府办公室", "2010301", kAll, "行政政法科", 28, 60},
    {"104", "发展和改革委员会", "发展和改革局", "2010401", kProvinceOnly, "经济建设科", 30, 80},
    {"106", "财政厅", "财政局", "2010601", kAll, "行政政法科", 32, 90},
    {"108", "审计厅", "审计局", "2010801", kAbove, "行政政法科", 30, 70},
    {"138", "市场监督管理局", "市场监督管理局", "2013801", kProvinceOnly, "行政政法科", 60, 150},
    {"203", "司法厅", "司法局", "2040601", kProvinceOnly, "行政政法科", 26, 60},
    {"204", "公安厅", "公安局", "2040201", kAbove, "行政政法科", 260, 620},
    {"205", "教育厅", "教育局", "2050101", kAll, "科教文科", 24, 60},
    {"206", "科学技术厅", "科学技术局", "2060101", kAll, "科教文科", 14, 40},
    {"207", "文化和旅游厅", "文化和旅游局", "2070101", kAbove, "科教文科", 22, 48},
    {"208", "人力资源和社会保障厅", "人力资源和社会保障局", "2080101", kAll, "社会保障科", 30, 70},
    {"209", "民政厅", "民政局", "2080201", kAll, "社会保障科", 18, 40},
    {"210", "卫生健康委员会", "卫生健康局", "2100101", kAll, "社会保障科", 26, 60},
    {"211", "生态环境厅", "生态环境局", "2110101", kAbove, "经济建设科", 30, 70},
    {"212", "住房和城乡建设厅", "住房和城乡建设局", "2120101", kAll, "经济建设科", 30, 70},
    {"213", "农业农村厅", "农业农村局", "2130101", kAll, "农业科", 34, 80},
    {"214", "交通运输厅", "交通运输局", "2140101", kAll, "经济建设科", 28, 70},
    {"215", "工业和信息化厅", "工业和信息化局", "2150501", kProvinceOnly, "经济建设科", 26, 60},
    {"216", "商务厅", "商务局", "2160201", kProvinceOnly, "经济建设科", 22, 50},
    {"218", "水利厅", "水利局", "2130301", kAbove, "农业科", 26, 60},
    {"219", "林业和草原局", "林业和草原局", "2130201", kProvinceOnly, "农业科", 24, 56},
    {"220", "自然资源厅", "自然资源局", "2200101", kAbove, "经济建设科", 40, 90},
    {"224", "应急管理厅", "应急管理局", "2240101", kAbove, "行政政法科", 22, 50},
    {"225", "医疗保障局", "医疗保障局", "2101501", kProvinceOnly, "社会保障科", 18, 40},
    {"226", "退役军人事务厅", "退役军人事务局", "2082801", kProvinceOnly, "社会保障科", 18, 40},
};

constexpr auto kOffice = House::office;
constexpr auto kStation = House::station;
constexpr auto kSchool = House::school;
constexpr auto kAgency = UnitType::administrative;
constexpr auto kCivil = UnitType::civil_service;
constexpr auto kOne = UnitType::institution_one;
constexpr auto kTwo = UnitType::institution_two;

constexpr UnitKind kUnits[] = {
    {"101011", "机关事务服务中心", kOne, kStation, "2010303", kAbove, 260, 30, 80},
    {"104011", "价格认证中心", kOne, kStation, "2010450", kProvinceOnly, 1000, 12, 24},
    {"106011", "国库集中支付中心", kCivil, kOffice, "2010650", kAbove, 1000, 18, 40},
    {"106012", "财政投资评审中心", kOne, kStation, "2010650", kAbove, 260, 16, 32},
    {"138011", "检验检测中心", kOne, kStation, "2013850", kProvinceOnly, 1000, 40, 110},
    {"203011", "法律援助中心", kOne, kStation, "2040650", kProvinceOnly, 1000, 10, 20},
    {"205002", "教育科学研究院", kOne, kStation, "2050199", kAbove, 260, 30, 70},
    {"205003", "教育招生考试院", kCivil, kOffice, "2050199", kAbove, 1000, 20, 40},
    {"205017", "第一中学", kOne, kSchool, "2050204", kCityAndCounty, 1000, 150, 320},
    {"205018", "第二中学", kOne, kSchool, "2050203", kCityAndCounty, 220, 110, 220},
    {"205019", "第三中学", kOne, kSchool, "2050203", kCityAndCounty, 180, 100, 200},
    {"205020", "实验中学", kOne, kSchool, "2050204", kAbove, 1000, 160, 340},
    {"205021", "实验小学", kOne, kSchool, "2050202", kCityAndCounty, 1000, 80, 170},
    {"205031", "实验幼儿园", kOne, kSchool, "2050201", kCityOnly, 480, 40, 80},
    {"205041", "职业教育中心", kOne, kSchool, "2050302", kCityAndCounty, 1000, 90, 200},
    {"205046", "特殊教育学校", kOne, kSchool, "2050701", kCityOnly, 480, 40, 90},
    {"205051", "大学", kTwo, House::college, "2050205", kProvinceOnly, 1000, 1400, 2000},
    {"205052", "师范大学", kTwo, House::college, "2050205", kProvinceOnly, 1000, 1100, 1500},
    {"205053", "理工学院", kTwo, House::college, "2050205", kProvinceOnly, 1000, 700, 1000},
    {"205054", "农业大学", kTwo, House::college, "2050205", kProvinceOnly, 1000, 800, 1100},
    {"205055", "医科大学", kTwo, House::college, "2050205", kProvinceOnly, 1000, 800, 1100},
    {"205061", "职业技术学院", kTwo, House::college, "2050305", kCityOnly, 480, 260, 480},
    {"206011", "科学技术情报研究所", kOne, kStation, "2060301", kAbove, 260, 20, 50},
    {"206012", "科学技术馆", kOne, kStation, "2060705", kAbove, 260, 20, 60},
    {"206021", "材料科学研究院", kTwo, kStation, "2060301", kProvinceOnly, 1000, 120, 200},
    {"206022", "计量科学研究院", kTwo, kStation, "2060301", kProvinceOnly, 1000, 90, 160},
    {"206023", "生态科学研究院", kTwo, kStation, "2060301", kProvinceOnly, 1000, 90, 150},
    {"207011", "图书馆", kOne, kStation, "2070104", kAbove, 1000, 30, 90},
    {"207012", "文化馆", kOne, kStation, "2070109", kAbove, 260, 24, 60},
    {"207013", "博物馆", kOne, kStation, "2070205", kAbove, 260, 30, 90},
    {"207014", "歌舞剧院", kTwo, kStation, "2070107", kProvinceOnly, 1000, 120, 180},
    {"208011", "就业服务中心", kOne, kStation, "2080106", kAbove, 260, 24, 60},
    {"208012", "社会保险事业服务中心", kCivil, kOffice, "2080109", kAbove, 1000, 40, 90},
    {"209011", "社会福利院", kOne, kStation, "2081005", kCityOnly, 480, 50, 110},
    {"209012", "救助管理站", kOne, kStation, "2082002", kCityOnly, 480, 16, 30},
    {"210011", "人民医院", kTwo, House::hospital, "2100201", kAll, 1000, 240, 520},
    {"210012", "中医医院", kTwo, House::hospital, "2100202", kAbove, 1000, 180, 420},
    {"210013", "妇幼保健院", kTwo, House::hospital, "2100403", kAbove, 1000, 120, 280},
    {"210021", "疾病预防控制中心", kOne, kStation, "2100401", kAll, 1000, 40, 110},
    {"210022", "卫生监督所", kCivil, kOffice, "2100402", kAbove, 260, 20, 50},
    {"210031", "中心卫生院", kOne, House::hospital, "2100302", kCountyOnly, 320, 36, 80},
    {"210041", "中心血站", kOne, kStation, "2100406", kCityOnly, 480, 30, 60},
    {"211011", "生态环境监测中心", kOne, kStation, "2111101", kAbove, 260, 30, 80},
    {"212011", "市政设施管理中心", kOne, kStation, "2120399", kCityOnly, 480, 40, 100},
    {"212012", "环境卫生服务中心", kOne, kStation, "2120501", kCityAndCounty, 420, 30, 90},
    {"213011", "农业技术推广中心", kOne, kStation, "2130106", kAll, 1000, 24, 60},
    {"213012", "动物疫病预防控制中心", kOne, kStation, "2130108", kAbove, 260, 18, 46},
    {"214011", "公路事业发展中心", kOne, kStation, "2140106", kAll, 1000, 50, 140},
    {"214012", "道路运输事业发展中心", kCivil, kOffice, "2140112", kAbove, 1000, 24, 60},
    {"218011", "水文中心", kOne, kStation, "2130313", kAbove, 260, 24, 70},
    {"219011", "国有林场", kOne, kStation, "2130204", kProvinceOnly, 1000, 40, 110},
    {"220011", "不动产登记中心", kOne, kStation, "2200150", kAbove, 260, 24, 60},
    {"224011", "应急救援中心", kOne, kStation, "2240150", kAbove, 260, 24, 60},
    {"226011", "烈士陵园管理中心", kOne, kStation, "2080808", kProvinceOnly, 1000, 10, 20},
    {"101001", "人民政府", kAgency, House::town, "2010301", kTown, 1000, 36, 70},
    {"213001", "农业服务中心", kOne, kStation, "2130104", kTown, 1000, 12, 26},
};

}  // namespace

bool Levels::contains(basics::RegionLevel level) const {
    switch (level) {
        case basics::RegionLevel::national: return false;
        case basics::RegionLevel::province: return province;
        case basics::RegionLevel::prefecture: return city;
        case basics::RegionLevel::county: return county;
        case basics::RegionLevel::township: return town;
    }
    return false;
}

std::span<DepartmentKind const> department_kinds() { return kDepartments; }

std::span<UnitKind const> unit_kinds() { return kUnits; }

}  // namespace jincai::demo

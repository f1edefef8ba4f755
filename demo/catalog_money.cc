#include <array>

#include "demo/catalog.h"

namespace jincai::demo {

namespace {

constexpr std::array kEven{8, 7, 8, 8, 8, 8, 8, 8, 9, 8, 9, 11};
constexpr std::array kOffices{0, 0, 20, 0, 20, 0, 0, 20, 0, 0, 20, 20};
constexpr std::array kStations{0, 18, 0, 0, 20, 0, 20, 0, 0, 0, 20, 22};
constexpr std::array kTerms{0, 0, 20, 0, 16, 0, 0, 0, 22, 0, 21, 21};    ///< 开学忙, 假期清淡
constexpr std::array kPower{0, 26, 0, 0, 20, 0, 0, 32, 0, 0, 22, 0};     ///< 按季抄表, 夏冬用电高
constexpr std::array kQuarterly{0, 0, 25, 0, 0, 24, 0, 0, 24, 0, 0, 27};
constexpr std::array kHalfYearly{0, 0, 0, 0, 0, 46, 0, 0, 0, 0, 0, 54};
constexpr std::array kHeating{0, 46, 0, 0, 0, 0, 0, 0, 0, 0, 24, 30};    ///< 采暖季
constexpr std::array kRepairs{0, 0, 0, 0, 0, 14, 40, 30, 0, 16, 0, 0};   ///< 校舍趁暑假维修
constexpr std::array kTravel{0, 0, 0, 30, 0, 0, 0, 0, 34, 0, 36, 0};

constexpr OperatingKind kSmall[] = {
    {"30201", "办公费", 1000, {0, 0, 26, 0, 0, 26, 0, 0, 0, 0, 24, 24}, 1000},
};
constexpr OperatingKind kOffice[] = {
    {"30201", "办公费", 640, kOffices, 1000},
    {"30211", "差旅费", 360, kTravel, 1000},
};
constexpr OperatingKind kLargeOffice[] = {
    {"30201", "办公费", 460, kEven, 1200},
    {"30211", "差旅费", 260, kTravel, 1400},
    {"30231", "公务用车运行维护费", 80, kQuarterly, 1000},
    {"30208", "取暖费", 200, kHeating, 1000},
};
constexpr OperatingKind kSchool[] = {
    {"30201", "办公费", 460, kTerms, 1050},
    {"30206", "电费", 240, kPower, 1000},
    {"30213", "维修（护）费", 300, kRepairs, 900},
};
constexpr OperatingKind kCollege[] = {
    {"30201", "办公费", 300, kEven, 2600},
    {"30206", "电费", 280, kPower, 1000},
    {"30208", "取暖费", 180, kHeating, 1000},
    {"30213", "维修（护）费", 240, kRepairs, 1600},
};
constexpr OperatingKind kHospital[] = {
    {"30206", "电费", 260, kPower, 1000},
    {"30218", "专用材料费", 740, kEven, 1100},
};
constexpr OperatingKind kStation[] = {
    {"30201", "办公费", 600, kStations, 1000},
    {"30213", "维修（护）费", 400, kHalfYearly, 1000},
};
constexpr OperatingKind kTown[] = {
    {"30201", "办公费", 500, kOffices, 1000},
    {"30206", "电费", 200, kPower, 1000},
    {"30231", "公务用车运行维护费", 60, kQuarterly, 1000},
    {"30208", "取暖费", 240, kHeating, 1000},
};

constexpr auto kAny = House::office;  ///< the bureau itself

constexpr ProjectKind kProjects[] = {
    {"101", kAny, "政务服务专项", "2010302", "30227", 420'000, Rhythm::quarters, false, false},
    {"101", House::town, "人居环境整治", "2010302", "30227", 260'000, Rhythm::building, false, false},
    {"104", kAny, "重大项目前期工作", "2010402", "30227", 900'000, Rhythm::quarters, false, false},
    {"106", kAny, "财政信息系统运行维护", "2010607", "30227", 1'200'000, Rhythm::quarters, false,
     false},
    {"108", kAny, "审计业务专项", "2010804", "30227", 500'000, Rhythm::quarters, false, false},
    {"138", kAny, "食品安全抽检", "2013816", "30227", 1'600'000, Rhythm::quarters, false, false},
    {"203", kAny, "普法宣传", "2040605", "30299", 200'000, Rhythm::autumn, false, false},
    {"204", kAny, "执法办案装备购置", "2040220", "31003", 3'600'000, Rhythm::quarters, false, false},
    {"205", kAny, "家庭经济困难学生资助", "2050299", "30308", 3'800'000, Rhythm::autumn, true, true},
    {"205", House::school, "教学仪器设备购置", "2050299", "31003", 480'000, Rhythm::summer, false,
     false},
    {"205", House::school, "校舍维修改造", "2050299", "31006", 860'000, Rhythm::summer, false, false},
    {"205", House::college, "重点学科建设", "2050205", "31003", 9'000'000, Rhythm::quarters, false,
     false},
    {"205", House::college, "实训基地建设", "2050205", "30901", 16'000'000, Rhythm::building, false,
     false},
    {"206", kAny, "科技计划项目", "2060499", "30227", 1'500'000, Rhythm::autumn, false, false},
    {"206", House::station, "科研条件建设", "2060503", "31003", 1'400'000, Rhythm::quarters, false,
     false},
    {"207", House::station, "公共文化设施免费开放", "2070109", "30299", 420'000, Rhythm::quarters,
     false, true},
    {"207", kAny, "文化惠民活动", "2070108", "30227", 600'000, Rhythm::autumn, false, false},
    {"208", kAny, "公益性岗位补贴", "2080705", "30305", 1'900'000, Rhythm::quarters, true, true},
    {"209", kAny, "城乡最低生活保障", "2081902", "30306", 9'600'000, Rhythm::monthly, true, true},
    {"210", kAny, "基本公共卫生服务", "2100408", "30299", 5'200'000, Rhythm::quarters, true, true},
    {"210", House::hospital, "医疗设备购置", "2100299", "31003", 3'200'000, Rhythm::quarters, false,
     false},
    {"210", House::station, "疫苗与检测试剂", "2100409", "30218", 900'000, Rhythm::quarters, false,
     false},
    {"211", kAny, "大气污染防治", "2110301", "30227", 2'400'000, Rhythm::autumn, false, true},
    {"211", House::station, "监测设备更新", "2111101", "31003", 1'100'000, Rhythm::quarters, false,
     false},
    {"212", kAny, "老旧小区改造", "2210108", "31005", 14'000'000, Rhythm::building, false, true},
    {"212", House::station, "环卫作业服务", "2120501", "30227", 2'800'000, Rhythm::monthly, false,
     false},
    {"213", kAny, "高标准农田建设", "2130122", "31005", 12'000'000, Rhythm::building, false, true},
    {"213", House::station, "农作物病虫害防控", "2130108", "30218", 340'000, Rhythm::summer, false,
     false},
    {"214", kAny, "农村公路建设", "2140104", "31005", 11'000'000, Rhythm::building, false, false},
    {"214", House::station, "公路养护工程", "2140106", "30213", 3'400'000, Rhythm::building, false,
     false},
    {"215", kAny, "工业互联网平台", "2150502", "30227", 1'300'000, Rhythm::autumn, false, false},
    {"216", kAny, "商贸流通监测", "2160217", "30227", 500'000, Rhythm::quarters, false, false},
    {"218", kAny, "水库除险加固", "2130306", "31006", 8'600'000, Rhythm::building, false, true},
    {"219", kAny, "森林资源管护", "2130207", "30227", 1'500'000, Rhythm::quarters, false, false},
    {"220", kAny, "国土空间规划", "2200104", "30227", 1'800'000, Rhythm::autumn, false, false},
    {"224", kAny, "应急物资储备", "2240108", "31008", 900'000, Rhythm::autumn, true, false},
    {"225", kAny, "医保经办服务", "2101506", "30227", 600'000, Rhythm::quarters, false, false},
    {"226", kAny, "拥军优属", "2082804", "30305", 700'000, Rhythm::autumn, false, false},
};

}  // namespace

std::span<ProjectKind const> project_kinds() { return kProjects; }

std::span<OperatingKind const> operating_kinds(House house, std::int64_t heads) {
    switch (house) {
        case House::office:
            if (heads < 26) return kSmall;
            if (heads < 60) return kOffice;
            return kLargeOffice;
        case House::school: return kSchool;
        case House::college: return kCollege;
        case House::hospital: return kHospital;
        case House::station:
            if (heads < 40) return kSmall;
            return kStation;
        case House::town: return kTown;
    }
    return kSmall;
}

}  // namespace jincai::demo

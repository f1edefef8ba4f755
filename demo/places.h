#pragma once

#include <array>
#include <string_view>

namespace jincai::demo {

/// The province that does not exist: no name below is that of a real division.
inline constexpr std::string_view kProvinceName = "岚川省";
inline constexpr std::string_view kProvinceStem = "岚川";

/// A city's name first, then its districts (区) and counties (县), separated by blanks.
inline constexpr std::array<std::string_view, 14> kCities{
    "云麓市 青屏区 云桥区 望津区 云浦县 松麓县 白麓县 桐台县 梧溪县 兰谷县",
    "澄陵市 澄湖区 澄津区 清津区 清泽县 清麓县 溪桥县 康源县 和渡县 丰泉县",
    "鹭川市 鹭洲区 鹭湾区 白渚区 鹭泉县 芦湾县 荻溪县 芦泉县 景湖县 望洲县",
    "松泽市 松桥区 松湾区 柏泉区 松潭县 柏谷县 榆川县 栎溪县 樟桥县 桂津县",
    "碧陵市 碧湾区 碧桥区 翠湖区 碧源县 翠溪县 碧坪县 苍林县 苍原县 青渡县",
    "霞川市 霞湾区 霞渡区 朝川区 霞溪县 晴溪县 朝陵县 明湖县 昭源县 朗泉县",
    "望屏市 望渡区 望泉区 怀川区 望原县 望林县 怀林县 怀源县 栖谷县 栖湖县",
    "锦川市 锦湾区 锦桥区 瑞川区 锦泉县 锦源县 瑞源县 瑞麓县 嘉林县 嘉泉县",
    "雁川市 雁湖区 雁桥区 雁泉县 雁林县 鸿溪县 鸿源县 鹤泉县 鹤林县",
    "澜川市 澜湾区 澜桥区 澜源县 沧溪县 沧林县 湄川县 湄源县 沅泉县",
    "禾陵市 禾湾区 禾桥区 禾泉县 禾麓县 丰川县 丰源县 平泽县 康泉县",
    "枫陵市 枫川区 枫渡区 枫泉县 枫原县 桐溪县 桐湾县 梧川县 梧泉县",
    "泓川市 泓湾区 泓桥区 泓源县 霖溪县 霖泉县 汀川县 汀湖县 溪原县",
    "翠陵市 翠湾区 翠桥区 翠源县 翠麓县 兰川县 兰泉县 芷溪县 菱川县",
};

/// Names for townships, two under every second county.
inline constexpr std::string_view kTowns =
    "云涧 云渡 云湾 青涧 青潭 松渡 松塘 松涧 白津 白源 清渡 清潭 碧津 碧潭 锦渡 锦塘 霁溪 霁泉 岚溪 岚桥 岚湾 "
    "枫塘 桐渡 桐津 梧桥 梧渡 兰渡 兰塘 芷湾 荷渡 荷湾 菱塘 芦渡 荻湾 荻渡 柏湾 柏津 桂湾 桂渡 榆湾 榆津 樟湾 "
    "樟渡 栎湾 雁渡 鹭渡 鹤渡 鸿湾 霞津 霖湾 澄湾 泓渡 澜渡 沧湾 湄湾 沅渡 溪湾 望湾 望塘 怀湾 栖湾 禾渡 禾塘 "
    "嘉渡";

}  // namespace jincai::demo

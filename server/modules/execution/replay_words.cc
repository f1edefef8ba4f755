#include "base/text.h"
#include "modules/execution/replay.h"
#include "modules/execution/replay_refusals.h"

/// What people write: moments and settings.
namespace jincai::execution {

namespace {

std::unexpected<Error> unreadable(std::string_view text) {
    return refuse(refusals::instant_unreadable, {{"text", std::string{text}}});
}

std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t digits) {
    if (text.size() < at + digits || !is_digits(text.substr(at, digits))) return std::nullopt;
    return static_cast<int>(*parse_int(text.substr(at, digits)));
}

/// "Z", "+08:00", "-03:30" as what is to be taken off; nothing for anything else.
std::optional<std::chrono::minutes> zone_of(std::string_view text) {
    if (text == "Z") return std::chrono::minutes{0};
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
        return std::nullopt;
    auto const hours = number_at(text, 1, 2);
    auto const minutes = number_at(text, 4, 2);
    if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
    std::chrono::minutes const offset{*hours * 60 + *minutes};
    return text[0] == '+' ? offset : -offset;
}

/// "10:00", "10:00:30" or "10:00:30.250" and its length; nothing for anything else.
struct TimeOfDay {
    std::chrono::milliseconds value;
    std::size_t length = 0;
};
std::optional<TimeOfDay> time_of(std::string_view text) {
    auto const hour = number_at(text, 0, 2);
    auto const minute = number_at(text, 3, 2);
    if (!hour || !minute || text[2] != ':' || *hour > 23 || *minute > 59) return std::nullopt;
    TimeOfDay time{std::chrono::hours{*hour} + std::chrono::minutes{*minute}, 5};
    if (text.size() <= 5 || text[5] != ':') return time;
    auto const second = number_at(text, 6, 2);
    if (!second || *second > 59) return std::nullopt;
    time = {time.value + std::chrono::seconds{*second}, 8};
    if (text.size() <= 8 || text[8] != '.') return time;
    auto const fraction = number_at(text, 9, 3);
    if (!fraction) return std::nullopt;
    return TimeOfDay{time.value + std::chrono::milliseconds{*fraction}, 12};
}

}  // namespace

Result<Until> parse_until(std::string_view text) {
    if (text.size() < 10 && is_digits(text)) return Until{.seq = parse_int(text)};
    auto const date = parse_date(text.substr(0, std::min<std::size_t>(text.size(), 10)));
    if (!date) return unreadable(text);
    if (text.size() == 10)
        return Until{.instant = start_of(add_days(*date, 1)) - std::chrono::milliseconds{1}};
    if (text[10] != 'T') return unreadable(text);
    auto const time = time_of(text.substr(11));
    if (!time) return unreadable(text);
    auto const zone = zone_of(text.substr(11 + time->length));
    if (!zone) return unreadable(text);
    Timestamp const midnight{std::chrono::sys_days{*date}.time_since_epoch()};
    return Until{.instant = midnight + time->value - *zone};
}

Result<ParameterSetting> parse_setting(std::string_view text) {
    auto const at = text.find('=');
    if (at == text.npos || at == 0)
        return refuse(refusals::setting_malformed, {{"text", std::string{text}}});
    return ParameterSetting{std::string{trim(text.substr(0, at))},
                            std::string{trim(text.substr(at + 1))}};
}

}  // namespace jincai::execution

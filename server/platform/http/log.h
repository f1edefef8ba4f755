#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace jincai::http {

using LogFields = std::initializer_list<std::pair<std::string_view, std::string>>;

/// "event=request_failed trace_id=... what=\"a b\"": one line, values quoted where needed, control
/// characters escaped, so that nothing from outside can forge a second line.
[[nodiscard]] std::string log_text(std::string_view event, LogFields fields);

/// Writes such a line to standard error, with the time in front; whole lines from all threads.
void log_line(std::string_view event, LogFields fields = {});

}  // namespace jincai::http

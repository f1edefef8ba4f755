#pragma once

#include <string>

namespace jincai::app {

class Application;

/// The state of the program as Prometheus reads it. Sums alone: no region, no unit, no person.
[[nodiscard]] std::string metrics_text(Application& application);

}  // namespace jincai::app

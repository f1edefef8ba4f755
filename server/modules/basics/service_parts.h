#pragma once

#include <optional>
#include <string>

#include "modules/basics/forms.h"
#include "modules/basics/service.h"

namespace jincai::basics {

/// Rows on their way in, and the file they came from if it was one.
template <class Row>
struct Service::Batch {
    ImportKind kind;
    forms::Parsed<Row> parsed = {};
    RegionCode region = {};  ///< of the person who imports
    std::optional<std::string> sm3 = {};
};

}  // namespace jincai::basics

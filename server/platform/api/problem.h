#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/error.h"
#include "platform/http/message.h"
#include "platform/json/value.h"

namespace jincai::api {

/// The body of every refusal, RFC 9457.
struct ProblemFinding {
    std::string path;
    std::string code;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(ProblemFinding, (), (path, code, detail))

struct Problem {
    std::string type;
    std::string title;
    std::int32_t status = 0;
    std::string code;
    std::string detail;
    std::string path;
    std::optional<std::string> basis;  ///< the regulation behind the refusal
    json::Value figures;               ///< amounts in fen and texts, by name
    std::vector<ProblemFinding> errors;
    std::string trace_id;
};
BOOST_DESCRIBE_STRUCT(Problem, (),
                      (type, title, status, code, detail, path, basis, figures, errors, trace_id))

/// The one place where kinds of refusals become HTTP status codes.
[[nodiscard]] int status_of(RefusalKind kind);

/// `error` written for people in `language`. `status` when given overrides the kind's.
[[nodiscard]] http::Response problem_response(Error const& error, Language language,
                                              std::string_view trace_id, int status = 0);

/// zh, unless English is the first of the two that the header names.
[[nodiscard]] Language preferred_language(std::string_view accept_language);

}  // namespace jincai::api

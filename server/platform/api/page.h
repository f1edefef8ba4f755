#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/money.h"
#include "platform/json/decoding.h"

namespace jincai::api {

/// No body, or no answer (204).
struct None {};
BOOST_DESCRIBE_STRUCT(None, (), ())

inline constexpr std::int32_t kPageSizeMax = 500;

/// The base of filters of lists: `struct PaymentFilter : api::Paging {...}`, described with
/// `BOOST_DESCRIBE_STRUCT(PaymentFilter, (api::Paging), (...))`.
struct Paging {
    std::optional<std::int32_t> page;  ///< from 1
    std::optional<std::int32_t> size;  ///< 20 when absent, 500 at most
    std::optional<std::string> sort;   ///< a column, with "-" in front for descending

    [[nodiscard]] std::int64_t limit() const { return size.value_or(20); }
    [[nodiscard]] std::int64_t offset() const { return (page.value_or(1) - 1) * limit(); }
};
BOOST_DESCRIBE_STRUCT(Paging, (), (page, size, sort))

/// Refuses a page or size out of range; called by the decoder.
void validate(Paging const& paging, json::Decoding& decoding);

/// One page of a list, with sums over the whole list.
template <class T>
struct Page {
    std::vector<T> items = {};
    std::int64_t total = 0;
    std::map<std::string, Money> totals = {};  ///< e.g. amount_fen

    BOOST_DESCRIBE_CLASS(Page, (), (items, total, totals), (), ())
};

}  // namespace jincai::api

#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace jincai {

/// A strong whole-number id: explicit in, `.value()` out, comparable only with its own kind.
template <class Tag>
class Id {
public:
    constexpr Id() = default;
    constexpr explicit Id(std::int64_t value) : value_{value} {}
    [[nodiscard]] constexpr std::int64_t value() const { return value_; }
    [[nodiscard]] constexpr explicit operator bool() const { return value_ != 0; }
    friend constexpr auto operator<=>(Id, Id) = default;

private:
    std::int64_t value_ = 0;
};

/// A strong text code (region, unit, classification). Compared as text; prefixes are parents.
template <class Tag>
class Code {
public:
    Code() = default;
    explicit Code(std::string value) : value_{std::move(value)} {}
    explicit Code(std::string_view value) : value_{value} {}
    explicit Code(char const* value) : value_{value} {}
    [[nodiscard]] std::string const& value() const { return value_; }
    [[nodiscard]] bool empty() const { return value_.empty(); }
    [[nodiscard]] bool starts_with(std::string_view prefix) const {
        return std::string_view{value_}.starts_with(prefix);
    }
    friend auto operator<=>(Code const&, Code const&) = default;

private:
    std::string value_;
};

using QuotaId = Id<struct QuotaTag>;
using PaymentId = Id<struct PaymentTag>;
using DocumentId = Id<struct DocumentTag>;
using ContractId = Id<struct ContractTag>;
using UserId = Id<struct UserTag>;
using TaskId = Id<struct TaskTag>;

using RegionCode = Code<struct RegionTag>;      ///< GB/T 2260, 6 digits; 9 for townships
using UnitCode = Code<struct UnitTag>;          ///< department 3 + unit 3 (+ 3) digits
using FundCode = Code<struct FundTag>;          ///< 资金性质, e.g. 11 一般公共预算
using FunctionCode = Code<struct FunctionTag>;  ///< 支出功能分类: 类 3 / 款 5 / 项 7 digits
using EconomicCode = Code<struct EconomicTag>;  ///< 部门预算经济分类: 类 3 / 款 5 digits
using ProjectCode = Code<struct ProjectTag>;

}  // namespace jincai

template <class Tag>
struct std::hash<jincai::Id<Tag>> {
    std::size_t operator()(jincai::Id<Tag> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value());
    }
};
template <class Tag>
struct std::hash<jincai::Code<Tag>> {
    std::size_t operator()(jincai::Code<Tag> const& code) const noexcept {
        return std::hash<std::string>{}(code.value());
    }
};

#pragma once

#include <map>

#include "demo/script.h"
#include "modules/identity/service.h"
#include "platform/api/caller.h"

namespace jincai::demo {

/// What people of the past are called: the unit's clerk of a region, and those who decided.
enum class Past : std::uint8_t { clerk, reviewer, business, treasury, leader, bank };

/// Makes the accounts of the demonstration and speaks for the people who hold them.
class People {
public:
    explicit People(identity::Service& identity) : identity_{identity} {}

    /// The printed accounts with their password, and accounts without role or known password for
    /// those who acted in the past.
    [[nodiscard]] Result<void> make(Province const& province, audit::Actor const& actor);

    /// A printed account. Requires: it was made.
    [[nodiscard]] api::Caller const& account(std::string const& user_name) const {
        return accounts_.at(user_name);
    }
    /// The printed account that handles or reviews for a unit, else somebody of the past.
    [[nodiscard]] api::Caller const& handler(basics::Unit const& unit) const;
    [[nodiscard]] api::Caller const& reviewer(basics::Unit const& unit) const;
    /// Somebody of the past, in the role that the office needs, for this region.
    [[nodiscard]] api::Caller const& past(Past who, RegionCode const& region) const;

private:
    [[nodiscard]] api::Caller const* in_unit(std::string_view role, basics::Unit const& unit) const;
    [[nodiscard]] api::Caller made_past(Past who, RegionCode const& region) const;
    [[nodiscard]] Result<void> add_printed(Account const& account, audit::Actor const& actor);
    [[nodiscard]] Result<void> add_past(std::string user_name, std::string display_name,
                                        RegionCode const& region, audit::Actor const& actor);

    identity::Service& identity_;
    std::map<std::string, api::Caller> accounts_;
    std::map<std::string, UserId> past_;  ///< by user name
    /// Spoken for so far: a caller is asked for hundreds of thousands of times.
    mutable std::map<std::pair<Past, RegionCode>, api::Caller> known_;
};

/// The user name of the account that stands for the agent bank.
inline constexpr std::string_view kBankUser = "bank";

}  // namespace jincai::demo

#pragma once

#include "app/application.h"

/// The ground on which faults are made: a county with a few quotas and plenty of money.
namespace jincai::chaos {

/// Where the data of a run live; the process that is killed and the one that looks after it open
/// the same.
struct Place {
    std::filesystem::path folder;
    std::string database = {};  ///< a server's address; empty: files of `folder`
};

[[nodiscard]] app::Options options_of(Place const& place);

/// What a client wants, under a key of its own. The key is also the purpose, so that the document
/// tells whose it is.
struct Order {
    std::string key;
    QuotaId quota;
    Money amount;
};

/// The book of the county in this year.
[[nodiscard]] execution::BookKey book_of_county(Clock const& clock);
/// Makes the county and gives its quotas.
[[nodiscard]] Result<std::vector<QuotaId>> found_county(app::Application& application);
/// A handler who may apply for every unit of the county.
[[nodiscard]] api::Caller handler();
[[nodiscard]] execution::NewPayment payment(Order const& order);
/// Hands in `order` under its key: again, it gives the same payment.
[[nodiscard]] Result<PaymentId> hand_in(app::Application& application, Order const& order);
/// How the journal names the command of `key`.
[[nodiscard]] std::string command_of(std::string const& key);

}  // namespace jincai::chaos

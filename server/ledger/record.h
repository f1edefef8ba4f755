#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/posting.h"

/// The canonical text of a posting: the very bytes that the journal stores and hashes. One posting
/// has exactly one text; the decoder refuses every other spelling of it.
///
///   jc1 TAB seq TAB kind TAB command_id TAB body_digest TAB at_ms TAB yyyymmdd TAB actor TAB
///   document, then, in this order and each as often as needed, items of TAB-separated fields that
///   start with their tag:
///     L side account key detail amount           entry line; side D or C, account by its number
///     P payment quota contract amount state month parts {account detail amount}*
///     S scope month cleared in_flight refunded   spending of a light scope
///     V scope month light                        evaluation of a month
///     Q id document parent unit fund function economic government_economic project class flags
///     q quota from_source from_parent moved passed_down
///     s quota status
///     H document receiver amount                 handed down to a region
///     C contract quota delta finished
///     p quota month delta                        plan
///     l scope month before after plan spend overspent_run rule_version
///     F scope action month months trigger plan spend rule_version basis requester first second
///     O granted_seq scope amount payee valid_until used_by     one-time pass
///     M month closed
///     Y quota paid handed_down carried_over recalled
///     R index code                               line of a batch that was refused
///     U amount                                   surplus, when not zero
///
/// Whole numbers are decimal without leading zeros or "+"; amounts are fen; flags are letters of
/// `pdsl` (protected, direct, special, limited) in this order, or empty; booleans 0 or 1. In texts
/// backslash, TAB, LF and CR are written \\ \t \n \r. No newline at the end.
namespace jincai::ledger {

[[nodiscard]] std::string encode(Posting const& posting);
/// The same, appended to `out`: for writers that keep their buffer.
void encode_to(std::string& out, Posting const& posting);

/// Refuses (`record_malformed` with the byte position) whatever `encode` would not have written.
[[nodiscard]] Result<Posting> decode(std::string_view text);

}  // namespace jincai::ledger

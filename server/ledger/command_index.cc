#include "ledger/command_index.h"

#include <algorithm>
#include <cstring>

#include "base/assert.h"

namespace jincai::ledger {

namespace {

constexpr unsigned kBlockBits = 20;
constexpr std::size_t kBlock = std::size_t{1} << kBlockBits;
constexpr std::size_t kHead = sizeof(BookedCommand) + 1;  ///< and the length of the id
constexpr std::size_t kIdMax = 255;

/// Eight bytes at a time.
std::uint64_t hash_of(std::string_view id) {
    std::uint64_t mixed = id.size() * 0x9e3779b97f4a7c15ULL;
    while (id.size() >= sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, id.data(), sizeof word);
        id.remove_prefix(sizeof word);
        mixed = (mixed ^ word) * 0xd6e8feb86659fd93ULL;
        mixed ^= mixed >> 32;
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, id.data(), id.size());
    mixed = (mixed ^ rest) * 0xd6e8feb86659fd93ULL;
    return mixed ^ (mixed >> 32);
}

}  // namespace

std::optional<BookedCommand> CommandIndex::find(std::string_view id) const {
    auto const found = slots_.find(Probe{hash_of(id), id, this});
    if (found == slots_.end()) return std::nullopt;
    return entry(found->at).booked;
}

bool CommandIndex::add(std::string_view id, BookedCommand booked) {
    JC_ASSERT(id.size() <= kIdMax);
    auto const hash = hash_of(id);
    if (slots_.contains(Probe{hash, id, this})) return false;
    slots_.insert(Slot{hash, append(id, booked)});
    return true;
}

CommandIndex::Entry CommandIndex::entry(std::uint64_t at) const {
    auto const* place = blocks_[at >> kBlockBits].data() + (at & (kBlock - 1));
    Entry found;
    std::memcpy(&found.booked, place, sizeof found.booked);
    auto const size = static_cast<unsigned char>(place[sizeof found.booked]);
    found.id = {place + kHead, size};
    return found;
}

std::uint64_t CommandIndex::append(std::string_view id, BookedCommand const& booked) {
    if (blocks_.empty() || blocks_.back().size() + kHead + id.size() > kBlock) {
        blocks_.emplace_back();
        blocks_.back().reserve(kBlock);
    }
    auto& block = blocks_.back();
    auto const at = (blocks_.size() - 1) << kBlockBits | block.size();
    char head[kHead];
    std::memcpy(head, &booked, sizeof booked);
    head[sizeof booked] = static_cast<char>(id.size());
    block.insert(block.end(), head, head + kHead);
    block.insert(block.end(), id.begin(), id.end());
    return at;
}

bool operator==(CommandIndex const& a, CommandIndex const& b) {
    return a.size() == b.size() && std::ranges::all_of(a.slots_, [&](auto const& slot) {
               auto const entry = a.entry(slot.at);
               return b.find(entry.id) == entry.booked;
           });
}

}  // namespace jincai::ledger

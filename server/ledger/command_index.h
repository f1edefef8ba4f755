#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace jincai::ledger {

struct BookedCommand {
    std::uint64_t body_digest = 0;
    std::int64_t seq = 0;
    friend bool operator==(BookedCommand const&, BookedCommand const&) = default;
};

/// The commands that are booked, by their exact id. A book keeps millions of them for ever: texts
/// lie one behind the other in large blocks, so that one more neither allocates nor moves the others.
class CommandIndex {
public:
    void reserve(std::size_t commands) { slots_.reserve(commands); }
    [[nodiscard]] std::size_t size() const { return slots_.size(); }
    [[nodiscard]] std::optional<BookedCommand> find(std::string_view id) const;
    /// False when the id is there already. Requires: at most 255 characters.
    [[nodiscard]] bool add(std::string_view id, BookedCommand booked);

    /// `each(std::string_view id, BookedCommand)`, in no order that means anything.
    template <class F>
    void for_each(F each) const {
        for (auto const& slot : slots_) each(entry(slot.at).id, entry(slot.at).booked);
    }
    /// The same commands, in whatever order they came.
    friend bool operator==(CommandIndex const& a, CommandIndex const& b);

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint64_t at = 0;  ///< block and place in it
    };
    struct Probe {
        std::uint64_t hash = 0;
        std::string_view id;
        CommandIndex const* index = nullptr;
    };
    struct Hash {
        using is_avalanching = void;
        using is_transparent = void;
        std::size_t operator()(Slot const& slot) const noexcept { return slot.hash; }
        std::size_t operator()(Probe const& probe) const noexcept { return probe.hash; }
    };
    struct Equal {
        using is_transparent = void;
        bool operator()(Slot const& a, Slot const& b) const noexcept { return a.at == b.at; }
        bool operator()(Probe const& probe, Slot const& slot) const noexcept {
            return probe.hash == slot.hash && probe.index->entry(slot.at).id == probe.id;
        }
        bool operator()(Slot const& slot, Probe const& probe) const noexcept {
            return (*this)(probe, slot);
        }
    };
    struct Entry {
        BookedCommand booked;
        std::string_view id;
    };
    [[nodiscard]] Entry entry(std::uint64_t at) const;
    [[nodiscard]] std::uint64_t append(std::string_view id, BookedCommand const& booked);

    boost::unordered_flat_set<Slot, Hash, Equal> slots_;
    std::vector<std::vector<char>> blocks_;
};

}  // namespace jincai::ledger

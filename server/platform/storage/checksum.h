#pragma once

#include <cstdint>
#include <string_view>

namespace jincai::storage {

/// FNV-1a: notices what changed by mistake, which is all it is for. Goes on from `hash`.
constexpr std::uint64_t checksum(std::string_view text,
                                 std::uint64_t hash = 0xcbf29ce484222325ULL) {
    for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

}  // namespace jincai::storage

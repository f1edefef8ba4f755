#include <fmt/format.h>

#include "base/text.h"
#include "platform/crypto/crypto.h"

namespace jincai::crypto {

namespace {

constexpr std::string_view kScheme = "pbkdf2-sm3";
constexpr std::int64_t kRoundsMax = 10'000'000;  ///< a damaged row must not stall a worker

struct Stored {
    std::int64_t rounds = 0;
    std::string_view salt;
    std::string_view digest;
};

std::optional<Stored> parse(std::string_view text) {
    auto const parts = split(text, '$');
    if (parts.size() != 4 || parts[0] != kScheme) return std::nullopt;
    auto const rounds = parse_int(parts[1]);
    if (!rounds || *rounds < 1 || *rounds > kRoundsMax) return std::nullopt;
    return Stored{*rounds, parts[2], parts[3]};
}

}  // namespace

std::string hash_password(std::string_view password, std::int64_t rounds) {
    auto const salt = random_token(16);
    auto const digest = base64url(pbkdf2_hmac_sm3(password, salt, rounds));
    return fmt::format("{}${}${}${}", kScheme, rounds, salt, digest);
}

bool verify_password(std::string_view password, std::string_view stored) {
    auto const parsed = parse(stored);
    if (!parsed) return false;
    auto const digest = base64url(pbkdf2_hmac_sm3(password, parsed->salt, parsed->rounds));
    return constant_time_equal(digest, parsed->digest);
}

std::int64_t password_rounds(std::string_view stored) {
    auto const parsed = parse(stored);
    return parsed ? parsed->rounds : 0;
}

}  // namespace jincai::crypto

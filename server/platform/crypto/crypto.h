#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace jincai::crypto {

using Digest = std::array<std::uint8_t, 32>;

/// SM3 (GB/T 32905) of the whole text.
[[nodiscard]] Digest sm3(std::string_view bytes);
/// The same of two texts, one after the other.
[[nodiscard]] Digest sm3(std::string_view first, std::string_view second);
[[nodiscard]] std::string hex(Digest const& digest);
[[nodiscard]] Digest hmac_sm3(std::string_view key, std::string_view bytes);

/// SM3 of text that arrives in pieces.
class Sm3 {
public:
    Sm3();
    ~Sm3();
    Sm3(Sm3&&) noexcept;
    Sm3& operator=(Sm3&&) noexcept;
    Sm3& update(std::string_view bytes);
    /// The digest of all so far; the object starts anew.
    [[nodiscard]] Digest finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// From the system's generator; throws rather than give weak bytes.
[[nodiscard]] std::string random_bytes(std::size_t count);
/// base64url without padding of `bytes` random bytes; 32 bytes are 43 characters.
[[nodiscard]] std::string random_token(std::size_t bytes = 32);
[[nodiscard]] std::string base64url(std::string_view bytes);

/// Compares in a time that depends on the lengths alone.
[[nodiscard]] bool constant_time_equal(std::string_view a, std::string_view b);

[[nodiscard]] std::string pbkdf2_hmac_sm3(std::string_view password, std::string_view salt,
                                          std::int64_t rounds, std::size_t length = 32);

/// "pbkdf2-sm3$<rounds>$<salt>$<digest>": all that is needed to verify stands in the text, so that
/// a later, higher cost leaves old passwords valid.
[[nodiscard]] std::string hash_password(std::string_view password, std::int64_t rounds);
/// False as well when `stored` is not of the form above.
[[nodiscard]] bool verify_password(std::string_view password, std::string_view stored);
/// 0 when `stored` is not of the form above.
[[nodiscard]] std::int64_t password_rounds(std::string_view stored);

/// A text that is wiped when it goes away: passwords and keys.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string text) : text_{std::move(text)} {}
    ~Secret() { wipe(); }
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(Secret const&) = delete;
    Secret& operator=(Secret const&) = delete;
    [[nodiscard]] std::string_view view() const { return text_; }
    void wipe() noexcept;

private:
    std::string text_;
};

/// Overwrites a text in place in a way the compiler may not leave out.
void wipe(std::string& text) noexcept;

}  // namespace jincai::crypto

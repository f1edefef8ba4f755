#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "platform/crypto/crypto.h"

namespace jincai::crypto {

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    auto* const target = reinterpret_cast<unsigned char*>(bytes.data());
    if (RAND_bytes(target, static_cast<int>(count)) != 1) {
        throw std::runtime_error{"the random generator gives nothing"};
    }
    return bytes;
}

std::string base64url(std::string_view bytes) {
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t pending = 0;
    int bits = 0;
    for (char const c : bytes) {
        pending = pending << 8 | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            text += kLetters[pending >> bits & 63U];
        }
    }
    if (bits > 0) text += kLetters[pending << (6 - bits) & 63U];
    return text;
}

std::string random_token(std::size_t bytes) {
    return base64url(random_bytes(bytes));
}

bool constant_time_equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

void wipe(std::string& text) noexcept {
    OPENSSL_cleanse(text.data(), text.size());
    text.clear();
}

void Secret::wipe() noexcept {
    crypto::wipe(text_);
}

Secret::Secret(Secret&& other) noexcept : text_{other.text_} {
    other.wipe();
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe();
        text_ = other.text_;
        other.wipe();
    }
    return *this;
}

}  // namespace jincai::crypto

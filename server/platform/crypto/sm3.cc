#include <stdexcept>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/text.h"
#include "platform/crypto/crypto.h"

namespace jincai::crypto {

namespace {

/// Looked up once: fetching costs more than digesting a short text.
EVP_MD const* sm3_method() {
    static EVP_MD const* const method = [] {
        EVP_MD const* found = EVP_MD_fetch(nullptr, "SM3", nullptr);
        if (found == nullptr) throw std::runtime_error{"this OpenSSL has no SM3"};
        return found;
    }();
    return method;
}

void require(int ok, char const* what) {
    if (ok != 1) throw std::runtime_error{what};
}

}  // namespace

struct Sm3::Impl {
    Impl() : context{EVP_MD_CTX_new()} {
        if (context == nullptr) throw std::bad_alloc{};
        start();
    }
    ~Impl() { EVP_MD_CTX_free(context); }
    void start() const {
        require(EVP_DigestInit_ex2(context, sm3_method(), nullptr), "SM3 does not start");
    }

    EVP_MD_CTX* context;
};

Sm3::Sm3() : impl_{std::make_unique<Impl>()} {}
Sm3::~Sm3() = default;
Sm3::Sm3(Sm3&&) noexcept = default;
Sm3& Sm3::operator=(Sm3&&) noexcept = default;

Sm3& Sm3::update(std::string_view bytes) {
    require(EVP_DigestUpdate(impl_->context, bytes.data(), bytes.size()), "SM3 failed");
    return *this;
}

Digest Sm3::finish() {
    Digest digest;
    require(EVP_DigestFinal_ex(impl_->context, digest.data(), nullptr), "SM3 failed");
    impl_->start();
    return digest;
}

Digest sm3(std::string_view bytes) { return sm3(bytes, {}); }

Digest sm3(std::string_view first, std::string_view second) {
    thread_local Sm3 hash;  // its context is worth keeping
    return hash.update(first).update(second).finish();
}

std::string hex(Digest const& digest) {
    return to_hex({reinterpret_cast<char const*>(digest.data()), digest.size()});
}

Digest hmac_sm3(std::string_view key, std::string_view bytes) {
    Digest digest;
    unsigned int length = 0;
    auto const* made = HMAC(sm3_method(), key.data(), static_cast<int>(key.size()),
                            reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                            digest.data(), &length);
    if (made == nullptr || length != digest.size()) throw std::runtime_error{"HMAC-SM3 failed"};
    return digest;
}

std::string pbkdf2_hmac_sm3(std::string_view password, std::string_view salt, std::int64_t rounds,
                            std::size_t length) {
    std::string key(length, '\0');
    require(
        PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()),
                          reinterpret_cast<unsigned char const*>(salt.data()),
                          static_cast<int>(salt.size()), static_cast<int>(rounds), sm3_method(),
                          static_cast<int>(length), reinterpret_cast<unsigned char*>(key.data())),
        "PBKDF2 failed");
    return key;
}

}  // namespace jincai::crypto

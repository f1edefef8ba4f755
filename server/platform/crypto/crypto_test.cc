#include <set>

#include <gtest/gtest.h>

#include "base/text.h"
#include "platform/crypto/crypto.h"

namespace jincai::crypto {
namespace {

// GB/T 32905-2016, annex A.
TEST(Sm3, gives_the_digests_of_the_standard) {
    EXPECT_EQ(hex(sm3("abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string sixteen_times;
    for (int i = 0; i < 16; ++i) sixteen_times += "abcd";
    EXPECT_EQ(hex(sm3(sixteen_times)),
              "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST(Sm3, does_not_depend_on_the_pieces_the_text_arrives_in) {
    Sm3 hash;
    for (char const c : std::string_view{"abc"}) hash.update({&c, 1});
    EXPECT_EQ(hash.finish(), sm3("abc"));
    EXPECT_EQ(hash.finish(), sm3(""));
    EXPECT_EQ(hash.update("abc").finish(), sm3("abc"));
}

TEST(Sm3, keyed_differs_by_key_and_text) {
    auto const mac = hmac_sm3("key", "text");
    EXPECT_EQ(mac, hmac_sm3("key", "text"));
    EXPECT_NE(mac, hmac_sm3("kez", "text"));
    EXPECT_NE(mac, hmac_sm3("key", "texu"));
    EXPECT_NE(mac, sm3("keytext"));
}

/// HMAC and PBKDF2 rebuilt from the digest alone, as their standards describe them.
std::string naive_hmac(std::string key, std::string_view text) {
    auto const bytes = [](Digest const& digest) {
        return std::string(digest.begin(), digest.end());
    };
    if (key.size() > 64) key = bytes(sm3(key));
    key.resize(64, '\0');
    std::string inner;
    std::string outer;
    for (char const c : key) {
        inner += static_cast<char>(c ^ 0x36);
        outer += static_cast<char>(c ^ 0x5c);
    }
    return bytes(sm3(outer + bytes(sm3(inner + std::string{text}))));
}

std::string naive_pbkdf2(std::string const& password, std::string const& salt, int rounds) {
    std::string u = naive_hmac(password, salt + std::string{"\0\0\0\1", 4});
    std::string key = u;
    for (int i = 1; i < rounds; ++i) {
        u = naive_hmac(password, u);
        for (std::size_t k = 0; k < key.size(); ++k) key[k] = static_cast<char>(key[k] ^ u[k]);
    }
    return key;
}

TEST(Password, derivation_agrees_with_its_definition) {
    EXPECT_EQ(to_hex(pbkdf2_hmac_sm3("密码 password", "salt", 7)),
              to_hex(naive_pbkdf2("密码 password", "salt", 7)));
    std::string const longer(100, 'p');
    EXPECT_EQ(to_hex(pbkdf2_hmac_sm3(longer, "s", 2)), to_hex(naive_pbkdf2(longer, "s", 2)));
}

TEST(Password, verifies_what_was_hashed_and_nothing_else) {
    auto const stored = hash_password("Correct-Horse-7", 1000);
    EXPECT_TRUE(verify_password("Correct-Horse-7", stored));
    EXPECT_FALSE(verify_password("correct-Horse-7", stored));
    EXPECT_FALSE(verify_password("", stored));
    EXPECT_EQ(password_rounds(stored), 1000);
}

TEST(Password, hashes_the_same_text_differently_each_time) {
    EXPECT_NE(hash_password("a", 10), hash_password("a", 10));
}

TEST(Password, accepts_no_damaged_hash) {
    auto const stored = hash_password("a", 10);
    auto const last_cut = stored.substr(0, stored.size() - 1);
    for (auto const& damaged :
         {std::string{}, std::string{"a"}, last_cut, std::string{"pbkdf2-sm3$0$s$d"},
          std::string{"pbkdf2-sm3$99999999999$s$d"}, "x" + stored, stored + "$"}) {
        EXPECT_FALSE(verify_password("a", damaged)) << damaged;
    }
}

TEST(Random, tokens_are_long_safe_in_urls_and_never_the_same) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        auto const token = random_token();
        EXPECT_EQ(token.size(), 43U);
        EXPECT_EQ(token.find_first_not_of(
                      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
                  std::string::npos);
        EXPECT_TRUE(seen.insert(token).second);
    }
}

// RFC 4648, section 10, without the padding.
TEST(Random, base64url_gives_the_vectors_of_its_standard) {
    EXPECT_EQ(base64url(""), "");
    EXPECT_EQ(base64url("f"), "Zg");
    EXPECT_EQ(base64url("fo"), "Zm8");
    EXPECT_EQ(base64url("foo"), "Zm9v");
    EXPECT_EQ(base64url("foobar"), "Zm9vYmFy");
    EXPECT_EQ(base64url("\xfb\xff"), "-_8");
}

TEST(ConstantTimeEqual, compares_the_whole) {
    EXPECT_TRUE(constant_time_equal("", ""));
    EXPECT_TRUE(constant_time_equal("abc", "abc"));
    EXPECT_FALSE(constant_time_equal("abc", "abd"));
    EXPECT_FALSE(constant_time_equal("abc", "ab"));
}

TEST(Secret, leaves_nothing_behind) {
    std::string text = "a password that is longer than the small buffer";
    char const* const place = text.data();
    std::size_t const length = text.size();
    wipe(text);
    EXPECT_TRUE(text.empty());
    EXPECT_EQ(std::string(place, length), std::string(length, '\0'));

    Secret first{"geheim"};
    Secret const second{std::move(first)};
    EXPECT_EQ(second.view(), "geheim");
}

}  // namespace
}  // namespace jincai::crypto

#include "modules/identity/model_password.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "modules/identity/refusals.h"

namespace jincai::identity {

namespace {

/// What lists of stolen passwords begin with, as letters alone; they would pass the other rules
/// with a capital, digits and a symbol around them.
constexpr std::string_view kFamous[] = {
    "",       "a",    "aa",   "abc",    "abcd",    "abcabc",   "admin",    "administrator",
    "asdf",   "qaz",  "qwer", "qwerty", "qazwsx",  "qazawsx",  "zxcv",     "iloveyou",
    "jincai", "root", "test", "guest",  "welcome", "password", "caizheng", "woaini",
    "letmein"};
constexpr std::size_t kOrnamentMax = 8;  ///< more than this is a password of its own

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
    std::string out;
    for (char const c : text) out += lower(c);
    return out;
}

int kinds_of(std::string_view password) {
    bool capital = false;
    bool small = false;
    bool digit = false;
    bool other = false;
    for (char const c : password) {
        if (c >= 'A' && c <= 'Z')
            capital = true;
        else if (c >= 'a' && c <= 'z')
            small = true;
        else if (c >= '0' && c <= '9')
            digit = true;
        else
            other = true;
    }
    return int{capital} + int{small} + int{digit} + int{other};
}

char letter_meant(char c) {
    switch (c) {
        case '@':
            return 'a';
        case '0':
            return 'o';
        case '$':
            return 's';
        case '3':
            return 'e';
        default:
            return lower(c);
    }
}

bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/// "P@ssw0rd!" and "Passw0rd2026" are the word `password` with ornaments.
bool is_famous(std::string_view password) {
    auto const has_other =
        std::ranges::any_of(password, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (has_other) return false;
    std::size_t end = password.size();
    while (end > 0 && !is_letter(password[end - 1])) --end;
    if (password.size() - end > kOrnamentMax) return false;
    std::string letters;
    for (char const c : password.substr(0, end)) {
        if (char const meant = letter_meant(c); is_letter(meant)) letters += meant;
    }
    return std::ranges::find(kFamous, letters) != std::end(kFamous);
}

}  // namespace

std::vector<Error> check_password(std::string_view password, std::string_view user_name,
                                  bool administrator) {
    std::vector<Error> errors;
    auto const add = [&](RefusalSpec const& spec, std::vector<Figure> figures = {}) {
        errors.push_back({.spec = &spec, .path = "/new_password", .figures = std::move(figures)});
    };
    if (!is_plain_line(password)) add(refusals::password_unprintable);
    auto const length = utf8_length(password);
    auto const least = administrator ? kAdministratorPasswordMin : kPasswordMin;
    if (length < least) {
        add(refusals::password_too_short, {{"min", std::to_string(least)}});
    }
    if (length > kPasswordMax) {
        add(refusals::password_too_long, {{"max", std::to_string(kPasswordMax)}});
    }
    if (kinds_of(password) < 3) add(refusals::password_too_simple);
    if (!user_name.empty() && lower(password).find(lower(user_name)) != std::string::npos) {
        add(refusals::password_contains_name);
    }
    if (is_famous(password)) add(refusals::password_common);
    return errors;
}

}  // namespace jincai::identity

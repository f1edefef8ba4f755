#include "platform/json/decoding.h"

#include <algorithm>

#include "base/text.h"
#include "platform/json/document.h"
#include "platform/json/refusals.h"

namespace jincai::json {
namespace {

struct KindName {
    char const* zh;
    char const* en;
};
constexpr KindName kText{"文本", "a text"};
constexpr KindName kInteger{"整数", "a whole number"};
constexpr KindName kBoolean{"是/否（true 或 false）", "true or false"};
constexpr KindName kList{"列表", "a list"};
constexpr KindName kObject{"对象", "an object"};

constexpr std::size_t kLineMax = 200;
constexpr std::size_t kLongTextMax = 4000;
constexpr std::size_t kCodeMax = 30;

KindName kind_of(Value const& value) {
    if (value.as_bool()) return kBoolean;
    if (value.as_int()) return kInteger;
    if (value.as_number()) return {"数值", "a number"};
    if (value.as_string()) return kText;
    if (value.as_array()) return kList;
    if (value.as_object()) return kObject;
    return {"空值（null）", "null"};
}

void refuse_kind(Value const& value, Decoding& decoding, KindName expected) {
    auto const found = kind_of(value);
    decoding.refuse(refusals::field_wrong_kind, {{"expected_zh", expected.zh},
                                                 {"expected_en", expected.en},
                                                 {"found_zh", found.zh},
                                                 {"found_en", found.en}});
}

std::string const* read_text(Value const& value, Decoding& decoding, std::size_t max) {
    auto const* text = value.as_string();
    if (!text) {
        refuse_kind(value, decoding, kText);
        return nullptr;
    }
    if (utf8_length(*text) > max) {
        decoding.refuse(refusals::text_too_long, {{"limit", static_cast<std::int64_t>(max)}});
        return nullptr;
    }
    return text;
}

/// What is shown of a text that was refused.
std::string excerpt(std::string_view text) {
    std::string out;
    for (char const c : text.substr(0, 40)) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != '\x7f') out += c;
    }
    while (!out.empty() && !is_valid_utf8(out)) out.pop_back();
    return out.size() < text.size() ? out + "…" : out;
}

bool is_whole(std::string_view number) {
    return number.find_first_of(".eE") == std::string_view::npos;
}

bool is_plain_text(std::string_view text) {
    std::size_t from = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        bool const is_break =
            i == text.size() || text[i] == '\n' || text[i] == '\t' || text[i] == '\r';
        if (!is_break) continue;
        if (!is_plain_line(text.substr(from, i - from))) return false;
        from = i + 1;
    }
    return true;
}

}  // namespace

Decoding::Step::Step(Decoding& decoding, std::string_view name)
    : decoding_{decoding}, before_{decoding.path_.size()} {
    append_pointer(decoding.path_, name);
}

Decoding::Step::Step(Decoding& decoding, std::size_t index)
    : Step{decoding, std::string_view{std::to_string(index)}} {}

void Decoding::refuse(RefusalSpec const& spec, std::vector<Figure> figures) {
    findings_.push_back(Error{.spec = &spec, .path = path_, .figures = std::move(figures)});
}

std::optional<Error> Decoding::take_error() {
    if (findings_.empty()) return std::nullopt;
    auto const count = static_cast<std::int64_t>(findings_.size());
    return Error{.spec = &refusals::request_invalid,
                 .figures = {{"count", count}},
                 .more = std::exchange(findings_, {})};
}

ObjectReader::ObjectReader(Value const& value, Decoding& decoding)
    : decoding_{decoding}, members_{value.as_object()} {
    if (members_)
        taken_.resize(members_->size());
    else
        refuse_kind(value, decoding, kObject);
}

Value const* ObjectReader::take(char const* name) {
    for (std::size_t i = 0; i < members_->size(); ++i) {
        if ((*members_)[i].name != name) continue;
        taken_[i] = true;
        return &(*members_)[i].value;
    }
    return nullptr;
}

Value const* ObjectReader::require(char const* name) {
    auto const* value = take(name);
    if (!value) {
        Decoding::Step const step{decoding_, std::string_view{name}};
        decoding_.refuse(refusals::field_missing, {{"name", std::string{name}}});
    }
    return value;
}

void ObjectReader::refuse_unknown() {
    for (std::size_t i = 0; i < members_->size(); ++i) {
        if (taken_[i]) continue;
        auto const& name = (*members_)[i].name;
        Decoding::Step const step{decoding_, std::string_view{name}};
        decoding_.refuse(refusals::field_unknown, {{"name", excerpt(name)}});
    }
}

void read(Value const& value, Decoding& decoding, bool& out) {
    if (auto const* flag = value.as_bool())
        out = *flag;
    else
        refuse_kind(value, decoding, kBoolean);
}

void read(Value const& value, Decoding& decoding, std::string& out) {
    auto const* text = read_text(value, decoding, kLineMax);
    if (!text) return;
    if (is_plain_line(*text))
        out = *text;
    else
        decoding.refuse(refusals::text_not_plain);
}

void read(Value const& value, Decoding& decoding, LongText& out) {
    auto const* text = read_text(value, decoding, kLongTextMax);
    if (!text) return;
    if (is_plain_text(*text))
        out.value = *text;
    else
        decoding.refuse(refusals::text_not_plain);
}

void read(Value const& value, Decoding& decoding, Money& out) {
    std::int64_t fen = out.fen();
    read_integer(value, decoding, -kMoneyMax.fen(), kMoneyMax.fen(), fen);
    out = Money::from_fen(fen);
}

void read(Value const& value, Decoding& decoding, BusinessDate& out) {
    auto const* text = value.as_string();
    if (!text) return refuse_kind(value, decoding, kText);
    auto const date = parse_date(*text);
    if (date)
        out = *date;
    else
        decoding.refuse(*date.error().spec, {{"text", excerpt(*text)}});
}

void read(Value const& value, Decoding& decoding, Timestamp& out) {
    auto const* text = value.as_string();
    if (!text) return refuse_kind(value, decoding, kText);
    auto const instant = parse_timestamp(*text);
    if (instant)
        out = *instant;
    else
        decoding.refuse(refusals::timestamp_malformed, {{"text", excerpt(*text)}});
}

void read_integer(Value const& value, Decoding& decoding, std::int64_t min, std::int64_t max,
                  std::int64_t& out) {
    auto const* number = value.as_number();
    if (number && !is_whole(number->text))
        return decoding.refuse(refusals::number_not_whole, {{"text", excerpt(number->text)}});
    auto const* whole = value.as_int();
    if (!whole && !number) return refuse_kind(value, decoding, kInteger);
    if (!whole || *whole < min || *whole > max)
        return decoding.refuse(refusals::number_out_of_range, {{"min", min}, {"max", max}});
    out = *whole;
}

void read_code(Value const& value, Decoding& decoding, std::string& out) {
    auto const* text = value.as_string();
    if (!text) return refuse_kind(value, decoding, kText);
    bool const is_code = text->size() <= kCodeMax && std::ranges::all_of(*text, [](char c) {
                             return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                                    (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
                         });
    if (is_code)
        out = *text;
    else
        decoding.refuse(refusals::code_malformed);
}

int read_enumerator(Value const& value, Decoding& decoding, std::vector<char const*> const& names) {
    auto const* text = value.as_string();
    if (!text) {
        refuse_kind(value, decoding, kText);
        return -1;
    }
    std::string allowed;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (*text == names[i]) return static_cast<int>(i);
        allowed += i > 0 ? ", " : "";
        allowed += names[i];
    }
    decoding.refuse(refusals::value_not_listed, {{"text", excerpt(*text)}, {"allowed", allowed}});
    return -1;
}

Value::Array const* read_array(Value const& value, Decoding& decoding) {
    auto const* elements = value.as_array();
    if (!elements) refuse_kind(value, decoding, kList);
    return elements;
}

Value::Object const* read_map(Value const& value, Decoding& decoding) {
    auto const* members = value.as_object();
    if (!members)
        refuse_kind(value, decoding, kObject);
    else
        for (auto const& member : *members) {
            std::string ignored;
            Decoding::Step const step{decoding, std::string_view{member.name}};
            read(Value{member.name}, decoding, ignored);
        }
    return members;
}

}  // namespace jincai::json

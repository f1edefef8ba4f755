#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/money.h"
#include "base/time.h"
#include "platform/json/value.h"

namespace jincai::json {

/// A text of several lines; 4,000 characters at most. A plain `std::string` member is one line of
/// 200 characters at most.
struct LongText {
    std::string value;
    friend auto operator<=>(LongText const&, LongText const&) = default;
};

/// One pass over a document: where we are, and every finding so far.
class Decoding {
public:
    /// Enters a member or an element for its lifetime.
    class Step {
    public:
        Step(Decoding& decoding, std::string_view name);
        Step(Decoding& decoding, std::size_t index);
        ~Step() { decoding_.path_.resize(before_); }
        Step(Step const&) = delete;
        Step& operator=(Step const&) = delete;

    private:
        Decoding& decoding_;
        std::size_t before_;
    };

    Decoding() = default;
    explicit Decoding(std::vector<Error> findings) : findings_{std::move(findings)} {}

    void refuse(RefusalSpec const& spec, std::vector<Figure> figures = {});
    [[nodiscard]] bool ok() const { return findings_.empty(); }
    /// `request_invalid` with all findings in `more`, or nothing. Leaves this empty.
    [[nodiscard]] std::optional<Error> take_error();

private:
    std::string path_;
    std::vector<Error> findings_;
};

/// Takes the members of an object by name, then reports those nobody asked for.
class ObjectReader {
public:
    ObjectReader(Value const& value, Decoding& decoding);
    [[nodiscard]] bool is_object() const { return members_ != nullptr; }
    [[nodiscard]] Value const* take(char const* name);
    /// For members that must be there; reports the missing one.
    [[nodiscard]] Value const* require(char const* name);
    void refuse_unknown();

private:
    Decoding& decoding_;
    Value::Object const* members_;
    std::vector<bool> taken_;
};

/// The leaves: each reads one value or reports why not, and leaves `out` alone then.
void read(Value const& value, Decoding& decoding, bool& out);
void read(Value const& value, Decoding& decoding, std::string& out);
void read(Value const& value, Decoding& decoding, LongText& out);
void read(Value const& value, Decoding& decoding, Money& out);
void read(Value const& value, Decoding& decoding, BusinessDate& out);
void read(Value const& value, Decoding& decoding, Timestamp& out);
void read_integer(Value const& value, Decoding& decoding, std::int64_t min, std::int64_t max,
                  std::int64_t& out);
void read_code(Value const& value, Decoding& decoding, std::string& out);
/// The position in `names`, or -1 after reporting which values are allowed.
[[nodiscard]] int read_enumerator(Value const& value, Decoding& decoding,
                                  std::vector<char const*> const& names);
[[nodiscard]] Value::Array const* read_array(Value const& value, Decoding& decoding);
[[nodiscard]] Value::Object const* read_map(Value const& value, Decoding& decoding);

}  // namespace jincai::json

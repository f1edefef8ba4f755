#include <charconv>
#include <cstring>

#include "ledger/enum_names.h"
#include "ledger/record.h"

namespace jincai::ledger {

namespace {

/// Gathers the text in a buffer of its own: most of a record is short numbers, and a string that
/// grows by each of them would take as long as making them.
class Writer {
public:
    explicit Writer(std::string& out) : out_{out} {}
    ~Writer() { flush(); }
    Writer(Writer const&) = delete;
    Writer& operator=(Writer const&) = delete;

    Writer& raw(std::string_view text) {
        if (text.size() > room()) flush();
        if (text.size() > room()) {
            out_.append(text);
            return *this;
        }
        std::memcpy(end_, text.data(), text.size());
        end_ += text.size();
        return *this;
    }
    Writer& tag(char letter) {
        start_field();
        *end_++ = letter;
        return *this;
    }
    Writer& add(std::int64_t value) { return add_number(value); }
    Writer& add(std::uint64_t value) { return add_number(value); }
    Writer& add(Money amount) { return add(amount.fen()); }
    Writer& add(bool value) { return add(std::int64_t{value}); }
    Writer& add(Timestamp instant) {
        return add(static_cast<std::int64_t>(instant.time_since_epoch().count()));
    }
    Writer& add(FiscalMonth month) { return add(std::int64_t{month.value}); }
    Writer& add(Account account) { return add(std::int64_t{number(account)}); }
    template <class Tag>
    Writer& add(Id<Tag> id) {
        return add(id.value());
    }
    template <class Tag>
    Writer& add(Code<Tag> const& code) {
        return add(std::string_view{code.value()});
    }
    template <class E>
        requires std::is_enum_v<E>
    Writer& add(E value) {
        start_field();
        return raw(name_of(value));
    }
    Writer& add(std::string_view text) {
        start_field();
        if (text.find_first_of("\\\t\n\r") == std::string_view::npos) return raw(text);
        for (char const c : text) escape(c);
        return *this;
    }

private:
    static constexpr std::size_t kNumberMax = 20;

    [[nodiscard]] std::size_t room() const {
        return static_cast<std::size_t>(buffer_ + sizeof buffer_ - end_);
    }
    void flush() {
        out_.append(buffer_, end_);
        end_ = buffer_;
    }
    /// The TAB, with room for a number behind it.
    void start_field() {
        if (room() <= kNumberMax) flush();
        *end_++ = '\t';
    }
    template <class Number>
    Writer& add_number(Number value) {
        start_field();
        if (value >= 0 && value <= 9)
            *end_++ = static_cast<char>('0' + value);
        else
            end_ = std::to_chars(end_, end_ + kNumberMax, value).ptr;
        return *this;
    }
    void escape(char c) {
        switch (c) {
            case '\\': raw("\\\\"); break;
            case '\t': raw("\\t"); break;
            case '\n': raw("\\n"); break;
            case '\r': raw("\\r"); break;
            default: raw({&c, 1});
        }
    }

    std::string& out_;
    char buffer_[512];
    char* end_ = buffer_;
};

std::int64_t day_number(BusinessDate date) {
    return static_cast<int>(date.year()) * 10000 + static_cast<unsigned>(date.month()) * 100 +
           static_cast<unsigned>(date.day());
}

void write_header(Writer& writer, Posting const& posting) {
    auto const& header = posting.header;
    writer.add(posting.seq).add(posting.kind).add(std::string_view{header.command_id});
    writer.add(header.body_digest).add(header.at).add(day_number(header.date));
    writer.add(header.actor).add(posting.document);
}

void write_money(Writer& writer, Posting const& posting) {
    for (auto const& line : posting.lines)
        writer.tag('L')
            .add(std::string_view{line.side == Side::debit ? "D" : "C"})
            .add(line.account)
            .add(line.key)
            .add(line.detail)
            .add(line.amount);
    for (auto const& change : posting.payments) {
        writer.tag('P').add(change.payment).add(change.quota).add(change.contract);
        writer.add(change.amount).add(change.state).add(change.month);
        writer.add(static_cast<std::int64_t>(change.parts.size()));
        for (auto const& part : change.parts)
            writer.add(part.account).add(part.detail).add(part.amount);
    }
    for (auto const& change : posting.spending)
        writer.tag('S')
            .add(change.scope)
            .add(change.month)
            .add(change.cleared)
            .add(change.in_flight)
            .add(change.refunded);
    for (auto const& change : posting.evaluations)
        writer.tag('V').add(change.scope).add(change.month).add(change.light);
}

void write_line(Writer& writer, QuotaLine const& line) {
    writer.tag('Q').add(line.id).add(line.document).add(line.parent).add(line.unit);
    writer.add(line.fund).add(line.function).add(line.economic);
    writer.add(std::string_view{line.government_economic}).add(line.project);
    std::string flags;
    if (line.protected_class) flags.push_back('p');
    if (line.direct_funds) flags.push_back('d');
    if (line.special_transfer) flags.push_back('s');
    if (line.limited_expense) flags.push_back('l');
    writer.add(line.project_class).add(std::string_view{flags});
}

void write_quotas(Writer& writer, Posting const& posting) {
    for (auto const& line : posting.opened) write_line(writer, line);
    for (auto const& change : posting.quotas)
        writer.tag('q')
            .add(change.quota)
            .add(change.from_source)
            .add(change.from_parent)
            .add(change.moved)
            .add(change.passed_down);
    for (auto const& change : posting.statuses)
        writer.tag('s').add(change.quota).add(change.status);
    for (auto const& change : posting.hand_downs)
        writer.tag('H').add(change.document).add(change.receiver).add(change.amount);
    for (auto const& change : posting.contracts)
        writer.tag('C')
            .add(change.contract)
            .add(change.quota)
            .add(change.delta)
            .add(change.finished);
    for (auto const& change : posting.plans)
        writer.tag('p').add(change.quota).add(change.month).add(change.delta);
}

void write_lights(Writer& writer, Posting const& posting) {
    for (auto const& change : posting.lights) {
        writer.tag('l').add(change.scope).add(change.month).add(change.before).add(change.after);
        writer.add(change.plan).add(change.spend).add(std::int64_t{change.overspent_run});
        writer.add(std::string_view{change.rule_version});
    }
    for (auto const& change : posting.freezes) {
        writer.tag('F').add(change.scope).add(change.action).add(change.month);
        writer.add(std::int64_t{change.months}).add(change.trigger).add(change.plan);
        writer.add(change.spend).add(std::string_view{change.rule_version});
        writer.add(std::string_view{change.basis}).add(change.requester);
        writer.add(change.first_approver).add(change.second_approver);
    }
    for (auto const& change : posting.passes) {
        writer.tag('O').add(change.granted_seq).add(change.scope).add(change.amount);
        writer.add(change.payee).add(change.valid_until).add(change.used_by);
    }
}

}  // namespace

void encode_to(std::string& out, Posting const& posting) {
    Writer writer{out};
    writer.raw("jc1");
    write_header(writer, posting);
    write_money(writer, posting);
    write_quotas(writer, posting);
    write_lights(writer, posting);
    for (auto const& change : posting.months)
        writer.tag('M').add(change.month).add(change.closed);
    for (auto const& closing : posting.closings)
        writer.tag('Y')
            .add(closing.quota)
            .add(closing.paid)
            .add(closing.handed_down)
            .add(closing.carried_over)
            .add(closing.recalled);
    for (auto const& line : posting.refused)
        writer.tag('R').add(std::int64_t{line.index}).add(std::string_view{line.code});
    if (!posting.surplus.is_zero()) writer.tag('U').add(posting.surplus);
}

std::string encode(Posting const& posting) {
    std::string out;
    out.reserve(256);
    encode_to(out, posting);
    return out;
}

}  // namespace jincai::ledger

#include <charconv>

#include "ledger/enum_names.h"
#include "ledger/record.h"

namespace jincai::ledger {

namespace {

class Writer {
public:
    explicit Writer(std::string& out) : out_{out} {}

    Writer& tag(char letter) {
        char const both[2] = {'\t', letter};
        out_.append(both, 2);
        return *this;
    }
    Writer& add(std::int64_t value) {
        char digits[21];
        digits[0] = '\t';
        auto const end = std::to_chars(digits + 1, digits + sizeof digits, value).ptr;
        out_.append(digits, end);
        return *this;
    }
    Writer& add(std::uint64_t value) {
        char digits[21];
        digits[0] = '\t';
        auto const end = std::to_chars(digits + 1, digits + sizeof digits, value).ptr;
        out_.append(digits, end);
        return *this;
    }
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
        out_.push_back('\t');
        out_.append(name_of(value));
        return *this;
    }
    Writer& add(std::string_view text) {
        out_.push_back('\t');
        if (text.find_first_of("\\\t\n\r") == std::string_view::npos) {
            out_.append(text);
            return *this;
        }
        for (char const c : text) escape(c);
        return *this;
    }

private:
    void escape(char c) {
        switch (c) {
            case '\\': out_.append("\\\\"); break;
            case '\t': out_.append("\\t"); break;
            case '\n': out_.append("\\n"); break;
            case '\r': out_.append("\\r"); break;
            default: out_.push_back(c);
        }
    }

    std::string& out_;
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
    out.append("jc1");
    Writer writer{out};
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

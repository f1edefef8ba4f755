#include <charconv>

#include "ledger/enum_names.h"
#include "ledger/record.h"
#include "ledger/refusals.h"

namespace jincai::ledger {

namespace {

/// Reads field by field. The first field that cannot be ends the reading: `ok` turns false and
/// stays, and what is read after it is worthless, so that the callers need not ask at every step.
class Reader {
public:
    explicit Reader(std::string_view text) : text_{text} {}

    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] std::size_t position() const { return at_; }
    void fail() { ok_ = false; }

    void expect(std::string_view literal) {
        if (!text_.substr(at_).starts_with(literal)) return fail();
        at_ += literal.size();
    }

    /// The letter of the next item, without going past it; 0 at the end or when there is none.
    [[nodiscard]] char peek_tag() const {
        bool const shaped = ok_ && text_.size() - at_ > 2 && text_[at_] == '\t' &&
                            text_[at_ + 2] == '\t';
        return shaped ? text_[at_ + 1] : '\0';
    }
    bool take_tag(char letter) {
        if (peek_tag() != letter) return false;
        at_ += 2;
        return true;
    }

    std::string_view field() {
        if (!ok_ || at_end() || text_[at_] != '\t') {
            fail();
            return {};
        }
        auto const end = std::min(text_.find('\t', at_ + 1), text_.size());
        auto const value = text_.substr(at_ + 1, end - at_ - 1);
        at_ = end;
        return value;
    }

    template <class T>
    void whole(T& value) {
        auto const digits = field();
        auto const sign = static_cast<std::size_t>(digits.starts_with('-'));
        bool const zero_first = digits.size() > sign && digits[sign] == '0';
        auto const [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc{} || end != digits.data() + digits.size() ||
            (zero_first && digits.size() > 1))
            fail();
    }

    void read(std::int64_t& value) { whole(value); }
    void read(std::uint64_t& value) { whole(value); }
    void read(std::uint32_t& value) { whole(value); }
    void read(std::int32_t& value) { whole(value); }
    void read(Money& amount) {
        std::int64_t fen = 0;
        whole(fen);
        amount = Money::from_fen(fen);
    }
    void read(bool& value) {
        auto const digit = field();
        if (digit != "0" && digit != "1") fail();
        value = digit == "1";
    }
    void read(Timestamp& instant) {
        std::int64_t ms = 0;
        whole(ms);
        instant = Timestamp{std::chrono::milliseconds{ms}};
    }
    void read(FiscalMonth& month) { whole(month.value); }
    void read(Account& account) {
        std::int64_t chart_number = 0;
        whole(chart_number);
        auto const found = account_of(chart_number);
        if (found)
            account = *found;
        else
            fail();
    }
    template <class Tag>
    void read(Id<Tag>& id) {
        std::int64_t value = 0;
        whole(value);
        id = Id<Tag>{value};
    }
    template <class Tag>
    void read(Code<Tag>& code) {
        std::string text;
        read(text);
        code = Code<Tag>{std::move(text)};
    }
    template <class E>
        requires std::is_enum_v<E>
    void read(E& value) {
        auto const found = enum_of<E>(field());
        if (found)
            value = *found;
        else
            fail();
    }
    void read(Side& side) {
        auto const letter = field();
        if (letter != "D" && letter != "C") fail();
        side = letter == "D" ? Side::debit : Side::credit;
    }
    void read(std::string& text) {
        auto const raw = field();
        text.clear();
        if (raw.find_first_of("\n\r") != std::string_view::npos) return fail();
        if (raw.find('\\') == std::string_view::npos) {
            text = raw;
            return;
        }
        for (std::size_t at = 0; at < raw.size(); ++at)
            text.push_back(raw[at] == '\\' ? unescape(raw, ++at) : raw[at]);
    }
    void read(BusinessDate& date) {
        std::uint32_t day = 0;
        whole(day);
        if (day < 10000101 || day > 99991231) return fail();
        date = make_date(static_cast<int>(day / 10000), day / 100 % 100, day % 100);
        if (!date.ok()) fail();
    }
    template <class... T>
    void read_all(T&... values) {
        (read(values), ...);
    }

private:
    char unescape(std::string_view raw, std::size_t at) {
        switch (at < raw.size() ? raw[at] : '\0') {
            case '\\': return '\\';
            case 't': return '\t';
            case 'n': return '\n';
            case 'r': return '\r';
            default: fail(); return '\0';
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool ok_ = true;
};

void read_item(Reader& in, EntryLine& line) {
    in.read_all(line.side, line.account, line.key, line.detail, line.amount);
}

void read_item(Reader& in, PaymentChange& change) {
    std::int64_t parts = 0;
    in.read_all(change.payment, change.quota, change.contract, change.amount, change.state,
                change.month, parts);
    if (parts < 0) in.fail();
    for (std::int64_t part = 0; in.ok() && part < parts; ++part) {
        PaymentPart read;
        in.read_all(read.account, read.detail, read.amount);
        change.parts.push_back(read);
    }
}

void read_item(Reader& in, SpendChange& change) {
    in.read_all(change.scope, change.month, change.cleared, change.in_flight, change.refunded);
}

void read_item(Reader& in, LightEvaluation& change) {
    in.read_all(change.scope, change.month, change.light);
}

void read_item(Reader& in, QuotaLine& line) {
    in.read_all(line.id, line.document, line.parent, line.unit, line.fund, line.function,
                line.economic, line.government_economic, line.project, line.project_class);
    auto flags = in.field();
    auto const take = [&flags](char letter) {
        if (!flags.starts_with(letter)) return false;
        flags.remove_prefix(1);
        return true;
    };
    line.protected_class = take('p');
    line.direct_funds = take('d');
    line.special_transfer = take('s');
    line.limited_expense = take('l');
    if (!flags.empty()) in.fail();
}

void read_item(Reader& in, QuotaChange& change) {
    in.read_all(change.quota, change.from_source, change.from_parent, change.moved,
                change.passed_down);
}

void read_item(Reader& in, QuotaStatusChange& change) { in.read_all(change.quota, change.status); }

void read_item(Reader& in, HandDownChange& change) {
    in.read_all(change.document, change.receiver, change.amount);
}

void read_item(Reader& in, ContractChange& change) {
    in.read_all(change.contract, change.quota, change.delta, change.finished);
}

void read_item(Reader& in, PlanChange& change) {
    in.read_all(change.quota, change.month, change.delta);
}

void read_item(Reader& in, LightChange& change) {
    in.read_all(change.scope, change.month, change.before, change.after, change.plan, change.spend,
                change.overspent_run, change.rule_version);
}

void read_item(Reader& in, FreezeChange& change) {
    in.read_all(change.scope, change.action, change.month, change.months, change.trigger,
                change.plan, change.spend, change.rule_version, change.basis, change.requester,
                change.first_approver, change.second_approver);
}

void read_item(Reader& in, PassChange& change) {
    in.read_all(change.granted_seq, change.scope, change.amount, change.payee, change.valid_until,
                change.used_by);
}

void read_item(Reader& in, MonthChange& change) { in.read_all(change.month, change.closed); }

void read_item(Reader& in, QuotaClosing& closing) {
    in.read_all(closing.quota, closing.paid, closing.handed_down, closing.carried_over,
                closing.recalled);
}

void read_item(Reader& in, RefusedLine& line) { in.read_all(line.index, line.code); }

template <class Items>
void read_items(Reader& in, char tag, Items& items) {
    while (in.take_tag(tag)) {
        typename Items::value_type item;
        read_item(in, item);
        if (!in.ok()) return;
        items.push_back(std::move(item));
    }
}

void read_posting(Reader& in, Posting& posting) {
    auto& header = posting.header;
    in.expect("jc1");
    in.read_all(posting.seq, posting.kind, header.command_id, header.body_digest, header.at,
                header.date, header.actor, posting.document);
    read_items(in, 'L', posting.lines);
    read_items(in, 'P', posting.payments);
    read_items(in, 'S', posting.spending);
    read_items(in, 'V', posting.evaluations);
    read_items(in, 'Q', posting.opened);
    read_items(in, 'q', posting.quotas);
    read_items(in, 's', posting.statuses);
    read_items(in, 'H', posting.hand_downs);
    read_items(in, 'C', posting.contracts);
    read_items(in, 'p', posting.plans);
    read_items(in, 'l', posting.lights);
    read_items(in, 'F', posting.freezes);
    read_items(in, 'O', posting.passes);
    read_items(in, 'M', posting.months);
    read_items(in, 'Y', posting.closings);
    read_items(in, 'R', posting.refused);
    if (in.take_tag('U')) {
        in.read(posting.surplus);
        if (posting.surplus.is_zero()) in.fail();
    }
    if (!in.at_end()) in.fail();
}

}  // namespace

Result<Posting> decode(std::string_view text) {
    Posting posting;
    Reader in{text};
    read_posting(in, posting);
    if (in.ok()) return posting;
    return refuse(refusals::record_malformed,
                  {Figure{"position", static_cast<std::int64_t>(in.position())}});
}

}  // namespace jincai::ledger

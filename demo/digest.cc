#include "demo/digest.h"

#include <concepts>

namespace jincai::demo {

namespace {

/// FNV-1a.
class Fold {
public:
    Fold& text(std::string_view value) {
        for (char const c : value) byte(static_cast<unsigned char>(c));
        byte(0xFF);
        return *this;
    }
    Fold& number(std::int64_t value) {
        for (int shift = 0; shift < 64; shift += 8) {
            byte(static_cast<unsigned char>(static_cast<std::uint64_t>(value) >> shift));
        }
        return *this;
    }
    Fold& money(Money amount) { return number(amount.fen()); }
    Fold& at(Timestamp when) { return number(when.time_since_epoch().count()); }
    template <class E>
    Fold& choice(E value) {
        return number(static_cast<std::int64_t>(value));
    }
    [[nodiscard]] std::uint64_t value() const { return state_; }

private:
    void byte(unsigned char value) { state_ = (state_ ^ value) * 0x100000001B3u; }
    std::uint64_t state_ = 0xCBF29CE484222325u;
};

void fold(Fold& into, basics::Unit const& unit) {
    into.text(unit.region_code.value()).text(unit.code.value()).text(unit.name);
    into.text(unit.parent_code.value()).choice(unit.type).text(unit.line_section);
}

void fold(Fold& into, Quota const& quota) {
    into.number(quota.unit).text(quota.function.value()).text(quota.economic.value());
    into.choice(quota.project_class).number(quota.protected_class).number(quota.direct_funds);
    into.text(quota.project_code.value()).text(quota.project_name).text(quota.summary);
    into.money(quota.amount);
}

void fold(Fold& into, QuotaDocument const& document) {
    into.choice(document.kind).number(static_cast<std::int64_t>(document.region));
    into.at(document.at).text(document.title).text(document.reason);
    for (auto const& line : document.lines) into.number(line.quota).money(line.amount);
    into.choice(document.standing.stage).number(document.standing.steps);
}

void fold(Fold& into, PlanDocument const& document) {
    into.choice(document.kind).number(document.unit).at(document.at);
    into.text(document.title).text(document.reason);
    for (auto const& line : document.lines) {
        into.number(line.quota).number(line.month.value).money(line.amount);
    }
    into.choice(document.standing.stage).number(document.standing.steps);
}

void fold(Fold& into, Payment const& payment) {
    into.number(payment.quota).number(payment.payee).money(payment.amount).at(payment.at);
    into.at(payment.cleared_at).choice(payment.end).text(payment.purpose).text(payment.opinion);
    into.money(payment.refund).at(payment.refund_at);
}

void fold(Fold& into, FreezeStory const& story) {
    into.number(story.unit).choice(story.project_class).number(story.month.value);
    into.choice(story.end).at(story.requested_at).at(story.lifted_at);
}

}  // namespace

std::uint64_t digest(Province const& province) {
    Fold into;
    for (auto const& region : province.regions) {
        into.text(region.code.value()).text(region.name).text(region.parent_code.value());
    }
    for (auto const& department : province.departments) fold(into, department);
    for (auto const& unit : province.units) {
        fold(into, unit.record);
        into.choice(unit.house).number(unit.heads).text(unit.function.value());
    }
    for (auto const& payee : province.payees) {
        into.text(payee.name).text(payee.account).text(payee.bank);
    }
    for (auto const& account : province.accounts) {
        into.text(account.user_name).text(account.role).text(account.region.value());
    }
    return into.value();
}

std::uint64_t digest(YearScript const& script) {
    Fold into;
    for (auto const& quota : script.quotas) fold(into, quota);
    for (auto const& document : script.quota_documents) fold(into, document);
    for (auto const& document : script.plan_documents) fold(into, document);
    for (auto const& payment : script.payments) fold(into, payment);
    for (auto const& story : script.freezes) fold(into, story);
    return into.value();
}

}  // namespace jincai::demo

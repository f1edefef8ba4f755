#include "modules/execution/payment_list_draft.h"

#include "base/text.h"
#include "ledger/refusals.h"
#include "modules/execution/attachments.h"
#include "modules/execution/refusals.h"

namespace jincai::execution {

namespace {

constexpr std::size_t kFindingsMax = 100;

/// Sorts the lines of a request into payments and refusals.
class Drafting {
public:
    Drafting(Office& office, api::Caller const& caller, NewPaymentList const& wanted)
        : office_{office}, caller_{caller}, wanted_{wanted} {}

    Result<PaymentListDraft> run() {
        JC_CHECK(check_whole());
        for (std::size_t line = 0; line < wanted_.lines.size(); ++line) {
            auto added = add(line);
            if (!added) put_aside(line, std::move(added).error());
        }
        bool const whole = wanted_.mode == ledger::BatchMode::all_or_nothing;
        if (draft_.payments.empty() || (whole && !findings_.empty())) return all_findings();
        JC_CHECK(office_.check_open(draft_.list.region_code, draft_.list.unit_code));
        JC_CHECK(check_papers());
        JC_CHECK(number());
        return std::move(draft_);
    }

private:
    Result<void> check_whole() const {
        if (trim(wanted_.title).empty())
            return refuse_at("/title", refusals::line_incomplete,
                             {{"line", "1"}, {"field", "标题"}});
        if (wanted_.lines.empty()) return refuse_at("/lines", refusals::lines_missing);
        if (wanted_.lines.size() > kListLinesMax)
            return refuse_at("/lines", refusals::list_too_long,
                             {{"lines", std::to_string(wanted_.lines.size())},
                              {"most", std::to_string(kListLinesMax)}});
        return {};
    }

    Result<void> add(std::size_t at) {
        auto const& line = wanted_.lines[at];
        if (!line.amount_fen.is_positive())
            return refuse_at("/amount_fen", ledger::refusals::amount_not_positive);
        for (auto const& [path, text] : {std::pair{"/payee_name", &line.payee_name},
                                         std::pair{"/payee_account", &line.payee_account}})
            if (trim(*text).empty())
                return refuse_at(path, refusals::line_incomplete,
                                 {{"line", std::to_string(at + 1)}, {"field", "收款人名称、账号"}});
        auto const* quota = JC_TRY(find_quota(line.quota_id));
        JC_CHECK(check_alike(at, *quota));
        draft_.payments.push_back(payment_of(line, *quota));
        draft_.line_of.push_back(at);
        return {};
    }

    /// Asked once for each quota, however many lines it has.
    Result<QuotaRow const*> find_quota(QuotaId id) {
        auto const known = quotas_.find(id);
        if (known != quotas_.end()) return &known->second;
        auto found = office_.quota(caller_.scope, id);
        if (!found) return std::unexpected(under("/quota_id", std::move(found).error()));
        return &quotas_.emplace(id, std::move(*found)).first->second;
    }

    /// One flow decides the list: its lines must need the same approvals.
    Result<void> check_alike(std::size_t at, QuotaRow const& quota) {
        auto& list = draft_.list;
        if (draft_.payments.empty()) {
            list.region_code = quota.region_code;
            list.fiscal_year = quota.fiscal_year;
            list.unit_code = quota.unit_code;
            list.fund_code = quota.fund_code;
            list.project_class = quota.project_class;
            return {};
        }
        bool const alike =
            list.region_code == quota.region_code && list.fiscal_year == quota.fiscal_year &&
            list.unit_code == quota.unit_code && list.fund_code == quota.fund_code &&
            list.project_class == quota.project_class;
        if (alike) return {};
        return refuse_at("/quota_id", refusals::list_mixed, {{"line", std::to_string(at + 1)}});
    }

    PaymentRow payment_of(NewListLine const& line, QuotaRow const& quota) const {
        return {.region_code = quota.region_code,
                .fiscal_year = quota.fiscal_year,
                .unit_code = quota.unit_code,
                .quota_id = quota.id,
                .contract_id = line.contract_id.value_or(ContractId{}),
                .project_class = quota.project_class,
                .fund_code = quota.fund_code,
                .function_code = quota.function_code,
                .economic_code = quota.economic_code,
                .amount_fen = line.amount_fen,
                .status = PaymentStatus::submitted,
                .purpose = line.purpose.value_or(wanted_.title),
                .payee_name = line.payee_name,
                .payee_account = line.payee_account,
                .payee_bank = line.payee_bank,
                .created_by = caller_.user_id,
                .created_by_name = caller_.user_name};
    }

    void put_aside(std::size_t line, Error error) {
        auto found = at_line(line, std::move(error));
        draft_.refusals.push_back(kept(line, found));
        if (findings_.size() < kFindingsMax) findings_.push_back(std::move(found));
    }

    std::unexpected<Error> all_findings() {
        auto first = std::move(findings_.front());
        first.more.assign(std::move_iterator{findings_.begin() + 1},
                          std::move_iterator{findings_.end()});
        return std::unexpected(std::move(first));
    }

    /// Attachments belong to the list; each economic code asks for those of its largest line.
    Result<void> check_papers() {
        std::map<EconomicCode, Money> largest;
        for (auto const& payment : draft_.payments) {
            auto& amount = largest[payment.economic_code];
            amount = std::max(amount, payment.amount_fen);
        }
        std::vector<AttachmentNeed> needs;
        for (auto const& [code, amount] : largest)
            needs.push_back({"payment", amount, std::string{class_code(draft_.list.project_class)},
                             code.value()});
        draft_.list.attachment_ids = joined(wanted_.attachment_ids.value_or(
            std::vector<std::int64_t>{}));
        return check_attachments(office_, caller_.scope, needs, draft_.list.attachment_ids);
    }

    Result<void> number() {
        auto& list = draft_.list;
        auto const count = std::ssize(wanted_.lines);
        auto const first = JC_TRY(office_.ids.next_range("payment", count));
        list.id = PaymentListId{JC_TRY(office_.ids.next("payment_list"))};
        list.title = wanted_.title;
        list.mode = wanted_.mode;
        list.line_count = count;
        list.first_payment_id = PaymentId{first};
        list.created_by = caller_.user_id;
        list.created_by_name = caller_.user_name;
        list.created_at = office_.parts.clock.now();
        for (std::size_t i = 0; i < draft_.payments.size(); ++i) {
            auto& payment = draft_.payments[i];
            payment.id = PaymentId{first + static_cast<std::int64_t>(draft_.line_of[i])};
            payment.booked_id = payment.id;
            payment.list_id = list.id;
            payment.attachment_ids = list.attachment_ids;
            payment.created_at = list.created_at;
        }
        return {};
    }

    Office& office_;
    api::Caller const& caller_;
    NewPaymentList const& wanted_;
    std::unordered_map<QuotaId, QuotaRow> quotas_;
    PaymentListDraft draft_;
    std::vector<Error> findings_;
};

/// Which member of a line a refusal of the book is about.
std::string_view member_of(RefusalSpec const* spec) {
    namespace book = ledger::refusals;
    if (spec == &book::contract_not_found || spec == &book::contract_finished)
        return "/contract_id";
    if (spec == &book::quota_not_found || spec == &book::quota_ended ||
        spec == &book::quota_suspended || spec == &book::scope_frozen)
        return "/quota_id";
    return "/amount_fen";
}

}  // namespace

Result<PaymentListDraft> draft_list(Office& office, api::Caller const& caller,
                                    NewPaymentList const& wanted) {
    return Drafting{office, caller, wanted}.run();
}

Error at_line(std::size_t line, Error error) {
    // The book counts the orders it was given.
    if (error.path.empty() || error.path.starts_with("/orders/")) error.path = member_of(error.spec);
    return under("/lines/" + std::to_string(line), std::move(error));
}

KeptRefusal kept(std::size_t line, Error const& error) {
    return {.line = static_cast<std::int64_t>(line),
            .path = error.path,
            .code = std::string{error.code()},
            .zh = text_of(error, Language::zh),
            .en = text_of(error, Language::en)};
}

}  // namespace jincai::execution

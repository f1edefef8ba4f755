#include "modules/execution/import_payments.h"

#include <algorithm>
#include <chrono>

#include "modules/execution/import_codes.h"
#include "modules/execution/import_pipeline.h"
#include "modules/execution/import_quotas.h"
#include "modules/execution/import_refusals.h"
#include "modules/execution/import_rejections.h"
#include "modules/execution/store_payment.h"

namespace jincai::execution {

namespace {

constexpr std::size_t kChunk = 4'096;

/// A payment that a refund may belong to.
struct Candidate {
    PaymentId id;
    Money left;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (id, left))

/// The two passes over one file.
class Import {
public:
    Import(Office& office, basics::Service& basics, ImportMap const& map, PaymentFile const& file,
           api::Caller const& caller, ImportProgress const& progress)
        : office_{office},
          basics_{basics},
          map_{map},
          file_{file.file},
          caller_{caller},
          progress_{progress},
          places_{basics, map, caller},
          quotas_{office, map, places_, caller},
          rows_{map},
          rejections_{file.rejections_folder / (map.name + "-rejected.csv"), summary_} {}

    Result<ImportSummary> run() {
        auto const began = std::chrono::steady_clock::now();
        JC_CHECK(places_.ensure_region());
        JC_CHECK(count());
        JC_CHECK(ensure_codes(basics_, caller_, map_.region.code, years_));
        JC_CHECK(places_.ensure_units(unit_names_));
        JC_CHECK(quotas_.cover(needs_));
        JC_CHECK(book());
        JC_CHECK(refund());
        JC_CHECK(rejections_.finish());
        JC_CHECK(leave_record());
        finish(began);
        return std::move(summary_);
    }

private:
    [[nodiscard]] BookKey book_of(ImportRow const& row) const {
        return {map_.region.code, fiscal_year(row.day)};
    }

    [[nodiscard]] static NeedKey need_of(ImportRow const& row) {
        return {fiscal_year(row.day).value, row.unit, row.economic};
    }

    // ---- first pass

    Result<void> count() {
        Result<void> verdict{};
        JC_CHECK(rows_.read(
            file_,
            [&](ImportRow row) {
                note_day(row.day);
                chunk_.push_back(std::move(row));
                if (chunk_.size() == kChunk && verdict) verdict = count_chunk();
            },
            [&](Rejection const& rejection) { rejections_.add(rejection); },
            [&](std::int64_t done, std::int64_t total) {
                progress_(ImportPhase::reading, done, total);
            }));
        JC_CHECK(std::move(verdict));
        summary_.rows = static_cast<std::int64_t>(rows_.row_count());
        return count_chunk();
    }

    void note_day(BusinessDate day) {
        summary_.first_day = std::min(summary_.first_day.value_or(day), day);
        summary_.last_day = std::max(summary_.last_day.value_or(day), day);
    }

    Result<void> count_chunk() {
        std::map<FiscalYear, std::vector<ImportRow const*>> by_year;
        for (auto const& row : chunk_) by_year[fiscal_year(row.day)].push_back(&row);
        for (auto const& [year, rows] : by_year) {
            years_.insert(year);
            auto const known = JC_TRY(office_.writer.ask(
                book_of(*rows.front()), [&](ledger::Book const& book, ledger::Rules const&) {
                    std::vector<bool> found;
                    for (auto const* row : rows)
                        found.push_back(book.command(row->command_id) != nullptr);
                    return found;
                }));
            for (std::size_t i = 0; i < rows.size(); ++i) count_row(*rows[i], known[i]);
        }
        chunk_.clear();
        return {};
    }

    void count_row(ImportRow const& row, bool booked) {
        if (booked_.size() <= row.ordinal) booked_.resize(row.ordinal + kChunk);
        booked_[row.ordinal] = booked;
        if (booked) {
            ++summary_.repeated;
            return;
        }
        if (unit_seen_.insert(row.unit).second) unit_names_.push_back(row.unit);
        if (row.amount.is_positive()) needs_[need_of(row)] += row.amount;
    }

    // ---- second pass

    Result<void> book() {
        Result<void> verdict{};
        JC_CHECK(rows_.read(
            file_,
            [&](ImportRow row) {
                if (!verdict || booked_[row.ordinal]) return;
                if (row.amount.is_positive()) verdict = book_row(row);
                else returns_.push_back(std::move(row));
            },
            [](Rejection const&) { /* taken down in the first pass */ },
            [&](std::int64_t done, std::int64_t total) {
                progress_(ImportPhase::booking, done, total);
            }));
        pipeline_.drain();
        return verdict;
    }

    Result<void> book_row(ImportRow const& row) {
        Happened const when{office_.parts.clock.now(), row.day};
        auto past = JC_TRY(book_past_payment(
            office_, caller_,
            {.quota_id = quotas_.quota(need_of(row)),
             .amount_fen = row.amount,
             .purpose = row.purpose,
             .payee = {.name = row.payee, .account = "未提供"}},
            row.command_id, when));
        auto cleared = clear_past_payment(office_, caller_, past.row, row.reference, when);
        pipeline_.push(std::move(past.outcome), [this, line = row.line, amount = row.amount](
                                                    Result<Receipt> const& receipt) {
            if (!receipt) return rejections_.add({line, "", receipt.error(), ""});
            ++(receipt->repeated ? summary_.repeated : summary_.booked);
            if (!receipt->repeated) summary_.booked_fen += amount;
            submitted_ = !receipt->repeated;
        });
        pipeline_.push(std::move(cleared), [this, line = row.line](Result<Receipt> const& receipt) {
            // What was not booked cannot be cleared, and has been taken down already.
            if (std::exchange(submitted_, false) && !receipt)
                rejections_.add({line, "", receipt.error(), ""});
        });
        return {};
    }

    // ---- money that came back

    Result<void> refund() {
        for (auto const& row : returns_) {
            auto payment = paid(row);
            if (!payment) {
                pipeline_.drain();  // What is under way may be refused and leave room.
                payment = paid(row);
            }
            if (payment) refund_row(row, *std::move(payment));
            else rejections_.add({row.line, map_.amount.column, uncovered(row, -row.amount),
                                  plain_yuan(row.amount)});
        }
        pipeline_.drain();
        return {};
    }

    void refund_row(ImportRow const& row, PaymentRow payment) {
        auto const amount = -row.amount;
        auto const id = payment.id;
        under_way_[id] += amount;
        auto outcome = refund_past_payment(office_, caller_,
                                           {.row = std::move(payment),
                                            .amount_fen = amount,
                                            .reason = row.purpose,
                                            .bank_reference = row.reference},
                                           row.command_id, {office_.parts.clock.now(), row.day});
        pipeline_.push(std::move(outcome), [this, id, amount, line = row.line](
                                               Result<Receipt> const& receipt) {
            under_way_[id] -= amount;
            if (!receipt)
                return rejections_.add({line, map_.amount.column, receipt.error(), ""});
            ++summary_.refunded;
            summary_.refunded_fen += amount;
        });
    }

    static Error uncovered(ImportRow const& row, Money amount) {
        return {.spec = &refusals::import_refund_uncovered,
                .figures = {{"amount_fen", amount.fen()},
                            {"year", std::to_string(fiscal_year(row.day).value)}}};
    }

    /// A payment of the same unit and year with that much left: to the same payee if there is one,
    /// else of the same kind, the smallest that suffices.
    std::optional<PaymentRow> paid(ImportRow const& row) {
        auto const amount = -row.amount;
        return office_.parts.database.read(
            [&](storage::Session& session) -> std::optional<PaymentRow> {
                auto const candidates = session.query<Candidate>(
                    "select id, amount_fen - refunded_fen from payment "
                    "where region_code = :region and fiscal_year = :year and unit_code = :unit "
                    "and status = 'cleared' and amount_fen - refunded_fen >= :amount "
                    "order by case when payee_name = :payee then 0 else 1 end, "
                    "case when economic_code = :economic then 0 else 1 end, amount_fen, id "
                    "limit 100",
                    map_.region.code, fiscal_year(row.day), places_.unit(row.unit), amount,
                    row.payee, row.economic);
                for (auto const& [id, left] : candidates) {
                    auto const taken = under_way_.find(id);
                    if (taken != under_way_.end() && left - taken->second < amount) continue;
                    return store::find_payment(session, id);
                }
                return std::nullopt;
            });
    }

    // ---- end

    Result<void> leave_record() {
        return audit::change(
            office_.parts.database, office_.parts.clock, caller_, "payments_imported",
            [&](storage::Session&, audit::Record& record) -> Result<void> {
                record.object_kind = "payment_file";
                record.object_id = file_.filename().string();
                record.region_code = map_.region.code.value();
                audit::note(record, "rows", "", std::to_string(summary_.rows));
                audit::note(record, "booked", "", std::to_string(summary_.booked));
                audit::note(record, "refunded", "", std::to_string(summary_.refunded));
                audit::note(record, "repeated", "", std::to_string(summary_.repeated));
                audit::note(record, "rejected", "", std::to_string(summary_.rejected));
                return {};
            });
    }

    void finish(std::chrono::steady_clock::time_point began) {
        auto const elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - began);
        summary_.map = map_.name;
        summary_.title = map_.title_zh;
        summary_.file = file_.filename().string();
        summary_.region_code = map_.region.code.value();
        summary_.units_added = places_.units_added();
        summary_.quotas_opened = quotas_.opened();
        summary_.elapsed_ms = elapsed.count();
        summary_.rows_per_second =
            summary_.rows * 1'000 / std::max<std::int64_t>(1, summary_.elapsed_ms);
    }

    Office& office_;
    basics::Service& basics_;
    ImportMap const& map_;
    std::filesystem::path file_;
    api::Caller caller_;
    ImportProgress const& progress_;
    ImportSummary summary_;
    ImportPlaces places_;
    ImportQuotas quotas_;
    ImportRows rows_;
    Rejections rejections_;
    Pipeline pipeline_;
    std::vector<ImportRow> chunk_;
    std::vector<bool> booked_;  ///< by the row's ordinal: booked by an earlier run
    std::set<FiscalYear> years_;
    std::set<std::string> unit_seen_;
    std::vector<std::string> unit_names_;  ///< in the order of their appearance
    Needs needs_;
    std::vector<ImportRow> returns_;
    std::unordered_map<PaymentId, Money> under_way_;  ///< refunds not yet answered
    bool submitted_ = false;  ///< the application before the clearing at hand was booked
};

}  // namespace

Result<ImportSummary> import_payments(Office& office, basics::Service& basics,
                                      ImportMap const& map, PaymentFile const& file,
                                      api::Caller const& caller, ImportProgress const& progress) {
    return Import{office, basics, map, file, caller, progress}.run();
}

}  // namespace jincai::execution

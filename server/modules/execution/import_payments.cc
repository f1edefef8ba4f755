#include "modules/execution/import_payments.h"

#include <algorithm>
#include <chrono>

#include "modules/execution/import_codes.h"
#include "modules/execution/import_pipeline.h"
#include "modules/execution/import_quotas.h"
#include "modules/execution/import_refunds.h"
#include "modules/execution/import_refusals.h"
#include "modules/execution/import_rejections.h"
#include "modules/execution/store_payment.h"

namespace jincai::execution {

namespace {

constexpr std::size_t kChunk = 4'096;

/// A payment that was booked but not cleared.
struct Unfinished {
    PaymentId id;
    FiscalYear fiscal_year;
    std::int64_t submitted_seq = 0;
};
BOOST_DESCRIBE_STRUCT(Unfinished, (), (id, fiscal_year, submitted_seq))

/// The two passes over one file.
class Import {
public:
    Import(Office& office, basics::Service& basics, ImportMap const& map, PaymentFile const& file,
           api::Caller const& caller, ImportProgress const& progress)
        : office_{office},
          basics_{basics},
          map_{map},
          file_{file.file},
          returned_{file.returned},
          caller_{caller},
          progress_{progress},
          places_{basics, map, caller},
          quotas_{office, map, places_, caller},
          rows_{map},
          rejections_{file.rejections_folder / (map.name + "-rejected.csv"), summary_},
          refunds_{office.parts.database, map.region.code} {}

    Result<ImportSummary> run() {
        auto const began = std::chrono::steady_clock::now();
        std::error_code absent;
        if (returned_ && std::filesystem::equivalent(*returned_, file_, absent))
            return refuse(refusals::import_returned_is_input, {{"file", file_.string()}});
        JC_CHECK(places_.ensure_region());
        find_unfinished();
        JC_CHECK(count());
        JC_CHECK(ensure_codes(basics_, caller_, map_.region.code, years_));
        JC_CHECK(places_.ensure_units(unit_names_));
        JC_CHECK(quotas_.cover(needs_));
        JC_CHECK(book());
        JC_CHECK(refund());
        JC_CHECK(rejections_.finish());
        if (returned_) {
            JC_CHECK(rejections_.hand_back(file_, map_.columns, *returned_));
            summary_.returned_file = returned_->string();
        }
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

    /// What an earlier run booked before it was stopped, without the bank's answer.
    void find_unfinished() {
        office_.parts.database.read([&](storage::Session& session) {
            session.for_each<Unfinished>(
                "select id, fiscal_year, submitted_seq from payment "
                "where region_code = :region and status = 'approved'",
                [&](Unfinished const& payment) {
                    unfinished_.emplace(std::pair{payment.fiscal_year, payment.submitted_seq},
                                        payment.id);
                },
                map_.region.code);
        });
    }

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
                    std::vector<std::int64_t> found;
                    for (auto const* row : rows) {
                        auto const command = book.command(row->command_id);
                        found.push_back(command ? command->seq : 0);
                    }
                    return found;
                }));
            for (std::size_t i = 0; i < rows.size(); ++i) count_row(*rows[i], known[i]);
        }
        chunk_.clear();
        return {};
    }

    void count_row(ImportRow const& row, std::int64_t booked_as) {
        if (booked_.size() <= row.ordinal) booked_.resize(row.ordinal + kChunk);
        booked_[row.ordinal] = booked_as != 0;
        if (booked_as != 0) {
            auto const payment = unfinished_.find({fiscal_year(row.day), booked_as});
            if (payment == unfinished_.end()) ++summary_.repeated;
            else to_clear_.emplace(row.ordinal, payment->second);
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
                if (!verdict) return;
                if (booked_[row.ordinal]) return clear_unfinished(row);
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

    void clear_unfinished(ImportRow const& row) {
        auto const known = to_clear_.find(row.ordinal);
        if (known == to_clear_.end()) return;
        auto const payment = payment_row(known->second);
        if (!payment) return;
        auto cleared = clear_past_payment(office_, caller_, *payment, row.reference,
                                          {office_.parts.clock.now(), row.day});
        pipeline_.push(std::move(cleared), [this, line = row.line, amount = row.amount](
                                               Result<Receipt> const& receipt) {
            if (!receipt) return rejections_.add({line, "", receipt.error(), ""});
            ++summary_.booked;
            summary_.booked_fen += amount;
        });
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
            auto const& unit = places_.unit(row.unit);
            auto payment = refunds_.take(row, unit);
            if (!payment) {
                pipeline_.drain();  // What is under way may be refused and leave room.
                payment = refunds_.take(row, unit);
            }
            auto stored = payment ? payment_row(*payment) : std::nullopt;
            if (stored) refund_row(row, *std::move(stored));
            else rejections_.add({row.line, map_.amount.column, uncovered(row),
                                  plain_yuan(row.amount)});
        }
        pipeline_.drain();
        return {};
    }

    void refund_row(ImportRow const& row, PaymentRow payment) {
        auto const id = payment.id;
        auto outcome = refund_past_payment(office_, caller_,
                                           {.row = std::move(payment),
                                            .amount_fen = -row.amount,
                                            .reason = row.purpose,
                                            .bank_reference = row.reference},
                                           row.command_id, {office_.parts.clock.now(), row.day});
        // `returns_` does not move any more: the row outlives the answer.
        pipeline_.push(std::move(outcome), [this, id, &row](Result<Receipt> const& receipt) {
            if (!receipt) {
                refunds_.give_back(row, places_.unit(row.unit), id);
                return rejections_.add({row.line, map_.amount.column, receipt.error(), ""});
            }
            ++summary_.refunded;
            summary_.refunded_fen += -row.amount;
        });
    }

    static Error uncovered(ImportRow const& row) {
        return {.spec = &refusals::import_refund_uncovered,
                .figures = {{"amount_fen", (-row.amount).fen()},
                            {"unit", row.unit},
                            {"year", std::to_string(fiscal_year(row.day).value)}}};
    }

    [[nodiscard]] std::optional<PaymentRow> payment_row(PaymentId id) const {
        return office_.parts.database.read(
            [&](storage::Session& session) { return store::find_payment(session, id); });
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
    std::optional<std::filesystem::path> returned_;
    api::Caller caller_;
    ImportProgress const& progress_;
    ImportSummary summary_;
    ImportPlaces places_;
    ImportQuotas quotas_;
    ImportRows rows_;
    Rejections rejections_;
    ImportRefunds refunds_;
    Pipeline pipeline_;
    std::vector<ImportRow> chunk_;
    std::vector<bool> booked_;  ///< by the row's ordinal: booked by an earlier run
    std::set<FiscalYear> years_;
    std::set<std::string> unit_seen_;
    std::vector<std::string> unit_names_;  ///< in the order of their appearance
    Needs needs_;
    std::vector<ImportRow> returns_;
    std::map<std::pair<FiscalYear, std::int64_t>, PaymentId> unfinished_;  ///< by place in the book
    std::unordered_map<std::size_t, PaymentId> to_clear_;  ///< by the row's ordinal
    bool submitted_ = false;  ///< the application before the clearing at hand was booked
};

}  // namespace

Result<ImportSummary> import_payments(Office& office, basics::Service& basics,
                                      ImportMap const& map, PaymentFile const& file,
                                      api::Caller const& caller, ImportProgress const& progress) {
    return Import{office, basics, map, file, caller, progress}.run();
}

}  // namespace jincai::execution

#pragma once

#include <unordered_map>

#include "app/application.h"
#include "demo/moving_clock.h"
#include "demo/people.h"
#include "demo/progress.h"
#include "demo/script.h"
#include "modules/execution/import_pipeline.h"

namespace jincai::demo {

/// Plays one year of the script through the same commands as daily work: the current year in order
/// of time, a past one region by region, each in order of time, because neighbours in the database
/// are written together. What is
/// past is handed in without waiting; what takes several people at several desks is done by them.
class Player {
public:
    /// How much is handed in before an answer is looked at: batches of this size touch each page
    /// of the many regions' indexes once.
    static constexpr std::size_t kUnderWay = 20'000;

    Player(app::Application& application, MovingClock& clock, People const& people,
           Province const& province, Progress& progress);

    /// The first refusal ends it: the script promises that everything can be booked.
    [[nodiscard]] Result<void> play(YearScript const& script);

private:
    enum class Kind : std::uint8_t { quotas, plan, apply, clear, refund, ask_lift, lift };
    struct Event {
        std::size_t group = 0;  ///< played one after the other
        Timestamp at;
        Kind kind;
        std::size_t index;
    };

    [[nodiscard]] std::vector<Event> events() const;
    void add_documents(std::vector<Event>& events) const;
    void add_payments(std::vector<Event>& events) const;
    void add_freezes(std::vector<Event>& events) const;
    [[nodiscard]] std::size_t group_of(UnitIndex unit) const;
    [[nodiscard]] Result<void> act(Event const& event);
    [[nodiscard]] Result<void> book_quotas(QuotaDocument const& document);
    [[nodiscard]] Result<void> book_plan(PlanDocument const& document);
    [[nodiscard]] Result<void> apply(std::size_t index);
    [[nodiscard]] Result<void> clear(std::size_t index);
    [[nodiscard]] Result<void> refund(std::size_t index);
    [[nodiscard]] Result<execution::PaymentRow> book_payment(Payment const& payment,
                                                             std::size_t index);
    [[nodiscard]] Result<void> send(execution::PaymentRow const& row);
    [[nodiscard]] Result<void> bounce(execution::PaymentRow const& row, Payment const& payment);
    [[nodiscard]] Result<void> give_back(execution::PaymentRow const& row, Payment const& payment);
    [[nodiscard]] Result<void> ask_lift(FreezeStory const& story);
    [[nodiscard]] Result<void> lift(FreezeStory const& story);

    [[nodiscard]] BudgetUnit const& unit_of(QuotaIndex quota) const;
    [[nodiscard]] execution::NewPayment form_of(Payment const& payment) const;
    [[nodiscard]] execution::Happened happened(Timestamp at) const;
    [[nodiscard]] Result<DocumentId> freeze_of(FreezeStory const& story) const;
    [[nodiscard]] std::string key(std::string_view kind, std::size_t index) const;
    [[nodiscard]] execution::Pipeline::OnAnswer must_succeed();
    /// Waits for all that is under way.
    [[nodiscard]] Result<void> settle();

    app::Application& application_;
    MovingClock& clock_;
    People const& people_;
    Province const& province_;
    Progress& progress_;
    YearScript const* script_ = nullptr;
    execution::Pipeline pipeline_{kUnderWay};
    std::optional<Error> failure_;
    std::vector<QuotaId> quotas_;  ///< of the year, by `QuotaIndex`
    std::unordered_map<std::size_t, execution::PaymentRow> paid_;  ///< still to clear or refund

    friend class WaitingWork;
};

}  // namespace jincai::demo

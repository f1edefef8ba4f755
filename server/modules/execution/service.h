#pragma once

#include <filesystem>

#include "modules/execution/projector.h"
#include "modules/execution/service_freeze.h"
#include "modules/execution/service_payment.h"
#include "modules/execution/service_payment_list.h"
#include "modules/execution/service_plan.h"
#include "modules/execution/service_quota.h"

namespace jincai::execution {

/// The door of the module: its services, the writer of the books and the projector.
class Service {
public:
    /// `heads_file`: DATA/heads, where the ends of the journals are noted outside the database.
    Service(Parts parts, std::filesystem::path heads_file, WriterOptions options = {});
    ~Service();
    Service(Service const&) = delete;
    Service& operator=(Service const&) = delete;

    /// Refused when a journal is shorter than what was acknowledged. Starts the projector.
    [[nodiscard]] Result<void> start();
    /// Finishes what waits in the queue and in the projector.
    void stop();

    /// Shuts and opens months in the books: `basics::Service::set_month_gate`.
    [[nodiscard]] basics::MonthGate month_gate();

    QuotaService& quotas() { return quotas_; }
    PlanService& plans() { return plans_; }
    PaymentService& payments() { return payments_; }
    PaymentListService& payment_lists() { return payment_lists_; }
    FreezeService& freezes() { return freezes_; }
    BookWriter& writer() { return office_.writer; }
    Projector& projector() { return projector_; }
    Office& office() { return office_; }

private:
    Office office_;
    Projector projector_;
    QuotaService quotas_;
    PlanService plans_;
    PaymentService payments_;
    PaymentListService payment_lists_;
    FreezeService freezes_;
    std::filesystem::path heads_file_;
};

}  // namespace jincai::execution

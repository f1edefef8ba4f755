#include <thread>

#include "modules/execution/execution_fixture.h"
#include "modules/execution/verify.h"

namespace jincai::execution::testing {
namespace {

using ledger::BatchMode;

class PaymentLists : public Execution {
protected:
    QuotaId wages_ = quota(kSchool, ProjectClass::personnel, yuan(120'000), yuan(40'000), 3);

    PaymentListService& lists() { return service_->payment_lists(); }
    PaymentService& payments() { return service_->payments(); }

    static NewListLine line(QuotaId quota, Money amount, char const* name = "张某") {
        return {.quota_id = quota,
                .amount_fen = amount,
                .payee_name = name,
                .payee_account = "6217000000000001",
                .payee_bank = "清江银行"};
    }
    static NewPaymentList list_of(BatchMode mode, std::vector<NewListLine> lines) {
        return {.title = "三月工资", .mode = mode, .lines = std::move(lines)};
    }
    Result<PaymentListView> submit(NewPaymentList const& wanted, char const* key) {
        return lists().submit(handler_, wanted, key);
    }
    PaymentStatus status(PaymentId id) { return payments().view(handler_, id)->payment.status; }
    Money available(QuotaId id) { return service_->quotas().quota(handler_, id)->available_fen; }
    std::vector<audit::Record> records(std::string const& action) {
        return database_->read([&](storage::Session& session) {
            return audit::find(session, DataScope::everything(), {.action = action}, {}).records;
        });
    }
    void expect_sound() {
        service_->projector().wait_idle();
        auto const report = verify(*database_, basics_, folder_.path() / "heads");
        EXPECT_TRUE(report.ok) << (report.first_bad ? report.first_bad->detail : "");
    }
};

TEST_F(PaymentLists, are_booked_and_approved_as_one_document_whose_lines_are_payments) {
    auto const use = quota(kSchool, ProjectClass::operating, yuan(120'000), yuan(40'000), 3);
    auto const view = submit(list_of(BatchMode::all_or_nothing,
                                     {line(use, yuan(100)), line(use, yuan(200))}),
                             "list-00000001");
    storage_ok(view);
    EXPECT_EQ(view->list.status, PaymentListStatus::submitted);
    EXPECT_EQ(view->list.amount_fen, yuan(300));
    EXPECT_EQ(view->list.booked_count, 2);
    EXPECT_EQ(view->open_step, "unit_review");
    auto const second = PaymentId{view->first_payment_id.value() + 1};
    EXPECT_EQ(payments().view(handler_, second)->payment.amount_fen, yuan(200));
    EXPECT_EQ(payments().view(handler_, second)->payees.front().name, "张某");
    EXPECT_EQ(available(use), yuan(119'700));

    auto const id = view->list.id;
    EXPECT_EQ(payments().approve(reviewer_, second, {}).error().code(), "payment_in_list");
    storage_ok(lists().approve(reviewer_, id, {}));
    EXPECT_EQ(status(second), PaymentStatus::submitted);
    storage_ok(lists().approve(treasury_, id, {.opinion = "同意"}));
    EXPECT_EQ(status(second), PaymentStatus::approved);
    EXPECT_EQ(lists().view(handler_, id)->list.status, PaymentListStatus::approved);
    EXPECT_EQ(lists().approve(treasury_, id, {}).error().code(), "wrong_status");
    EXPECT_EQ(payments().seal(treasury_, second).error().code(), "same_person");
    storage_ok(payments().seal(second_treasury_, second));
    storage_ok(payments().clear(second_treasury_, second, {.bank_reference = "B1"}));
    EXPECT_EQ(records("payment_list_submitted").size(), 1U);
    EXPECT_EQ(records("payment_list_approved").size(), 2U);
    expect_sound();
}

TEST_F(PaymentLists, refuse_the_whole_list_for_one_line_and_change_nothing) {
    auto const refused = submit(list_of(BatchMode::all_or_nothing,
                                        {line(wages_, yuan(100)), line(wages_, yuan(119'901))}),
                                "list-00000001");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), "exceeds_available");
    EXPECT_EQ(refused.error().path, "/lines/1/amount_fen");
    EXPECT_EQ(available(wages_), yuan(120'000));
    EXPECT_EQ(payments().list(handler_.scope, {}).total, 0);
    EXPECT_EQ(lists().list(handler_.scope, {}).total, 0);
    // Nothing was done under this key: the corrected list may use it.
    storage_ok(submit(list_of(BatchMode::all_or_nothing, {line(wages_, yuan(1))}),
                      "list-00000001"));
}

TEST_F(PaymentLists, name_every_line_that_is_not_well_formed) {
    auto const other = quota(kOtherSchool, ProjectClass::personnel, yuan(150), yuan(50), 3);
    auto bad = list_of(BatchMode::all_or_nothing,
                       {line(wages_, yuan(1)), line(wages_, Money{}), line(wages_, yuan(1), " "),
                        line(QuotaId{999'999}, yuan(1)), line(other, yuan(1))});
    auto const refused = lists().submit(treasury_, bad, "list-00000001");
    ASSERT_FALSE(refused);
    std::vector<std::string> found{refused.error().path};
    for (auto const& more : refused.error().more) found.push_back(more.path);
    EXPECT_EQ(found, (std::vector<std::string>{"/lines/1/amount_fen", "/lines/2/payee_name",
                                               "/lines/3/quota_id", "/lines/4/quota_id"}));
    EXPECT_EQ(refused.error().more.back().code(), "list_mixed");
    bad.lines.clear();
    EXPECT_EQ(submit(bad, "list-00000001").error().path, "/lines");
    bad.lines.assign(kListLinesMax + 1, line(wages_, Money::from_fen(1)));
    EXPECT_EQ(submit(bad, "list-00000001").error().code(), "list_too_long");
    EXPECT_EQ(lists().submit(handler_, list_of(BatchMode::line_by_line, {line(wages_, yuan(1))}),
                             std::nullopt)
                  .error()
                  .code(),
              "list_key_missing");
}

TEST_F(PaymentLists, book_line_by_line_what_can_be_booked_and_say_why_not_the_rest) {
    auto const view = submit(
        list_of(BatchMode::line_by_line,
                {line(wages_, yuan(119'000)), line(wages_, Money{}), line(wages_, yuan(1'001)),
                 line(wages_, yuan(1'000))}),
        "list-00000001");
    storage_ok(view);
    EXPECT_EQ(view->list.line_count, 4);
    EXPECT_EQ(view->list.booked_count, 2);
    EXPECT_EQ(view->list.amount_fen, yuan(120'000));
    ASSERT_EQ(view->refused.size(), 2U);
    EXPECT_EQ(view->refused[0].code, "amount_not_positive");
    EXPECT_EQ(view->refused[1].line, 3);
    EXPECT_EQ(view->refused[1].path, "/lines/2/amount_fen");
    EXPECT_EQ(view->refused[1].code, "exceeds_available");
    EXPECT_NE(view->refused[1].detail.find("1,000.00"), std::string::npos)
        << view->refused[1].detail;
    auto const first = view->first_payment_id.value();
    EXPECT_EQ(payments().view(handler_, PaymentId{first + 2}).error().code(), "payment_unknown");
    EXPECT_EQ(status(PaymentId{first + 3}), PaymentStatus::submitted);
    auto const row = lists().row(handler_.scope, view->list.id);
    EXPECT_EQ(payments().list(handler_.scope, {}, &*row).total, 2);
    expect_sound();
}

TEST_F(PaymentLists, give_the_same_answer_to_the_same_request_and_refuse_another_body) {
    auto const wanted = list_of(BatchMode::line_by_line,
                                {line(wages_, yuan(10)), line(wages_, yuan(900'000))});
    auto const first = submit(wanted, "list-00000001");
    storage_ok(first);
    open();  // known again after a restart
    auto const again = submit(wanted, "list-00000001");
    storage_ok(again);
    EXPECT_EQ(again->list.id, first->list.id);
    EXPECT_EQ(again->refused.size(), 1U);
    EXPECT_EQ(again->refused[0].detail, first->refused[0].detail);
    auto other = wanted;
    other.lines[0].payee_account = "6217000000000002";
    EXPECT_EQ(submit(other, "list-00000001").error().code(), "command_id_reused");
    EXPECT_EQ(payments().create(handler_, payment(wages_, yuan(10)), "list-00000001").error().code(),
              "command_id_reused");
    EXPECT_EQ(lists().list(handler_.scope, {}).total, 1);
    EXPECT_EQ(available(wages_), yuan(119'990));
}

TEST_F(PaymentLists, sent_eight_times_at_once_are_booked_once) {
    auto const wanted = list_of(BatchMode::all_or_nothing, {line(wages_, yuan(10))});
    std::vector<std::thread> clients;
    std::mutex mutex;
    std::set<PaymentListId> ids;
    for (int i = 0; i < 8; ++i)
        clients.emplace_back([&] {
            auto const view = submit(wanted, "list-00000001");
            std::lock_guard const lock{mutex};
            ids.insert(view ? view->list.id : PaymentListId{});
        });
    for (auto& client : clients) client.join();
    EXPECT_EQ(ids.size(), 1U);
    EXPECT_FALSE(ids.contains(PaymentListId{}));
    EXPECT_EQ(available(wages_), yuan(119'990));
}

TEST_F(PaymentLists, sent_back_give_all_money_back_and_have_ended) {
    auto const view = submit(
        list_of(BatchMode::all_or_nothing, {line(wages_, yuan(10)), line(wages_, yuan(20))}),
        "list-00000001");
    storage_ok(view);
    auto const id = view->list.id;
    EXPECT_EQ(lists().give_back(reviewer_, id, {.revision = 7}).error().code(), "revision_stale");
    storage_ok(lists().give_back(reviewer_, id, {.opinion = "第二行金额有误"}));
    EXPECT_EQ(lists().view(handler_, id)->list.status, PaymentListStatus::returned);
    EXPECT_EQ(status(view->first_payment_id), PaymentStatus::voided);
    EXPECT_EQ(available(wages_), yuan(120'000));
    EXPECT_EQ(payments().submit(handler_, view->first_payment_id).error().code(), "wrong_status");
    EXPECT_EQ(lists().give_back(reviewer_, id, {}).error().code(), "wrong_status");

    auto const second = submit(list_of(BatchMode::all_or_nothing, {line(wages_, yuan(5))}),
                               "list-00000002");
    storage_ok(second);
    storage_ok(lists().withdraw(handler_, second->list.id, {}));
    EXPECT_EQ(lists().view(handler_, second->list.id)->list.status, PaymentListStatus::withdrawn);
    EXPECT_EQ(available(wages_), yuan(120'000));
    expect_sound();
}

TEST_F(PaymentLists, outside_the_scope_look_absent) {
    auto const view =
        submit(list_of(BatchMode::all_or_nothing, {line(wages_, yuan(10))}), "list-00000001");
    storage_ok(view);
    auto const other = person(41, "unit_handler", kOtherSchool);
    EXPECT_EQ(lists().view(other, view->list.id).error().code(), "payment_list_unknown");
    EXPECT_EQ(lists().withdraw(other, view->list.id, {}).error().code(), "payment_list_unknown");
    EXPECT_EQ(lists().list(other.scope, {}).total, 0);
}

TEST_F(Execution, a_key_stands_for_one_request_also_among_drafts) {
    auto const id = quota(kSchool, ProjectClass::operating, yuan(1'200), yuan(400), 3);
    auto& payments = service_->payments();
    auto draft = payment(id, yuan(10));
    draft.submit = false;
    auto const first = payments.create(handler_, draft, "key-00000001");
    storage_ok(first);
    EXPECT_EQ(*payments.create(handler_, draft, "key-00000001"), *first);
    EXPECT_EQ(payments.create(handler_, payment(id, yuan(10)), "key-00000001").error().code(),
              "command_id_reused");
    auto const other = person(42, "unit_handler", kSchool);  // whose keys are his own
    EXPECT_NE(*payments.create(other, draft, "key-00000001"), *first);
    EXPECT_EQ(payments.list(handler_.scope, {}).total, 2);
}

}  // namespace
}  // namespace jincai::execution::testing

#include "modules/basics/service.h"

#include <fstream>

#include "modules/basics/basics_fixture.h"
#include "modules/basics/refusals.h"

namespace jincai::basics {
namespace {

using Parameters = BasicsTest;
using Months = BasicsTest;
using Attachments = BasicsTest;

constexpr std::string_view kYellow = "execution.yellow_line_bp";

ParameterWish a_wish(std::string value = "8500") {
    return {.name = std::string{kYellow},
            .region_code = "990100",
            .value = std::move(value),
            .effective_from = make_date(2026, 8, 1),
            .document_number = "青财预〔2026〕12号",
            .reason = "年底集中支付"};
}

TEST_F(Parameters, change_only_when_a_second_person_approves) {
    RegionCode const county{"990101"};
    auto const proposal = service.propose_parameter(actor(1), scope_of("99"), a_wish());
    ASSERT_TRUE(proposal);
    EXPECT_EQ(code_of(service.approve_parameter(actor(1), scope_of("99"), proposal->id)),
              "second_person_needed");
    EXPECT_EQ(service.directory()->integer_on(kYellow, county, make_date(2026, 8, 1)), 8000);
    ASSERT_TRUE(service.approve_parameter(actor(2, "li"), scope_of("99"), proposal->id));
    auto const known = service.directory();
    EXPECT_EQ(known->integer_on(kYellow, county, make_date(2026, 7, 31)), 8000);
    EXPECT_EQ(known->integer_on(kYellow, county, make_date(2026, 8, 1)), 8500);
    EXPECT_EQ(known->integer_on(kYellow, RegionCode{"990201"}, make_date(2026, 8, 1)), 8000);
    auto const* const value = known->value_on(kYellow, county, make_date(2026, 8, 1));
    EXPECT_EQ(value->proposed_by, "wang");
    EXPECT_EQ(value->approved_by, "li");
    EXPECT_EQ(value->document_number, "青财预〔2026〕12号");
    EXPECT_EQ(version_label(*value), "execution.yellow_line_bp#" + std::to_string(value->version));
    EXPECT_EQ(audited("parameter_proposed"), 1);
    EXPECT_EQ(audited("parameter_approved"), 1);
    EXPECT_EQ(code_of(service.approve_parameter(actor(3), scope_of("99"), proposal->id)),
              "proposal_decided");
}

TEST_F(Parameters, stay_when_the_proposal_is_refused) {
    auto const proposal = service.propose_parameter(actor(1), scope_of("99"), a_wish());
    ASSERT_TRUE(proposal);
    EXPECT_EQ(code_of(service.refuse_parameter(actor(2), scope_of("99"), proposal->id, " ")),
              "reason_missing");
    ASSERT_TRUE(service.refuse_parameter(actor(2), scope_of("99"), proposal->id, "依据不足"));
    EXPECT_EQ(service.directory()->integer_on(kYellow, RegionCode{"990100"}, make_date(2026, 9, 1)),
              8000);
}

TEST_F(Parameters, are_refused_by_name) {
    auto const with = [&](auto change) {
        ParameterWish wish = a_wish();
        change(wish);
        return code_of(service.propose_parameter(actor(1), scope_of("9901"), wish));
    };
    EXPECT_EQ(with([](auto& wish) { wish.name = "x"; }), "parameter_unknown");
    EXPECT_EQ(with([](auto& wish) { wish.value = "80%"; }), "parameter_value_wrong");
    EXPECT_EQ(with([](auto& wish) { wish.value = "-1"; }), "parameter_value_wrong");
    EXPECT_EQ(with([](auto& wish) { wish.document_number = ""; }), "document_number_missing");
    EXPECT_EQ(with([](auto& wish) { wish.reason = ""; }), "reason_missing");
    EXPECT_EQ(with([](auto& wish) { wish.effective_from = make_date(2026, 7, 9); }),
              "parameter_retroactive");
    EXPECT_EQ(with([](auto& wish) { wish.effective_from = make_date(2026, 7, 10); }), "ok");
    EXPECT_EQ(with([](auto& wish) { wish.region_code = "990200"; }), "region_not_found");
    EXPECT_EQ(with([](auto& wish) { wish.region_code = ""; }), "region_not_found");
    EXPECT_EQ(with([](auto& wish) {
                  wish.name = "execution.plan_mode";
                  wish.value = "sometimes";
              }),
              "parameter_value_wrong");
}

TEST_F(Parameters, of_foreign_regions_are_not_found) {
    auto const proposal = service.propose_parameter(actor(1), scope_of("99"), a_wish());
    ASSERT_TRUE(proposal);
    EXPECT_EQ(code_of(service.approve_parameter(actor(2), scope_of("9902"), proposal->id)),
              "proposal_not_found");
    EXPECT_TRUE(service.proposals(scope_of("9902")).empty());
    EXPECT_EQ(service.proposals(scope_of("9901")).size(), 1U);
}

TEST_F(Parameters, without_value_leave_freezing_off) {
    RegionCode const county{"990101"};
    BusinessDate const day = make_date(2026, 7, 1);
    EXPECT_EQ(service.directory()->text_on("execution.freeze_basis", county, day), "");
    ASSERT_TRUE(service.put_parameter_values(actor(1), {{.name = "execution.freeze_basis",
                                                         .region_code = "990000",
                                                         .value = "云财库〔2023〕5号",
                                                         .effective_from = make_date(2023, 1, 1),
                                                         .document_number = "云财库〔2023〕5号"}}));
    EXPECT_EQ(service.directory()->text_on("execution.freeze_basis", county, day),
              "云财库〔2023〕5号");
}

TEST_F(Months, close_once_over_and_open_again_with_two_people) {
    RegionCode const county{"990101"};
    FiscalYear const year{2026};
    FiscalMonth const june{6};
    DataScope const scope = scope_of("9901");
    EXPECT_EQ(code_of(service.close_month(actor(1), scope, county, year, FiscalMonth{7}, "x")),
              "month_not_over");
    ASSERT_TRUE(service.close_month(actor(1), scope, county, year, june, "月结"));
    EXPECT_TRUE(service.directory()->is_month_closed(county, make_date(2026, 6, 30)));
    EXPECT_FALSE(service.directory()->is_month_closed(county, make_date(2026, 7, 1)));
    EXPECT_FALSE(
        service.directory()->is_month_closed(RegionCode{"990201"}, make_date(2026, 6, 30)));
    EXPECT_EQ(code_of(service.close_month(actor(1), scope, county, year, june, "x")),
              "month_already_closed");

    auto const asked = service.open_month(actor(1), scope, county, year, june, "更正");
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->state, MonthState::reopening);
    EXPECT_TRUE(service.directory()->is_month_closed(county, make_date(2026, 6, 30)));
    EXPECT_EQ(code_of(service.open_month(actor(1), scope, county, year, june, "更正")),
              "second_person_needed");
    auto const opened = service.open_month(actor(2), scope, county, year, june, "同意");
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->state, MonthState::open);
    EXPECT_FALSE(service.directory()->is_month_closed(county, make_date(2026, 6, 30)));
    EXPECT_EQ(audited("month_opening_requested"), 1);
    EXPECT_EQ(audited("month_opened"), 1);
}

TEST_F(Months, are_refused_by_name) {
    RegionCode const county{"990101"};
    FiscalYear const year{2026};
    EXPECT_EQ(
        code_of(service.close_month(actor(1), scope_of("9902"), county, year, FiscalMonth{6}, "x")),
        "region_not_found");
    EXPECT_EQ(
        code_of(service.close_month(actor(1), scope_of("99"), county, year, FiscalMonth{13}, "x")),
        "month_out_of_range");
    EXPECT_EQ(
        code_of(service.close_month(actor(1), scope_of("99"), county, year, FiscalMonth{6}, "")),
        "reason_missing");
    EXPECT_EQ(
        code_of(service.open_month(actor(1), scope_of("99"), county, year, FiscalMonth{6}, "x")),
        "month_already_open");
}

NewAttachment an_attachment(std::string name = "合同.pdf") {
    return {.region_code = RegionCode{"990101"},
            .unit_code = UnitCode{"205017"},
            .kind = "contract",
            .file_name = std::move(name)};
}

TEST_F(Attachments, are_stored_by_their_hash_and_read_back) {
    std::string const content = "%PDF-1.7 abc";
    auto const stored =
        service.store_attachment(actor(1), scope_of("99"), an_attachment(), content);
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->content_type, "application/pdf");
    EXPECT_EQ(stored->sm3.size(), 64U);
    auto const twin = service.store_attachment(actor(2), scope_of("99"), an_attachment(), content);
    ASSERT_TRUE(twin);
    EXPECT_EQ(twin->sm3, stored->sm3);
    EXPECT_NE(twin->id, stored->id);
    auto const found = service.attachment(scope_of("9901"), stored->id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->file_name, "合同.pdf");
    EXPECT_EQ(service.attachment_content(*found).value_or(""), content);
    EXPECT_EQ(audited("attachment_stored"), 2);
}

TEST_F(Attachments, of_others_are_not_found) {
    auto const stored =
        service.store_attachment(actor(1), scope_of("99"), an_attachment(), "%PDF-");
    ASSERT_TRUE(stored);
    EXPECT_EQ(code_of(service.attachment(scope_of("9902"), stored->id)), "attachment_not_found");
    DataScope const other_unit = scope_of("990101", {"205001"});
    EXPECT_EQ(code_of(service.attachment(other_unit, stored->id)), "attachment_not_found");
    EXPECT_EQ(code_of(service.store_attachment(actor(1), other_unit, an_attachment(), "%PDF-")),
              "unit_not_found");
    EXPECT_EQ(
        code_of(service.store_attachment(actor(1), scope_of("9902"), an_attachment(), "%PDF-")),
        "region_not_found");
}

TEST_F(Attachments, are_refused_by_content_name_and_size) {
    auto const with = [&](std::string name, std::string const& content) {
        return code_of(service.store_attachment(actor(1), scope_of("99"),
                                                an_attachment(std::move(name)), content));
    };
    EXPECT_EQ(with("a.pdf", ""), "attachment_empty");
    EXPECT_EQ(with("a.pdf", "<html>"), "attachment_type");
    EXPECT_EQ(with("../a.pdf", "%PDF-"), "attachment_name");
    EXPECT_EQ(with("a\nb.pdf", "%PDF-"), "attachment_name");
    std::string large(50 * 1024 * 1024, ' ');
    large.replace(0, 5, "%PDF-");
    EXPECT_EQ(with("a.pdf", large), "ok");
    EXPECT_EQ(with("a.pdf", large + " "), "attachment_too_large");
}

TEST_F(Attachments, whose_content_was_changed_on_disk_are_not_handed_out) {
    auto const stored =
        service.store_attachment(actor(1), scope_of("99"), an_attachment(), "%PDF-1.7");
    ASSERT_TRUE(stored);
    auto const path =
        folder.path() / "attachments" / stored->sm3.substr(0, 2) / stored->sm3.substr(2);
    ASSERT_TRUE(std::filesystem::exists(path));
    std::ofstream{path} << "%PDF-1.8";
    EXPECT_EQ(code_of(service.attachment_content(*stored)), "attachment_damaged");
    std::filesystem::remove(path);
    EXPECT_EQ(code_of(service.attachment_content(*stored)), "attachment_damaged");
}

TEST_F(Months, and_readers_see_one_state_while_writers_publish) {
    auto const before = service.directory();
    ASSERT_TRUE(service.put_units(actor(1), {a_unit("990101", "206", "科技局")}));
    EXPECT_EQ(before->find_unit(RegionCode{"990101"}, UnitCode{"206"}), nullptr);
    EXPECT_NE(service.directory()->find_unit(RegionCode{"990101"}, UnitCode{"206"}), nullptr);
    EXPECT_EQ(before->codes, service.directory()->codes);  // what did not change is shared
}

}  // namespace
}  // namespace jincai::basics

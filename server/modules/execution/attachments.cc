#include "modules/execution/attachments.h"

#include <algorithm>

#include "base/text.h"
#include "modules/execution/refusals.h"

namespace jincai::execution {

namespace {

Result<std::vector<std::string>> kinds_of(Office& office, DataScope const& scope,
                                          std::string_view attachment_ids) {
    std::vector<std::string> kinds;
    for (auto const id : ids_of(attachment_ids)) {
        auto found = office.parts.basics.attachment(scope, basics::AttachmentId{id});
        if (!found) return std::unexpected(under("/attachment_ids", std::move(found).error()));
        kinds.push_back(found->kind);
    }
    return kinds;
}

void add_once(std::vector<std::string>& titles, std::string const& title) {
    if (std::ranges::find(titles, title) == titles.end()) titles.push_back(title);
}

}  // namespace

Result<MissingAttachments> missing_attachments(Office& office, DataScope const& scope,
                                               std::span<AttachmentNeed const> needs,
                                               std::string_view attachment_ids,
                                               Language language) {
    auto const present = JC_TRY(kinds_of(office, scope, attachment_ids));
    auto const directory = office.directory();
    MissingAttachments missing;
    for (auto const& need : needs) {
        for (auto const& wanted : basics::required_attachments(
                 *directory->rules, need.document_kind, need.amount.fen(), need.project_class,
                 need.economic_code, office.today())) {
            if (std::ranges::find(present, wanted.attachment_kind) != present.end()) continue;
            bool const blocks = wanted.enforcement == basics::Enforcement::block;
            add_once(blocks ? missing.blocking : missing.warnings,
                     language == Language::en ? wanted.title_en : wanted.title_zh);
        }
    }
    return missing;
}

Result<void> check_attachments(Office& office, DataScope const& scope,
                               std::span<AttachmentNeed const> needs,
                               std::string_view attachment_ids) {
    auto const missing =
        JC_TRY(missing_attachments(office, scope, needs, attachment_ids, Language::zh));
    if (missing.blocking.empty()) return {};
    std::string kinds;
    for (auto const& title : missing.blocking) kinds += (kinds.empty() ? "" : "、") + title;
    return refuse_at("/attachment_ids", refusals::attachment_missing, {{"kinds", kinds}});
}

std::string joined(std::vector<std::int64_t> const& ids) {
    std::string text;
    for (auto const id : ids) text += (text.empty() ? "" : ",") + std::to_string(id);
    return text;
}

std::vector<std::int64_t> ids_of(std::string_view text) {
    std::vector<std::int64_t> ids;
    for (auto const& part : split(text, ','))
        if (auto const id = parse_int(part)) ids.push_back(*id);
    return ids;
}

}  // namespace jincai::execution

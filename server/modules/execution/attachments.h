#pragma once

#include "modules/execution/office.h"

/// What a document must bring along (`parameters/attachments`), the same for every kind of it.
namespace jincai::execution {

/// What decides which attachments a document needs. Class and economic code are empty when the
/// document has none of its own.
struct AttachmentNeed {
    std::string document_kind;
    Money amount;
    std::string project_class = {};
    std::string economic_code = {};
};

/// What is not there, by the title of the requirement.
struct MissingAttachments {
    std::vector<std::string> blocking;  ///< the document cannot be submitted without these
    std::vector<std::string> warnings;
};

/// Compares what is attached with what is needed; a document with several lines has several needs.
/// Refused when an attachment does not exist or lies outside the scope.
[[nodiscard]] Result<MissingAttachments> missing_attachments(Office& office, DataScope const& scope,
                                                             std::span<AttachmentNeed const> needs,
                                                             std::string_view attachment_ids,
                                                             Language language);
/// `attachment_missing` when something blocking is not there.
[[nodiscard]] Result<void> check_attachments(Office& office, DataScope const& scope,
                                             std::span<AttachmentNeed const> needs,
                                             std::string_view attachment_ids);

/// Ids as their column keeps them: "12,15".
[[nodiscard]] std::string joined(std::vector<std::int64_t> const& ids);
[[nodiscard]] std::vector<std::int64_t> ids_of(std::string_view text);

}  // namespace jincai::execution

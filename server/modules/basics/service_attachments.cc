#include <bit>
#include <cstring>

#include "base/text.h"
#include "modules/basics/attachment_files.h"
#include "modules/basics/content_type.h"
#include "modules/basics/refusals.h"
#include "modules/basics/service.h"
#include "modules/basics/store.h"
#include "platform/crypto/crypto.h"

namespace jincai::basics {
namespace {

constexpr std::size_t kAttachmentBytesMax = 50 * 1024 * 1024;
constexpr std::size_t kFileNameMax = 200;

bool is_file_name(std::string_view name) {
    return !name.empty() && is_plain_line(name) && utf8_length(name) <= kFileNameMax &&
           name.find_first_of("/\\") == std::string_view::npos && name != "." && name != "..";
}

/// Not a running number, so that ids of other people's files cannot be guessed; at most 2^53 - 1,
/// what a browser holds exactly.
AttachmentId random_id() {
    std::string const bytes = crypto::random_bytes(sizeof(std::uint64_t));
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data(), sizeof number);
    constexpr int kBits = 53;
    return AttachmentId{static_cast<std::int64_t>((number >> (64 - kBits)) | 1)};
}

}  // namespace

Result<Attachment> Service::store_attachment(audit::Actor const& actor, DataScope const& scope,
                                             NewAttachment const& wanted,
                                             std::string_view content) {
    auto const known = directory();
    if (known->region(wanted.region_code) == nullptr || !scope.covers_region(wanted.region_code)) {
        return refuse(refusals::region_not_found, {{"code", wanted.region_code.value()}});
    }
    bool const unit_known = wanted.unit_code.empty() ||
                            known->find_unit(wanted.region_code, wanted.unit_code) != nullptr;
    if (!unit_known || !scope.covers(wanted.region_code, wanted.unit_code)) {
        return refuse(refusals::unit_not_found, {{"code", wanted.unit_code.value()}});
    }
    if (content.empty()) return refuse(refusals::attachment_empty);
    if (content.size() > kAttachmentBytesMax) return refuse(refusals::attachment_too_large);
    if (!is_file_name(wanted.file_name)) return refuse(refusals::attachment_name);
    if (!wanted.kind.empty() && (!is_plain_line(wanted.kind) || wanted.kind.size() > 60)) {
        return refuse(refusals::field_wrong, {{"field", std::string{"kind"}},
                                              {"text", wanted.kind},
                                              {"expected", std::string{"contract, invoice ..."}}});
    }
    auto const type = content_type_of(content);
    if (!type) return refuse(refusals::attachment_type);
    std::string const sm3 = crypto::hex(crypto::sm3(content));
    // The content first: a row without its file would be a lie, a file without row is harmless.
    write_by_hash(paths_.attachments, sm3, content);
    return audit::change(
        database_, clock_, actor, "attachment_stored",
        [&](storage::Session& session, audit::Record& record) -> Result<Attachment> {
            Attachment const attachment{.region_code = wanted.region_code.value(),
                                        .id = random_id(),
                                        .unit_code = wanted.unit_code.value(),
                                        .kind = wanted.kind,
                                        .file_name = wanted.file_name,
                                        .content_type = std::string{*type},
                                        .size_bytes = static_cast<std::int64_t>(content.size()),
                                        .sm3 = sm3,
                                        .uploaded_by = actor.user_name,
                                        .uploaded_at = record.at};
            store::insert(session, attachment);
            record.object_kind = "attachment";
            record.object_id = std::to_string(attachment.id.value());
            record.region_code = attachment.region_code;
            record.unit_code = attachment.unit_code;
            audit::note(record, "file_name", "", attachment.file_name);
            audit::note(record, "sm3", "", sm3);
            return attachment;
        });
}

Result<Attachment> Service::attachment(DataScope const& scope, AttachmentId id) const {
    auto found = database_.read(
        [&](storage::Session& session) { return store::attachment(session, scope, id); });
    if (!found) return refuse(refusals::attachment_not_found);
    return *std::move(found);
}

Result<std::string> Service::attachment_content(Attachment const& attachment) const {
    auto content = read_by_hash(paths_.attachments, attachment.sm3);
    if (!content || crypto::hex(crypto::sm3(*content)) != attachment.sm3) {
        return refuse(refusals::attachment_damaged);
    }
    return *std::move(content);
}

}  // namespace jincai::basics

#include "base/text.h"
#include "modules/basics/refusals.h"
#include "modules/basics/routes.h"
#include "platform/json/codec.h"

namespace jincai::basics {
namespace {

constexpr std::size_t kUploadBytesMax = 50 * 1024 * 1024;

struct AttachmentView {
    AttachmentId attachment_id = {};
    std::string kind = {};
    std::string file_name = {};
    std::string content_type = {};
    std::int64_t size_bytes = 0;
    std::string sm3 = {};
    std::string uploaded_by = {};
    Timestamp uploaded_at = {};
};
BOOST_DESCRIBE_STRUCT(AttachmentView, (),
                      (attachment_id, kind, file_name, content_type, size_bytes, sm3, uploaded_by,
                       uploaded_at))

AttachmentView view_of(Attachment const& item) {
    return {.attachment_id = item.id,
            .kind = item.kind,
            .file_name = item.file_name,
            .content_type = item.content_type,
            .size_bytes = item.size_bytes,
            .sm3 = item.sm3,
            .uploaded_by = item.uploaded_by,
            .uploaded_at = item.uploaded_at};
}

std::string query_text(api::Call const& call, std::string_view name) {
    return std::string{call.request.query_value(name).value_or("")};
}

/// RFC 6266: the name as UTF-8 in percent signs, so that no character of it can end the header.
std::string attachment_disposition(std::string_view file_name) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out = "attachment; filename*=UTF-8''";
    for (char const c : file_name) {
        auto const byte = static_cast<unsigned char>(c);
        bool const plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                           (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        }
    }
    return out;
}

http::Response file(std::string body, std::string_view content_type, std::string_view file_name) {
    http::Response response{.status = 200, .body = std::move(body)};
    response.headers.set("Content-Type", content_type);
    response.headers.set("Content-Disposition", attachment_disposition(file_name));
    response.headers.set("X-Content-Type-Options", "nosniff");
    return response;
}

Result<ImportKind> kind_of(api::Call const& call) {
    ImportKind kind{};
    std::string const& text = call.path_text("kind");
    if (boost::describe::enum_from_string(text.c_str(), kind)) return kind;
    return refuse_at("/kind", refusals::field_wrong,
                     {{"field", std::string{"kind"}},
                      {"text", text},
                      {"expected", std::string{"regions, units, codes"}}});
}

Result<http::Response> upload(Service& service, api::Call const& call) {
    auto const region = query_text(call, "region_code");
    auto const unit = query_text(call, "unit_code");
    auto const stored = JC_TRY(service.store_attachment(
        call.caller, call.caller.scope,
        {.region_code = region.empty() ? call.caller.region : RegionCode{region},
         .unit_code = unit.empty() ? call.caller.unit : UnitCode{unit},
         .kind = query_text(call, "kind"),
         .file_name = query_text(call, "name")},
        call.request.body));
    return http::json_response(201, json::encode(view_of(stored)));
}

Result<http::Response> download(Service const& service, api::Call const& call) {
    auto const found =
        JC_TRY(service.attachment(call.caller.scope, call.path_id<AttachmentId>("attachment_id")));
    return file(JC_TRY(service.attachment_content(found)), found.content_type, found.file_name);
}

Result<http::Response> import_file(Service& service, api::Call const& call) {
    ImportKind const kind = JC_TRY(kind_of(call));
    auto const report = JC_TRY(service.import_csv(call.caller, call.caller.scope,
                                                  call.caller.region, kind, call.request.body));
    return http::json_response(200, json::encode(report));
}

Result<http::Response> export_file(Service const& service, api::Call const& call) {
    ImportKind const kind = JC_TRY(kind_of(call));
    auto const wanted = parse_int(query_text(call, "fiscal_year"));
    FiscalYear const year = wanted && *wanted > 0 && *wanted < 10'000
                                ? FiscalYear{static_cast<std::int32_t>(*wanted)}
                                : fiscal_year(call.clock.today());
    return file(service.export_csv(call.caller.scope, kind, year), "text/csv; charset=utf-8",
                call.path_text("kind") + ".csv");
}

}  // namespace

void declare_files(api::Router& router, Service& service) {
    router.raw(http::Method::post, "/api/basics/import/{kind}",
               {.permission = "basics.maintain",
                .audit = "basics_imported",
                .summary = "导入 CSV：区划、单位、编码",
                .body_limit = kUploadBytesMax},
               [&service](api::Call& call) { return import_file(service, call); });
    router.raw(http::Method::get, "/api/basics/export/{kind}",
               {.permission = "basics.read", .summary = "导出 CSV：区划、单位、编码"},
               [&service](api::Call& call) { return export_file(service, call); });
    // Whoever takes part in documents has tasks; auditors and administrators do not.
    router.raw(http::Method::post, "/api/basics/attachments",
               {.permission = "workflow.read",
                .audit = "attachment_stored",
                .summary = "上传附件",
                .status = 201,
                .body_limit = kUploadBytesMax},
               [&service](api::Call& call) { return upload(service, call); });
    router.raw(http::Method::get, "/api/basics/attachments/{attachment_id}",
               {.permission = "basics.read", .summary = "下载附件"},
               [&service](api::Call& call) { return download(service, call); });
}

}  // namespace jincai::basics

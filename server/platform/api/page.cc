#include "platform/api/page.h"

#include <algorithm>

#include "platform/api/refusals.h"

namespace jincai::api {
namespace {

constexpr std::int32_t kPageMax = 1'000'000;

bool is_column(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

void refuse_at(json::Decoding& decoding, std::string_view name, RefusalSpec const& spec,
               std::int64_t max) {
    json::Decoding::Step const step{decoding, name};
    decoding.refuse(spec, {{"max", max}});
}

}  // namespace

void validate(Paging const& paging, json::Decoding& decoding) {
    if (paging.page && (*paging.page < 1 || *paging.page > kPageMax))
        refuse_at(decoding, "page", refusals::page_out_of_range, kPageMax);
    if (paging.size && (*paging.size < 1 || *paging.size > kPageSizeMax))
        refuse_at(decoding, "size", refusals::page_size_out_of_range, kPageSizeMax);
    if (paging.sort && !is_column(*paging.sort))
        refuse_at(decoding, "sort", refusals::sort_malformed, 0);
}

}  // namespace jincai::api

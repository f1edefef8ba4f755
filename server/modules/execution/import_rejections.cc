#include "modules/execution/import_rejections.h"

#include "base/text.h"
#include "modules/execution/import_refusals.h"

namespace jincai::execution {

namespace {

constexpr std::size_t kShown = 1'000;
constexpr std::size_t kValueBytes = 120;

/// What stood in the file, fit to be shown: cut, and without what cannot be printed.
std::string shown(std::string const& value) {
    std::string text = value.substr(0, kValueBytes);
    while (!text.empty() && !is_valid_utf8(text)) text.pop_back();
    return is_plain_line(text) ? text : std::string{"?"};
}

}  // namespace

Rejections::Rejections(std::filesystem::path file, ImportSummary& summary)
    : path_{std::move(file)}, summary_{summary} {}

void Rejections::open() {
    std::filesystem::create_directories(path_.parent_path());
    stream_.open(path_, std::ios::binary | std::ios::trunc);
    writer_.emplace([this](std::string_view bytes) {
        stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }, tabular::ByteOrderMark::written);
    writer_->row({"line", "field", "code", "reason", "reason_en", "value"});
    summary_.rejections_file = path_.string();
}

void Rejections::add(Rejection const& rejection) {
    if (!writer_) open();
    RejectedRow row{.line = rejection.line,
                    .field = rejection.field,
                    .code = std::string{rejection.error.code()},
                    .reason = jincai::text_of(rejection.error, Language::zh),
                    .reason_en = jincai::text_of(rejection.error, Language::en),
                    .value = shown(rejection.value)};
    ++summary_.rejected;
    ++summary_.rejected_by_code[row.code];
    writer_->number(row.line);
    for (auto const* text : {&row.field, &row.code, &row.reason, &row.reason_en, &row.value})
        writer_->text(*text);
    writer_->end_row();
    errors_.try_emplace(row.line, fmt::format("第 {} 行 {}: {} / {}", row.line, row.field,
                                              row.reason, row.reason_en));
    if (summary_.rejections.size() < kShown) summary_.rejections.push_back(std::move(row));
}

Result<void> Rejections::finish() {
    if (!writer_) return {};
    writer_->finish();
    stream_.close();
    if (stream_.fail())
        return refuse(refusals::import_list_unwritten, {{"file", path_.string()}});
    return {};
}

Result<void> Rejections::hand_back(std::filesystem::path const& file,
                                   std::vector<std::string> const& columns,
                                   std::filesystem::path const& returned) const {
    auto reader = JC_TRY(tabular::CsvReader::open(file));
    std::ofstream stream{returned, std::ios::binary | std::ios::trunc};
    tabular::CsvWriter writer{[&](std::string_view bytes) {
        stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }, tabular::ByteOrderMark::written};
    for (auto const& column : columns) writer.text(column);
    writer.text(kErrorColumn).end_row();
    using Next = tabular::CsvReader::Next;
    for (auto next = reader.next(); next != Next::end; next = reader.next()) {
        auto const error = errors_.find(reader.line());
        if (error == errors_.end()) continue;
        // Of a row that is no CSV nothing can be copied but where it stood.
        auto const fields = reader.fields();
        for (std::size_t i = 0; i < columns.size(); ++i)
            writer.text(i < fields.size() ? fields[i] : std::string_view{});
        writer.text(error->second).end_row();
    }
    writer.finish();
    stream.close();
    if (stream.fail())
        return refuse(refusals::import_list_unwritten, {{"file", returned.string()}});
    return {};
}

}  // namespace jincai::execution

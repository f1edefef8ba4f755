#include "platform/tabular/csv.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>

#include <gtest/gtest.h>
#include <zlib.h>

#include "platform/tabular/csv_writer.h"
#include "platform/tabular/refusals.h"

namespace jincai::tabular {
namespace {

using Table = std::vector<std::vector<std::string>>;
using Next = CsvReader::Next;

struct Reading {
    Table rows;
    std::vector<std::int64_t> lines;
    std::vector<std::string> errors;
    std::vector<std::int64_t> error_lines;
};

Reading read_all(CsvReader reader) {
    Reading reading;
    for (Next next = reader.next(); next != Next::end; next = reader.next()) {
        if (next == Next::bad) {
            reading.errors.emplace_back(reader.error().code());
            reading.error_lines.push_back(reader.line());
            continue;
        }
        reading.lines.push_back(reader.line());
        auto& row = reading.rows.emplace_back();
        for (std::string_view field : reader.fields()) row.emplace_back(field);
    }
    return reading;
}

Reading read_text(std::string_view text, CsvOptions options = {}) {
    return read_all(CsvReader::from_text(text, options));
}

std::string packed(std::string_view text) {
    std::string out(compressBound(text.size()) + 64, '\0');
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string in{text};
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

TEST(CsvReader, reads_quotes_commas_and_line_ends_inside_fields) {
    auto const reading = read_text("a,b,c\r\n1,\"x, \"\"y\"\"\",\"two\nlines\"\r\n,,\n\"\",z,\n");
    EXPECT_EQ(
        reading.rows,
        (Table{{"a", "b", "c"}, {"1", "x, \"y\"", "two\nlines"}, {"", "", ""}, {"", "z", ""}}));
    EXPECT_EQ(reading.lines, (std::vector<std::int64_t>{1, 2, 4, 5}));
    EXPECT_TRUE(reading.errors.empty());
}

TEST(CsvReader, needs_no_line_end_after_the_last_row) {
    EXPECT_EQ(read_text("a,b\n1,2").rows, (Table{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(read_text("a,b\n1,\"2\"").rows, (Table{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(read_text("a,b\r\n1,").rows, (Table{{"a", "b"}, {"1", ""}}));
    EXPECT_EQ(read_text("a\r").rows, (Table{{"a"}}));
    EXPECT_TRUE(read_text("").rows.empty());
}

TEST(CsvReader, skips_empty_lines_and_still_counts_them) {
    auto const reading = read_text("\n\r\na\n\n\nb\n");
    EXPECT_EQ(reading.rows, (Table{{"a"}, {"b"}}));
    EXPECT_EQ(reading.lines, (std::vector<std::int64_t>{3, 6}));
}

TEST(CsvReader, drops_the_byte_order_mark) {
    EXPECT_EQ(read_text("\xef\xbb\xbf名称,金额\n").rows, (Table{{"名称", "金额"}}));
    EXPECT_TRUE(read_text("\xef\xbb\xbf").rows.empty());
}

TEST(CsvReader, takes_another_separator) {
    EXPECT_EQ(read_text("a;b,c\n", {.separator = ';'}).rows, (Table{{"a", "b,c"}}));
}

TEST(CsvReader, keeps_a_quote_in_the_middle_of_a_plain_field) {
    EXPECT_EQ(read_text("5\" pipe,b\n").rows, (Table{{"5\" pipe", "b"}}));
}

TEST(CsvReader, reports_a_bad_row_with_its_line_and_goes_on) {
    auto const reading = read_text("a,b\n\"x\"y,1\nc,d\n\xff,e\nf,g\n");
    EXPECT_EQ(reading.rows, (Table{{"a", "b"}, {"c", "d"}, {"f", "g"}}));
    EXPECT_EQ(reading.errors, (std::vector<std::string>{"csv_quote_stray", "csv_not_utf8"}));
    EXPECT_EQ(reading.error_lines, (std::vector<std::int64_t>{2, 4}));
}

TEST(CsvReader, reports_a_quote_that_is_never_closed) {
    auto const reading = read_text("a,b\n\"x,1\nc,d\n");
    EXPECT_EQ(reading.errors, (std::vector<std::string>{"csv_quote_open"}));
    EXPECT_EQ(reading.error_lines, (std::vector<std::int64_t>{2}));
    EXPECT_EQ(reading.rows, (Table{{"a", "b"}, {"c", "d"}}));
}

TEST(CsvReader, bounds_fields_rows_and_columns) {
    CsvOptions const small{.field_bytes_max = 10, .row_bytes_max = 25, .columns_max = 4};
    std::string const at_limit(10, 'x');
    std::string const above(11, 'x');
    EXPECT_EQ(read_text(at_limit + "\n", small).rows.size(), 1U);
    auto const reading = read_text(above + "\n\"" + above + "\"\na,b,c,d\na,b,c,d,e\n" + at_limit +
                                       ',' + at_limit + ',' + at_limit + "\nlast\n",
                                   small);
    EXPECT_EQ(reading.errors,
              (std::vector<std::string>{"csv_row_too_long", "csv_row_too_long",
                                        "csv_too_many_columns", "csv_row_too_long"}));
    EXPECT_EQ(reading.rows, (Table{{"a", "b", "c", "d"}, {"last"}}));
}

TEST(CsvReader, refuses_nul_bytes) {
    EXPECT_EQ(read_text(std::string_view{"a\0b\n", 4}).errors,
              (std::vector<std::string>{"csv_not_utf8"}));
}

TEST(CsvReader, unpacks_gzip_by_content_from_memory_and_from_a_file) {
    std::string text;
    for (int at = 0; at < 50'000; ++at) text += std::to_string(at) + ",名称\n";
    std::string const gz = packed(text);
    EXPECT_EQ(read_text(gz).rows.size(), 50'000U);
    auto const path = std::filesystem::path{testing::TempDir()} / "jincai_csv_test.bin";
    std::ofstream{path, std::ios::binary} << gz;
    auto reader = CsvReader::open(path);
    ASSERT_TRUE(reader);
    EXPECT_EQ(reader->bytes_total(), static_cast<std::int64_t>(gz.size()));
    EXPECT_EQ(read_all(std::move(*reader)).rows.size(), 50'000U);
    std::filesystem::remove(path);
}

TEST(CsvReader, reports_a_file_that_was_cut_off_and_ends) {
    std::string text;
    for (int at = 0; at < 50'000; ++at) text += std::to_string(at * 7919) + ",b\n";
    std::string const gz = packed(text);
    std::string const half = gz.substr(0, gz.size() / 2);
    auto const reading = read_text(half);
    EXPECT_EQ(reading.errors, (std::vector<std::string>{"csv_file_damaged"}));
    auto const path = std::filesystem::path{testing::TempDir()} / "jincai_csv_cut.gz";
    std::ofstream{path, std::ios::binary} << half;
    auto reader = CsvReader::open(path);
    ASSERT_TRUE(reader);
    EXPECT_EQ(read_all(std::move(*reader)).errors, (std::vector<std::string>{"csv_file_damaged"}));
    std::filesystem::remove(path);
}

TEST(CsvReader, refuses_a_file_that_is_not_there) {
    auto const reader = CsvReader::open("/nonexistent.csv");
    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.error().code(), refusals::file_unreadable.code);
    EXPECT_FALSE(CsvReader::open(testing::TempDir()));
}

TEST(CsvReader, reads_back_whatever_the_writer_wrote) {
    std::mt19937 random{20260305};
    std::string const alphabet = "ab,\"\n\r='@+- 中";
    for (int round = 0; round < 300; ++round) {
        Table table;
        std::string text;
        CsvWriter writer{text};
        for (int at = 0; at < 20; ++at) {
            auto& row = table.emplace_back();
            for (int column = 0; column < 3; ++column) {
                std::string& field = row.emplace_back("x");
                for (auto left = random() % 8; left > 0; --left) {
                    auto const c = random() % (alphabet.size() - 2);
                    field += c == alphabet.size() - 3 ? "中" : alphabet.substr(c, 1);
                }
                writer.text(field);
            }
            writer.end_row();
        }
        writer.finish();
        auto const reading = read_text(text);
        ASSERT_EQ(reading.rows, table) << text;
        ASSERT_TRUE(reading.errors.empty());
    }
}

TEST(CsvReader, finds_the_same_rows_wherever_the_buffer_ends) {
    std::string text;
    Table expected;
    while (text.size() < 600 * 1024) {
        std::string const number = std::to_string(expected.size());
        text += number + ",\"a\"\"" + number + "\r\nb\",c\r\n";
        expected.push_back({number, "a\"" + number + "\r\nb", "c"});
    }
    auto const reading = read_text(text);
    EXPECT_EQ(reading.rows, expected);
    EXPECT_EQ(reading.lines.back(), static_cast<std::int64_t>(2 * expected.size() - 1));
}

TEST(CsvReader, reads_more_than_half_a_million_rows_a_second) {
    std::string text;
    constexpr int kRows = 300'000;
    for (int at = 0; at < kRows; ++at) {
        text += "990101,205017,第一中学,2050204,30201,1234.50,2026-03-05,\"办公用品, 一批\"\n";
    }
    auto const start = std::chrono::steady_clock::now();
    auto reader = CsvReader::from_text(text);
    int rows = 0;
    while (reader.next() == Next::row) ++rows;
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - start;
    EXPECT_EQ(rows, kRows);
    // The aim is 500,000 rows a second; a busy machine or a sanitizer build gets a margin of four.
    EXPECT_LT(took.count(), 4.0 * kRows / 500'000);
    RecordProperty("rows_per_second", static_cast<int>(kRows / took.count()));
}

TEST(CsvColumns, finds_columns_by_name_in_any_order) {
    constexpr ColumnSpec kWanted[] = {{"code"}, {"name"}, {"note", Presence::optional}};
    std::vector<std::string_view> const header{" name ", "code"};
    auto const columns = Columns::match(header, kWanted);
    ASSERT_TRUE(columns);
    std::vector<std::string_view> const row{" 学校 ", "205"};
    EXPECT_EQ(columns->text(row, 0), "205");
    EXPECT_EQ(columns->text(row, 1), "学校");
    EXPECT_EQ(columns->text(row, 2), "");
}

TEST(CsvColumns, reports_every_wrong_column_at_once) {
    constexpr ColumnSpec kWanted[] = {{"code"}, {"name"}};
    std::vector<std::string_view> const header{"name", "name", "kode"};
    auto const columns = Columns::match(header, kWanted);
    ASSERT_FALSE(columns);
    ASSERT_EQ(columns.error().more.size(), 3U);
    EXPECT_EQ(columns.error().more[0].code(), refusals::column_twice.code);
    EXPECT_EQ(columns.error().more[1].code(), refusals::column_unknown.code);
    EXPECT_EQ(columns.error().more[2].code(), refusals::column_missing.code);
}

}  // namespace
}  // namespace jincai::tabular

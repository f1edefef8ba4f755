#include "platform/tabular/csv_writer.h"

#include <gtest/gtest.h>

namespace jincai::tabular {
namespace {

TEST(CsvWriter, quotes_only_where_needed) {
    std::string out;
    CsvWriter writer{out};
    writer.row({"plain", "a,b", "say \"hi\"", "two\nlines", " edge", ""});
    writer.finish();
    EXPECT_EQ(out, "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" edge\",\r\n");
}

TEST(CsvWriter, writes_numbers_and_amounts_as_they_are) {
    std::string out;
    {
        CsvWriter writer{out, ByteOrderMark::written, ';'};
        writer.number(-5).amount(Money::from_fen(-123450)).end_row();
    }
    EXPECT_EQ(out, "\xef\xbb\xbf-5;-1234.50\r\n");
}

TEST(CsvWriter, disarms_everything_a_spreadsheet_would_run) {
    for (std::string const& text :
         {std::string{"=1+1"}, std::string{"=HYPERLINK(\"http://x\")"},
          std::string{"+cmd|' /C x'!A0"}, std::string{"-2+3"}, std::string{"-"}, std::string{"--1"},
          std::string{"@SUM(A1)"}, std::string{"\t=1"}, std::string{"\r=1"}, std::string{"\0=1", 3},
          std::string{"＝1"}, std::string{"＋1"}, std::string{"－1"}, std::string{"＠x"},
          std::string{"-1.2.3"}, std::string{"-1e9"}, std::string{"+."}}) {
        EXPECT_EQ(protected_field(text), "'" + text) << text;
        EXPECT_EQ(unprotected(protected_field(text)), text);
    }
}

TEST(CsvWriter, leaves_harmless_text_and_numbers_alone) {
    for (std::string_view text :
         {"", "a=1", "12", "-12.50", "+8613", "'tis", "中文", "0", "-0.07"}) {
        EXPECT_EQ(protected_field(text), text);
        EXPECT_EQ(unprotected(text), text);
    }
}

TEST(CsvWriter, gives_back_exactly_what_looked_protected_before) {
    for (std::string_view text : {"'=1", "''=1", "'-2+3", "'", "''"}) {
        EXPECT_EQ(unprotected(protected_field(text)), text);
    }
}

TEST(CsvWriter, hands_out_pieces_and_the_rest_at_the_end) {
    std::size_t pieces = 0;
    std::size_t bytes = 0;
    {
        CsvWriter writer{[&](std::string_view piece) {
            ++pieces;
            bytes += piece.size();
        }};
        for (int at = 0; at < 20'000; ++at) writer.row({"12345678"});
    }
    EXPECT_EQ(bytes, 20'000U * 10);
    EXPECT_GE(pieces, 3U);
}

}  // namespace
}  // namespace jincai::tabular

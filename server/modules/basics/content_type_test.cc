#include "modules/basics/content_type.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace jincai::basics {
namespace {

std::string bytes(std::uint64_t value, int count) {
    std::string out;
    for (int at = 0; at < count; ++at) out += static_cast<char>(value >> (8 * at) & 0xff);
    return out;
}

/// A zip file of empty entries that claims `unpacked` bytes for each.
std::string a_zip(std::vector<std::string> const& names, std::uint32_t unpacked = 0) {
    std::string out = "PK\x03\x04" + std::string(26, '\0');
    std::size_t const start = out.size();
    for (std::string const& name : names) {
        out += "PK\x01\x02" + std::string(20, '\0') + bytes(unpacked, 4) + bytes(name.size(), 2) +
               std::string(16, '\0') + name;
    }
    std::size_t const length = out.size() - start;
    return out + "PK\x05\x06" + std::string(4, '\0') + bytes(names.size(), 2) +
           bytes(names.size(), 2) + bytes(length, 4) + bytes(start, 4) + bytes(0, 2);
}

std::string type_of(std::string_view content) {
    return std::string{content_type_of(content).value_or("none")};
}

TEST(ContentType, is_told_by_content) {
    EXPECT_EQ(type_of("%PDF-1.7"), "application/pdf");
    EXPECT_EQ(type_of("\x89PNG\r\n\x1a\n...."), "image/png");
    EXPECT_EQ(type_of("\xff\xd8\xff\xe0"), "image/jpeg");
    EXPECT_EQ(type_of("\xef\xbb\xbf说明\r\n第二行\t"), "text/plain");
    EXPECT_EQ(type_of(a_zip({"OFD.xml", "Doc_0/Document.xml"})), "application/ofd");
    EXPECT_NE(type_of(a_zip({"[Content_Types].xml", "word/document.xml"})).find("wordprocessing"),
              std::string::npos);
    EXPECT_NE(type_of(a_zip({"xl/workbook.xml"})).find("spreadsheet"), std::string::npos);
}

TEST(ContentType, accepts_nothing_that_a_browser_or_a_shell_would_run) {
    for (std::string_view content : {"<html>", "  \n<svg onload=x>", "<?xml version='1.0'?>",
                                     "\xef\xbb\xbf<script>", "MZ\x90\x03",
                                     "\x7f"
                                     "ELF",
                                     "GIF89a\x01",
                                     "a\x01"
                                     "b",
                                     "\xff\xfe"
                                     "a"}) {
        EXPECT_EQ(type_of(content), "none") << content;
    }
}

TEST(ContentType, refuses_packed_files_that_are_unsound) {
    EXPECT_EQ(type_of(a_zip({"a.txt"})), "none");
    EXPECT_EQ(type_of(a_zip({"word/document.xml", "word/vbaProject.bin"})), "none");
    EXPECT_EQ(type_of(a_zip({"word/document.xml", "../../etc/passwd"})), "none");
    EXPECT_EQ(type_of(a_zip({"word/document.xml", "/etc/passwd"})), "none");
    EXPECT_EQ(type_of(a_zip({"word/document.xml"}, 0xffff'ffff)), "none");
    std::string const whole = a_zip({"word/document.xml"});
    for (std::size_t length = 0; length < whole.size(); ++length) {
        EXPECT_EQ(type_of(whole.substr(0, length)).find("wordprocessing"), std::string::npos);
    }
}

}  // namespace
}  // namespace jincai::basics

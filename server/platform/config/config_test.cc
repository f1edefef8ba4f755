#include "platform/config/config.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "platform/config/refusals.h"

namespace jincai::config {
namespace {

BOOST_DEFINE_ENUM_CLASS(Light, green, yellow)

struct Part {
    std::string name;
    std::optional<std::int32_t> count;
};
BOOST_DESCRIBE_STRUCT(Part, (), (name, count))

struct Settings {
    bool enabled = false;
    std::int64_t port = 8080;
    std::string title;
    Light light = Light::green;
    Money limit_fen;
    BusinessDate since;
    std::vector<Part> parts;
    std::map<std::string, std::string> names;
    FundCode fund;
};
BOOST_DESCRIBE_STRUCT(Settings, (),
                      (enabled, port, title, light, limit_fen, since, parts, names, fund))

constexpr std::string_view kGood = R"(
enabled: true
port: 9000
title: "金财"
light: yellow
limit_fen: 123456
since: 2026-03-05
parts:
  - { name: a, count: 3 }
  - name: b
names: { x: one, y: two }
fund: 11
)";

std::vector<std::string> codes_of(Error const& error) {
    std::vector<std::string> codes;
    if (error.more.empty()) codes.emplace_back(error.code());
    for (Error const& item : error.more) codes.emplace_back(item.code());
    return codes;
}

std::string figure(Error const& error, std::string_view name) {
    for (Figure const& item : error.figures) {
        if (item.name == name) return std::get<std::string>(item.value);
    }
    return "";
}

TEST(Config, reads_every_kind_of_value) {
    auto const read = load_text<Settings>(kGood, "a.yaml");
    ASSERT_TRUE(read) << text_of(read.error(), Language::en);
    EXPECT_TRUE(read->enabled);
    EXPECT_EQ(read->port, 9000);
    EXPECT_EQ(read->title, "金财");
    EXPECT_EQ(read->light, Light::yellow);
    EXPECT_EQ(read->limit_fen, Money::from_fen(123456));
    EXPECT_EQ(read->since, make_date(2026, 3, 5));
    ASSERT_EQ(read->parts.size(), 2U);
    EXPECT_EQ(read->parts[0].count, 3);
    EXPECT_FALSE(read->parts[1].count);
    EXPECT_EQ(read->names.at("y"), "two");
    EXPECT_EQ(read->fund, FundCode{"11"});
}

TEST(Config, refuses_an_unknown_key_with_its_path_and_line) {
    auto const read = load_text<Part>("name: a\ncuont: 3\n", "part.yaml");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), refusals::key_unknown.code);
    EXPECT_EQ(read.error().path, "/cuont");
    EXPECT_EQ(figure(read.error(), "line"), "2");
    EXPECT_EQ(figure(read.error(), "file"), "part.yaml");
}

TEST(Config, reports_all_findings_at_once) {
    std::string text{kGood};
    text.replace(text.find("9000"), 4, "9e9x");
    text.replace(text.find("yellow"), 6, "purple");
    text.replace(text.find("2026-03-05"), 10, "2026-02-30");
    text.replace(text.find("title"), 5, "tilte");
    auto const read = load_text<Settings>(text, "a.yaml");
    ASSERT_FALSE(read);
    EXPECT_EQ(
        codes_of(read.error()),
        (std::vector<std::string>{"config_value_wrong", "config_key_missing", "config_value_wrong",
                                  "config_value_wrong", "config_key_unknown"}));
}

TEST(Config, names_the_place_of_a_nested_finding) {
    std::string text{kGood};
    text.replace(text.find("count: 3"), 8, "count: x");
    auto const read = load_text<Settings>(text, "a.yaml");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().path, "/parts/0/count");
    EXPECT_EQ(figure(read.error(), "line"), "9");
}

TEST(Config, refuses_a_key_given_twice) {
    auto const read = load_text<Part>("name: a\nname: b\n", "part.yaml");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), refusals::key_twice.code);
    EXPECT_EQ(figure(read.error(), "line"), "2");
}

TEST(Config, refuses_aliases_anchors_tags_and_a_second_document) {
    for (std::string_view text : {"name: &a x\n", "name: *a\n", "name: !!str x\n",
                                  "name: a\n---\nname: b\n", "name: [a\n", "name: \xff\n"}) {
        auto const read = load_text<Part>(text, "part.yaml");
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code(), refusals::syntax.code) << text;
    }
}

TEST(Config, refuses_deep_nesting_instead_of_exhausting_the_stack) {
    std::string text = "name: ";
    text.append(5'000, '[');
    text.append(5'000, ']');
    auto const read = load_text<Part>(text, "part.yaml");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), refusals::syntax.code);
}

TEST(Config, keeps_defaults_only_when_asked_to) {
    EXPECT_FALSE(load_text<Settings>("port: 1\n", "a.yaml"));
    auto const read = load_text<Settings>("port: 1\n", "a.yaml", Missing::keep_default);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->port, 1);
    EXPECT_EQ(read->light, Light::green);
}

TEST(Config, refuses_numbers_that_do_not_fit) {
    EXPECT_FALSE(load_text<Part>("name: a\ncount: 2147483648\n", "p"));
    EXPECT_TRUE(load_text<Part>("name: a\ncount: 2147483647\n", "p"));
    EXPECT_FALSE(load_text<Part>("name: a\ncount: 1.5\n", "p"));
    EXPECT_FALSE(load_text<Part>("name: a\ncount: \"1\"\n", "p"));
}

TEST(Config, says_which_file_cannot_be_read) {
    auto const read = load_yaml<Part>("/nonexistent/part.yaml");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), refusals::file_unreadable.code);
}

}  // namespace
}  // namespace jincai::config

#include "platform/http/files.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jincai::http {
namespace {

namespace fs = std::filesystem;

class HttpFiles : public testing::Test {
protected:
    HttpFiles() {
        std::string name = (fs::temp_directory_path() / "jincai-files-XXXXXX").string();
        root_ = mkdtemp(name.data());
        write("web/index.html", "<html>page</html>");
        write("web/favicon.ico", "icon");
        write("web/assets/app-1a2b.js", "plain");
        write("web/assets/app-1a2b.js.br", "brotli");
        write("web/assets/app-1a2b.js.gz", "gzip");
        write("secret.txt", "secret");
        fs::create_symlink(root_ / "secret.txt", root_ / "web/link.txt");
    }
    ~HttpFiles() override { fs::remove_all(root_); }

    void write(std::string const& name, std::string_view content) const {
        fs::create_directories((root_ / name).parent_path());
        std::ofstream{root_ / name} << content;
    }
    [[nodiscard]] Response get(std::string path, Pairs const& headers = {}) const {
        Request request;
        request.path = std::move(path);
        for (auto const& [name, value] : headers) request.headers.add(name, value);
        return Files{root_ / "web"}.serve(request);
    }

    fs::path root_;
};

TEST_F(HttpFiles, serves_files_with_their_type) {
    auto const icon = get("/favicon.ico");
    EXPECT_EQ(icon.body, "icon");
    EXPECT_EQ(icon.headers.get("Content-Type"), "image/x-icon");
    EXPECT_EQ(icon.headers.get("Cache-Control"), "no-cache");
}

TEST_F(HttpFiles, keeps_files_with_a_hash_in_their_name_for_ever) {
    EXPECT_THAT(get("/assets/app-1a2b.js").headers.get("Cache-Control"),
                testing::HasSubstr("immutable"));
}

TEST_F(HttpFiles, sends_the_best_variant_that_is_accepted) {
    auto const with = [&](std::string const& accepted) {
        return get("/assets/app-1a2b.js", {{"Accept-Encoding", accepted}});
    };
    EXPECT_EQ(with("gzip, deflate, br").body, "brotli");
    EXPECT_EQ(with("gzip, deflate, br").headers.get("Content-Encoding"), "br");
    EXPECT_EQ(with("gzip, br;q=0").body, "gzip");
    EXPECT_EQ(with("identity").body, "plain");
    EXPECT_EQ(with("identity").headers.get("Vary"), "Accept-Encoding");
    EXPECT_FALSE(with("identity").headers.has("Content-Encoding"));
    EXPECT_EQ(get("/assets/app-1a2b.js.br").status, 404);
}

TEST_F(HttpFiles, answers_addresses_of_the_page_with_the_page) {
    for (auto const* path : {"/", "/todo", "/execution/payments/17"}) {
        EXPECT_EQ(get(path).body, "<html>page</html>") << path;
        EXPECT_EQ(get(path).headers.get("Cache-Control"), "no-cache");
    }
    EXPECT_EQ(get("/assets/lost.js").status, 404);
}

TEST_F(HttpFiles, says_not_modified_for_the_version_at_hand) {
    auto const etag = std::string{get("/favicon.ico").headers.get("ETag")};
    auto const again = get("/favicon.ico", {{"If-None-Match", "\"x\", W/" + etag}});
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(get("/favicon.ico", {{"If-None-Match", "\"x\""}}).status, 200);
}

TEST_F(HttpFiles, never_leaves_its_directory) {
    for (auto const* path :
         {"/../secret.txt", "/assets/../../secret.txt", "/..\\secret.txt", "//secret.txt",
          "/%2e%2e/secret.txt", "/link.txt", "/web/../secret.txt"})
        EXPECT_EQ(get(path).status, 404) << path;
    EXPECT_EQ(get("/" + (root_ / "secret.txt").string()).status, 404);
    EXPECT_EQ(get((root_ / "secret.txt").string()).status, 404);
}

TEST_F(HttpFiles, has_no_pages_without_a_directory) {
    Request request;
    request.path = "/";
    EXPECT_EQ(Files{root_ / "absent"}.serve(request).status, 404);
}

}  // namespace
}  // namespace jincai::http

#include "platform/config/node.h"
#include "platform/config/refusals.h"

#include <filesystem>
#include <fstream>
#include <istream>
#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "base/text.h"

namespace jincai::config {
namespace {

constexpr std::size_t kDepthMax = 32;
constexpr std::uintmax_t kFileBytesMax = 16 * 1024 * 1024;

/// Thrown through the parser, which offers no other way to stop it; caught in `parse`.
struct Stop {
    Error error;
};

/// Builds the tree from the parser's events. Events rather than yaml-cpp's own tree: that one
/// forgets lines of keys and lets doubled keys pass.
class Builder final : public YAML::EventHandler {
public:
    explicit Builder(std::string_view source) : source_{source} {}

    [[nodiscard]] Node take() { return std::move(root_); }

    void OnDocumentStart(YAML::Mark const&) override {}
    void OnDocumentEnd() override {}

    void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        add(Node{.kind = Node::Kind::null, .line = mark.line + 1});
    }
    void OnAlias(YAML::Mark const& mark, YAML::anchor_t) override {
        stop(mark, "aliases are not allowed");
    }
    void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                  std::string const& value) override {
        refuse_anchor(mark, anchor);
        bool const quoted = tag == "!";
        if (!quoted && tag != "?" && !tag.empty()) stop(mark, "tags are not allowed");
        Node node{.kind = Node::Kind::scalar, .line = mark.line + 1};
        node.quoted = quoted;
        node.text = value;
        if (!quoted && (value == "~" || value == "null")) node.kind = Node::Kind::null;
        add(std::move(node));
    }
    void OnSequenceStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, Node::Kind::sequence);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, Node::Kind::map);
    }
    void OnMapEnd() override { close(); }

private:
    struct Level {
        Node node;
        std::optional<std::string> key = {};  ///< of a map: read, its value still to come
    };

    void open(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
              Node::Kind kind) {
        refuse_anchor(mark, anchor);
        if (!tag.empty() && tag != "?" && tag != "!") stop(mark, "tags are not allowed");
        if (stack_.size() >= kDepthMax) stop(mark, "nested too deeply");
        stack_.push_back(Level{Node{.kind = kind, .line = mark.line + 1}});
    }

    void close() {
        Node node = std::move(stack_.back().node);
        stack_.pop_back();
        add(std::move(node));
    }

    void add(Node node) {
        if (stack_.empty()) {
            root_ = std::move(node);
            return;
        }
        Level& level = stack_.back();
        if (level.node.kind == Node::Kind::sequence) {
            level.node.items.push_back(std::move(node));
        } else if (!level.key) {
            take_key(level, node);
        } else {
            level.node.members.emplace_back(std::move(*level.key), std::move(node));
            level.key.reset();
        }
    }

    void take_key(Level& level, Node const& node) {
        if (node.kind != Node::Kind::scalar) {
            throw Stop{syntax_error(node.line, "a key must be plain text")};
        }
        if (level.node.find(node.text) != nullptr) {
            throw Stop{Error{
                .spec = &refusals::key_twice,
                .figures = {
                    {"file", source_}, {"line", std::to_string(node.line)}, {"key", node.text}}}};
        }
        level.key = node.text;
    }

    void refuse_anchor(YAML::Mark const& mark, YAML::anchor_t anchor) {
        if (anchor != 0) stop(mark, "anchors are not allowed");
    }
    [[noreturn]] void stop(YAML::Mark const& mark, std::string problem) {
        throw Stop{syntax_error(mark.line + 1, std::move(problem))};
    }
    [[nodiscard]] Error syntax_error(int line, std::string problem) const {
        return Error{.spec = &refusals::syntax,
                     .figures = {{"file", source_},
                                 {"line", std::to_string(line)},
                                 {"problem", std::move(problem)}}};
    }

    std::string source_;
    Node root_;
    std::vector<Level> stack_;
};

std::unexpected<Error> syntax(std::string_view source, int line, std::string problem) {
    return refuse(refusals::syntax, {{"file", std::string{source}},
                                     {"line", std::to_string(line)},
                                     {"problem", std::move(problem)}});
}

int first_bad_line(std::string_view text) {
    int line = 1;
    for (std::string_view part : split(text, '\n')) {
        if (!is_valid_utf8(part)) return line;
        ++line;
    }
    return line;
}

}  // namespace

Node const* Node::find(std::string_view key) const {
    for (auto const& [name, node] : members) {
        if (name == key) return &node;
    }
    return nullptr;
}

Result<Node> parse(std::string_view text, std::string_view source) {
    if (!is_valid_utf8(text)) return syntax(source, first_bad_line(text), "not UTF-8 text");
    try {
        std::istringstream stream{std::string{text}};
        YAML::Parser parser{stream};
        Builder builder{source};
        parser.HandleNextDocument(builder);
        Node root = builder.take();
        Builder rest{source};
        if (parser.HandleNextDocument(rest)) return syntax(source, 1, "more than one document");
        return root;
    } catch (Stop& stop) {
        return std::unexpected(std::move(stop.error));
    } catch (YAML::Exception const& problem) {
        return syntax(source, problem.mark.line + 1, problem.msg);
    }
}

Result<std::string> read_text(std::string const& path) {
    std::error_code failed;
    auto const size = std::filesystem::file_size(path, failed);
    std::ifstream file{path, std::ios::binary};
    if (failed || size > kFileBytesMax || !file) {
        return refuse(refusals::file_unreadable, {{"file", path}});
    }
    std::string text(size, '\0');
    file.read(text.data(), static_cast<std::streamsize>(size));
    if (file.gcount() != static_cast<std::streamsize>(size)) {
        return refuse(refusals::file_unreadable, {{"file", path}});
    }
    return text;
}

}  // namespace jincai::config

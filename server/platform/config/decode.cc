#include "platform/config/decode.h"

#include <filesystem>

#include "base/text.h"
#include "platform/config/config.h"
#include "platform/config/refusals.h"

namespace jincai::config {
namespace {

std::string last_part(std::string const& path) {
    return path.substr(path.rfind('/') + 1);
}

std::string shown(Node const& node) {
    switch (node.kind) {
        case Node::Kind::null:
            return "null";
        case Node::Kind::scalar:
            return node.text;
        case Node::Kind::sequence:
            return "[...]";
        case Node::Kind::map:
            return "{...}";
    }
    return {};
}

std::string_view name_of(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::null:
            return "null";
        case Node::Kind::scalar:
            return "one value";
        case Node::Kind::sequence:
            return "a list";
        case Node::Kind::map:
            return "a block of keys";
    }
    return {};
}

}  // namespace

void Decoder::find(RefusalSpec const& spec, Node const& node, std::string const& path,
                   std::vector<Figure> figures) {
    figures.push_back({"file", source_});
    figures.push_back({"line", std::to_string(node.line)});
    findings_.push_back(Error{.spec = &spec, .path = path, .figures = std::move(figures)});
}

void Decoder::wrong_value(Node const& node, std::string const& path, std::string expected) {
    find(refusals::value_wrong, node, path,
         {{"key", last_part(path)}, {"text", shown(node)}, {"expected", std::move(expected)}});
}

bool Decoder::expect(Node const& node, std::string const& path, Node::Kind kind) {
    // A key without anything behind it is an empty list or block.
    bool const empty = node.kind == Node::Kind::null && kind != Node::Kind::scalar;
    if (node.kind == kind || empty) return true;
    wrong_value(node, path, std::string{name_of(kind)});
    return false;
}

bool Decoder::integer(Node const& node, std::string const& path, std::int64_t min, std::int64_t max,
                      std::int64_t& value) {
    if (!expect(node, path, Node::Kind::scalar)) return false;
    auto const number = node.quoted ? std::nullopt : parse_int(node.text);
    if (!number || *number < min || *number > max) {
        wrong_value(node, path, "a whole number in range");
        return false;
    }
    value = *number;
    return true;
}

void Decoder::decode(Node const& node, std::string const& path, bool& value) {
    if (!expect(node, path, Node::Kind::scalar)) return;
    if (node.quoted || (node.text != "true" && node.text != "false")) {
        wrong_value(node, path, "true or false");
        return;
    }
    value = node.text == "true";
}

void Decoder::decode(Node const& node, std::string const& path, std::string& value) {
    if (expect(node, path, Node::Kind::scalar)) value = node.text;
}

void Decoder::decode(Node const& node, std::string const& path, Money& value) {
    std::int64_t fen = 0;
    if (integer(node, path, -kMoneyMax.fen(), kMoneyMax.fen(), fen)) value = Money::from_fen(fen);
}

void Decoder::decode(Node const& node, std::string const& path, BusinessDate& value) {
    if (!expect(node, path, Node::Kind::scalar)) return;
    auto const date = parse_date(node.text);
    if (!date) {
        wrong_value(node, path, "a date like 2026-03-05");
        return;
    }
    value = *date;
}

void Decoder::decode(Node const& node, std::string const& path, BasisPoints& value) {
    decode(node, path, value.value);
}

void Decoder::absent(Node const& node, std::string const& path) {
    if (missing_ == Missing::keep_default) return;
    find(refusals::key_missing, node, path, {{"key", last_part(path)}});
}

void Decoder::refuse_unknown(Node const& node, std::string const& path,
                             std::vector<std::string_view> const& known) {
    for (auto const& [key, child] : node.members) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        find(refusals::key_unknown, child, path + '/' + key,
             {{"key", key}, {"known", fmt::format("{}", fmt::join(known, ", "))}});
    }
}

void Decoder::not_a_choice(Node const& node, std::string const& path, std::string choices) {
    wrong_value(node, path, "one of " + choices);
}

Result<void> Decoder::verdict() const {
    if (findings_.empty()) return {};
    if (findings_.size() == 1) return std::unexpected(findings_.front());
    return std::unexpected(
        Error{.spec = &refusals::several,
              .figures = {{"file", source_}, {"count", std::to_string(findings_.size())}},
              .more = findings_});
}

Result<std::vector<std::filesystem::path>> yaml_files(std::filesystem::path const& folder) {
    std::error_code failed;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator at{folder, failed}, end; !failed && at != end;
         at.increment(failed)) {
        if (at->path().extension() == ".yaml") files.push_back(at->path());
    }
    if (failed) return refuse(refusals::file_unreadable, {{"file", folder.string()}});
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace jincai::config

#include "platform/backup/archive.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "platform/backup/files.h"
#include "platform/backup/pages.h"
#include "platform/backup/refusals.h"
#include "platform/json/codec.h"

namespace jincai::backup {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kFormat = 1;

std::string text_of_file(fs::path const& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void write_text(fs::path const& file, std::string const& text) {
    std::ofstream out{file, std::ios::binary | std::ios::trunc};
    if (!(out << text).flush()) throw std::runtime_error{file.string() + ": cannot be written"};
    out.close();
    sync(file);
}

std::unexpected<Error> damaged(fs::path const& folder, std::string_view file) {
    return refuse(refusals::backup_damaged, {{"backup", folder.filename().string()},
                                             {"file", std::string{file}}});
}

Result<Backup> read_backup(fs::path const& folder) {
    auto const text = text_of_file(folder / "manifest.json");
    if (crypto::hex(crypto::sm3(text)) + "\n" != text_of_file(folder / "manifest.sm3"))
        return damaged(folder, "manifest.json");
    auto manifest = json::decode<Manifest>(std::string_view{text});
    if (!manifest || manifest->format > kFormat)
        return refuse(refusals::backup_newer, {{"backup", folder.filename().string()}});
    if (folder.filename() != folder_name(manifest->number, manifest->kind))
        return damaged(folder, "manifest.json");
    return Backup{folder, *std::move(manifest)};
}

bool is_backup(fs::directory_entry const& entry) {
    auto const name = entry.path().filename().string();
    return entry.is_directory() && (name.ends_with("-full") || name.ends_with("-incremental")) &&
           name[0] >= '0' && name[0] <= '9';
}

}  // namespace

std::string folder_name(std::int64_t number, Kind kind) {
    return fmt::format("{:04}-{}", number, boost::describe::enum_to_string(kind, ""));
}

void seal(fs::path const& folder, Manifest manifest) {
    manifest.files.clear();
    for (auto const& entry : fs::directory_iterator{folder}) {
        sync(entry.path());
        auto const digest = digest_of(entry.path());
        manifest.files.push_back(
            {entry.path().filename().string(), digest.size_bytes, digest.sm3});
    }
    std::ranges::sort(manifest.files, {}, &StoredFile::name);
    auto const text = json::encode(manifest);
    write_text(folder / "manifest.json", text);
    write_text(folder / "manifest.sm3", crypto::hex(crypto::sm3(text)) + "\n");
    sync(folder);
}

Result<std::vector<Backup>> read_archive(fs::path const& archive) {
    std::vector<Backup> backups;
    std::error_code failed;
    for (auto const& entry : fs::directory_iterator{archive, failed})
        if (is_backup(entry)) backups.push_back(JC_TRY(read_backup(entry.path())));
    if (backups.empty()) return refuse(refusals::backup_none, {{"folder", archive.string()}});
    std::ranges::sort(backups, {}, [](Backup const& backup) { return backup.manifest.number; });
    return backups;
}

Result<void> check_files(Backup const& backup) {
    for (auto const& stored : backup.manifest.files) {
        auto const file = backup.folder / stored.name;
        if (!fs::is_regular_file(file)) return damaged(backup.folder, stored.name);
        auto const found = digest_of(file);
        if (found.size_bytes != stored.size_bytes || found.sm3 != stored.sm3)
            return damaged(backup.folder, stored.name);
    }
    return {};
}

std::vector<Backup> chain_of(std::vector<Backup> const& all, std::size_t at) {
    auto first = at;
    while (first > 0 && all[first].manifest.kind != Kind::full) --first;
    return {all.begin() + static_cast<std::ptrdiff_t>(first),
            all.begin() + static_cast<std::ptrdiff_t>(at) + 1};
}

Result<void> materialize(std::vector<Backup> const& chain, fs::path const& database_file) {
    auto const& wanted = chain.back();
    auto const broken = [&] {
        return refuse(refusals::backup_chain_broken,
                      {{"backup", wanted.folder.filename().string()}});
    };
    if (chain.front().manifest.kind != Kind::full) return broken();
    auto number = chain.front().manifest.number;
    for (auto const& link : chain) {
        if (link.manifest.number != number++) return broken();
        JC_CHECK(check_files(link));
        if (link.manifest.kind == Kind::full) copy_synced(link.folder / "jincai.db", database_file);
        else apply_delta(database_file, link.folder / "pages.delta");
    }
    sync(database_file);
    auto const image = pages_of(database_file);
    if (image.root() != wanted.manifest.image_sm3) return damaged(wanted.folder, "jincai.db");
    return {};
}

}  // namespace jincai::backup

#include "platform/backup/files.h"

#include <cerrno>
#include <fstream>
#include <functional>
#include <string_view>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "platform/crypto/crypto.h"

namespace jincai::backup {

namespace {

constexpr std::size_t kBlock = 1 << 20;

[[noreturn]] void fail(std::string const& what) {
    throw std::system_error(errno == 0 ? EIO : errno, std::generic_category(), what);
}

void for_each_block(std::filesystem::path const& file,
                    std::function<void(std::string_view)> const& take) {
    std::ifstream in{file, std::ios::binary};
    if (!in) fail("open " + file.string());
    std::vector<char> block(kBlock);
    while (in) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        take({block.data(), static_cast<std::size_t>(in.gcount())});
    }
    if (in.bad()) fail("read " + file.string());
}

}  // namespace

FileDigest digest_of(std::filesystem::path const& file) {
    FileDigest digest;
    crypto::Sm3 sm3;
    for_each_block(file, [&](std::string_view block) {
        sm3.update(block);
        digest.size_bytes += static_cast<std::int64_t>(block.size());
    });
    digest.sm3 = crypto::hex(sm3.finish());
    return digest;
}

void sync(std::filesystem::path const& file_or_folder) {
    int const file = ::open(file_or_folder.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) fail("open " + file_or_folder.string());
    int const done = ::fsync(file);
    ::close(file);
    if (done != 0) fail("sync " + file_or_folder.string());
}

FileDigest copy_synced(std::filesystem::path const& from, std::filesystem::path const& to) {
    FileDigest digest;
    crypto::Sm3 sm3;
    std::ofstream out{to, std::ios::binary | std::ios::trunc};
    if (!out) fail("open " + to.string());
    for_each_block(from, [&](std::string_view block) {
        sm3.update(block);
        digest.size_bytes += static_cast<std::int64_t>(block.size());
        out.write(block.data(), static_cast<std::streamsize>(block.size()));
    });
    if (!out.flush()) fail("write " + to.string());
    out.close();
    sync(to);
    digest.sm3 = crypto::hex(sm3.finish());
    return digest;
}

}  // namespace jincai::backup

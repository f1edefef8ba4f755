#include "modules/basics/attachment_files.h"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace jincai::basics {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(char const* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

/// A descriptor that is closed in any case.
class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {
        if (number_ < 0) fail("open attachment");
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

void write_all(int descriptor, std::string_view content) {
    while (!content.empty()) {
        ssize_t const written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail("write attachment");
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(descriptor) != 0) fail("sync attachment");
}

fs::path place_of(fs::path const& folder, std::string_view sm3_hex) {
    return folder / sm3_hex.substr(0, 2) / sm3_hex.substr(2);
}

}  // namespace

void write_by_hash(fs::path const& folder, std::string_view sm3_hex, std::string_view content) {
    fs::path const place = place_of(folder, sm3_hex);
    fs::create_directories(place.parent_path());
    std::error_code failed;
    if (fs::file_size(place, failed) == content.size() && !failed) return;
    std::string partial = place.string() + ".XXXXXX";
    try {
        {
            Descriptor const file{::mkostemp(partial.data(), O_CLOEXEC)};
            write_all(file.number(), content);
        }
        fs::rename(partial, place);
        Descriptor const parent{
            ::open(place.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
        if (::fsync(parent.number()) != 0) fail("sync attachment folder");
    } catch (...) {
        fs::remove(partial, failed);
        throw;
    }
}

std::optional<std::string> read_by_hash(fs::path const& folder, std::string_view sm3_hex) {
    std::ifstream file{place_of(folder, sm3_hex), std::ios::binary};
    if (!file) return std::nullopt;
    std::string content{std::istreambuf_iterator<char>{file}, {}};
    if (file.bad()) return std::nullopt;
    return content;
}

}  // namespace jincai::basics

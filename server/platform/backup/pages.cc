#include "platform/backup/pages.h"

#include <bit>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string_view>

#include "platform/backup/files.h"

namespace jincai::backup {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kListMark = "jincai-pages-1\n";
constexpr std::string_view kDeltaMark = "jincai-delta-1\n";
constexpr std::string_view kDatabaseMark{"SQLite format 3\0", 16};

[[noreturn]] void broken(fs::path const& file, char const* what) {
    throw std::runtime_error{file.string() + ": " + what};
}

/// Whole numbers are eight bytes, the lowest first.
void put(std::ostream& out, std::int64_t number) {
    char bytes[8];
    for (int i = 0; i < 8; ++i)
        bytes[i] = static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i));
    out.write(bytes, sizeof bytes);
}

std::int64_t take(std::istream& in) {
    char bytes[8]{};
    in.read(bytes, sizeof bytes);
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i)
        number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return static_cast<std::int64_t>(number);
}

bool takes_mark(std::istream& in, std::string_view mark) {
    std::string found(mark.size(), '\0');
    in.read(found.data(), static_cast<std::streamsize>(found.size()));
    return in && found == mark;
}

/// Bytes 16 and 17, the higher first; 1 stands for 65536.
std::int64_t page_size_of(std::istream& in, fs::path const& file) {
    if (!takes_mark(in, kDatabaseMark)) broken(file, "not a database file");
    auto const high = static_cast<unsigned char>(in.get());
    auto const low = static_cast<unsigned char>(in.get());
    auto const size = std::int64_t{high} * 256 + low;
    if (size == 1) return 65'536;
    if (size < 512 || !std::has_single_bit(static_cast<std::uint64_t>(size)))
        broken(file, "not a database file");
    return size;
}

}  // namespace

std::string PageList::root() const {
    crypto::Sm3 sm3;
    for (auto const& digest : digests)
        sm3.update({reinterpret_cast<char const*>(digest.data()), digest.size()});
    return crypto::hex(sm3.finish());
}

PageList pages_of(fs::path const& database_file) {
    std::ifstream in{database_file, std::ios::binary};
    PageList list{.page_size = page_size_of(in, database_file), .digests = {}};
    in.seekg(0);
    std::string page(static_cast<std::size_t>(list.page_size), '\0');
    while (in.read(page.data(), static_cast<std::streamsize>(page.size())))
        list.digests.push_back(crypto::sm3(page));
    if (in.gcount() != 0) broken(database_file, "ends in the middle of a page");
    return list;
}

void write_page_list(fs::path const& file, PageList const& list) {
    auto beside = file;
    beside += ".new";
    {
        std::ofstream out{beside, std::ios::binary | std::ios::trunc};
        out << kListMark;
        put(out, list.page_size);
        put(out, std::ssize(list.digests));
        for (auto const& digest : list.digests)
            out.write(reinterpret_cast<char const*>(digest.data()),
                      static_cast<std::streamsize>(digest.size()));
        if (!out.flush()) broken(beside, "cannot be written");
    }
    fs::rename(beside, file);
}

std::optional<PageList> read_page_list(fs::path const& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in || !takes_mark(in, kListMark)) return std::nullopt;
    PageList list{.page_size = take(in), .digests = {}};
    auto const count = take(in);
    auto const whole = static_cast<std::uintmax_t>(kListMark.size()) + 16 +
                       static_cast<std::uintmax_t>(count) * sizeof(crypto::Digest);
    std::error_code failed;
    if (!in || count < 0 || fs::file_size(file, failed) != whole) return std::nullopt;
    list.digests.resize(static_cast<std::size_t>(count));
    for (auto& digest : list.digests)
        in.read(reinterpret_cast<char*>(digest.data()),
                static_cast<std::streamsize>(digest.size()));
    if (!in) return std::nullopt;
    return list;
}

std::int64_t write_delta(fs::path const& delta_file, fs::path const& database_file,
                         PageList const& before, PageList const& now) {
    std::vector<std::int64_t> changed;
    for (std::size_t page = 0; page < now.digests.size(); ++page)
        if (page >= before.digests.size() || before.digests[page] != now.digests[page])
            changed.push_back(static_cast<std::int64_t>(page));
    std::ifstream in{database_file, std::ios::binary};
    std::ofstream out{delta_file, std::ios::binary | std::ios::trunc};
    out << kDeltaMark;
    put(out, now.page_size);
    put(out, std::ssize(now.digests));
    put(out, std::ssize(changed));
    std::string page(static_cast<std::size_t>(now.page_size), '\0');
    for (auto const number : changed) {
        in.seekg(number * now.page_size);
        if (!in.read(page.data(), static_cast<std::streamsize>(page.size())))
            broken(database_file, "cannot be read");
        put(out, number);
        out.write(page.data(), static_cast<std::streamsize>(page.size()));
    }
    if (!out.flush()) broken(delta_file, "cannot be written");
    return std::ssize(changed);
}

void apply_delta(fs::path const& database_file, fs::path const& delta_file) {
    std::ifstream in{delta_file, std::ios::binary};
    std::fstream image{database_file, std::ios::binary | std::ios::in | std::ios::out};
    if (!in || !takes_mark(in, kDeltaMark)) broken(delta_file, "not a delta");
    auto const page_size = take(in);
    auto const pages = take(in);
    auto const changed = take(in);
    if (!in || page_size != page_size_of(image, database_file) || pages < 0)
        broken(delta_file, "does not fit the image");
    std::string page(static_cast<std::size_t>(page_size), '\0');
    for (std::int64_t i = 0; i < changed; ++i) {
        auto const number = take(in);
        if (!in.read(page.data(), static_cast<std::streamsize>(page.size())) || number < 0 ||
            number >= pages)
            broken(delta_file, "is not whole");
        image.seekp(number * page_size);
        image.write(page.data(), static_cast<std::streamsize>(page.size()));
    }
    if (!image.flush()) broken(database_file, "cannot be written");
    image.close();
    fs::resize_file(database_file, static_cast<std::uintmax_t>(pages * page_size));
}

}  // namespace jincai::backup

#include "platform/storage/log_scan.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <span>
#include <vector>

#include "platform/storage/failure.h"

namespace jincai::storage {

namespace {

constexpr std::size_t kHeader = 32;
constexpr std::size_t kFrameHeader = 24;
constexpr std::uint32_t kMagic = 0x377f0682;  // the lowest bit: sums over big-endian words

using Bytes = std::span<unsigned char const>;

std::uint32_t big_endian(Bytes bytes, std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return __builtin_bswap32(value);
}

/// The two running sums of SQLite's log.
struct Sums {
    std::uint32_t one = 0;
    std::uint32_t two = 0;
    friend bool operator==(Sums, Sums) = default;
};

Sums read_sums(Bytes bytes, std::size_t at) {
    return {big_endian(bytes, at), big_endian(bytes, at + 4)};
}

void add(Sums& sums, Bytes bytes, bool big_endian_words) {
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
        std::uint32_t words[2];
        std::memcpy(words, bytes.data() + at, sizeof words);
        if (big_endian_words) {
            words[0] = __builtin_bswap32(words[0]);
            words[1] = __builtin_bswap32(words[1]);
        }
        sums.one += words[0] + sums.two;
        sums.two += words[1] + sums.one;
    }
}

class Log {
public:
    explicit Log(std::filesystem::path const& file) : in_{file, std::ios::binary} {
        if (!in_) throw StorageError{Failure::io, "cannot read the log of the database"};
    }

    LogScan scan() {
        std::vector<unsigned char> header(kHeader);
        if (!fill(header)) return {};
        bool const empty = std::ranges::all_of(header, [](unsigned char c) { return c == 0; });
        if (empty) return {};  // room that a crash left without content
        if (!take_header(header)) return {.header_damaged = true};
        std::vector<unsigned char> frame(kFrameHeader + page_size_);
        while (fill(frame)) take_frame(frame);
        return std::move(found_);
    }

private:
    [[nodiscard]] bool fill(std::vector<unsigned char>& bytes) {
        in_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        return in_.gcount() == static_cast<std::streamsize>(bytes.size());
    }

    [[nodiscard]] bool take_header(Bytes header) {
        auto const magic = big_endian(header, 0);
        if ((magic & ~std::uint32_t{1}) != kMagic) return false;
        big_endian_words_ = (magic & 1) != 0;
        page_size_ = big_endian(header, 8);
        if (page_size_ < 512 || page_size_ > 65'536 || !std::has_single_bit(page_size_)) return false;
        salt_ = read_sums(header, 16);
        add(sums_, header.first(24), big_endian_words_);
        return sums_ == read_sums(header, 24);
    }

    void take_frame(Bytes frame) {
        ++number_;
        // The frame before says where the sums stood, also when it does not verify itself.
        auto sums = sums_;
        add(sums, frame.first(8), big_endian_words_);
        add(sums, frame.subspan(kFrameHeader), big_endian_words_);
        sums_ = read_sums(frame, 16);
        bool const verifies =
            big_endian(frame, 0) != 0 && read_sums(frame, 8) == salt_ && sums == sums_;
        bool const commits = big_endian(frame, 4) != 0;
        if (!verifies && found_.bad_frame == 0) found_.bad_frame = number_;
        if (!verifies) return;
        if (found_.bad_frame != 0) {
            if (commits) ++found_.commits_behind;
            return;
        }
        ++found_.frames;
        open_.insert(big_endian(frame, 0));
        if (commits) found_.pages.merge(open_);
        if (commits) open_.clear();
    }

    std::ifstream in_;
    LogScan found_;
    std::set<std::uint32_t> open_;  ///< pages of the transaction that has not committed yet
    Sums sums_;
    Sums salt_;
    std::uint32_t page_size_ = 0;
    std::int64_t number_ = 0;
    bool big_endian_words_ = false;
};

}  // namespace

LogScan scan_log(std::filesystem::path const& file) {
    if (!std::filesystem::exists(file)) return {};
    return Log{file}.scan();
}

}  // namespace jincai::storage

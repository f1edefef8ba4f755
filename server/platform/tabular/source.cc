#include "platform/tabular/source.h"

#include <cstring>

#include <zlib.h>

namespace jincai::tabular {
namespace {

constexpr unsigned kReadBytes = 256 * 1024;

/// zlib reads plain files as they are and gzip files unpacked, by their first bytes.
class FileSource final : public Source {
public:
    FileSource(gzFile file, std::int64_t total) : file_{file}, total_{total} {
        gzbuffer(file_, kReadBytes);
    }
    ~FileSource() override { gzclose(file_); }
    FileSource(FileSource const&) = delete;
    FileSource& operator=(FileSource const&) = delete;

    std::optional<std::size_t> read(std::span<char> into) override {
        int const count = gzread(file_, into.data(), static_cast<unsigned>(into.size()));
        if (count < 0) return std::nullopt;
        // A file that was cut off ends early and says so only here.
        int code = Z_OK;
        gzerror(file_, &code);
        if (count == 0 && code != Z_OK && code != Z_STREAM_END) return std::nullopt;
        return static_cast<std::size_t>(count);
    }
    std::int64_t consumed() const override { return gzoffset(file_); }
    std::int64_t total() const override { return total_; }

private:
    gzFile file_;
    std::int64_t total_;
};

class TextSource final : public Source {
public:
    explicit TextSource(std::string_view text) : text_{text} {}

    std::optional<std::size_t> read(std::span<char> into) override {
        std::size_t const count = std::min(into.size(), text_.size() - at_);
        std::memcpy(into.data(), text_.data() + at_, count);
        at_ += count;
        return count;
    }
    std::int64_t consumed() const override { return static_cast<std::int64_t>(at_); }
    std::int64_t total() const override { return static_cast<std::int64_t>(text_.size()); }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

class PackedTextSource final : public Source {
public:
    explicit PackedTextSource(std::string_view text) : text_{text} {
        constexpr int kGzipWindow = 15 + 16;
        usable_ = inflateInit2(&stream_, kGzipWindow) == Z_OK;
        // zlib's interface is not const-correct; it does not write to its input.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text_.data()));
        stream_.avail_in = static_cast<uInt>(text_.size());
    }
    ~PackedTextSource() override { inflateEnd(&stream_); }
    PackedTextSource(PackedTextSource const&) = delete;
    PackedTextSource& operator=(PackedTextSource const&) = delete;

    std::optional<std::size_t> read(std::span<char> into) override {
        if (!usable_) return std::nullopt;
        if (ended_) return 0;
        stream_.next_out = reinterpret_cast<Bytef*>(into.data());
        stream_.avail_out = static_cast<uInt>(into.size());
        int const code = inflate(&stream_, Z_NO_FLUSH);
        ended_ = code == Z_STREAM_END;
        std::size_t const count = into.size() - stream_.avail_out;
        if (code != Z_OK && !ended_) return std::nullopt;
        if (count == 0 && !ended_) return std::nullopt;
        return count;
    }
    std::int64_t consumed() const override { return static_cast<std::int64_t>(stream_.total_in); }
    std::int64_t total() const override { return static_cast<std::int64_t>(text_.size()); }

private:
    std::string_view text_;
    z_stream stream_{};
    bool usable_ = false;
    bool ended_ = false;
};

}  // namespace

std::unique_ptr<Source> open_file(std::filesystem::path const& path) {
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed)) return nullptr;
    auto const size = std::filesystem::file_size(path, failed);
    gzFile const file = gzopen(path.c_str(), "rb");
    if (file == nullptr) return nullptr;
    return std::make_unique<FileSource>(file, static_cast<std::int64_t>(failed ? 0 : size));
}

std::unique_ptr<Source> open_text(std::string_view text) {
    if (text.starts_with("\x1f\x8b")) return std::make_unique<PackedTextSource>(text);
    return std::make_unique<TextSource>(text);
}

}  // namespace jincai::tabular

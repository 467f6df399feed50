// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/text_source.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

namespace causeway {

namespace {

constexpr std::size_t kChunk = 256 * 1024;
constexpr int kZstdWindowLog = 27; ///< 128 MiB, the most that zstd itself unpacks without being told to

struct FileCloser {
    void operator()(std::FILE* f) const { std::fclose(f); }
};
struct ZstdFree {
    void operator()(ZSTD_DStream* s) const { ZSTD_freeDStream(s); }
};

} // namespace

struct TextSource::State {
    std::string name;
    std::unique_ptr<std::FILE, FileCloser> file;
    std::string memory; ///< the whole input when there is no file
    std::uint64_t size = 0, stored = 0, given = 0;
    Packing packing = Packing::Plain;
    std::vector<char> in, out;
    std::size_t inPos = 0, inEnd = 0;
    z_stream gzip{};
    bool gzipReady = false;
    bool frameOpen = false; ///< inside a gzip member or a zstd frame
    std::unique_ptr<ZSTD_DStream, ZstdFree> zstd;

    ~State() {
        if (gzipReady)
            inflateEnd(&gzip);
    }
    std::uint64_t consumed() const { return stored - (inEnd - inPos); }
    [[noreturn]] void fail(const std::string& why) const {
        throw Error(ErrorCode::Input, fmt::format("cannot read {} at byte {}", printable(name), consumed()),
                    why, "Copy the file again, or make the dump again.");
    }
    void fill();
    void start();
    std::string_view readGzip();
    std::string_view readZstd();
};

/// Reads more stored bytes when none are left.
void TextSource::State::fill() {
    if (inPos < inEnd)
        return;
    in.resize(kChunk);
    inPos = inEnd = 0;
    if (file) {
        inEnd = std::fread(in.data(), 1, in.size(), file.get());
        if (inEnd == 0 && std::ferror(file.get()))
            fail(std::strerror(errno));
    } else {
        inEnd = std::min<std::size_t>(in.size(), memory.size() - static_cast<std::size_t>(stored));
        std::memcpy(in.data(), memory.data() + stored, inEnd);
    }
    stored += inEnd;
}

/// Tells the packing by the first bytes.
void TextSource::State::start() {
    fill();
    const auto b = [this](std::size_t i) {
        return static_cast<unsigned char>(in[i]);
    };
    if (inEnd >= 2 && b(0) == 0x1F && b(1) == 0x8B) {
        packing = Packing::Gzip;
        gzipReady = inflateInit2(&gzip, 15 + 16) == Z_OK;
        if (!gzipReady)
            fail("zlib does not start");
    } else if (inEnd >= 4 && b(0) == 0x28 && b(1) == 0xB5 && b(2) == 0x2F && b(3) == 0xFD) {
        packing = Packing::Zstd;
        zstd.reset(ZSTD_createDStream());
        if (!zstd)
            fail("zstd does not start");
        ZSTD_DCtx_setParameter(zstd.get(), ZSTD_d_windowLogMax, kZstdWindowLog);
    }
}

std::string_view TextSource::State::readGzip() {
    out.resize(kChunk);
    for (;;) {
        fill();
        if (inPos == inEnd) {
            if (frameOpen)
                fail("the gzip data ends too early");
            return {};
        }
        gzip.next_in = reinterpret_cast<Bytef*>(in.data() + inPos);
        gzip.avail_in = static_cast<uInt>(inEnd - inPos);
        gzip.next_out = reinterpret_cast<Bytef*>(out.data());
        gzip.avail_out = static_cast<uInt>(out.size());
        frameOpen = true;
        const int result = inflate(&gzip, Z_NO_FLUSH);
        inPos = inEnd - gzip.avail_in;
        if (result == Z_STREAM_END) { // another member may follow
            frameOpen = false;
            inflateReset(&gzip);
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            fail(gzip.msg ? gzip.msg : "the gzip data is damaged");
        }
        if (const auto n = out.size() - gzip.avail_out)
            return {out.data(), n};
    }
}

std::string_view TextSource::State::readZstd() {
    out.resize(kChunk);
    for (;;) {
        fill();
        ZSTD_inBuffer input{in.data(), inEnd, inPos};
        ZSTD_outBuffer output{out.data(), out.size(), 0};
        const bool end = inPos == inEnd;
        if (end && !frameOpen)
            return {};
        const auto result = ZSTD_decompressStream(zstd.get(), &output, &input);
        inPos = input.pos;
        if (ZSTD_isError(result))
            fail(ZSTD_getErrorName(result));
        frameOpen = result != 0;
        if (output.pos)
            return {out.data(), output.pos};
        if (end && frameOpen)
            fail("the zstd data ends too early");
    }
}

TextSource::TextSource(std::unique_ptr<State> state) : state_(std::move(state)) {}
TextSource::TextSource(TextSource&&) noexcept = default;
TextSource& TextSource::operator=(TextSource&&) noexcept = default;
TextSource::~TextSource() = default;

TextSource TextSource::open(const std::string& path) {
    auto s = std::make_unique<State>();
    s->name = path;
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0 || S_ISDIR(info.st_mode))
        throw Error(ErrorCode::Input, "cannot open " + printable(path),
                    S_ISDIR(info.st_mode) ? "it is a folder" : std::strerror(errno));
    s->file.reset(std::fopen(path.c_str(), "rb"));
    if (!s->file)
        throw Error(ErrorCode::Input, "cannot open " + printable(path), std::strerror(errno));
    s->size = static_cast<std::uint64_t>(std::max<off_t>(info.st_size, 0));
    s->start();
    return TextSource(std::move(s));
}

TextSource TextSource::fromMemory(std::string name, std::string bytes) {
    auto s = std::make_unique<State>();
    s->name = std::move(name);
    s->size = bytes.size();
    s->memory = std::move(bytes);
    s->start();
    return TextSource(std::move(s));
}

std::string_view TextSource::read() {
    std::string_view chunk;
    if (state_->packing == Packing::Gzip) {
        chunk = state_->readGzip();
    } else if (state_->packing == Packing::Zstd) {
        chunk = state_->readZstd();
    } else {
        state_->fill();
        chunk = {state_->in.data() + state_->inPos, state_->inEnd - state_->inPos};
        state_->inPos = state_->inEnd;
    }
    state_->given += chunk.size();
    return chunk;
}

const std::string& TextSource::name() const {
    return state_->name;
}
TextSource::Packing TextSource::packing() const {
    return state_->packing;
}
std::uint64_t TextSource::size() const {
    return state_->size;
}
std::uint64_t TextSource::bytesRead() const {
    return state_->consumed();
}
std::uint64_t TextSource::bytesGiven() const {
    return state_->given;
}

} // namespace causeway

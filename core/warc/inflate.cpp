#include <array>
#include <new>

#include <zlib.h>

#include "text/cat.h"
#include "warc/bytes.h"
#include "warc/warc.h"

namespace stet::warc {
namespace {

constexpr std::size_t piece = 64 * 1024;
constexpr std::string_view gzip_magic = "\x1f\x8b";

// zlib's names of what a stream may be (inflateInit2).
constexpr int gzip_stream = 16 + MAX_WBITS;
constexpr int zlib_stream = MAX_WBITS;
constexpr int bare_stream = -MAX_WBITS;

/// A zlib stream that is closed at the end.
class Stream {
  public:
    explicit Stream(int kind) {
        if (inflateInit2(&z_, kind) != Z_OK)
            throw std::bad_alloc();
    }
    ~Stream() { inflateEnd(&z_); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    void feed(std::string_view bytes) {
        z_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        z_.avail_in = static_cast<uInt>(bytes.size());
    }
    std::size_t unread() const { return z_.avail_in; }
    /// Appends what one step gives; zlib's status.
    int step(std::string& out, std::size_t most) {
        const std::size_t before = out.size();
        out.resize(before + most);
        z_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
        z_.avail_out = static_cast<uInt>(most);
        const int status = inflate(&z_, Z_NO_FLUSH);
        out.resize(before + most - z_.avail_out);
        return status;
    }
    void restart() { inflateReset(&z_); }

  private:
    z_stream z_{};
};

bool looks_like_zlib(std::string_view bytes) {
    if (bytes.size() < 2)
        return false;
    const unsigned first = static_cast<unsigned char>(bytes[0]);
    const unsigned second = static_cast<unsigned char>(bytes[1]);
    return (first & 0x0f) == 8 && (first * 256 + second) % 31 == 0;
}

}  // namespace

Result<std::string> inflated(std::string_view bytes, std::size_t limit) {
    const int kind = bytes.starts_with(gzip_magic) ? gzip_stream
                     : looks_like_zlib(bytes)      ? zlib_stream
                                                   : bare_stream;
    Stream stream(kind);
    std::string out;
    while (!bytes.empty()) {
        const std::string_view part = bytes.substr(0, piece);
        stream.feed(part);
        const int status = stream.step(out, piece);
        bytes.remove_prefix(part.size() - stream.unread());
        if (out.size() > limit)
            return Error{Error::Kind::too_large, text::cat("more than ", limit, " bytes"), {}, {}};
        if (status == Z_STREAM_END)
            return out;
        if (status != Z_OK)
            return Error{Error::Kind::unreadable, "the packed bytes are damaged", {}, {}};
    }
    return Error{Error::Kind::cut, "the packed bytes end too soon", {}, {}};
}

bool is_warc(std::string_view start) {
    if (!start.starts_with(gzip_magic))
        return start.starts_with("WARC/");
    Stream stream(gzip_stream);
    stream.feed(start.substr(0, piece));
    std::string out;
    stream.step(out, 5);
    return out == "WARC/";
}

struct Reader::Bytes::Inflater {
    Stream stream{gzip_stream};
    bool within = false;  // a member has begun and not ended
};

Reader::Bytes::Bytes(Pull pull) : pull_(std::move(pull)) {}
Reader::Bytes::~Bytes() = default;

bool Reader::Bytes::pull_packed() {
    packed_.resize(piece);
    packed_.resize(pull_(packed_.data(), packed_.size()));
    return !packed_.empty();
}

bool Reader::Bytes::more() {
    buffer_.erase(0, at_);
    at_ = 0;
    if (!begun_)
        begin();
    if (inflater_)
        return inflate_some();
    if (packed_.empty() && !pull_packed())
        return false;
    buffer_ += packed_;
    packed_.clear();
    return true;
}

/// The first two bytes tell whether the file is packed.
void Reader::Bytes::begin() {
    begun_ = true;
    std::string start;
    while (start.size() < gzip_magic.size() && pull_packed())
        start += packed_;
    packed_ = std::move(start);
    if (std::string_view(packed_).starts_with(gzip_magic)) {
        inflater_ = std::make_unique<Inflater>();
        inflater_->stream.feed(packed_);
    }
}

/// Members follow one another without a gap; each holds a record, or the first one all of them.
bool Reader::Bytes::inflate_some() {
    Stream& stream = inflater_->stream;
    const std::size_t before = buffer_.size();
    while (buffer_.size() == before) {
        if (fault_)
            return false;
        if (stream.unread() == 0) {
            if (!pull_packed()) {
                if (inflater_->within)
                    fault_ = Error{Error::Kind::cut, "the file ends within a record", {}, {}};
                return false;
            }
            stream.feed(packed_);
        }
        inflater_->within = true;
        const int status = stream.step(buffer_, piece);
        if (status == Z_STREAM_END) {
            inflater_->within = false;
            stream.restart();
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            fault_ = Error{Error::Kind::unreadable, "the packed bytes are damaged", {}, {}};
        }
    }
    return true;
}

}  // namespace stet::warc

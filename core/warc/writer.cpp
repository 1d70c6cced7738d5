#include <array>
#include <new>
#include <ostream>

#include <zlib.h>

#include "base/digest.h"
#include "text/ascii.h"
#include "text/cat.h"
#include "warc/warc.h"

namespace stet::warc {
namespace {

/// `<urn:uuid:...>` (RFC 9562, version 8), made from what the record says.
std::string id_of(std::string_view type, std::string_view target, std::string_view date,
                  std::string_view block) {
    Digest digest = sha256(text::cat(type, '\n', target, '\n', date, '\n', hex(sha256(block))));
    digest[6] = static_cast<std::uint8_t>((digest[6] & 0x0f) | 0x80);
    digest[8] = static_cast<std::uint8_t>((digest[8] & 0x3f) | 0x80);
    const std::string digits = hex(bytes_of(digest).substr(0, 16));
    return text::cat("<urn:uuid:", digits.substr(0, 8), '-', digits.substr(8, 4), '-',
                     digits.substr(12, 4), '-', digits.substr(16, 4), '-', digits.substr(20), '>');
}

/// The head as it fits a body without encodings: what it said of them stays to be read under
/// another name, as crawlers write it.
std::string plain_head(std::string_view head, std::size_t length) {
    static constexpr std::array<std::string_view, 3> outdated{
        "content-encoding", "transfer-encoding", "content-length"};
    std::string out;
    bool first = true;
    for (std::string_view line : text::split(head, '\n')) {
        line = line.substr(0, line.find_last_not_of('\r') + 1);
        if (line.empty())
            continue;
        const std::string_view name = text::trim(line.substr(0, line.find(':')));
        for (const std::string_view known : outdated)
            if (!first && text::iequals(name, known))
                out += "X-Archive-Orig-";
        out += text::cat(line, "\r\n");
        first = false;
    }
    return out + text::cat("Content-Length: ", length, "\r\n\r\n");
}

std::string_view address_of(std::string_view peer) {
    const std::string_view address = peer.substr(0, peer.rfind(':'));
    return address.starts_with('[') && address.ends_with(']')
               ? address.substr(1, address.size() - 2)
               : address;
}

/// A value of one line, whatever it was.
std::string one_line(std::string value) {
    std::erase_if(value, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    return value;
}

std::string gzipped(std::string_view bytes) {
    z_stream z{};
    if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
    std::string out(deflateBound(&z, bytes.size()), '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}

}  // namespace

Writer::Writer(std::ostream& out, Packing packing, std::string_view software, Instant now)
    : out_(out), packing_(packing) {
    const std::string date = time::to_rfc3339(now);
    const std::string block =
        text::cat("software: ", software, "\r\nformat: WARC File Format 1.1\r\n");
    put({{"WARC-Type", "warcinfo"},
         {"WARC-Record-ID", id_of("warcinfo", {}, date, block)},
         {"WARC-Date", date},
         {"Content-Type", "application/warc-fields"}},
        block);
}

void Writer::write(const Capture& capture) {
    const std::string date = time::to_rfc3339(capture.observed);
    const bool http = !capture.response_head.empty();
    const std::string_view type = http ? "response" : "resource";
    const std::string block =
        http ? text::cat(plain_head(capture.response_head, capture.body.size()), capture.body)
             : std::string(capture.body);
    const std::string id = id_of(type, capture.target, date, block);

    Fields fields{{"WARC-Type", std::string(type)},
                  {"WARC-Record-ID", id},
                  {"WARC-Date", date},
                  {"WARC-Target-URI", std::string(capture.target)}};
    if (!capture.peer.empty())
        fields.emplace_back("WARC-IP-Address", address_of(capture.peer));
    if (http)
        fields.emplace_back("Content-Type", "application/http; msgtype=response");
    else if (!capture.content_type.empty())
        fields.emplace_back("Content-Type", capture.content_type);
    put(fields, block);

    if (capture.request_head.empty())
        return;
    put({{"WARC-Type", "request"},
         {"WARC-Record-ID", id_of("request", capture.target, date, capture.request_head)},
         {"WARC-Date", date},
         {"WARC-Target-URI", std::string(capture.target)},
         {"WARC-Concurrent-To", id},
         {"Content-Type", "application/http; msgtype=request"}},
        capture.request_head);
}

void Writer::put(const Fields& fields, std::string_view block) {
    std::string record = "WARC/1.1\r\n";
    for (const auto& [name, value] : fields)
        record += text::cat(name, ": ", one_line(value), "\r\n");
    record += text::cat("WARC-Block-Digest: sha256:", hex(sha256(block)), "\r\n");
    record += text::cat("Content-Length: ", block.size(), "\r\n\r\n", block, "\r\n\r\n");
    out_ << (packing_ == Packing::gzip ? gzipped(record) : record);
}

}  // namespace stet::warc

#include "archive/bodies.h"

#include <zstd.h>

#include <algorithm>
#include <bit>
#include <vector>

#include "text/cat.h"

namespace stet::archive {

namespace {

constexpr std::int64_t deepest = 255;
constexpr std::int64_t stride = 16;

// A full frame is rare, and is worth its time: but for the first one of a source, which comes when
// a thousand others do, and is the only one of most addresses that are looked at once.
constexpr int level_of_first = 1, level_of_full = 12, level_of_next = 3;
constexpr std::size_t largest_for_high_level = std::size_t{4} << 20U;
constexpr std::size_t largest_milestone = std::size_t{4} << 20U;

// Two bodies of 64 MiB and their heads side by side.
constexpr int widest_window_log = 28;
constexpr std::size_t largest_content = std::size_t{66} << 20U;

constexpr std::string_view frame_sql =
    "SELECT request_bytes, response_bytes, bytes, depth, stored FROM captures WHERE number = ?";

std::size_t checked(std::size_t result, std::string_view doing) {
    if (ZSTD_isError(result) != 0)
        throw Damaged(text::cat("cannot ", doing, " a body: ", ZSTD_getErrorName(result)));
    return result;
}

}  // namespace

struct Bodies::Zstd {
    struct Free {
        void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
        void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
    };
    std::unique_ptr<ZSTD_CCtx, Free> compressor{ZSTD_createCCtx()};
    std::unique_ptr<ZSTD_DCtx, Free> decompressor{ZSTD_createDCtx()};
};

Bodies::Bodies(Connection& connection) : connection_(connection), zstd_(std::make_unique<Zstd>()) {}

Bodies::~Bodies() = default;

std::optional<std::int64_t> Bodies::base_of(std::int64_t capture) {
    return connection_.number("SELECT base FROM captures WHERE number = ?", capture);
}

/// The capture that the next one builds upon. Until 16 captures are there whose frames each build
/// upon their predecessor, as they all once did, that is the way to the last milestone.
std::int64_t Bodies::base_at(std::int64_t depth, std::int64_t predecessor) {
    if (depth % stride != 0)
        return predecessor;
    std::int64_t base = predecessor;
    for (auto place = depth - 1; place % stride != 0; --place)
        if (const auto before = base_of(base))
            base = *before;
    return base;
}

Bodies::Frame Bodies::compress(std::string_view content, std::optional<std::int64_t> predecessor) {
    Frame frame;
    std::string_view prefix;
    if (predecessor) {
        const auto depth =
            connection_.number("SELECT depth FROM captures WHERE number = ?", *predecessor);
        if (depth && *depth < deepest) {
            frame.depth = *depth + 1;
            frame.base = base_at(frame.depth, *predecessor);
            prefix = restore(*frame.base).bytes;
        }
    }
    const int level = frame.base                                 ? level_of_next
                      : !predecessor                             ? level_of_first
                      : content.size() <= largest_for_high_level ? level_of_full
                                                                 : level_of_next;

    ZSTD_CCtx* context = zstd_->compressor.get();
    const auto set = [context](ZSTD_cParameter parameter, int value) {
        checked(ZSTD_CCtx_setParameter(context, parameter, value), "compress");
    };
    // The window must reach from the end of the content to the start of its prefix.
    const int window_log = std::clamp(
        static_cast<int>(std::bit_width(prefix.size() + content.size())), 10, widest_window_log);
    checked(ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters), "compress");
    set(ZSTD_c_compressionLevel, level);
    set(ZSTD_c_windowLog, window_log);
    set(ZSTD_c_enableLongDistanceMatching, prefix.empty() ? 0 : 1);
    if (!prefix.empty())
        checked(ZSTD_CCtx_refPrefix(context, prefix.data(), prefix.size()), "compress");

    frame.stored.resize(ZSTD_compressBound(content.size()));
    frame.stored.resize(checked(ZSTD_compress2(context, frame.stored.data(), frame.stored.size(),
                                               content.data(), content.size()),
                                "compress"));
    return frame;
}

std::string Bodies::decompress(std::string_view frame, std::string_view prefix) const {
    const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
        size > largest_content)
        throw Damaged("cannot restore a body: its frame is none");
    ZSTD_DCtx* context = zstd_->decompressor.get();
    checked(ZSTD_DCtx_reset(context, ZSTD_reset_session_only), "restore");
    if (!prefix.empty())
        checked(ZSTD_DCtx_refPrefix(context, prefix.data(), prefix.size()), "restore");
    std::string content(static_cast<std::size_t>(size), '\0');
    const std::size_t got = checked(
        ZSTD_decompressDCtx(context, content.data(), content.size(), frame.data(), frame.size()),
        "restore");
    content.resize(got);
    return content;
}

const Bodies::Held* Bodies::held(std::optional<std::int64_t> capture) const {
    for (const Held* one : {&newest_, &milestone_})
        if (capture && one->capture == capture)
            return one;
    return nullptr;
}

void Bodies::hold_milestone(std::int64_t capture, std::int64_t depth, const Content& content) {
    if (depth % stride == 0 && content.bytes.size() <= largest_milestone)
        milestone_ = {capture, content};
}

const Content& Bodies::restore(std::int64_t capture) {
    std::vector<std::int64_t> path;
    std::optional<std::int64_t> next = capture;
    for (; next && held(next) == nullptr; next = base_of(*next)) {
        if (path.size() > static_cast<std::size_t>(deepest))
            throw Damaged(text::cat("capture ", capture, " builds upon too many others"));
        path.push_back(*next);
    }
    if (path.empty())
        return held(capture)->content;

    Content content;
    if (const Held* start = held(next))
        content.bytes = start->content.bytes;
    newest_ = {};
    for (; !path.empty(); path.pop_back()) {
        Statement row = connection_.query(frame_sql, path.back());
        if (!row.step())
            throw Damaged(text::cat("capture ", path.back(), " is missing"));
        content.request_bytes = static_cast<std::size_t>(row.integer(0));
        content.response_bytes = static_cast<std::size_t>(row.integer(1));
        content.bytes = decompress(row.text(4), content.bytes);
        const std::size_t heads = content.request_bytes + content.response_bytes;
        if (heads + static_cast<std::size_t>(row.integer(2)) != content.bytes.size())
            throw Damaged(text::cat("capture ", path.back(), " has not the length that it had"));
        hold_milestone(path.back(), row.integer(3), content);
    }
    newest_ = {capture, std::move(content)};
    return newest_.content;
}

void Bodies::remember(std::int64_t capture, const Frame& frame, Content content) {
    hold_milestone(capture, frame.depth, content);
    newest_ = {capture, std::move(content)};
}

}  // namespace stet::archive

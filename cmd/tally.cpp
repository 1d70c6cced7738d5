#include "tally.h"

#include <algorithm>
#include <ostream>
#include <span>

#include "quantity.h"
#include "text/cat.h"

namespace stet::cmd {

namespace {

constexpr std::size_t looks_between_drawings = 16;

struct Part {
    std::size_t count;
    std::string_view name;
};

std::string joined(std::span<const Part> parts) {
    std::string out;
    for (const Part& part : parts)
        if (part.count > 0)
            out += text::cat(out.empty() ? "" : ", ", part.count, ' ', part.name);
    return out;
}

}  // namespace

Tally::Tally(Context& ctx, std::size_t sources) : ctx_(ctx), sources_(sources), begun_(ctx.now()) {
    if (!ctx.err_is_terminal || ctx.quiet || sources < 2)
        return;
    ctx_.before_words = [this] { clear(); };
    draw();
}

Tally::~Tally() {
    clear();
    ctx_.before_words = {};
}

void Tally::add(const Kept& kept) {
    ++done_;
    changed_ += kept.outcome == Kept::Outcome::changed;
    failed_ += kept.failed();
    begun_to_fail_ += kept.begins_to_fail;
    recovered_ += kept.recovers;
    added_ += kept.added;
    edited_ += kept.edited;
    withdrawn_ += kept.withdrawn;
    restored_ += kept.restored;
    bytes_ += static_cast<std::int64_t>(kept.bytes);
    if (ctx_.before_words && (ctx_.now() != drawn_at_ || done_ % looks_between_drawings == 0))
        draw();
}

std::int64_t Tally::seconds() const {
    return std::max<std::int64_t>(0, (ctx_.now() - begun_).count());
}

std::string Tally::line() const {
    const Part parts[] = {{changed_, "changed"}, {failed_, "failed"}};
    const std::string came = joined(parts);
    return text::cat(done_, " of ", sources_, " sources", came.empty() ? "" : ", ", came, ", ",
                     bytes_text(bytes_), ", ",
                     bytes_text(bytes_ / std::max<std::int64_t>(1, seconds())), "/s");
}

void Tally::draw() {
    drawn_at_ = ctx_.now();
    ctx_.err << '\r' << line().substr(0, ctx_.width - 1) << "\x1b[K" << std::flush;
    is_shown_ = true;
}

void Tally::clear() {
    if (!is_shown_)
        return;
    is_shown_ = false;
    ctx_.err << "\r\x1b[K" << std::flush;
}

std::string Tally::summary() const {
    const Part looks[] = {{changed_, "changed"},
                          {done_ - changed_ - failed_, "unchanged"},
                          {failed_, "failed"},
                          {begun_to_fail_, "of them anew"},
                          {recovered_, "recovered"}};
    const Part changes[] = {
        {added_, "added"}, {edited_, "edited"}, {withdrawn_, "withdrawn"}, {restored_, "restored"}};
    const std::string came = joined(looks);
    const std::string what = joined(changes);
    return text::cat(done_, done_ == 1 ? " source" : " sources", came.empty() ? "" : ": ", came,
                     what.empty() ? "" : "; ", what, "; ", bytes_text(bytes_), " in ", seconds(),
                     " s");
}

}  // namespace stet::cmd

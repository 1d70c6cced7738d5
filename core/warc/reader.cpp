#include <algorithm>
#include <tuple>

#include "text/ascii.h"
#include "text/cat.h"
#include "time/date.h"
#include "warc/bytes.h"
#include "warc/warc.h"

namespace stet::warc {
namespace {

constexpr std::size_t longest_head = 64 * 1024;
// Beyond this even passing over a block takes longer than anybody waits.
constexpr std::size_t largest_block = std::size_t{4} << 30;

/// Fields of a record's head, without its first line; a line that begins with a blank goes on with
/// the field before it.
std::vector<std::pair<std::string, std::string>> fields_of(std::string_view head) {
    std::vector<std::pair<std::string, std::string>> fields;
    for (const std::string_view line : text::split(head, '\n')) {
        const std::size_t colon = line.find(':');
        if (!line.empty() && text::is_space(line[0]) && !fields.empty())
            fields.back().second += text::cat(' ', text::trim(line));
        else if (colon != line.npos)
            fields.emplace_back(text::trim(line.substr(0, colon)),
                                text::trim(line.substr(colon + 1)));
    }
    return fields;
}

/// Where the head ends and how long its empty line is.
std::pair<std::size_t, std::size_t> head_end(std::string_view bytes, std::size_t from) {
    const std::size_t strict = bytes.find("\r\n\r\n", from);
    const std::size_t loose = bytes.find("\n\n", from);
    if (loose < strict)
        return {loose, 2};
    return {strict, 4};
}

}  // namespace

std::string_view Record::field(std::string_view name) const {
    const auto found = std::ranges::find_if(
        fields, [&](const auto& each) { return text::iequals(each.first, name); });
    return found == fields.end() ? std::string_view{} : found->second;
}

std::string_view Record::target() const {
    const std::string_view uri = field("WARC-Target-URI");
    return uri.starts_with('<') && uri.ends_with('>') ? uri.substr(1, uri.size() - 2) : uri;
}

std::optional<Instant> Record::date() const {
    const std::optional<time::Date> date = time::parse_date(field("WARC-Date"));
    if (!date)
        return std::nullopt;
    return date->in(time::Zone::utc());
}

Reader::Reader(Pull pull, std::size_t limit)
    : bytes_(std::make_unique<Bytes>(std::move(pull))), limit_(limit) {}

Reader::~Reader() = default;

Result<std::optional<Record>> Reader::next() {
    if (over_ || !pass_empty_lines()) {
        if (!over_ && bytes_->fault())
            return ended();
        over_ = true;
        return std::optional<Record>{};
    }
    Result<std::string> head = read_head();
    if (!head)
        return head.error();
    Record record{fields_of(*head), {}};
    const auto length = text::parse_number<std::size_t>(record.field("Content-Length"));
    if (!length || *length > largest_block)
        return broken("a record does not say how long it is");
    if (*length > limit_)
        return pass_block(*length) ? Error{Error::Kind::too_large,
                                           text::cat("a record has more than ", limit_, " bytes"),
                                           std::string(record.target()),
                                           {}}
                                   : ended();
    while (record.block.size() < *length) {
        const std::string_view part = bytes_->ahead().substr(0, *length - record.block.size());
        record.block += part;
        bytes_->drop(part.size());
        if (record.block.size() < *length && !bytes_->more())
            return ended();
    }
    return std::optional<Record>(std::move(record));
}

Error Reader::broken(std::string message) {
    over_ = true;
    return {Error::Kind::unreadable, std::move(message), {}, {}};
}

Error Reader::ended() {
    over_ = true;
    return bytes_->fault().value_or(
        Error{Error::Kind::cut, "the file ends within a record", {}, {}});
}

/// Two of them stand behind each record. False at the end.
bool Reader::pass_empty_lines() {
    while (true) {
        const std::string_view ahead = bytes_->ahead();
        const std::size_t first = ahead.find_first_not_of("\r\n");
        bytes_->drop(std::min(first, ahead.size()));
        if (first != ahead.npos)
            return true;
        if (!bytes_->more())
            return false;
    }
}

/// The head of the next record, without its first line and its empty last one.
Result<std::string> Reader::read_head() {
    auto [end, blank] = head_end(bytes_->ahead(), 0);
    while (end == std::string_view::npos) {
        const std::size_t seen = bytes_->ahead().size();
        if (seen > longest_head)
            return broken("the head of a record has no end");
        if (!bytes_->more())
            return ended();
        std::tie(end, blank) = head_end(bytes_->ahead(), seen < 3 ? 0 : seen - 3);
    }
    const std::string_view head = bytes_->ahead().substr(0, end);
    if (!head.starts_with("WARC/"))
        return broken("no record where there should be one");
    std::string fields(head.substr(std::min(head.find('\n'), head.size())));
    bytes_->drop(end + blank);
    return fields;
}

/// False where the file ends before.
bool Reader::pass_block(std::size_t count) {
    while (true) {
        const std::size_t part = std::min(count, bytes_->ahead().size());
        bytes_->drop(part);
        count -= part;
        if (count == 0)
            return true;
        if (!bytes_->more())
            return false;
    }
}

}  // namespace stet::warc

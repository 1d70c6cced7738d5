#include "text/charset.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <optional>
#include <utility>

#include <uchardet/uchardet.h>

#include "text/ascii.h"
#include "text/cat.h"
#include "text/charset_labels.h"
#include "text/utf8.h"

namespace stet::text {

namespace {

using Kind = Charset::Kind;

bool is_high(char c) {
    return static_cast<signed char>(c) < 0;
}

bool is_ascii(std::string_view bytes) {
    return std::ranges::none_of(bytes, is_high);
}

struct Converted {
    std::string text;
    std::size_t broken = 0;  // sequences that became U+FFFD
};

/// Gives up once more than `tolerated` sequences are broken; the text is then cut short.
Converted convert(std::string_view bytes, const Charset& charset,
                  std::size_t tolerated = std::string_view::npos) {
    struct Close {
        void operator()(void* converter) const { iconv_close(converter); }
    };
    Converted out;
    const iconv_t opened = iconv_open("UTF-8", charset.converter);
    if (opened == reinterpret_cast<iconv_t>(-1))
        return {make_valid_utf8(bytes), bytes.size()};
    const std::unique_ptr<void, Close> converter(opened);
    const std::size_t unit = charset.kind == Kind::utf16 ? 2 : charset.kind == Kind::utf32 ? 4 : 1;

    out.text.reserve(bytes.size() + bytes.size() / 8);
    // iconv's signature is older than const; it does not write to its input.
    char* from = const_cast<char*>(bytes.data());
    std::size_t left = bytes.size();
    std::array<char, 16384> buffer;
    while (left > 0 && out.broken <= tolerated) {
        char* to = buffer.data();
        std::size_t room = buffer.size();
        errno = 0;
        const std::size_t done = iconv(converter.get(), &from, &left, &to, &room);
        const int fault = done == static_cast<std::size_t>(-1) ? errno : 0;
        out.text.append(buffer.data(), to);
        if (fault == EILSEQ || fault == EINVAL) {
            append_utf8(out.text, replacement);
            ++out.broken;
            const std::size_t skipped = fault == EINVAL ? left : std::min(unit, left);
            from += skipped;
            left -= skipped;
        }
    }
    return out;
}

struct Sequences {
    std::size_t sound = 0, broken = 0;
};

/// The characters above ASCII, and what is none.
Sequences count_sequences(std::string_view bytes) {
    Sequences count;
    while (!bytes.empty()) {
        const bool high = is_high(bytes.front());
        const std::size_t before = bytes.size();
        next(bytes);
        if (high)
            ++(before - bytes.size() > 1 ? count.sound : count.broken);
    }
    return count;
}

struct Mark {
    std::string_view bytes, name;
};

/// UTF-32's marks begin with those of UTF-16, and come first.
constexpr std::array marks{Mark{{"\xFF\xFE\0\0", 4}, "utf-32le"},
                           Mark{{"\0\0\xFE\xFF", 4}, "utf-32be"}, Mark{"\xEF\xBB\xBF", "utf-8"},
                           Mark{"\xFF\xFE", "utf-16le"}, Mark{"\xFE\xFF", "utf-16be"}};

/// UTF-16/32 without a mark: markup and JSON begin with two characters of ASCII.
std::optional<Charset> wide_by_pattern(std::string_view bytes) {
    if (bytes.size() < 4)
        return std::nullopt;
    unsigned nuls = 0;
    for (std::size_t at = 0; at < 4; ++at)
        nuls = nuls << 1 | (bytes[at] == '\0');
    switch (nuls) {
        case 0b1110:
            return find_charset("utf-32be");
        case 0b0111:
            return find_charset("utf-32le");
        case 0b1010:
            return find_charset("utf-16be");
        case 0b0101:
            return find_charset("utf-16le");
        default:
            return std::nullopt;
    }
}

/// The charset that the bytes look like, where there are enough of them to tell.
std::optional<Charset> guess(std::string_view bytes) {
    constexpr std::size_t sample_size = 256 * 1024;
    constexpr std::ptrdiff_t enough = 16;
    const auto first_high = std::ranges::find_if(bytes, is_high);
    const std::string_view sample =
        bytes.substr(static_cast<std::size_t>(first_high - bytes.begin()), sample_size);
    if (std::ranges::count_if(sample, is_high) < enough)
        return std::nullopt;

    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                         &uchardet_delete);
    if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0)
        return std::nullopt;
    uchardet_data_end(detector.get());
    const auto found = find_charset(uchardet_get_charset(detector.get()));
    if (!found || found->kind == Kind::utf8)
        return std::nullopt;
    // The narrowest name of the family: most Chinese pages stay within GB 2312.
    if (found->name == "gb18030" &&
        convert(bytes, {"gb2312", "EUC-CN", Kind::multi_byte, {}}, 0).broken == 0)
        return find_charset("gb2312");
    return found;
}

/// As the label came, without blanks and quotes.
std::string_view tidy_label(std::string_view label) {
    label = trim(label);
    while (!label.empty() && (label.front() == '"' || label.front() == '\''))
        label = trim(label.substr(1));
    while (!label.empty() && (label.back() == '"' || label.back() == '\''))
        label = trim(label.substr(0, label.size() - 1));
    return label;
}

/// Tries one reading of the bytes after the other.
class Reader {
  public:
    Reader(std::string_view bytes, bool is_utf8)
        : bytes_(bytes),
          valid_utf8_(is_utf8 || is_valid_utf8(bytes)),
          wide_(wide_by_pattern(bytes)) {}

    Decoded read(const CharsetHints& hints) {
        const bool done = by_mark() || by_label(hints.transport) || by_label(hints.declared) ||
                          (wide_ && by_charset(*wide_)) || (!wide_ && by_utf8()) || by_guess();
        if (!done)
            accept(*find_charset("windows-1252"), convert(bytes_, *find_charset("windows-1252")));
        return std::move(decoded_);
    }

  private:
    bool by_mark() {
        const auto mark = std::ranges::find_if(
            marks, [&](const Mark& each) { return bytes_.starts_with(each.bytes); });
        if (mark == marks.end())
            return false;
        bytes_.remove_prefix(mark->bytes.size());
        wide_.reset();
        if (mark->name == "utf-8" && !by_utf8()) {
            contradict(mark->name);
            return false;
        }
        return mark->name == "utf-8" || by_charset(*find_charset(mark->name));
    }

    bool by_label(std::string_view label) {
        label = tidy_label(label);
        if (label.empty() || label == tried_)
            return false;
        tried_ = label;
        const auto charset = find_charset(label);
        if (!charset) {
            warn(cat("unknown encoding '", label, '\''));
            return false;
        }
        const bool wide = charset->kind == Kind::utf16 || charset->kind == Kind::utf32;
        if (wide && wide_)
            return by_charset(*wide_);
        const bool impossible =
            wide ? valid_utf8_ && bytes_.find('\0') == bytes_.npos : wide_.has_value();
        if (!impossible && (charset->kind == Kind::utf8 ? by_utf8() : by_charset(*charset)))
            return true;
        contradict(label);
        return false;
    }

    bool by_utf8() {
        if (valid_utf8_) {
            decoded_.as_it_came = bytes_;
            decoded_.encoding = "utf-8";
            return true;
        }
        // A broken byte or two do not turn a page of UTF-8 into one of Latin-1.
        const Sequences count = count_sequences(bytes_);
        if (count.sound <= count.broken)
            return false;
        accept(*find_charset("utf-8"), {make_valid_utf8(bytes_), count.broken});
        return true;
    }

    bool by_charset(const Charset& charset) {
        // Bytes of a single-byte charset are valid UTF-8 by accident only if they are all ASCII.
        if (charset.kind == Kind::single_byte && valid_utf8_ && !is_ascii(bytes_))
            return false;
        std::size_t tolerated = bytes_.size();
        if (charset.kind == Kind::single_byte || charset.kind == Kind::multi_byte) {
            const auto high = static_cast<std::size_t>(std::ranges::count_if(bytes_, is_high));
            tolerated = valid_utf8_ ? 0 : high / 8;
        }
        Converted converted = convert(bytes_, charset, tolerated);
        if (converted.broken > tolerated)
            return false;
        accept(charset, std::move(converted));
        return true;
    }

    bool by_guess() {
        if (const auto charset = guess(bytes_); charset && by_charset(*charset)) {
            warn(cat("the encoding is not known; taken for '", decoded_.encoding, '\''));
            return true;
        }
        warn("the encoding is not known; taken for 'windows-1252'");
        return false;
    }

    void accept(const Charset& charset, Converted converted) {
        decoded_.encoding = charset.name;
        const auto is_c1 = [](char c) {
            return is_high(c) && static_cast<unsigned char>(c) < 0xA0;
        };
        const bool beyond_ascii = charset.name == "us-ascii" && !is_ascii(bytes_);
        if (beyond_ascii)
            contradict(charset.name);
        if (!charset.wider.empty() &&
            (beyond_ascii || (charset.name != "us-ascii" && std::ranges::any_of(bytes_, is_c1))))
            decoded_.encoding = charset.wider;
        decoded_.converted = std::move(converted.text);
        if (converted.broken > 0)
            warn(cat(converted.broken, " broken characters in '", decoded_.encoding,
                     "' became U+FFFD"));
    }

    void contradict(std::string_view label) {
        warn(cat("the bytes contradict the stated encoding '", label, '\''));
    }
    void warn(std::string message) { decoded_.warnings.push_back(std::move(message)); }

    std::string_view bytes_;
    bool valid_utf8_;
    std::optional<Charset> wide_;
    std::string_view tried_;
    Decoded decoded_;
};

/// The value after `name` and an equals sign in a tag or declaration; empty if there is none.
std::string_view attribute(std::string_view tag, std::string_view name) {
    const std::size_t at = ifind(tag, name);
    if (at == tag.npos)
        return {};
    std::string_view rest = trim(tag.substr(at + name.size()));
    if (!rest.starts_with('='))
        return {};
    rest = trim(rest.substr(1));
    if (rest.starts_with('"') || rest.starts_with('\''))
        return trim(rest.substr(1, rest.find_first_of("\"'", 1) - 1));
    return rest.substr(0, rest.find_first_of(" \t\r\n\f\"';>/"));
}

std::string_view of_meta(std::string_view tag) {
    const std::size_t content = ifind(tag, "content");
    const std::size_t charset = ifind(tag, "charset");
    const bool in_content = content < charset && ifind(tag, "http-equiv") == tag.npos;
    return charset == tag.npos || in_content ? std::string_view() : attribute(tag, "charset");
}

}  // namespace

Decoded to_utf8(std::string_view bytes, const CharsetHints& hints) {
    return Reader(bytes, hints.is_utf8).read(hints);
}

std::string_view declared_charset(std::string_view bytes) {
    constexpr std::size_t reach = 8192;
    std::string_view head = bytes.substr(0, reach);
    if (head.starts_with("\xEF\xBB\xBF"))
        head.remove_prefix(3);
    head = trim(head);
    if (istarts_with(head, "<?xml")) {
        const std::string_view declaration = head.substr(0, head.find("?>"));
        if (const auto name = attribute(declaration, "encoding"); !name.empty())
            return name;
    }
    if (!head.starts_with('<'))
        return {};
    // Feeds carry pages in CDATA sections, and those may name the encoding they once had.
    head = head.substr(0, head.find("<![CDATA["));
    for (std::size_t open; (open = head.find('<')) != head.npos;) {
        head.remove_prefix(open);
        const bool comment = head.starts_with("<!--");
        const std::size_t end = comment ? head.find("-->", 4) : head.find('>');
        if (istarts_with(head, "<meta"))
            if (const auto name = of_meta(head.substr(0, end)); !name.empty())
                return name;
        if (end == head.npos)
            break;
        head.remove_prefix(end + 1);
    }
    return {};
}

}  // namespace stet::text

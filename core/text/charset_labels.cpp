#include "text/charset_labels.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace stet::text {

namespace {

using Kind = Charset::Kind;

// As WHATWG's Encoding Standard has it, the charsets of the 8-bit web are read as the wider ones
// that their makers really used: windows-1252 for Latin-1, CP932 for Shift_JIS.
constexpr std::array charsets{
    Charset{"utf-8", "UTF-8", Kind::utf8, {}},
    Charset{"utf-16", "UTF-16LE", Kind::utf16, {}},
    Charset{"utf-16le", "UTF-16LE", Kind::utf16, {}},
    Charset{"utf-16be", "UTF-16BE", Kind::utf16, {}},
    Charset{"utf-32", "UTF-32LE", Kind::utf32, {}},
    Charset{"utf-32le", "UTF-32LE", Kind::utf32, {}},
    Charset{"utf-32be", "UTF-32BE", Kind::utf32, {}},
    Charset{"us-ascii", "WINDOWS-1252", Kind::single_byte, "windows-1252"},
    Charset{"iso-8859-1", "WINDOWS-1252", Kind::single_byte, "windows-1252"},
    Charset{"iso-8859-2", "ISO-8859-2", Kind::single_byte, {}},
    Charset{"iso-8859-3", "ISO-8859-3", Kind::single_byte, {}},
    Charset{"iso-8859-4", "ISO-8859-4", Kind::single_byte, {}},
    Charset{"iso-8859-5", "ISO-8859-5", Kind::single_byte, {}},
    Charset{"iso-8859-6", "ISO-8859-6", Kind::single_byte, {}},
    Charset{"iso-8859-7", "ISO-8859-7", Kind::single_byte, {}},
    Charset{"iso-8859-8", "ISO-8859-8", Kind::single_byte, {}},
    Charset{"iso-8859-9", "WINDOWS-1254", Kind::single_byte, "windows-1254"},
    Charset{"iso-8859-10", "ISO-8859-10", Kind::single_byte, {}},
    Charset{"iso-8859-13", "ISO-8859-13", Kind::single_byte, {}},
    Charset{"iso-8859-14", "ISO-8859-14", Kind::single_byte, {}},
    Charset{"iso-8859-15", "ISO-8859-15", Kind::single_byte, {}},
    Charset{"iso-8859-16", "ISO-8859-16", Kind::single_byte, {}},
    Charset{"windows-874", "WINDOWS-874", Kind::single_byte, {}},
    Charset{"windows-1250", "WINDOWS-1250", Kind::single_byte, {}},
    Charset{"windows-1251", "WINDOWS-1251", Kind::single_byte, {}},
    Charset{"windows-1252", "WINDOWS-1252", Kind::single_byte, {}},
    Charset{"windows-1253", "WINDOWS-1253", Kind::single_byte, {}},
    Charset{"windows-1254", "WINDOWS-1254", Kind::single_byte, {}},
    Charset{"windows-1255", "WINDOWS-1255", Kind::single_byte, {}},
    Charset{"windows-1256", "WINDOWS-1256", Kind::single_byte, {}},
    Charset{"windows-1257", "WINDOWS-1257", Kind::single_byte, {}},
    Charset{"windows-1258", "WINDOWS-1258", Kind::single_byte, {}},
    Charset{"tis-620", "WINDOWS-874", Kind::single_byte, "windows-874"},
    Charset{"koi8-r", "KOI8-R", Kind::single_byte, {}},
    Charset{"koi8-u", "KOI8-U", Kind::single_byte, {}},
    Charset{"ibm437", "CP437", Kind::single_byte, {}},
    Charset{"ibm850", "CP850", Kind::single_byte, {}},
    Charset{"ibm852", "CP852", Kind::single_byte, {}},
    Charset{"ibm855", "CP855", Kind::single_byte, {}},
    Charset{"ibm866", "CP866", Kind::single_byte, {}},
    Charset{"macintosh", "MACINTOSH", Kind::single_byte, {}},
    Charset{"x-mac-cyrillic", "MAC-CYRILLIC", Kind::single_byte, {}},
    Charset{"viscii", "VISCII", Kind::single_byte, {}},
    Charset{"gb2312", "GB18030", Kind::multi_byte, {}},
    Charset{"gbk", "GB18030", Kind::multi_byte, {}},
    Charset{"gb18030", "GB18030", Kind::multi_byte, {}},
    Charset{"big5", "BIG5-HKSCS", Kind::multi_byte, {}},
    Charset{"big5-hkscs", "BIG5-HKSCS", Kind::multi_byte, {}},
    Charset{"euc-tw", "EUC-TW", Kind::multi_byte, {}},
    Charset{"euc-jp", "EUC-JP-MS", Kind::multi_byte, {}},
    Charset{"shift_jis", "CP932", Kind::multi_byte, {}},
    Charset{"iso-2022-jp", "ISO-2022-JP", Kind::multi_byte, {}},
    Charset{"iso-2022-kr", "ISO-2022-KR", Kind::multi_byte, {}},
    Charset{"euc-kr", "CP949", Kind::multi_byte, {}},
};

struct Alias {
    std::string_view label, name;
};

// Labels as `bare` leaves them.
constexpr std::array aliases{
    Alias{"ascii", "us-ascii"},
    Alias{"646", "us-ascii"},
    Alias{"iso646us", "us-ascii"},
    Alias{"ansix341968", "us-ascii"},
    Alias{"latin1", "iso-8859-1"},
    Alias{"l1", "iso-8859-1"},
    Alias{"cp819", "iso-8859-1"},
    Alias{"ibm819", "iso-8859-1"},
    Alias{"latin2", "iso-8859-2"},
    Alias{"latin3", "iso-8859-3"},
    Alias{"latin4", "iso-8859-4"},
    Alias{"cyrillic", "iso-8859-5"},
    Alias{"arabic", "iso-8859-6"},
    Alias{"greek", "iso-8859-7"},
    Alias{"hebrew", "iso-8859-8"},
    Alias{"iso88598i", "iso-8859-8"},
    Alias{"latin5", "iso-8859-9"},
    Alias{"latin6", "iso-8859-10"},
    Alias{"iso885911", "tis-620"},
    Alias{"tis6202533", "tis-620"},
    Alias{"latin7", "iso-8859-13"},
    Alias{"latin8", "iso-8859-14"},
    Alias{"latin9", "iso-8859-15"},
    Alias{"latin10", "iso-8859-16"},
    Alias{"ansi", "windows-1252"},
    Alias{"dos874", "windows-874"},
    Alias{"koi", "koi8-r"},
    Alias{"koi8", "koi8-r"},
    Alias{"koi8ru", "koi8-u"},
    Alias{"mac", "macintosh"},
    Alias{"macroman", "macintosh"},
    Alias{"maccyrillic", "x-mac-cyrillic"},
    Alias{"macukrainian", "x-mac-cyrillic"},
    Alias{"u8", "utf-8"},
    Alias{"utf", "utf-8"},
    Alias{"unicode11utf8", "utf-8"},
    Alias{"utf8mb4", "utf-8"},
    Alias{"u16", "utf-16"},
    Alias{"unicode", "utf-16"},
    Alias{"ucs2", "utf-16"},
    Alias{"iso10646ucs2", "utf-16"},
    Alias{"u32", "utf-32"},
    Alias{"ucs4", "utf-32"},
    Alias{"iso10646ucs4", "utf-32"},
    Alias{"chinese", "gb2312"},
    Alias{"gb231280", "gb2312"},
    Alias{"euccn", "gb2312"},
    Alias{"cp936", "gbk"},
    Alias{"ms936", "gbk"},
    Alias{"windows936", "gbk"},
    Alias{"big5eten", "big5"},
    Alias{"cnbig5", "big5"},
    Alias{"cp950", "big5"},
    Alias{"windows950", "big5"},
    Alias{"sjis", "shift_jis"},
    Alias{"mskanji", "shift_jis"},
    Alias{"cp932", "shift_jis"},
    Alias{"ms932", "shift_jis"},
    Alias{"windows31j", "shift_jis"},
    Alias{"ujis", "euc-jp"},
    Alias{"korean", "euc-kr"},
    Alias{"uhc", "euc-kr"},
    Alias{"cp949", "euc-kr"},
    Alias{"windows949", "euc-kr"},
    Alias{"ksc5601", "euc-kr"},
    Alias{"ksc56011987", "euc-kr"},
    Alias{"ksc56011989", "euc-kr"},
};

/// Letters and digits only, in lower case, without the x- of unregistered names.
std::string bare(std::string_view label) {
    if (istarts_with(label, "x-"))
        label.remove_prefix(2);
    std::string out;
    for (const char c : label)
        if (is_alnum(c))
            out.push_back(to_lower(c));
    return out;
}

std::optional<Charset> named(std::string_view bare_name) {
    for (const Charset& charset : charsets)
        if (bare(charset.name) == bare_name)
            return charset;
    return std::nullopt;
}

}  // namespace

std::optional<Charset> find_charset(std::string_view label) {
    constexpr std::size_t longest = 40;
    if (label.size() > longest)
        return std::nullopt;
    const std::string wanted = bare(label);
    if (const auto charset = named(wanted))
        return charset;
    if (const auto alias = std::ranges::find(aliases, wanted, &Alias::label);
        alias != aliases.end())
        return named(bare(alias->name));
    // cp1251 is windows-1251, cp866 is ibm866.
    if (wanted.starts_with("cp")) {
        const auto windows = named("windows" + wanted.substr(2));
        return windows ? windows : named("ibm" + wanted.substr(2));
    }
    return std::nullopt;
}

}  // namespace stet::text

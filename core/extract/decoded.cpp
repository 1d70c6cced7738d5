#include "extract/decoded.h"

#include "text/ascii.h"

namespace stet::page {

namespace {

using std::string_view;

string_view transport_charset(string_view content_type) {
    const std::size_t at = text::ifind(content_type, "charset=");
    if (at == string_view::npos)
        return {};
    string_view charset = content_type.substr(at + 8);
    charset = text::trim(charset.substr(0, charset.find(';')));
    while (!charset.empty() && (charset.front() == '"' || charset.front() == '\''))
        charset.remove_prefix(1);
    while (!charset.empty() && (charset.back() == '"' || charset.back() == '\''))
        charset.remove_suffix(1);
    return charset;
}

}  // namespace

text::Decoded decoded(const Document& document) {
    return text::to_utf8(document.body, {.transport = transport_charset(document.content_type),
                                         .declared = text::declared_charset(document.body),
                                         .is_utf8 = document.is_utf8});
}

}  // namespace stet::page

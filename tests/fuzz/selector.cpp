#include <cstdint>
#include <string_view>

#include "markup/html.h"
#include "markup/select.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto page = stet::markup::parse_html(
        "<ul id=u><li class='a b'>x<li data-n=2>y<p>z</ul><div><div><p lang=de>t</p></div></div>");
    const auto selector =
        stet::markup::Selector::compile({reinterpret_cast<const char*>(data), size});
    if (selector)
        selector->all(page.root());
    return 0;
}

#include "descriptor_stream.h"

#include <cerrno>

#include <unistd.h>

namespace stet::cmd {

DescriptorStream::Buffer::int_type DescriptorStream::Buffer::overflow(int_type c) {
    if (sync() != 0)
        return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof()))
        sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
}

int DescriptorStream::Buffer::sync() {
    const char* from = pbase();
    while (from < pptr()) {
        const ssize_t written = ::write(descriptor_, from, static_cast<std::size_t>(pptr() - from));
        if (written > 0)
            from += written;
        else if (written == 0 || errno != EINTR)
            break;
    }
    const bool all = from == pptr();
    empty();  // what could not be written is not tried again
    return all ? 0 : -1;
}

}  // namespace stet::cmd

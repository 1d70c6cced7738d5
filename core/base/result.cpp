#include "base/result.h"

namespace stet {

std::string_view name_of(Error::Kind kind) {
    switch (kind) {
        case Error::Kind::usage:
            return "usage";
        case Error::Kind::missing:
            return "missing";
        case Error::Kind::network:
            return "network";
        case Error::Kind::refused:
            return "refused";
        case Error::Kind::gone:
            return "gone";
        case Error::Kind::blocked:
            return "blocked";
        case Error::Kind::consent:
            return "consent";
        case Error::Kind::sign_in:
            return "sign_in";
        case Error::Kind::empty:
            return "empty";
        case Error::Kind::shrunk:
            return "shrunk";
        case Error::Kind::stale:
            return "stale";
        case Error::Kind::cut:
            return "cut";
        case Error::Kind::too_large:
            return "too_large";
        case Error::Kind::unreadable:
            return "unreadable";
    }
    return "unreadable";
}

}  // namespace stet

#include "model/document.h"

namespace stet {

std::string_view name_of(Document::Came came) {
    switch (came) {
        case Document::Came::network:
            return "network";
        case Document::Came::file:
            return "file";
        case Document::Came::standard_input:
            return "stdin";
        case Document::Came::warc:
            return "warc";
    }
    return {};
}

}  // namespace stet

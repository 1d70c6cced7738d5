#include "text/pattern.h"

#include <array>

#include <regex.h>

#include "text/cat.h"

namespace stet::text {

struct Pattern::Program {
    regex_t compiled;
};

void Pattern::Freed::operator()(Program* program) const {
    regfree(&program->compiled);
    delete program;
}

Result<Pattern> Pattern::compile(const std::string& words) {
    auto raw = std::make_unique<Program>();
    const int code = regcomp(&raw->compiled, words.c_str(), REG_EXTENDED | REG_NOSUB);
    if (code == 0)
        return Pattern(std::unique_ptr<Program, Freed>(raw.release()));
    std::array<char, 128> reason{};
    regerror(code, &raw->compiled, reason.data(), reason.size());
    return Error{Error::Kind::usage,
                 cat("no regular expression '", words, "'"),
                 {},
                 cat("as grep -E takes it: ", reason.data())};
}

bool Pattern::is_in(const std::string& text) const {
    return regexec(&program_->compiled, text.c_str(), 0, nullptr, 0) == 0;
}

}  // namespace stet::text

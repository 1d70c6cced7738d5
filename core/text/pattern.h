#pragma once

#include <memory>
#include <string>

#include "base/result.h"

namespace stet::text {

/// An extended regular expression of POSIX, as grep -E takes it.
class Pattern {
  public:
    /// Error::Kind::usage where `words` is none.
    static Result<Pattern> compile(const std::string& words);

    /// Whether it is found somewhere in a text.
    bool is_in(const std::string& text) const;

  private:
    struct Program;
    struct Freed {
        void operator()(Program* program) const;
    };
    explicit Pattern(std::unique_ptr<Program, Freed> program) : program_(std::move(program)) {}
    std::unique_ptr<Program, Freed> program_;
};

}  // namespace stet::text

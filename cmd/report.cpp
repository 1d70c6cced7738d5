#include "report.h"

#include <cstdio>
#include <streambuf>
#include <utility>

#include "text/cat.h"
#include "text/printable.h"

namespace stet::cmd {

void make_room(Context& ctx) {
    if (ctx.before_words)
        ctx.before_words();
}

void report(Context& ctx, const Error& error) {
    make_room(ctx);
    std::string line = ctx.command.empty() ? "stet: " : text::cat("stet ", ctx.command, ": ");
    line += text::printable_line(error.message);
    if (!error.place.empty())
        line += text::cat(" (", text::printable_line(error.place), ")");
    if (!error.hint.empty())
        line += text::cat(ctx.err_is_terminal ? "\n  " : "; ", text::printable_line(error.hint));
    ctx.out.flush();  // so that the two streams keep their order where they go to one place
    ctx.err << line << '\n' << std::flush;
}

void remark(Context& ctx, std::string_view message) {
    make_room(ctx);
    ctx.out.flush();
    ctx.err << text::cat("stet ", ctx.command, ": ", text::printable_line(message), "\n")
            << std::flush;
}

bool wants_color(const Context& ctx) {
    if (ctx.color != "auto")
        return ctx.color == "always";
    return ctx.out_is_terminal && ctx.environment("NO_COLOR").empty() &&
           ctx.environment("TERM") != "dumb";
}

void flush(Context& ctx) {
    ctx.out.flush();
    if (!ctx.out)
        throw Fatal("cannot write to standard output");
}

/// A stream into a pager's standard input.
class Pager::Pipe : public std::streambuf {
  public:
    explicit Pipe(const std::string& command) : file_(popen(command.c_str(), "w")) {}
    ~Pipe() override { close(); }
    bool is_open() const { return file_ != nullptr; }
    /// Whether the pager ended well.
    bool close() { return !file_ || pclose(std::exchange(file_, nullptr)) == 0; }

  private:
    int_type overflow(int_type c) override {
        return traits_type::eq_int_type(c, traits_type::eof()) ? c : std::fputc(c, file_);
    }
    std::streamsize xsputn(const char* text, std::streamsize count) override {
        const auto size = static_cast<std::size_t>(count);
        return static_cast<std::streamsize>(std::fwrite(text, 1, size, file_));
    }
    int sync() override { return std::fflush(file_); }

    std::FILE* file_;
};

Pager::Pager(Context& ctx) : ctx_(ctx) {
    if (!ctx.out_is_terminal || ctx.environment("TERM") == "dumb")
        return;
    std::string command = ctx.environment("PAGER");
    if (command == "cat")
        return;
    if (command.empty())  // F: leaves at once what fits a screen; R: colours; X: keeps the screen
        command = "command -v less >/dev/null && exec less -FRX; exec cat";
    auto pipe = std::make_unique<Pipe>(command);
    if (!pipe->is_open())
        return;
    pipe_ = std::move(pipe);
    piped_ = std::make_unique<std::ostream>(pipe_.get());
}

void Pager::finish() {
    if (!piped_)
        return flush(ctx_);
    const bool written = piped_->flush().good();
    if (!pipe_->close() || !written)
        throw Fatal("the pager did not take all", "$PAGER names it");
}

Pager::~Pager() {
    if (piped_)
        piped_->flush();
}

}  // namespace stet::cmd

#pragma once

#include <memory>
#include <ostream>
#include <string_view>

#include "base/result.h"
#include "command.h"

namespace stet::cmd {

/// Takes a progress line, if there is one, off the terminal: words come.
void make_room(Context& ctx);

/// Tells an Error on standard error, on one line, foreign text made printable:
/// `stet fetch: cannot read the date '28.13.2026' (page.html:41)`. The hint follows on a line of
/// its own on a terminal, else behind a semicolon.
void report(Context& ctx, const Error& error);

/// A word by the way, on standard error; not an error.
void remark(Context& ctx, std::string_view message);

/// Whether output to a terminal or not is to have colours (--color, $NO_COLOR, $TERM).
bool wants_color(const Context& ctx);

/// Writes out what standard output still holds. Throws Fatal where it cannot be written.
void flush(Context& ctx);

/// While it lives, what goes to the stream goes through $PAGER (`less` if unset) where standard
/// output is a terminal; else straight to standard output.
class Pager {
  public:
    explicit Pager(Context& ctx);
    ~Pager();
    Pager(const Pager&) = delete;
    Pager& operator=(const Pager&) = delete;

    std::ostream& out() { return piped_ ? *piped_ : ctx_.out; }

    /// Waits until the pager has ended. Throws Fatal where it did not take all.
    void finish();

  private:
    class Pipe;
    Context& ctx_;
    std::unique_ptr<Pipe> pipe_;
    std::unique_ptr<std::ostream> piped_;
};

}  // namespace stet::cmd

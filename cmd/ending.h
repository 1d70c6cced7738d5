#pragma once

namespace stet::cmd {

/// While it lives, SIGINT, SIGTERM and SIGHUP end the work in good order instead of at once: what
/// is at work asks came() and leaves off. When this goes the program dies by the signal; also two
/// seconds after it came, or when it comes again, whatever is still at work. A signal that was
/// ignored before stays so.
class EndingSignals {
  public:
    EndingSignals();
    ~EndingSignals();
    EndingSignals(const EndingSignals&) = delete;
    EndingSignals& operator=(const EndingSignals&) = delete;

    static bool came();
};

}  // namespace stet::cmd

#pragma once

#include <csignal>

namespace stet::net {

/// Keeps SIGPIPE from the thread while TLS writes to a peer that has gone: libcurl leaves that to
/// its callers once CURLOPT_NOSIGNAL is set. For what else writes meanwhile it can be lifted.
class BrokenPipeHeld {
  public:
    BrokenPipeHeld();
    ~BrokenPipeHeld();
    BrokenPipeHeld(const BrokenPipeHeld&) = delete;
    BrokenPipeHeld& operator=(const BrokenPipeHeld&) = delete;

    /// Calls `act` with the signal as it was.
    template <class Act>
    void lifted(Act&& act) {
        struct Again {
            BrokenPipeHeld& held;
            ~Again() { held.hold(); }
        };
        restore();
        const Again again{*this};
        act();
    }

  private:
    void hold();
    void restore();

    sigset_t before_{};
    bool pending_before_ = false;
};

}  // namespace stet::net

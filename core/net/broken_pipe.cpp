#include "net/broken_pipe.h"

#include <cerrno>

namespace stet::net {
namespace {

sigset_t only_broken_pipe() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    return set;
}

}  // namespace

BrokenPipeHeld::BrokenPipeHeld() {
    hold();
}

BrokenPipeHeld::~BrokenPipeHeld() {
    restore();
}

void BrokenPipeHeld::hold() {
    sigset_t pending;
    sigpending(&pending);
    pending_before_ = sigismember(&pending, SIGPIPE) == 1;
    const sigset_t set = only_broken_pipe();
    pthread_sigmask(SIG_BLOCK, &set, &before_);
}

/// Takes the signal that came meanwhile, which would come as soon as it may.
void BrokenPipeHeld::restore() {
    const sigset_t set = only_broken_pipe();
    const timespec at_once{};
    while (!pending_before_ && sigtimedwait(&set, nullptr, &at_once) == -1 && errno == EINTR) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace stet::net

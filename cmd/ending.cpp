#include "ending.h"

#include <csignal>

#include <unistd.h>

namespace stet::cmd {

namespace {

constexpr int endings[] = {SIGINT, SIGTERM, SIGHUP};
constexpr unsigned grace = 2;  // seconds

// A handler reaches nothing else.
volatile std::sig_atomic_t signal_that_came = 0;

void die() {
    std::signal(signal_that_came, SIG_DFL);
    std::raise(signal_that_came);
}

void note(int number) {
    if (signal_that_came != 0)
        die();
    signal_that_came = number;
    ::alarm(grace);
}

void handle(int number, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART | SA_NODEFER;  // so that die() dies within the handler
    sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
}

}  // namespace

EndingSignals::EndingSignals() {
    handle(SIGALRM, [](int) { die(); });
    for (const int number : endings) {
        struct sigaction before {};
        ::sigaction(number, nullptr, &before);
        if (before.sa_handler != SIG_IGN)
            handle(number, note);
    }
}

EndingSignals::~EndingSignals() {
    if (came())
        die();
    for (const int number : endings) {
        struct sigaction now {};
        ::sigaction(number, nullptr, &now);
        if (now.sa_handler == note)
            handle(number, SIG_DFL);
    }
    std::signal(SIGALRM, SIG_DFL);
}

bool EndingSignals::came() {
    return signal_that_came != 0;
}

}  // namespace stet::cmd

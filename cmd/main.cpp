#include "world.h"

#include "run.h"

int main(int argc, char** argv) {
    stet::cmd::open_closed_descriptors();
    stet::cmd::Context world = stet::cmd::real_world();
    return static_cast<int>(stet::cmd::run({argv + 1, argv + argc}, world));
}

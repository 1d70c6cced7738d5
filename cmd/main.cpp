#include <unistd.h>

#include "descriptor_stream.h"
#include "run.h"
#include "world.h"

int main(int argc, char** argv) {
    stet::cmd::open_closed_descriptors();
    stet::cmd::DescriptorStream out(STDOUT_FILENO);
    stet::cmd::Context world = stet::cmd::real_world(out);
    return static_cast<int>(stet::cmd::run({argv + 1, argv + argc}, world));
}

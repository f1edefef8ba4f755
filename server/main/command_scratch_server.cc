#include <csignal>
#include <cstdio>

#include <pthread.h>

#include "main/commands.h"
#include "platform/storage/scratch_server.h"

namespace jincai::program {

int scratch_server(std::vector<std::string> const&) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    try {
        storage::ScratchServer const server{storage::Durability::off};
        std::printf("%s\n", server.url().c_str());
        std::fflush(stdout);
        int received = 0;
        sigwait(&signals, &received);
        return 0;
    } catch (storage::StorageError const& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}

}  // namespace jincai::program

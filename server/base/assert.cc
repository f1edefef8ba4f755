#include "base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace jincai {

void assertion_failed(char const* condition, char const* file, int line) noexcept {
    std::fprintf(stderr, "event=invariant_broken condition=\"%s\" file=%s line=%d\n", condition,
                 file, line);
    std::abort();
}

}  // namespace jincai

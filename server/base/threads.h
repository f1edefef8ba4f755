#pragma once

#include <pthread.h>

namespace jincai {

/// The name by which operators find the calling thread in `top -H` and in profiles; fifteen
/// characters are kept.
inline void name_thread(char const* name) { ::pthread_setname_np(::pthread_self(), name); }

}  // namespace jincai

#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace jincai::http {

/// The bytes of one connection. Plain sockets now; TLS is another implementation. Used on the
/// loop's thread only; `done` is called on it later, never from within the call, with 0 at the end
/// or on failure. One read and one write may be under way at a time.
class Transport {
public:
    using Done = std::function<void(std::size_t)>;

    virtual ~Transport() = default;
    virtual void read_some(char* data, std::size_t size, Done done) = 0;
    virtual void write_some(std::string_view bytes, Done done) = 0;
    virtual void finish_sending() = 0;
    virtual void close() = 0;
};

/// The thread of input and output.
class Loop {
public:
    virtual ~Loop() = default;
    /// Runs `work` on the loop's thread; safe from any thread.
    virtual void post(std::function<void()> work) = 0;
};

}  // namespace jincai::http

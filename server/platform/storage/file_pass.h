#pragma once

#include <sqlite3.h>

/// What two layers over SQLite's files have in common: calls that they hand on to the file below.
/// Included by sources of this folder alone.
namespace jincai::storage {

/// `Below`: from a file of the layer to the system's own.
template <sqlite3_file* (*Below)(sqlite3_file*), auto Method>
struct Pass;
template <sqlite3_file* (*Below)(sqlite3_file*), class... Args,
          int (*sqlite3_io_methods::*Method)(sqlite3_file*, Args...)>
struct Pass<Below, Method> {
    static int call(sqlite3_file* file, Args... args) {
        return (Below(file)->pMethods->*Method)(Below(file), args...);
    }
};

/// Everything handed on but memory mapping, which would go past the layer: it gives nothing.
template <sqlite3_file* (*Below)(sqlite3_file*)>
constexpr sqlite3_io_methods passing_methods() {
    using Io = sqlite3_io_methods;
    return {.iVersion = 3,
            .xClose = Pass<Below, &Io::xClose>::call,
            .xRead = Pass<Below, &Io::xRead>::call,
            .xWrite = Pass<Below, &Io::xWrite>::call,
            .xTruncate = Pass<Below, &Io::xTruncate>::call,
            .xSync = Pass<Below, &Io::xSync>::call,
            .xFileSize = Pass<Below, &Io::xFileSize>::call,
            .xLock = Pass<Below, &Io::xLock>::call,
            .xUnlock = Pass<Below, &Io::xUnlock>::call,
            .xCheckReservedLock = Pass<Below, &Io::xCheckReservedLock>::call,
            .xFileControl = Pass<Below, &Io::xFileControl>::call,
            .xSectorSize = Pass<Below, &Io::xSectorSize>::call,
            .xDeviceCharacteristics = Pass<Below, &Io::xDeviceCharacteristics>::call,
            .xShmMap = Pass<Below, &Io::xShmMap>::call,
            .xShmLock = Pass<Below, &Io::xShmLock>::call,
            .xShmBarrier =
                [](sqlite3_file* file) { Below(file)->pMethods->xShmBarrier(Below(file)); },
            .xShmUnmap = Pass<Below, &Io::xShmUnmap>::call,
            .xFetch =
                [](sqlite3_file*, sqlite3_int64, int, void** page) {
                    *page = nullptr;
                    return SQLITE_OK;
                },
            .xUnfetch = [](sqlite3_file*, sqlite3_int64, void*) { return SQLITE_OK; }};
}

}  // namespace jincai::storage

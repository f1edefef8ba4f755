# Compiler, linker and cache: warnings are errors, mold and ccache where installed.
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
    -fstack-protector-strong -D_GLIBCXX_ASSERTIONS
    # GCC 12 sees overlapping copies in std::string operations where there are none.
    -Wno-restrict -Wno-array-bounds
    # A designated initialiser that leaves members at their defaults is how we write options.
    -Wno-missing-field-initializers)
add_link_options(-Wl,-z,relro,-z,now)

find_program(MOLD mold)
if(MOLD)
    add_link_options(-fuse-ld=mold)
endif()

find_program(CCACHE ccache)
if(CCACHE)
    # With a precompiled header, ccache needs the sloppiness and the preprocessor flag; with "/" as
    # base directory all paths are relative, so that build folders share what they compiled.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=/ CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
    add_compile_options(-fpch-preprocess)
endif()

if(JINCAI_SANITIZE)
    # GCC 12 takes Boost's optionals for uninitialised when the sanitizers are on. The check of
    # virtual tables needs type names that the SOCI of Debian does not export.
    add_compile_options(-fsanitize=address,undefined -fno-sanitize=vptr -fno-omit-frame-pointer
        -Wno-maybe-uninitialized)
    add_link_options(-fsanitize=address,undefined)
endif()

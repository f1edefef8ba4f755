# One object library per room of the house; its `*_test.cc` become `<name>_test`. A room that has
# no sources is an error, a misspelt name as well. With ON_SERVERS its tests, which stand on a
# database, run on PostgreSQL and over ODBC too: `<name>.postgres` and `<name>.odbc`.

function(jincai_library name)
    cmake_parse_arguments(ARG "ON_SERVERS" "" "SOURCES;USES;LINK" ${ARGN})
    file(GLOB all CONFIGURE_DEPENDS ${ARG_SOURCES}/*.cc)
    set(tests ${all})
    list(FILTER tests INCLUDE REGEX "_test\\.cc$")
    set(sources ${all})
    list(FILTER sources EXCLUDE REGEX "_test\\.cc$")

    add_library(jc_${name} STATIC ${sources} ${CMAKE_SOURCE_DIR}/cmake/anchor.cc)
    target_include_directories(jc_${name} PUBLIC ${CMAKE_SOURCE_DIR}/server ${CMAKE_SOURCE_DIR})
    foreach(used ${ARG_USES})
        target_link_libraries(jc_${name} PUBLIC jc_${used})
    endforeach()
    target_link_libraries(jc_${name} PUBLIC ${ARG_LINK})
    jincai_precompile(jc_${name})

    file(GLOB migrations CONFIGURE_DEPENDS ${ARG_SOURCES}/migrations/*.sql)
    if(migrations)
        jincai_embed_migrations(jc_${name} ${name} writer "${migrations}")
    endif()
    file(GLOB read_models CONFIGURE_DEPENDS ${ARG_SOURCES}/read_models/*.sql)
    if(read_models)
        jincai_embed_migrations(jc_${name} ${name}_read_models read_models "${read_models}")
    endif()

    if(tests)
        add_executable(${name}_test ${tests})
        target_link_libraries(${name}_test PRIVATE jc_${name} GTest::gtest GTest::gmock GTest::gtest_main)
        jincai_precompile(${name}_test)
        include(GoogleTest)
        gtest_discover_tests(${name}_test DISCOVERY_MODE PRE_TEST
            TEST_PREFIX "${name}." PROPERTIES TIMEOUT 120)
        if(ARG_ON_SERVERS)
            foreach(backend postgres odbc)
                # Whole files of public bodies are booked on the embedded database alone.
                add_test(NAME ${name}.${backend}
                    COMMAND ${name}_test --gtest_brief=1 --gtest_filter=-*RealFiles*)
                set_tests_properties(${name}.${backend} PROPERTIES TIMEOUT 900 LABELS servers
                    ENVIRONMENT JINCAI_TEST_BACKEND=${backend})
            endforeach()
        endif()
    endif()
endfunction()

function(jincai_module name)
    jincai_library(${name} SOURCES server/modules/${name} ${ARGN})
endfunction()

function(jincai_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${ARG_SOURCES}/*.cc)
    add_executable(${name} ${sources} ${CMAKE_SOURCE_DIR}/cmake/anchor.cc)
    foreach(used ${ARG_USES})
        target_link_libraries(${name} PRIVATE jc_${used})
    endforeach()
    jincai_precompile(${name})
endfunction()

# One precompiled header for all, made once and shared.
function(jincai_precompile target)
    if(NOT TARGET jc_precompiled)
        add_library(jc_precompiled STATIC ${CMAKE_SOURCE_DIR}/cmake/anchor.cc)
        target_precompile_headers(jc_precompiled PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.h)
    endif()
    target_precompile_headers(${target} REUSE_FROM jc_precompiled)
endfunction()

# Migrations are compiled into the program: `migrations/NNNN_name.sql` of a module becomes
# `jincai::<module>::kMigrations`, declared in the generated header `<module>_migrations.h`.
# The steps for the read models, in `read_models/`, become `jincai::<module>_read_models::kMigrations`.
function(jincai_embed_migrations target module role files)
    set(out ${CMAKE_BINARY_DIR}/generated/${module}_migrations.h)
    add_custom_command(OUTPUT ${out}
        COMMAND ${CMAKE_COMMAND} -DMODULE=${module} -DROLE=${role} "-DFILES=${files}" -DOUT=${out}
            -P ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
        DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake VERBATIM)
    target_sources(${target} PRIVATE ${out})
    target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/generated)
endfunction()

# A text file compiled into the program: `bench/baseline.sql` becomes the constant `constant` of
# `namespace`, declared in the generated header `header`.
function(jincai_embed_text target file header namespace constant)
    set(out ${CMAKE_BINARY_DIR}/generated/${header})
    add_custom_command(OUTPUT ${out}
        COMMAND ${CMAKE_COMMAND} -DFILE=${file} -DOUT=${out} -DNAMESPACE=${namespace}
            -DCONSTANT=${constant} -P ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
        DEPENDS ${file} ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake VERBATIM)
    target_sources(${target} PRIVATE ${out})
    target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/generated)
endfunction()

# `cmake --install` and find_package(gweval).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

add_library(gweval_all INTERFACE)
set_target_properties(gweval_all PROPERTIES EXPORT_NAME gweval)
target_link_libraries(gweval_all INTERFACE gweval_app)
add_library(gweval::gweval ALIAS gweval_all)

set(installed_layers ${GWEVAL_LAYERS})
list(REMOVE_ITEM installed_layers gweval_cli)
install(TARGETS gweval RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS gweval_all ${installed_layers} EXPORT gwevalTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/gweval" "${PROJECT_BINARY_DIR}/include/gweval"
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/indicators" DESTINATION ${CMAKE_INSTALL_DATADIR}/gweval)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs" DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/gweval)


# Written by the program that is installed, so that they are of its commands.
install(CODE "
  foreach(page IN ITEMS
      \"manual|${CMAKE_INSTALL_MANDIR}/man1/gweval.1\"
      \"completions bash|${CMAKE_INSTALL_DATADIR}/bash-completion/completions/gweval\"
      \"completions zsh|${CMAKE_INSTALL_DATADIR}/zsh/site-functions/_gweval\"
      \"completions fish|${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d/gweval.fish\")
    string(REPLACE \"|\" \";\" page \"\${page}\")
    list(GET page 0 words)
    list(GET page 1 file)
    separate_arguments(words)
    get_filename_component(folder \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/\${file}\" DIRECTORY)
    file(MAKE_DIRECTORY \"\${folder}\")
    execute_process(COMMAND \"$<TARGET_FILE:gweval>\" \${words} COMMAND_ERROR_IS_FATAL ANY
      OUTPUT_FILE \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/\${file}\")
  endforeach()
")

set(indicators_dir ${CMAKE_INSTALL_DATADIR}/gweval/indicators)
set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/gweval)
install(EXPORT gwevalTargets NAMESPACE gweval:: DESTINATION ${config_dir})
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/gwevalConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/gwevalConfig.cmake" INSTALL_DESTINATION ${config_dir} PATH_VARS indicators_dir)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/gwevalConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/gwevalConfig.cmake" "${PROJECT_BINARY_DIR}/gwevalConfigVersion.cmake"
        "${CMAKE_CURRENT_LIST_DIR}/dependencies.cmake" DESTINATION ${config_dir})

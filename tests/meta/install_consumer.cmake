# Installs this build into a folder of its own and builds a program against it. Sanitizers change the ABI of the standard
# library's containers, so the sanitizer build leaves this to the others.
if(NOT GWEVAL_SANITIZE)
  add_test(NAME meta.install_consumer
    COMMAND ${CMAKE_COMMAND}
      "-DBUILD=${PROJECT_BINARY_DIR}" "-DCONSUMER=${CMAKE_CURRENT_SOURCE_DIR}/install_consumer"
      "-DWORK=${CMAKE_CURRENT_BINARY_DIR}/install consumer"
      "-DCOMPILER=${CMAKE_CXX_COMPILER}" "-DBUILD_TYPE=${CMAKE_BUILD_TYPE}" "-DVERSION=${PROJECT_VERSION}"
      -P "${CMAKE_CURRENT_SOURCE_DIR}/run_install_consumer.cmake")
  set_tests_properties(meta.install_consumer PROPERTIES LABELS install TIMEOUT 900)
endif()

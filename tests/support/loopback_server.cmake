# The loopback web server: a library for tests, and the program gweval-serve.
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)

add_library(gweval_loopback_server STATIC
  loopback_certificates.cpp loopback_config.cpp loopback_reply.cpp loopback_server.cpp loopback_wire.cpp)
# Its server keeps types of a namespace without a name, which another file may not see.
set_target_properties(gweval_loopback_server PROPERTIES UNITY_BUILD OFF)
target_include_directories(gweval_loopback_server
  PUBLIC "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}/include")
target_link_libraries(gweval_loopback_server
  PUBLIC OpenSSL::SSL
  PRIVATE gweval_warnings PkgConfig::BROTLIENC PkgConfig::HTTPLIB yaml-cpp fmt::fmt ZLIB::ZLIB Threads::Threads)

add_subdirectory("${PROJECT_SOURCE_DIR}/tools/serve" "${PROJECT_BINARY_DIR}/tools/serve")

add_executable(loopback_server_test "${PROJECT_SOURCE_DIR}/tests/unit/support/loopback_server_test.cpp")
target_link_libraries(loopback_server_test PRIVATE
  gweval_loopback_server gweval_test_main gweval_warnings CURL::libcurl fmt::fmt)
target_precompile_headers(loopback_server_test REUSE_FROM gweval_test_main)
catch_discover_tests(loopback_server_test TEST_PREFIX "support: " PROPERTIES LABELS unit
  DISCOVERY_MODE PRE_TEST)

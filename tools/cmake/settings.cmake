# Settings every target of ours shares; never linked to third-party code.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(GWEVAL_CCACHE ccache)
if(GWEVAL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers need this sloppiness or ccache never hits.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${GWEVAL_CCACHE})
endif()

# Dozens of test programs are linked; mold takes a tenth of the time GNU ld does.
find_program(GWEVAL_MOLD mold)
if(GWEVAL_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-fuse-ld=mold)
endif()

add_library(gweval_warnings INTERFACE)
target_compile_options(gweval_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Wdouble-promotion
  $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>
  $<$<BOOL:${GWEVAL_WERROR}>:-Werror>)
target_compile_definitions(gweval_warnings INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

if(GWEVAL_SANITIZE)
  add_compile_options(-fsanitize=${GWEVAL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${GWEVAL_SANITIZE})
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND (GWEVAL_SANITIZE OR CMAKE_BUILD_TYPE STREQUAL "Release"))
  # False alarms of g++ 12 as soon as it optimises or instruments: overlapping copies in std::string's own operator+ (GCC
  # bug 105329), and uninitialised members of moved strings, also in std::regex inside Catch2.
  add_compile_options(-Wno-restrict -Wno-maybe-uninitialized)
endif()

if(GWEVAL_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)  # coverage in every layer; libFuzzer's main in the targets only
endif()

if(GWEVAL_CLANG_TIDY)
  find_program(GWEVAL_CLANG_TIDY_PROGRAM NAMES clang-tidy-14 clang-tidy REQUIRED)
  set(CMAKE_CXX_CLANG_TIDY ${GWEVAL_CLANG_TIDY_PROGRAM} --quiet)
endif()

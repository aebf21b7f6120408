# gweval_add_layer(<name> SOURCES <files> [LAYERS <layers it may include>] [THIRD_PARTY <dep names>])
# One static library per layer. What a layer may include is checked again on the text by tools/check-layers.cmake.
function(gweval_add_layer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LAYERS;THIRD_PARTY" ${ARGN})
  add_library(gweval_${name} STATIC ${ARG_SOURCES})
  target_include_directories(gweval_${name}
    PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
           $<INSTALL_INTERFACE:include>
    PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>)
  target_compile_features(gweval_${name} PUBLIC cxx_std_20)
  target_link_libraries(gweval_${name} PRIVATE $<BUILD_INTERFACE:gweval_warnings>)
  set_target_properties(gweval_${name} PROPERTIES EXPORT_NAME ${name})
  foreach(layer IN LISTS ARG_LAYERS)
    target_link_libraries(gweval_${name} PUBLIC gweval_${layer})
  endforeach()
  foreach(dep IN LISTS ARG_THIRD_PARTY)
    target_link_libraries(gweval_${name} PRIVATE ${GWEVAL_DEP_${dep}})
  endforeach()
  set(GWEVAL_LAYERS ${GWEVAL_LAYERS} gweval_${name} CACHE INTERNAL "")
endfunction()

# gweval_add_unit_test(<layer> SOURCES <files> [LINK <targets>])
# The test program links its layer only, so that a hidden upward call does not link.
function(gweval_add_unit_test layer)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${layer}_test ${ARG_SOURCES})
  target_link_libraries(${layer}_test PRIVATE gweval_${layer} gweval_test_main gweval_warnings ${ARG_LINK})
  set_target_properties(${layer}_test PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_precompile_headers(${layer}_test REUSE_FROM gweval_test_main)
  target_compile_definitions(${layer}_test PRIVATE
    GWEVAL_SOURCE_DIR="${PROJECT_SOURCE_DIR}" GWEVAL_BINARY_DIR="${PROJECT_BINARY_DIR}")
  catch_discover_tests(${layer}_test TEST_PREFIX "${layer}: " PROPERTIES LABELS unit
    DISCOVERY_MODE PRE_TEST)
endfunction()

# Runs the layer check on one fixture and compares: every line of expected.txt must be in what it said, the check must fail
# (succeed for the fixture `clean`), and it must report no more violations than expected lines.
execute_process(
  COMMAND "${CMAKE_COMMAND}" "-DROOT=${FIXTURE}" "-DTABLE=${FIXTURE}/../table.md" -P "${CHECKER}"
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
string(APPEND output "${errors}")
get_filename_component(name "${FIXTURE}" NAME)
if(name STREQUAL "clean" AND NOT status EQUAL 0)
  message(FATAL_ERROR "the clean fixture was refused:\n${output}")
elseif(NOT name STREQUAL "clean" AND status EQUAL 0)
  message(FATAL_ERROR "the violation was not found; the check said:\n${output}")
endif()
file(STRINGS "${FIXTURE}/expected.txt" expected ENCODING UTF-8)
foreach(line IN LISTS expected)
  string(FIND "${output}" "${line}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "expected: ${line}\nbut the check said:\n${output}")
  endif()
endforeach()
list(LENGTH expected wanted)
if(output MATCHES "([0-9]+) include\\(s\\) or link\\(s\\)" AND NOT CMAKE_MATCH_1 EQUAL wanted)
  message(FATAL_ERROR "expected ${wanted} violation(s), but the check said:\n${output}")
endif()

# The HTML report's page: packages by the lock file, then bundled into one C++ source (report_page).
find_program(GWEVAL_NODE NAMES node nodejs REQUIRED)
find_program(GWEVAL_NPM NAMES npm REQUIRED)
set(page_source "${CMAKE_CURRENT_SOURCE_DIR}/html")
set(page_build "${CMAKE_CURRENT_BINARY_DIR}/html")
file(MAKE_DIRECTORY "${page_build}")

add_custom_command(
  OUTPUT "${page_build}/packages.stamp"
  COMMAND ${CMAKE_COMMAND} -E copy "${page_source}/package.json" "${page_source}/package-lock.json"
          "${page_source}/.npmrc" "${page_build}"
  COMMAND ${GWEVAL_NPM} ci --prefix "${page_build}" --loglevel error
  COMMAND ${CMAKE_COMMAND} -E touch "${page_build}/packages.stamp"
  DEPENDS "${page_source}/package.json" "${page_source}/package-lock.json" "${page_source}/.npmrc"
  WORKING_DIRECTORY "${page_build}"
  COMMENT "Installing the report page's packages (npm ci)"
  VERBATIM)

file(GLOB page_files CONFIGURE_DEPENDS "${page_source}/js/*.js")
add_custom_command(
  OUTPUT "${page_build}/report_page.cpp"
  COMMAND ${GWEVAL_NODE} "${page_source}/write_page.mjs" "${page_build}" "${page_build}/report_page.cpp"
  DEPENDS ${page_files} "${page_source}/page.html" "${page_source}/style.css" "${page_source}/write_page.mjs"
          "${page_build}/packages.stamp"
  COMMENT "Bundling the report page"
  VERBATIM)

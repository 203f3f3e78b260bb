# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed: headers, both libraries, pkgconfig/twofold.pc, the CMake package, the examples'
# sources. (The command installs itself in cmake/Module.cmake.)

include(CMakePackageConfigHelpers)

install(TARGETS twofold EXPORT twofold LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS twofold_static EXPORT twofold-static ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/twofold DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.h")

# pkg-config: paths relative to the file itself, so that an installation can be moved.
set(pc_folder ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig)
foreach(dir PREFIX LIBDIR INCLUDEDIR)
  set(path ${CMAKE_INSTALL_FULL_${dir}})
  if(dir STREQUAL PREFIX)
    set(path ${CMAKE_INSTALL_PREFIX})
  endif()
  cmake_path(RELATIVE_PATH path BASE_DIRECTORY ${pc_folder} OUTPUT_VARIABLE PC_${dir})
endforeach()
configure_file(pkgconfig/twofold.pc.in twofold.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/twofold.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# CMake: two export sets, because only the static library needs GSL and libyaml to be found.
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/twofold)
install(EXPORT twofold NAMESPACE twofold:: FILE twofoldShared.cmake DESTINATION ${package_folder})
install(EXPORT twofold-static NAMESPACE twofold:: FILE twofoldStatic.cmake
        DESTINATION ${package_folder})
configure_package_config_file(cmake/twofoldConfig.cmake.in twofoldConfig.cmake
  INSTALL_DESTINATION ${package_folder}
  NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(twofoldConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/twofoldConfig.cmake
  ${PROJECT_BINARY_DIR}/twofoldConfigVersion.cmake
  cmake/FindLibYaml.cmake
  cmake/FindJansson.cmake
  DESTINATION ${package_folder})

install(DIRECTORY examples/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples
        FILES_MATCHING PATTERN "*.c" PATTERN "*.yaml" PATTERN "*.csv" PATTERN "CMakeLists.txt"
        PATTERN "Makefile" PATTERN "README.md")

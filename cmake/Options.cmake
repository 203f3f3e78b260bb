# SPDX-License-Identifier: GPL-3.0-or-later
# What can be chosen when the build is configured.

option(TWOFOLD_BUILD_CLI "Build the command twofold" ON)
option(TWOFOLD_JSON "Read JSON (with Jansson, where it is installed)" ON)
option(TWOFOLD_BUILD_TESTS "Build the tests (needs cmocka)" ${PROJECT_IS_TOP_LEVEL})
option(TWOFOLD_BUILD_EXAMPLES "Build the example programs" ${PROJECT_IS_TOP_LEVEL})
option(TWOFOLD_BUILD_BENCH "Build the benchmarks" OFF)
option(TWOFOLD_FUZZ "Build the fuzz targets (needs clang)" OFF)
option(TWOFOLD_WERROR "Turn on many warnings and make them errors" OFF)
option(TWOFOLD_COVERAGE "Count the lines and branches that run" OFF)
set(TWOFOLD_SANITIZE "" CACHE STRING
    "Sanitizers to build with, as -fsanitize= takes them: address,undefined or thread")

# Reference data that some tests compare with; those tests are skipped where it is not.
set(references ${PROJECT_SOURCE_DIR}/../shared)
cmake_path(NORMAL_PATH references)
if(NOT IS_DIRECTORY ${references})
  set(references "")
endif()
set(TWOFOLD_REFERENCES "${references}" CACHE PATH "Folder of reference data for tests, or empty")

get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
if(NOT multi_config AND NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo" FORCE)
endif()

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# SPDX-License-Identifier: GPL-3.0-or-later
# Modules, and the libraries and the command made of them.

include(${CMAKE_CURRENT_LIST_DIR}/PerIsa.cmake)

# twofold_view(NAME MODULE...): the folder build/view/NAME, which shows the public header
# twofold/M.h and the internal headers M/*.h of the modules named and nothing else, as links into
# the source tree. It is the only folder of ours on a module's include path: so the arrows of the
# module table cannot be drawn the wrong way.
function(twofold_view name)
  set(view ${PROJECT_BINARY_DIR}/view/${name})
  file(REMOVE_RECURSE ${view})
  file(MAKE_DIRECTORY ${view}/twofold)
  foreach(module IN LISTS ARGN)
    get_property(headers GLOBAL PROPERTY TWOFOLD_HEADERS_${module})
    foreach(header IN LISTS headers)
      file(CREATE_LINK ${PROJECT_SOURCE_DIR}/include/twofold/${header} ${view}/twofold/${header}
           SYMBOLIC)
    endforeach()
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/lib/${module} ${view}/${module} SYMBOLIC)
  endforeach()
endfunction()

# twofold_module(NAME [USES MODULE...] [HEADERS FILE...] [LINKS TARGET...]): the object library
# twofold_NAME of lib/NAME/*.c. Sources named *_isa.c are compiled once for each instruction set
# (cmake/PerIsa.cmake). HEADERS: its public headers, NAME.h unless given. LINKS: foreign libraries.
function(twofold_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;HEADERS;LINKS")
  if(NOT arg_HEADERS)
    set(arg_HEADERS ${name}.h)
  endif()

  # What it sees: itself, what it uses, and what those see. Only modules declared above it exist.
  get_property(declared GLOBAL PROPERTY TWOFOLD_MODULES)
  set(sees ${name})
  foreach(used IN LISTS arg_USES)
    if(NOT used IN_LIST declared)
      message(FATAL_ERROR "module ${name} uses ${used}, which does not stand above it in the table")
    endif()
    get_property(below GLOBAL PROPERTY TWOFOLD_SEES_${used})
    list(APPEND sees ${below})
  endforeach()
  list(REMOVE_DUPLICATES sees)

  set_property(GLOBAL APPEND PROPERTY TWOFOLD_MODULES ${name})
  set_property(GLOBAL PROPERTY TWOFOLD_SEES_${name} ${sees})
  set_property(GLOBAL PROPERTY TWOFOLD_HEADERS_${name} ${arg_HEADERS})
  twofold_view(${name} ${sees})

  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/lib/${name}/*.c)
  set(isa_sources ${sources})
  list(FILTER isa_sources INCLUDE REGEX "_isa\\.c$")
  list(FILTER sources EXCLUDE REGEX "_isa\\.c$")

  add_library(twofold_${name} OBJECT ${sources})
  set(targets twofold_${name})
  if(isa_sources)
    twofold_per_isa(twofold_${name} isa_targets ${isa_sources})
    list(APPEND targets ${isa_targets})
  endif()
  foreach(target IN LISTS targets)
    twofold_flags(${target})
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_include_directories(${target} PRIVATE ${PROJECT_BINARY_DIR}/view/${name})
    target_link_libraries(${target} PRIVATE ${arg_LINKS})
    set_property(GLOBAL APPEND PROPERTY TWOFOLD_OBJECTS $<TARGET_OBJECTS:${target}>)
  endforeach()
  set_property(GLOBAL APPEND PROPERTY TWOFOLD_LINKS ${arg_LINKS})
endfunction()

# The shared library twofold and the static library twofold_static, both libtwofold on disk.
function(twofold_libraries)
  get_property(objects GLOBAL PROPERTY TWOFOLD_OBJECTS)
  get_property(links GLOBAL PROPERTY TWOFOLD_LINKS)
  list(APPEND links m)
  list(REMOVE_DUPLICATES links)

  add_library(twofold SHARED ${objects})
  set_target_properties(twofold PROPERTIES
    VERSION ${PROJECT_VERSION}
    SOVERSION ${TWOFOLD_SOVERSION}
    LINKER_LANGUAGE C)
  if(NOT TWOFOLD_SANITIZE AND NOT TWOFOLD_FUZZ AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
    target_link_options(twofold PRIVATE -Wl,--no-undefined)
  endif()
  add_library(twofold_static STATIC ${objects})
  set_target_properties(twofold_static PROPERTIES
    OUTPUT_NAME twofold
    EXPORT_NAME static
    LINKER_LANGUAGE C)

  foreach(library twofold twofold_static)
    twofold_flags(${library})
    target_include_directories(${library} INTERFACE
      $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
      $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
    target_link_libraries(${library} PRIVATE ${links})
  endforeach()
  add_library(twofold::twofold ALIAS twofold)
  add_library(twofold::static ALIAS twofold_static)
endfunction()

# The command twofold of cli/*.c: linked against the shared library, so that it can use the public
# interface only.
function(twofold_command)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/cli/*.c)
  cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_LIBDIR BASE_DIRECTORY ${CMAKE_INSTALL_FULL_BINDIR}
             OUTPUT_VARIABLE library_from_command)
  add_executable(twofold_command ${sources})
  twofold_flags(twofold_command)
  target_link_libraries(twofold_command PRIVATE twofold::twofold)
  set_target_properties(twofold_command PROPERTIES
    OUTPUT_NAME twofold
    INSTALL_RPATH "$ORIGIN/${library_from_command}")
  install(TARGETS twofold_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()

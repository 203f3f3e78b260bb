# SPDX-License-Identifier: GPL-3.0-or-later
# Jansson, for reading JSON: used where it is installed. TWOFOLD_JANSSON is its target, empty without
# it; then stored projections are read from CSV alone, and JSON gives TWOFOLD_E_UNSUPPORTED.

set(TWOFOLD_JANSSON "")
if(TWOFOLD_JSON)
  find_package(Jansson)
  if(Jansson_FOUND)
    set(TWOFOLD_JANSSON Jansson::Jansson)
    set_property(TARGET Jansson::Jansson APPEND PROPERTY INTERFACE_COMPILE_DEFINITIONS TF_JANSSON)
    set(PC_JSON " jansson") # for pkgconfig/twofold.pc
  else()
    message(STATUS "JSON is written but not read: no Jansson (libjansson-dev)")
  endif()
endif()

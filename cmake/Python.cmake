# SPDX-License-Identifier: GPL-3.0-or-later
# TWOFOLD_PYTHON: for independent calculations in tests and benchmarks; TWOFOLD_PYTHON-NOTFOUND
# where there is none, and those are left out.

# Accepts a Python that can run the independent calculations.
function(python_with_modules result candidate)
  execute_process(COMMAND ${candidate} -c "import yaml, numpy"
                  RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
  if(failed)
    set(${result} FALSE PARENT_SCOPE)
  endif()
endfunction()
find_program(TWOFOLD_PYTHON NAMES python3 VALIDATOR python_with_modules
             DOC "A Python with yaml and numpy, for the independent calculations")

# What `tariffsim help` prints for man and shells, as files to be installed. Given: PROGRAM, FOLDER.
file(MAKE_DIRECTORY ${FOLDER})
foreach(pair man=tariffsim.1 bash=tariffsim.bash fish=tariffsim.fish)
  string(REPLACE "=" ";" pair ${pair})
  list(GET pair 0 topic)
  list(GET pair 1 file)
  execute_process(COMMAND ${PROGRAM} help ${topic} OUTPUT_FILE ${FOLDER}/${file} COMMAND_ERROR_IS_FATAL ANY)
endforeach()

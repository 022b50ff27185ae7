// How memory is served to the program where jemalloc was found: its only file that knows it.
#include <jemalloc/jemalloc.h>

/// Read before main, by its name (jemalloc(3), TUNING). A run touches some 60 MB, mostly cubes that
/// come and go. In pages of 2 MB, kept to the end, the kernel hands out a few hundred of them where
/// it handed out 14,000, which was half the time of a run.
// NOLINTNEXTLINE(readability-identifier-naming): jemalloc's name
const char* malloc_conf = "thp:always,metadata_thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1";

// How memory is served if jemalloc was found; no other file knows of it.
#include <jemalloc/jemalloc.h>

/// Read before main, by its name (jemalloc(3), TUNING). A run touches some 60 MB, mostly cubes that
/// come and go. In pages of 2 MB that are kept to the end, the kernel is asked for a fifth as many
/// pages, which was near half the time of a run. One arena for all threads, since solves allocate
/// next to nothing: a thread that finds no memory for an arena of its own would end in a
/// segmentation fault.
// NOLINTNEXTLINE(readability-identifier-naming): jemalloc's name
const char* malloc_conf =
    "thp:always,metadata_thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1,narenas:1";

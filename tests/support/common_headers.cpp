// Empty: what all tests include is compiled with it, once (target_precompile_headers in
// tests/CMakeLists.txt).

// A package of tests/package.json, as the test test_packages has installed it below the build folder.
import { createRequire } from "node:module";
import { join } from "node:path";

const kSkipped = 77; // as ctest's SKIP_RETURN_CODE says

/** Ends a test that cannot run here; never in CI, which has all that tests need. */
export function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(process.env.CI ? 1 : kSkipped);
}

export function npmPackage(name) {
  try {
    return createRequire(join(process.env.TARIFFSIM_BUILD_DIR, "test_packages/index.js"))(name);
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    return skip(`the npm package ${name} is not installed`);
  }
}

import type { Suite } from 'mocha';

/**
 * Makes of a suite one story, told from one test to the next: once a chapter fails, those after it are skipped, and
 * counted as skipped. (Mocha's own `bail` would leave out the whole suite, unsaid, when a test of another file failed before.)
 */
export const story = (suite: Suite): void => {
  let broken = false;
  suite.afterEach(function () {
    if (this.currentTest?.state === 'failed') broken = true;
  });
  suite.beforeEach(function () {
    if (broken) this.skip();
  });
};

// Runs in the page of every unit test, before the test.
import { chai } from '@open-wc/testing';
import { useSmallPictures } from '../../support/small-pictures.js';

useSmallPictures();

// The browser of the tests wants less motion: what begins to fade in has its colours with the next frame.
chai.use(({ Assertion }) => {
  Assertion.overwriteMethod('accessible', (accessible: (...args: unknown[]) => Promise<void>) => {
    return async function (this: Chai.AssertionStatic, ...args: unknown[]) {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      await accessible.apply(this, args);
    };
  });
});

// All checks over a built site, the self-test first: a check that cannot fail proves nothing.
//
//   node run.mjs DIR
//
// The last line is `N passed, M failed`; the exit status is 1 where M is not 0.

import { check as checkApi } from './check-api.mjs';
import { check as checkBrowser } from './check-axe.mjs';
import { check as checkCompare } from './check-compare.mjs';
import { check as checkContract } from './check-contract.mjs';
import { check as checkFeeds } from './check-feeds.mjs';
import { check as checkGuide } from './check-guide.mjs';
import { check as checkHtml } from './check-html.mjs';
import { check as checkLighthouse } from './check-lighthouse.mjs';
import { check as checkLinks } from './check-links.mjs';
import { check as checkLoad } from './check-load.mjs';
import { check as checkMetadata } from './check-metadata.mjs';
import { readArguments, Report } from './lib/report.mjs';
import { check as selftest } from './selftest.mjs';

const CHECKS = [
  ['self-test', selftest],
  ['html', checkHtml],
  ['links', checkLinks],
  ['contract', checkContract],
  ['api', checkApi],
  ['feeds', checkFeeds],
  ['metadata', checkMetadata],
  ['load', checkLoad],
  ['browser', checkBrowser],
  ['guide', checkGuide],
  ['compare', checkCompare],
  ['lighthouse', checkLighthouse],
];

/** A check that breaks down (no Java, no Chromium) is a failure, and the others still run. */
async function outcome(title, check, dir) {
  try {
    return await check(dir);
  } catch (error) {
    const report = new Report(title);
    report.add('the check itself', [error.message]);
    return report;
  }
}

const { positional } = readArguments('usage: node run.mjs DIR');
let passed = 0;
let failed = 0;
for (const [title, check] of CHECKS) {
  const start = performance.now();
  const report = await outcome(title, check, positional[0]);
  report.print();
  console.log(`  ${title}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  passed += report.passed;
  failed += report.failed;
}
process.exitCode = failed > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);

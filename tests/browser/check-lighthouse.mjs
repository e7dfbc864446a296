// Lighthouse's accessibility, best practices and SEO on one page of each kind: 100 of 100. Its timed
// scores are left out, since they measure the machine.
//
//   node check-lighthouse.mjs DIR

import * as launcher from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { executable } from './lib/browser.mjs';
import { hostHeaders } from './lib/headers.mjs';
import { isMain, Report, runAlone } from './lib/report.mjs';
import { canonicalAddress, checkEveryKind, isHidden, read, urlOf } from './lib/site.mjs';
import { normaliseBase, serve } from './serve.mjs';

const CATEGORIES = ['accessibility', 'best-practices', 'seo'];

// What cannot pass for a reason that lies outside the page.
const SKIPPED = {
  // The pages name the address of the real host, and are looked at on this machine.
  canonical: () => true,
  // The host answers loopback without TLS, and so cannot send anyone to it.
  'redirects-http': () => true,
  // Some pages ask search engines to leave them out, and mean it.
  'is-crawlable': ({ hidden }) => hidden,
};

const SETTINGS = {
  onlyCategories: CATEGORIES,
  output: 'json',
  logLevel: 'silent',
  formFactor: 'mobile',
  screenEmulation: { mobile: true, width: 360, height: 740, deviceScaleFactor: 2, disabled: false },
  // Simulated slowness only changes the arithmetic of times, of which none is asked for; the other ways wait.
  throttlingMethod: 'simulate',
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 0,
  cpuQuietThresholdMs: 0,
  disableFullPageScreenshot: true,
};

/** What an audit that fails points at. */
function describe(audit) {
  const items = (audit.details?.items ?? []).slice(0, 5).map((item) => item.node?.snippet ?? item.source?.url ?? item.url ?? item.description ?? item.index ?? JSON.stringify(item));
  const words = [audit.explanation, audit.errorMessage, ...items].filter((each) => each !== undefined);
  return `${audit.id}: ${audit.title}${words.length > 0 ? `: ${words.join('; ')}` : ''}`;
}

/** Every audit with a weight that is not passed, so that the message says more than the score. */
function faultsOf({ lhr }) {
  const faults = [];
  if (lhr.runtimeError !== undefined) return [`cannot be looked at: ${lhr.runtimeError.message}`];
  for (const name of CATEGORIES) {
    const { score, auditRefs } = lhr.categories[name];
    if (score === 1) continue;
    faults.push(`${name} is ${Math.round(score * 100)} of 100`);
    for (const { id, weight } of auditRefs) {
      const audit = lhr.audits[id];
      if (weight > 0 && (audit.score ?? (audit.scoreDisplayMode === 'error' ? 0 : 1)) < 1) faults.push(describe(audit));
    }
  }
  return faults;
}

async function look(port, server, page) {
  // The page for missing addresses by its own name, too: a status of 404 is not looked at.
  const address = server.origin + server.base + encodeURI(urlOf(page.file).slice(1));
  const skipAudits = Object.keys(SKIPPED).filter((audit) => SKIPPED[audit](page));
  const config = { extends: 'lighthouse:default', settings: { skipAudits } };
  try {
    return faultsOf(await lighthouse(address, { ...SETTINGS, port }, config));
  } catch (error) {
    return [`cannot be looked at: ${error.message}`];
  }
}

/** Looks at the given pages; the self-test gives its own. */
export async function checkPages(dir, pages) {
  const report = new Report('lighthouse');
  const base = normaliseBase(canonicalAddress(dir)?.pathname);
  const server = await serve(dir, { base, headers: hostHeaders(dir, base) });
  const chrome = await launcher.launch({
    chromePath: executable(),
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    logLevel: 'silent',
  });
  try {
    // One after the other: a Lighthouse owns its browser.
    for (const { kind, file } of pages) {
      const hidden = isHidden(read(dir, file));
      const faults = await look(chrome.port, server, { kind, file, hidden });
      report.add(`${kind} (${file})`, faults.map((fault) => `${file}: ${fault}`));
    }
  } finally {
    await chrome.kill();
    await server.close();
  }
  return report;
}

export const check = (dir) => checkEveryKind(dir, checkPages);

if (isMain(import.meta)) await runAlone(check, 'usage: node check-lighthouse.mjs DIR');

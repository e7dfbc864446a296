// Lighthouse's accessibility, best practices and SEO on one page of each kind: 100 of 100. Its timed
// scores are left out, since they measure the machine.
//
//   node check-lighthouse.mjs DIR

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as launcher from 'chrome-launcher';
import { executable, inParallel } from './lib/browser.mjs';
import { hostHeaders } from './lib/headers.mjs';
import { isMain, Report, runAlone } from './lib/report.mjs';
import { canonicalAddress, checkEveryKind, isHidden, read, urlOf } from './lib/site.mjs';
import { normaliseBase, serve } from './serve.mjs';

// Browsers side by side: what they do is mostly work for one core.
const AT_ONCE = 2;

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
function faultsOf(lhr) {
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

/** A browser with the Lighthouse that owns it. */
async function open() {
  const chrome = await launcher.launch({
    chromePath: executable(),
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    logLevel: 'silent',
  });
  const thread = new Worker(new URL('./lib/lighthouse.mjs', import.meta.url));
  return { chrome, thread };
}

async function close({ chrome, thread }) {
  await thread.terminate();
  await chrome.kill();
}

async function look({ chrome, thread }, server, page) {
  // The page for missing addresses by its own name, too: a status of 404 is not looked at.
  const address = server.origin + server.base + encodeURI(urlOf(page.file).slice(1));
  const skipAudits = Object.keys(SKIPPED).filter((audit) => SKIPPED[audit](page));
  const config = { extends: 'lighthouse:default', settings: { skipAudits } };
  const answer = once(thread, 'message');
  thread.postMessage({ address, flags: { ...SETTINGS, port: chrome.port }, config });
  const [{ lhr, error }] = await answer;
  return error === undefined ? faultsOf(lhr) : [`cannot be looked at: ${error}`];
}

/** Looks at the given pages; the self-test gives its own. */
export async function checkPages(dir, pages) {
  const report = new Report('lighthouse');
  const base = normaliseBase(canonicalAddress(dir)?.pathname);
  const server = await serve(dir, { base, headers: hostHeaders(dir, base) });
  const opened = [];
  try {
    for (let count = Math.min(pages.length, AT_ONCE); count > 0; count -= 1) opened.push(await open());
    const idle = [...opened];
    const found = await inParallel(
      pages,
      async ({ kind, file }) => {
        const own = idle.pop();
        const hidden = isHidden(read(dir, file));
        const faults = await look(own, server, { kind, file, hidden });
        idle.push(own);
        return faults;
      },
      opened.length,
    );
    for (const [index, { kind, file }] of pages.entries()) {
      report.add(`${kind} (${file})`, found[index].map((fault) => `${file}: ${fault}`));
    }
  } finally {
    await Promise.all(opened.map(close));
    await server.close();
  }
  return report;
}

export const check = (dir) => checkEveryKind(dir, checkPages);

if (isMain(import.meta)) await runAlone(check, 'usage: node check-lighthouse.mjs DIR');

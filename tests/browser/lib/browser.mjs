// One Chromium for all checks, and pages in it that write down what goes wrong.

import fs from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

// A browser that is being tested talks to the site alone, not to its maker.
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where the browser is. */
export function executable() {
  const found = CANDIDATES.find((file) => file && fs.existsSync(file));
  if (found === undefined) {
    throw new Error('no Chromium: install the package "chromium" or set CHROMIUM to its path');
  }
  return found;
}

export async function launch() {
  const executablePath = executable();
  // As root (in containers) Chromium cannot use its sandbox; the pages are our own.
  return chromium.launch({ executablePath, headless: true, chromiumSandbox: false, args: FLAGS });
}

/**
 * A page in a context of its own. `faults` fills while the page lives: requests to other hosts
 * (which are refused, not sent), console errors, exceptions that nobody caught.
 */
export async function openPage(browser, origin) {
  const context = await browser.newContext({
    // A check must not measure a colour half-way through a transition.
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  const faults = new Set();
  await context.route(
    (url) => /^https?:$/.test(url.protocol) && url.origin !== origin,
    (route) => route.abort(),
  );
  const page = await context.newPage();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== origin) {
      faults.add(`asks another host: ${url.href}`);
    }
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !isOwnMissing(message, page)) {
      faults.add(`console error: ${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => faults.add(`exception: ${error.message}`));
  return { page, faults, close: () => context.close() };
}

/** The page for missing addresses is shown for one; that its own address is missing is no fault. */
function isOwnMissing(message, page) {
  return message.location().url === page.url() && /status of 404/.test(message.text());
}

/** Does the work of `jobs` with a few workers, in order of the list. */
export async function inParallel(jobs, worker, width = 3) {
  const queue = [...jobs.entries()];
  const results = new Array(jobs.length);
  const runner = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, job] = next;
      results[index] = await worker(job);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, jobs.length) }, runner));
  return results;
}

/**
 * Does the work of `jobs` in a few tabs, each of which goes on from page to page: a new tab costs more than a page. One
 * that its worker calls `broken` is not used again.
 */
export async function inTabs(browser, origin, jobs, worker, prepare = (view) => view) {
  const idle = [];
  return inParallel(jobs, async (job) => {
    const view = idle.pop() ?? (await prepare(await openPage(browser, origin)));
    const result = await worker(view, job);
    if (view.broken) await view.close();
    else idle.push(view);
    return result;
  });
}

// Every page as a visitor's browser loads it, under the very headers that `_headers` asks the host to
// send: a silent console, no violation of the policy, nothing from another host, nothing that jumps
// while it loads, and no page heavier than its budget.
//
//   node check-load.mjs DIR [--base /sub/] [--pages kinds]
//
// With `--pages kinds` one page of each kind stands for all.

import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { visitingAddress } from './check-axe.mjs';
import { inTabs, launch } from './lib/browser.mjs';
import { hostHeaders } from './lib/headers.mjs';
import { isMain, Report, runAlone } from './lib/report.mjs';
import { canonicalAddress, filesIn, htmlFilesIn, isRedirect, kindOf, read, representativePages } from './lib/site.mjs';
import { answer, normaliseBase, serve } from './serve.mjs';

const VIEWPORTS = [
  { width: 360, height: 740 },
  { width: 1280, height: 900 },
];

// Below what anyone sees; a picture without its size or a late style sheet is far above it.
const MOST_SHIFT = 0.01;

// In KiB as gzip has them, all files of a kind together: what a first visit may cost on a phone.
const SITE_BUDGETS = { '.css': 20, '.js': 15 };

// How many requests a page may make, and how many KiB (as gzip has them) they may come to, pictures of
// the content left out: those are as heavy as what they show.
const PAGE_BUDGETS = {
  product: { requests: 5, kib: 40 },
  compare: { requests: 5, kib: 40 },
  guide: { requests: 5, kib: 45 },
  article: { requests: 5, kib: 45 },
  other: { requests: 5, kib: 32 },
};

// Long enough that only what hangs is taken for it.
const DEADLINE = 60_000;

const packed = (bytes) => gzipSync(bytes, { level: 9 }).length;
const inKib = (bytes) => (bytes / 1024).toFixed(1);

function checkSite(report, dir) {
  for (const [ending, most] of Object.entries(SITE_BUDGETS)) {
    const files = filesIn(dir).filter((file) => file.endsWith(ending));
    const bytes = files.reduce((sum, file) => sum + packed(fs.readFileSync(path.join(dir, file))), 0);
    const heavy = bytes > most * 1024 ? [`all ${ending} files are ${inKib(bytes)} KiB packed, ${most} are allowed`] : [];
    report.add(`all ${ending} files`, heavy);
  }
}

/** Runs in the page before anything else does. */
function watch() {
  window.found = { shift: 0, shifted: [], violations: [] };
  const name = (node) => (node?.localName ?? node?.parentElement?.localName ?? '?') + (node?.className ? `.${node.className}` : '');
  const note = (entries) => {
    for (const entry of entries) {
      if (entry.hadRecentInput) continue;
      window.found.shift += entry.value;
      window.found.shifted.push(...entry.sources.map(({ node }) => name(node)));
    }
  };
  const shifts = new PerformanceObserver((list) => note(list.getEntries()));
  shifts.observe({ type: 'layout-shift', buffered: true });
  // What the browser has seen and not yet told.
  window.noteRest = () => note(shifts.takeRecords());
  document.addEventListener('securitypolicyviolation', (event) => {
    window.found.violations.push(`${event.effectiveDirective} refuses ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
  });
}

/** Runs in the page: scrolls through it, as a reader does, and says what was found. */
async function readThrough() {
  // A browser draws no frames for a page that it takes to be covered; nothing moves there either. Long enough that a
  // busy machine is not taken for it.
  let covered = false;
  const frame = () => covered || new Promise((resolve) => {
    const timer = setTimeout(() => { covered = true; resolve(); }, 5000);
    requestAnimationFrame(() => requestAnimationFrame(() => { clearTimeout(timer); resolve(); }));
  });
  await document.fonts.ready;
  await frame();
  for (let top = 0; top < document.documentElement.scrollHeight; top += window.innerHeight) {
    window.scrollTo(0, top);
    await frame();
  }
  const late = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const pictures = [...document.images].map((image) => image.complete || image.decode().catch(() => {}));
  await Promise.race([Promise.all(pictures), late(5000)]);
  await frame();
  window.noteRest();
  return window.found;
}

/** The files that a page asked for, as the host finds them. */
function weigh(requests, root, base) {
  const files = new Set();
  for (const { address, kind } of requests) {
    const { file } = answer(root, base, new URL(address).pathname);
    if (file !== undefined && kind !== 'image' && kind !== 'media') files.add(file);
  }
  return [...files].reduce((sum, file) => sum + packed(fs.readFileSync(file)), 0);
}

function* weightFaults(kind, requests, bytes) {
  const budget = PAGE_BUDGETS[kind] ?? PAGE_BUDGETS.other;
  const count = requests.filter((request) => request.kind !== 'image').length;
  if (count > budget.requests) yield `makes ${count} requests, ${budget.requests} are allowed`;
  if (bytes > budget.kib * 1024) yield `is ${inKib(bytes)} KiB packed, ${budget.kib} are allowed`;
}

/** One page at one width. The headers let nothing come from a cache unasked. */
async function load(view, server, root, file, viewport) {
  const { page, faults, requests } = view;
  faults.clear();
  requests.length = 0;
  try {
    await page.setViewportSize(viewport);
    await page.goto(visitingAddress(server, file), { waitUntil: 'load' });
    const { shift, shifted, violations } = await within(DEADLINE, page.evaluate(readThrough));
    if (shift >= MOST_SHIFT) faults.add(`jumps by ${shift.toFixed(3)}: ${[...new Set(shifted)].join(', ')}`);
    for (const violation of violations) faults.add(violation);
    const bytes = weigh(requests, root, server.base);
    for (const fault of weightFaults(kindOf(file), requests, bytes)) faults.add(fault);
  } catch (error) {
    view.broken = true;
    faults.add(`cannot be loaded: ${error.message}`);
  }
  return { name: `${file} ${viewport.width} px`, faults: [...faults].map((fault) => `${file}: ${fault}`) };
}

/** What a promise comes to, or an error where that takes too long. */
function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${milliseconds / 1000} s`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** A tab that writes down what its pages ask for, and what moves in them. */
async function watched(view) {
  const requests = [];
  view.page.on('request', (request) => requests.push({ address: request.url(), kind: request.resourceType() }));
  await view.page.addInitScript(watch);
  return { ...view, requests };
}

/** Every width of one page, each a load of its own. */
async function loadEveryWay(view, server, root, file) {
  const units = [];
  for (const viewport of VIEWPORTS) units.push(await load(view, server, root, file, viewport));
  return units;
}

export async function check(dir, { base, pages: which } = {}) {
  const report = new Report('load');
  const at = normaliseBase(base ?? canonicalAddress(dir)?.pathname);
  const headers = hostHeaders(dir, at);
  const policy = headers['Content-Security-Policy'];
  report.add('_headers', policy?.includes("default-src 'self'") ? [] : [`_headers: the policy is "${policy}"`]);
  checkSite(report, dir);
  const every = () => htmlFilesIn(dir).filter((file) => !isRedirect(read(dir, file)));
  const pages = which === 'kinds' ? representativePages(dir).pages.map(({ file }) => file) : every();
  const server = await serve(dir, { base: at, headers });
  const browser = await launch();
  try {
    const root = fs.realpathSync(dir);
    const found = await inTabs(browser, server.origin, pages, (view, file) => loadEveryWay(view, server, root, file), watched);
    for (const { name, faults } of found.flat()) report.add(name, faults);
  } finally {
    await browser.close();
    await server.close();
  }
  if (pages.length === 0) report.add(dir, ['no .html file to check']);
  return report;
}

if (isMain(import.meta)) {
  await runAlone(check, 'usage: node check-load.mjs DIR [--base /sub/] [--pages kinds]', ['base', 'pages']);
}

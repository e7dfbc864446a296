// Every page in a browser, light and dark, on a phone and a desk: accessible by axe-core's rules, no request to another host, a
// silent console, nothing that scrolls sideways. One page of each kind is looked at between phone and desk, too.
//
//   node check-axe.mjs DIR

import { createRequire } from 'node:module';
import fs from 'node:fs';
import { inTabs, launch } from './lib/browser.mjs';
import { isMain, Report, runAlone } from './lib/report.mjs';
import { canonicalAddress, checkEveryKind, htmlFilesIn, isRedirect, kindOf, read, representativePages, urlOf } from './lib/site.mjs';
import { serve } from './serve.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Widths at which nothing may scroll sideways; axe looks at the phone and the desk.
const VIEWPORTS = [
  { width: 360, height: 740, axe: true },
  { width: 768, height: 1024, axe: false },
  { width: 1280, height: 900, axe: true },
];
const SCHEMES = ['light', 'dark'];

// Pages promise to work without inline script or style. WebAssembly is let through for the search.
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/** The address at which a visitor meets the page; the page for missing ones has no other. */
export function visitingAddress(server, file) {
  const place = file === '404.html' ? '/no/such/page/' : urlOf(file);
  return server.origin + server.base + encodeURI(place.slice(1));
}

/** Runs in the browser: what is wider than the screen, or scrolls within itself. */
function sidewaysInPage() {
  const name = (element) => {
    const classes = [...element.classList].map((each) => `.${each}`).join('');
    return element.localName + (element.id ? `#${element.id}` : '') + classes;
  };
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > window.innerWidth) {
    const widest = [...document.querySelectorAll('body *')]
      .map((element) => ({ element, right: element.getBoundingClientRect().right }))
      .reduce((a, b) => (b.right > a.right ? b : a), { element: root, right: 0 });
    faults.push(
      `scrolls sideways: ${root.scrollWidth} px in ${window.innerWidth} px; widest is ${name(widest.element)}`,
    );
  }
  // On a phone a comparison becomes cards; a table that scrolls in a box of its own hides columns.
  for (const table of window.innerWidth < 600 ? document.querySelectorAll('table.compare') : []) {
    for (let box = table; box && box !== document.body; box = box.parentElement) {
      const scrolls = ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(box).overflowX);
      if (scrolls && box.scrollWidth > box.clientWidth + 1) {
        faults.push(`the comparison is cut or scrolls inside ${name(box)}`);
      }
    }
  }
  return faults;
}

/** The violations of a page, one line each element. */
export async function violations(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  // Of the rules that axe leaves out unless asked: what is clicked is 24 px wide and high, or has room around it.
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => ({ id, help, target: node.target.join(' '), why: node.failureSummary })),
    );
  });
  return found.map(({ id, help, target, why }) => {
    const reason = why.split('\n').slice(1).map((line) => line.trim()).join(' ');
    return `axe ${id}: ${help}: ${target}: ${reason}`;
  });
}

/** Runs in the browser: waits until what has changed is laid out and painted. */
const painted = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => done())); });

/** What is wrong with a page at one width in one scheme. */
async function look(view, { viewport, scheme }, address) {
  const { page, faults } = view;
  try {
    await page.setViewportSize({ width: viewport.width, height: viewport.height });
    await page.emulateMedia({ colorScheme: scheme });
    if (address !== undefined) await page.goto(address, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.evaluate(painted);
    for (const fault of await page.evaluate(sidewaysInPage)) faults.add(fault);
    if (viewport.axe) for (const fault of await violations(page)) faults.add(fault);
  } catch (error) {
    view.broken = true;
    faults.add(`cannot be looked at: ${error.message}`);
  }
  const found = [...faults];
  faults.clear();
  return found;
}

/**
 * Every look at one page, from one load: a window that is made wider and a scheme that is switched show what a new load
 * would, and a load costs more than a look.
 */
async function lookEveryWay(view, server, { kind, file }, looks) {
  const units = [];
  for (const [at, { viewport, scheme }] of looks.entries()) {
    const address = at === 0 ? visitingAddress(server, file) : undefined;
    const faults = await look(view, { viewport, scheme }, address);
    units.push({ name: `${kind} (${file}) ${viewport.width} px ${scheme}`, faults });
  }
  return units;
}

/** Looks at the given pages; the self-test gives fewer widths than a site gets. */
export async function checkPages(dir, pages, { viewports = VIEWPORTS, schemes = SCHEMES } = {}) {
  const report = new Report('browser');
  const base = canonicalAddress(dir)?.pathname;
  const server = await serve(dir, { base, headers: { 'Content-Security-Policy': POLICY } });
  const browser = await launch();
  try {
    const looks = viewports.flatMap((viewport) => schemes.map((scheme) => ({ viewport, scheme })));
    const found = await inTabs(browser, server.origin, pages, (view, page) => lookEveryWay(view, server, page, looks));
    for (const { name, faults } of found.flat()) report.add(name, faults);
  } finally {
    await browser.close();
    await server.close();
  }
  return report;
}

export async function check(dir) {
  const report = await checkEveryKind(dir, checkPages);
  const { pages } = representativePages(dir);
  const others = htmlFilesIn(dir).filter((file) => !pages.some((page) => page.file === file) && !isRedirect(read(dir, file)));
  const rest = others.map((file) => ({ kind: kindOf(file) ?? 'page', file }));
  const more = await checkPages(dir, rest, { viewports: VIEWPORTS.filter(({ axe }) => axe) });
  for (const { name, faults } of more.units) report.add(name, faults);
  return report;
}

if (isMain(import.meta)) await runAlone(check, 'usage: node check-axe.mjs DIR');

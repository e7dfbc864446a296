// `crosswalk serve` as an editor meets it: a saved page loads again where it was, style sheets are
// exchanged in place, errors stand over the last good page until they are mended. All of it under a policy
// that lets no inline script or style through.
//
//   node check-serve.mjs BINARY

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { violations } from './check-axe.mjs';
import { launch, openPage } from './lib/browser.mjs';
import { Report } from './lib/report.mjs';

const BASE = fileURLToPath(new URL('../sites/_base', import.meta.url));
const NOTE = 'content/news/note.md';
const STYLE = 'themes/default/assets/style.css';
const PAGE = '/news/note/';
// Long enough that only what hangs is taken for it.
const DEADLINE = 60_000;

const note = (words, more = '') =>
  `---\ntitle: 便条\ndate: 2021-01-01\n${more}---\n\n${words}\n\n${'一段文字。\n\n'.repeat(200)}`;
const style = (color) => `body { background: #fff; color: #222; }\na { color: #00458b; }\nh1 { color: ${color}; }\n`;

/** A copy of the tests' site in a folder of its own. */
function makeSite() {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'crosswalk-serve-'));
  fs.cpSync(BASE, root, { recursive: true });
  const write = (file, text) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  write(NOTE, note('第一稿。'));
  write(STYLE, style('rgb(10, 20, 30)'));
  write('content/news/plan.md', note('将来的事。', 'draft: true\n'));
  return { root, write, remove: () => fs.rmSync(root, { recursive: true }) };
}

/** Starts the program; resolves once it serves. */
async function start(binary, root, port = 0) {
  const args = ['serve', '-r', root, '-p', String(port), '--drafts', '--format', 'json', '--lang', 'zh'];
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const lines = readline.createInterface({ input: child.stdout });
  const first = await new Promise((resolve, reject) => {
    lines.once('line', resolve);
    ended.then(() => reject(new Error(`${binary} serve ended at once`)));
  });
  const { origin, port: taken } = new URL(JSON.parse(first).url);
  const stop = async () => {
    child.kill('SIGINT');
    return ended;
  };
  return { origin, port: Number(taken), stop };
}

/** A page under the strictest policy that a site promises to work under. */
async function open(browser, origin, place) {
  const view = await openPage(browser, origin);
  await view.page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch({ maxRedirects: 0 });
    const headers = { ...response.headers(), 'content-security-policy': "default-src 'self'" };
    return route.fulfill({ response, headers });
  });
  view.page.setDefaultTimeout(DEADLINE);
  await view.page.goto(origin + place);
  await mark(view.page);
  return view;
}

/** A page that is loaded again forgets this. */
const mark = (page) => page.evaluate(() => void (window.stayed = true));
const stayed = (page) => page.evaluate(() => window.stayed === true);

const holds = (page, condition, value) =>
  page.waitForFunction(condition, value, { timeout: DEADLINE, polling: 20 });

/**
 * What axe-core finds. To read the style sheets of a shadow tree it makes a style element, which the
 * policy stops: that is no fault of the page's.
 */
async function accessibility({ page, faults }) {
  const own = [...faults];
  const found = await violations(page);
  faults.clear();
  own.forEach((fault) => faults.add(fault));
  return found;
}

async function reloadsInPlace({ page, site, expect }) {
  await page.evaluate(() => scrollTo(0, 900));
  await holds(page, () => scrollY === 900);
  site.write(NOTE, note('第二稿。'));
  await holds(page, () => document.body.innerText.includes('第二稿') && document.readyState === 'complete');
  await holds(page, () => scrollY === 900);
  expect(!(await stayed(page)), 'the page was not loaded again');
  await mark(page);
}

async function swapsStyles({ page, site, expect }) {
  const color = (wanted) => getComputedStyle(document.querySelector('h1')).color === wanted;
  await page.evaluate(() => scrollTo(0, 500));
  for (const wanted of ['rgb(200, 0, 0)', 'rgb(0, 120, 0)']) {
    site.write(STYLE, style(wanted));
    await holds(page, color, wanted);
  }
  expect(await stayed(page), 'the page was loaded again for a style sheet');
  expect((await page.evaluate(() => scrollY)) === 500, 'the page moved');
  await holds(page, () => document.querySelectorAll('link[rel=stylesheet]').length === 1);
}

async function leavesOthersAlone({ page, other, site, expect }) {
  site.write(NOTE, note('第三稿。'));
  await holds(page, () => document.body.innerText.includes('第三稿'));
  expect(await stayed(other), 'a page was loaded again that did not change');
  await mark(page);
}

async function showsErrors({ view, page, site, expect }) {
  const dialog = page.getByRole('alertdialog');
  await page.evaluate(() => document.querySelector('a[href]').focus());
  const focused = await page.evaluate(() => document.activeElement.href);
  site.write(NOTE, note('看[那里](gone.md)。\n\n```figure\nsrc: "<img src=x onerror=alert(1)>.png"\nalt: 图\n```'));
  await dialog.waitFor();
  const words = await dialog.innerText();
  for (const wanted of ['dead-link', '<img src=x', `${NOTE}:6:`, 'gone.md', '改法', '^^^']) {
    expect(words.includes(wanted), `the overlay does not say ${wanted}: ${words}`);
  }
  expect((await dialog.locator('img').count()) === 0, 'a message became markup');
  const inside = () => document.activeElement?.shadowRoot?.activeElement?.closest('dialog') !== null;
  expect(await page.evaluate(inside), 'the focus is not in the overlay');
  expect((await page.locator('main').innerText()).includes('第三稿'), 'the last good page is gone');
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const found = await accessibility(view);
    expect(found.length === 0, `${colorScheme}: ${found.join('; ')}`);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect((await page.evaluate(() => document.activeElement.href)) === focused, 'the focus did not come back');
  expect(await stayed(page), 'the page was loaded again for an error');
}

async function hidesMendedErrors({ page, site, expect }) {
  const dialog = page.getByRole('alertdialog');
  site.write(NOTE, note('看[别处](nowhere.md)。'));
  await dialog.waitFor();
  site.write(NOTE, note('第三稿。'));
  await dialog.waitFor({ state: 'hidden' });
  expect(await stayed(page), 'a page that is what it was before was loaded again');
}

async function marksDrafts({ page, browser, origin, expect }) {
  expect((await page.locator('.mark').count()) === 0, 'an ordinary page is marked');
  const draft = await open(browser, origin, '/news/plan/');
  const words = await draft.page.locator('.mark').innerText();
  expect(words.includes('草稿'), `the mark says ${words}`);
  const found = await accessibility(draft);
  expect(found.length === 0, found.join('; '));
  await draft.close();
}

async function followsARestart({ page, site, restart, expect }) {
  await restart();
  await holds(page, () => window.stayed !== true && document.readyState === 'complete');
  await mark(page);
  site.write(NOTE, note('第四稿。'));
  await holds(page, () => document.body.innerText.includes('第四稿'));
  expect(!(await stayed(page)), 'the page was not loaded again');
}

const STEPS = [
  ['a saved page loads again where it was', reloadsInPlace],
  ['style sheets are exchanged in place', swapsStyles],
  ['other pages are left alone', leavesOthersAlone],
  ['errors are shown over the last good page', showsErrors],
  ['mended errors go away', hidesMendedErrors],
  ['drafts are marked', marksDrafts],
  ['a server that was started again is found', followsARestart],
];

/** Lets the steps run one after another in one browser; each begins where the last one ended. */
async function check(binary) {
  const report = new Report('serve');
  const site = makeSite();
  const browser = await launch();
  let server = await start(binary, site.root);
  const { origin, port } = server;
  const restart = async () => {
    const code = await server.stop();
    server = await start(binary, site.root, port);
    if (code !== 0) throw new Error(`the program ended with ${code}`);
  };
  try {
    const view = await open(browser, origin, PAGE);
    const second = await open(browser, origin, '/products/mail/');
    for (const [name, step] of STEPS) {
      const faults = [];
      const expect = (right, words) => right || faults.push(words);
      view.faults.clear();
      try {
        await step({ view, page: view.page, other: second.page, browser, origin, site, restart, expect });
      } catch (error) {
        faults.push(error.message);
      }
      // While the server is away, a browser says so.
      const gone = (fault) => step === followsARestart && /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE|403/.test(fault);
      report.add(name, [...faults, ...[...view.faults].filter((fault) => !gone(fault))]);
    }
  } finally {
    await browser.close();
    await server.stop();
    site.remove();
  }
  return report;
}

const [binary] = process.argv.slice(2);
if (binary === undefined) {
  console.error('usage: node check-serve.mjs BINARY');
  process.exit(2);
}
const report = await check(path.resolve(binary));
report.print();
process.exitCode = report.failed > 0 ? 1 : 0;

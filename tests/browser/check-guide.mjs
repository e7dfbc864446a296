// What a reader does with an upgrade guide, in a browser: fills in the ticket, holds what they use against the
// limits, ticks the lists, passes a check on, prints the sheet to sign. Nothing of it may leave the browser.
//
//   node check-guide.mjs DIR

import fs from 'node:fs';
import { violations, visitingAddress } from './check-axe.mjs';
import { launch, openPage } from './lib/browser.mjs';
import { collect, isMain, Report, runAlone } from './lib/report.mjs';
import { canonicalAddress, representativePages } from './lib/site.mjs';
import { serve } from './serve.mjs';

const POLICY = "default-src 'self'";

/** What a field of each kind takes, and what it does not. */
const ANSWERS = {
  text: ['张三', undefined],
  email: ['wang@example.com', 'wang@'],
  phone: ['021-5555 0000', '没有'],
  count: ['１２０', '很多'],
  date: ['2026-01-31', undefined],
  url: ['https://example.com/', 'example'],
};

/** Programs of limits, counts, and what they come to, as a fraction in lowest terms. */
const PROGRAMS = [
  ['200', {}, '200'],
  ['0.1 0.2 +', {}, '3/10'],
  ['3 $accounts 10 / floor +', { accounts: 25 }, '5'],
  ['1/3 $accounts *', { accounts: 10 }, '10/3'],
  ['$accounts 2 / ceil', { accounts: 5 }, '3'],
  ['0 $accounts 2 / - round', { accounts: 5 }, '-3'],
  ['0 $accounts 2 / - floor', { accounts: 5 }, '-3'],
  ['0 $accounts 2 / - ceil', { accounts: 5 }, '-2'],
  ['$accounts 2 / round', { accounts: 5 }, '3'],
  ['2 $accounts * 1024 * 1048576 min:2', { accounts: 900 }, '1048576'],
  ['1 $accounts $seats max:3', { accounts: 7, seats: 9 }, '9'],
  ['9007199254740993 1 +', {}, '9007199254740994'],
  ['1 $accounts /', { accounts: 0 }, 'nothing'],
  ['$accounts', {}, 'nothing'],
  ['', {}, 'nothing'],
  ['unlimited', {}, 'Infinity'],
];

const AMOUNTS = { 200: '200', '1,200': '1200', '１.５': '3/2', '2万': '20000', '': 'nothing', '一百': 'nothing', '1.': 'nothing', '-5': 'nothing' };

const is = (found, wanted, what) => (found === wanted ? [] : [`${what}: "${found}", wanted "${wanted}"`]);

/** A page with what a reader sees after each step; requests are counted from the moment it stands. */
async function visit(browser, address, { scheme = 'light', width = 1280 } = {}) {
  const view = await openPage(browser, new URL(address).origin);
  await view.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(address).origin });
  await view.page.setViewportSize({ width, height: 900 });
  await view.page.emulateMedia({ colorScheme: scheme });
  await view.page.goto(address, { waitUntil: 'load' });
  const asked = [];
  // The browser itself looks for the icon whenever the address behind `#` changes: it tells nobody anything.
  const icon = await view.page.locator('link[rel="icon"]').evaluateAll((all) => all[0]?.href);
  view.page.on('request', (request) => {
    if (!/^(about|data|blob|mailto):/.test(request.url()) && request.url() !== icon) asked.push(request.url());
  });
  return { ...view, asked };
}

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Exact numbers, by the script's own evaluator. */
async function* numbers({ page }) {
  const found = await page.evaluate(async ([programs, amounts]) => {
    const { evaluate, typed } = await import(document.querySelector('script[type="module"][src*="guide"]').src);
    const divisor = (a, b) => (b === 0n ? a : divisor(b, a % b));
    const told = (value) => {
      if (!Array.isArray(value)) return value === undefined ? 'nothing' : String(value);
      const common = divisor(value[0] < 0n ? -value[0] : value[0], value[1]);
      return `${value[0] / common}${value[1] === common ? '' : `/${value[1] / common}`}`;
    };
    const counts = (all) => Object.fromEntries(Object.entries(all).map(([id, n]) => [id, [BigInt(n), 1n]]));
    return [programs.map(([program, given]) => told(evaluate(program, counts(given)))), Object.keys(amounts).map((text) => told(typed(text)))];
  }, [PROGRAMS, AMOUNTS]);
  for (const [at, [program, counts, wanted]] of PROGRAMS.entries()) yield* is(found[0][at], wanted, `"${program}" for ${JSON.stringify(counts)}`);
  for (const [at, [text, wanted]] of Object.entries(AMOUNTS).entries()) yield* is(found[1][at], wanted, `what "${text}" is read as`);
}

const fieldsOf = (page) => page.locator('.ticket-form [data-field]').evaluateAll((all) => all.map(({ dataset }) => ({ ...dataset })));
const control = (page, id) => page.locator(`[data-field="${id}"] :is(input, select)`);

async function fillIn(page, fields) {
  const values = {};
  for (const { field, kind } of fields) {
    if (kind === 'choice') {
      await control(page, field).selectOption({ index: 1 });
      values[field] = await control(page, field).inputValue();
    } else {
      await control(page, field).fill(ANSWERS[kind][0]);
      values[field] = ANSWERS[kind][0].normalize('NFKC');
    }
  }
  return values;
}

/** Wrong answers are refused where they stand, and listed; right ones make the text. */
async function* ticket({ page }) {
  const fields = await fieldsOf(page);
  if (fields.length === 0) return yield 'nothing is to be filled in';
  const before = await page.locator('.ticket-text').textContent();
  await page.locator('.ticket-form [type="submit"]').click();
  const required = fields.filter((field) => 'required' in field).length;
  yield* is(await page.locator('.errors li').count(), required, 'empty fields that are listed');
  if (required > 0) {
    yield* is(await page.evaluate(() => document.activeElement.className), 'errors', 'what has the focus after mistakes');
    await page.locator('.errors li a').first().click();
    const focused = await page.evaluate(() => document.activeElement.getAttribute('aria-invalid'));
    yield* is(focused, 'true', 'the field that a mistake leads to is marked');
  }
  for (const { field, kind } of fields.filter(({ kind }) => ANSWERS[kind]?.[1] !== undefined)) {
    await control(page, field).fill(ANSWERS[kind][1]);
    await page.locator('.ticket-form [type="submit"]').click();
    const described = await control(page, field).evaluate((input) => input.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id)).some((note) => note.matches('.error') && !note.hidden && note.textContent !== ''));
    yield* is(described, true, `the mistake in "${field}" is described`);
  }
  const values = await fillIn(page, fields);
  await page.locator('.ticket-form [type="submit"]').click();
  yield* is(await page.locator('.errors').isVisible(), false, 'mistakes are listed when there are none');
  const text = await page.locator('.ticket-text').textContent();
  for (const [field, value] of Object.entries(values)) if (!text.includes(value)) yield `the ticket lacks "${value}" of "${field}": ${text}`;
  await page.waitForFunction(() => document.querySelector('.ticket-form [data-said]').textContent !== '');
  yield* is((await clipboard(page)).replace(/\r\n/g, '\n'), text, 'what was copied');
  const mail = page.locator('.ticket-form [data-mail]');
  if (await mail.count()) {
    const body = new URL(await mail.getAttribute('href')).searchParams.get('body');
    yield* is(body.replace(/\r\n/g, '\n'), text, 'what is mailed');
  }
  yield* limit(page, fields);
  await page.locator('.ticket-form [type="reset"]').click();
  await page.waitForTimeout(50);
  yield* is(await page.locator('.ticket-text').textContent(), before, 'the text after it was cleared');
}

/** More than the target allows is said, and not refused. */
async function* limit(page, fields) {
  for (const { field, allowed } of fields.filter((each) => /^\d+$/.test(each.allowed ?? ''))) {
    const note = page.locator(`[data-field="${field}"] .over`);
    await control(page, field).fill(String(BigInt(allowed) + 1n));
    if (!(await note.textContent())) yield `more than ${allowed} in "${field}" and nothing is said`;
    await page.locator('.ticket-form [type="submit"]').click();
    yield* is(await page.locator('.errors').isVisible(), false, `more than ${allowed} in "${field}" is refused`);
    await control(page, field).fill(allowed);
    yield* is(await note.textContent(), '', `what is said of exactly ${allowed} in "${field}"`);
  }
}

/** What does not fit is listed, before and after conditions; the address holds it all. */
async function* fit({ page }, open) {
  const rows = await page.locator('[data-limit]').evaluateAll((all) => all.map((row) => ({
    id: row.dataset.limit, allowed: row.dataset.allowed, cases: [...row.querySelectorAll('[data-when]')].map((each) => each.dataset.allowed),
    factor: row.querySelector('select')?.value ?? row.querySelector('[data-unit]')?.dataset.unit ?? '1',
  })));
  const input = (id) => page.locator(`[data-limit="${id}"] input`);
  const listed = () => page.locator('[data-result] > ul > li').count();
  const whole = rows.filter(({ allowed, factor }) => /^\d+$/.test(allowed) && /^\d+$/.test(factor) && BigInt(allowed) % BigInt(factor) === 0n);
  for (const { id, allowed, factor, cases } of whole) {
    const most = BigInt(allowed) / BigInt(factor);
    await input(id).fill(String(most));
    yield* is(await listed(), 0, `what does not fit at exactly the limit of "${id}"`);
    await input(id).fill(`${most}.0000000000000001`);
    yield* is(await listed(), 1, `what does not fit a hair above the limit of "${id}"`);
    yield* is(await page.locator('[data-result] > ul > li li').count(), cases.length, `what holds under conditions for "${id}"`);
    await input(id).fill('?');
    yield* is(await input(id).getAttribute('aria-invalid'), 'true', `"?" in "${id}" is marked`);
    await input(id).fill('');
  }
  const uses = page.locator('[data-uses] input');
  const ids = await page.locator('[data-uses]').evaluateAll((all) => all.map((row) => row.dataset.uses));
  if (ids.length > 0) await uses.first().check();
  if (whole.length > 0) await input(whole[0].id).fill('123456789');
  const items = await listed();
  yield* is(items, Math.min(1, ids.length) + Math.min(1, whole.length), 'what is listed for one feature and one number');
  const cards = page.locator('.losses .card');
  const mine = page.locator('[data-mine]');
  if (ids.length > 0) {
    await mine.check();
    yield* is(await page.locator(`#${cssEscape(ids[0])}`).isVisible(), true, 'the card of a feature in use is shown');
    const shown = await cards.evaluateAll((all) => all.filter((card) => card.checkVisibility()).length);
    if (ids.length > 1 && shown >= (await cards.count())) yield 'features that are not in use do not recede';
  }
  await page.locator('[data-share]').click();
  await page.waitForFunction(() => document.querySelector('.fit [data-said]').textContent !== '');
  const address = await clipboard(page);
  yield* is(address, page.url(), 'the address that was copied');
  const words = await page.locator('[data-result]').textContent();
  const other = await open(address);
  yield* is(await other.page.locator('[data-result]').textContent(), words, 'what the address shows to somebody else');
  if (ids.length > 0) yield* is(await other.page.locator('[data-mine]').isChecked(), true, 'only what is in use, for somebody else');
  if (other.asked.length > 0) yield `a passed-on check asks for ${other.asked.join(', ')}`;
  await other.close();
  await page.locator('.fit [type="reset"]').click();
  await page.waitForTimeout(50);
  yield* is(await listed(), 0, 'what is listed after it was cleared');
  yield* is(new URL(page.url()).hash, '', 'the address after it was cleared');
}

const cssEscape = (id) => id.replace(/[^\w-]/g, (sign) => `\\${sign}`);

/** Ticks are kept over a visit, start anew when the guide changes, and can be taken back. */
async function* ticks({ page }) {
  const boxes = page.locator('[data-tick]');
  const all = await boxes.count();
  if (all === 0) return yield 'nothing is to be ticked';
  const checked = () => boxes.evaluateAll((each) => each.filter((box) => box.checked).length);
  const named = await boxes.evaluateAll((each) => each.every((box) => document.getElementById(box.getAttribute('aria-labelledby'))?.textContent.trim()));
  yield* is(named, true, 'every box has a name');
  await boxes.first().check();
  await boxes.last().check();
  await page.reload({ waitUntil: 'load' });
  yield* is(await checked(), Math.min(2, all), 'boxes ticked after a reload');
  if (!(await page.locator('.progress [role="status"]').textContent()).includes(String(all))) yield 'how many boxes there are is not said';
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) localStorage.setItem(key, localStorage.getItem(key).replace(/"version":"[^"]*"/, '"version":"older"'));
  });
  await page.reload({ waitUntil: 'load' });
  yield* is(await checked(), 0, 'boxes ticked in a guide that has changed');
  yield* is(await page.locator('.progress [data-changed]').isVisible(), true, 'that the guide has changed is said');
  await boxes.first().check();
  await page.locator('[data-reset]').click();
  yield* is(await checked(), 0, 'boxes ticked after all were taken back');
  yield* is(await page.evaluate(() => localStorage.length), 0, 'what is kept after all were taken back');
}

/** An address without https has no clipboard of the new kind; the old one does as well. */
async function* plainClipboard(open) {
  const view = await open(undefined, (page) => page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })));
  const { page } = view;
  await fillIn(page, await fieldsOf(page));
  const text = await page.locator('.ticket-text').textContent();
  await page.locator('.ticket-form [type="submit"]').click();
  await page.waitForFunction(() => document.querySelector('.ticket-form [data-said]').textContent !== '');
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' }));
    document.getElementById('paste').focus();
  });
  await page.keyboard.press('ControlOrMeta+V');
  yield* is(await page.locator('#paste').inputValue(), text, 'what was copied the old way');
  yield* view.faults;
  await view.close();
}

/** A browser that keeps nothing is no reason to fail. */
async function* refused(open) {
  const view = await open(undefined, (page) => page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  }));
  const boxes = view.page.locator('[data-tick]');
  if (await boxes.count()) {
    await boxes.first().check();
    yield* is(await boxes.first().isChecked(), true, 'a tick that cannot be kept');
    yield* is(await view.page.locator('.progress [data-changed]').isVisible(), true, 'that nothing can be kept is said');
  }
  yield* view.faults;
  await view.close();
}

/** The keyboard alone: from field to field to the button, and a box with the space bar. */
async function* keyboard({ page }) {
  const fields = await fieldsOf(page);
  const texts = fields.filter(({ kind }) => kind !== 'choice' && kind !== 'date');
  if (texts.length === fields.length && fields.length > 0) {
    await control(page, fields[0].field).focus();
    for (const { kind } of fields) {
      await page.keyboard.type(ANSWERS[kind][0]);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.ticket-form [data-said]').textContent !== '', undefined, { timeout: 20_000 });
  }
  const box = page.locator('[data-tick]').first();
  await box.focus();
  await page.keyboard.press('Space');
  yield* is(await box.isChecked(), true, 'a box that the space bar ticks');
  const outlined = await box.evaluate((each) => getComputedStyle(each).outlineStyle !== 'none');
  yield* is(outlined, true, 'what has the focus can be seen');
}

/** Without the script: no control, and everything to read. */
async function* bare(browser, address) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'load' });
  for (const control of await page.locator('button, input, select, form [role="status"]').all()) {
    if (await control.isVisible()) yield `shows ${await control.evaluate((each) => each.outerHTML.slice(0, 80))}`;
  }
  for (const words of ['.ticket-text', '.fit-table td:not(.use)', '.checks li', '.consent-link a']) {
    if ((await page.locator(words).count()) > 0 && !(await page.locator(words).first().isVisible())) yield `${words} cannot be read`;
  }
  await context.close();
}

/** How many sheets of paper a page takes, whatever the reader's colours. */
async function sheets(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** The sheet to sign: one page of A4, black on white, with everything on it. */
async function* sheet({ page }, folder) {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  yield* is(await sheets(page), 1, 'sheets of paper');
  const colours = await page.locator('.consent-sheet').evaluate((each) => [getComputedStyle(each).color, getComputedStyle(document.body).backgroundColor].join(' on '));
  yield* is(colours, 'rgb(0, 0, 0) on rgb(255, 255, 255)', 'on paper');
  for (const gone of ['.masthead', '.colophon']) if (await page.locator(gone).isVisible()) yield `${gone} is printed`;
  const cut = await page.locator('.told tr').evaluateAll((rows) => rows.filter((row) => getComputedStyle(row).breakInside !== 'avoid').length);
  yield* is(cut, 0, 'rows that paper may cut');
  const shown = await page.locator('.consent-sheet code').textContent();
  const bytes = fs.readFileSync(`${folder}/consent.json`);
  const { createHash } = await import('node:crypto');
  yield* is(shown, createHash('sha256').update(bytes).digest('hex'), 'the version');
}

/** The notice for colleagues: each button says what it copies, and copies it. */
async function* notice({ page }) {
  const fields = page.locator('textarea[data-copy]');
  yield* is(await fields.count(), 2, 'forms of the notice');
  for (const field of await fields.all()) {
    const button = page.locator('button').filter({ visible: true }).nth(await field.evaluate((each) => [...document.querySelectorAll('textarea[data-copy]')].indexOf(each)));
    const label = await field.evaluate((each) => each.labels[0].textContent);
    const name = await button.getAttribute('aria-label');
    if (!name?.includes(label)) yield `a button that copies "${label}" is called "${name}"`;
    await button.focus();
    await page.keyboard.press('Enter');
    const said = page.locator('.notice [role="status"]').nth((await field.getAttribute('data-copy')) === 'html' ? 1 : 0);
    await page.waitForFunction((each) => each.textContent !== '', await said.elementHandle());
    const text = (await field.inputValue()).trim();
    yield* is((await clipboard(page)).replace(/\r\n/g, '\n'), text, `what "${label}" copies`);
    if ((await field.getAttribute('data-copy')) !== 'html') continue;
    const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
    yield* is(types.includes('text/html'), true, 'the second form is copied as HTML');
  }
  yield* await violations(page);
}

/** On paper a notice stands whole, and its source not at all. */
async function* printedNotice({ page }) {
  await page.emulateMedia({ media: 'print' });
  const text = page.locator('textarea[data-copy="text"]');
  yield* is(await text.evaluate((each) => each.scrollHeight <= each.clientHeight + 1), true, 'the notice stands whole');
  yield* is(await page.locator('textarea[data-copy="html"]').isVisible(), false, 'its source is printed');
}

/** On paper a guide has no controls, and what a click opens stands open. */
async function* printed({ page }) {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const control of await page.locator('button, .guide input, .guide select').all()) {
    if (await control.isVisible()) yield `prints ${await control.evaluate((each) => each.outerHTML.slice(0, 80))}`;
  }
  const closed = await page.locator('.guide details > :not(summary)').evaluateAll((all) => all.filter((each) => each.getClientRects().length === 0).length);
  yield* is(closed, 0, 'closed details');
}

/** The same page in the site's other languages. */
function inOtherLanguages(dir, file) {
  const folders = fs.readdirSync(dir, { withFileTypes: true }).filter((each) => each.isDirectory());
  return folders.map(({ name }) => `${name}/${file}`).filter((other) => fs.existsSync(`${dir}/${other}`));
}

/** The parts of a guide that hold a notice to pass on. */
function withNotice(dir, guide) {
  const folder = guide.replace(/index\.html$/, '');
  const parts = fs.readdirSync(`${dir}/${folder}`, { withFileTypes: true }).filter((each) => each.isDirectory());
  const files = parts.map(({ name }) => `${folder}${name}/index.html`).filter((file) => fs.existsSync(`${dir}/${file}`));
  return files.filter((file) => fs.readFileSync(`${dir}/${file}`, 'utf8').includes('data-copy="html"'));
}

/** `only` names the steps that the self-test wants; all otherwise. */
export async function check(dir, { only } = {}) {
  const report = new Report('guide');
  const pages = representativePages(dir).pages;
  const guide = pages.find(({ kind }) => kind === 'guide')?.file;
  const consent = pages.find(({ kind }) => kind === 'consent')?.file;
  if (guide === undefined || consent === undefined) {
    report.add(dir, ['the site has no guide with a sheet to sign']);
    return report;
  }
  const server = await serve(dir, { base: canonicalAddress(dir)?.pathname, headers: { 'Content-Security-Policy': POLICY } });
  const browser = await launch();
  const at = (file) => visitingAddress(server, file);
  const wanted = (name) => only === undefined || only.includes(name);
  const step = async (name, file, options, run) => {
    if (!wanted(name)) return;
    const view = await visit(browser, at(file), options);
    const faults = await collect(run(view));
    const asked = name === 'ticks' ? [] : view.asked.map((address) => `asks for ${address}`);
    report.add(`${file}: ${name}`, [...faults, ...asked, ...view.faults].map((fault) => `${file}: ${name}: ${fault}`));
    await view.close();
  };
  const open = async (address, prepare) => {
    if (prepare === undefined) return visit(browser, address);
    const view = await openPage(browser, server.origin);
    await prepare(view.page);
    await view.page.goto(at(guide), { waitUntil: 'load' });
    return view;
  };
  try {
    await step('numbers', guide, {}, numbers);
    await step('ticket', guide, {}, ticket);
    await step('fit', guide, {}, (view) => fit(view, open));
    await step('ticks', guide, {}, ticks);
    await step('keyboard', guide, {}, keyboard);
    await step('paper', guide, {}, printed);
    for (const other of inOtherLanguages(dir, guide)) {
      await step('ticket', other, {}, ticket);
      await step('fit', other, {}, (view) => fit(view, open));
      await step('ticks', other, {}, ticks);
    }
    for (const part of withNotice(dir, guide)) {
      await step('notice', part, {}, notice);
      await step('notice on paper', part, {}, printedNotice);
    }
    await step('sheet', consent, { scheme: 'dark' }, (view) => sheet(view, `${dir}/${consent.replace(/\/index\.html$/, '')}`));
    for (const scheme of ['light', 'dark']) {
      for (const width of [360, 1280]) {
        await step(`axe ${width} px ${scheme}`, guide, { scheme, width }, async function* (view) {
          await view.page.locator('.ticket-form [type="submit"]').click();
          for (const input of await view.page.locator('.fit input:visible').all()) {
            if ((await input.getAttribute('type')) === 'checkbox') await input.check();
            else await input.fill('123456');
          }
          yield* await violations(view.page);
        });
      }
    }
    if (wanted('clipboard')) report.add(`${guide}: a plain clipboard`, await collect(plainClipboard(open)));
    if (wanted('refused')) report.add(`${guide}: nothing can be kept`, await collect(refused(open)));
    if (wanted('bare')) report.add(`${guide}: without script`, await collect(bare(browser, at(guide))));
  } finally {
    await browser.close();
    await server.close();
  }
  return report;
}

if (isMain(import.meta)) await runAlone(check, 'usage: node check-guide.mjs DIR');

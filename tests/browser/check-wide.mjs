// A product of four editions: which columns a reader picks, which rows differ between them, limits that are formulas, what is found on other sheets of a long table, and
// what a sheet of paper says. The program builds the sites; they are served below a path.
//
//   node check-wide.mjs BINARY

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { violations } from './check-axe.mjs';
import { check as checkCompare } from './check-compare.mjs';
import { launch, openPage } from './lib/browser.mjs';
import { collect, Report } from './lib/report.mjs';
import { serve } from './serve.mjs';

const BASE = '/sub/';
const POLICY = "default-src 'self'; form-action 'self'";
const EDITIONS = ['e0', 'e1', 'e2', 'e3'];
const ROWS = 60;

function product() {
  const row = (at) => {
    const cell = (edition, n) => `${edition}: {is: ${(at + n) % 3 ? '有' : '无'}, src: [paper], note: 试用期内不同}`;
    return `      - {id: f${at}, name: 第${at}项, type: support, cells: {${EDITIONS.map(cell).join(', ')}}}`;
  };
  const group = (name, from) => [
    `  - id: ${name}`, `    name: ${name}`, '    features:',
    ...Array.from({ length: ROWS / 2 }, (_, at) => row(from + at)),
  ];
  return [
    'product: wide', 'name: 宽', 'verified: 2026-01-01',
    'sources:', '  paper: {title: 说明书, url: "https://www.example.com/manual", seen: 2026-01-01}',
    'editions:', ...EDITIONS.map((id) => `  - {id: ${id}, name: 版本${id}}`),
    'groups:', ...group('first', 0), ...group('second', ROWS / 2), '',
  ].join('\n');
}

const FORMULA = 'limit: {formula: "1 + floor(lines / 3) + min(accounts, round(lines / 2))", max: 900}';

/** Two editions with limits that hang on counts, an article, a guide and a verdict about them. */
const FORMULAS = {
  'content/products/sums/product.yaml': [
    'product: sums', 'name: 算', 'verified: 2026-01-01',
    'units: {line: {name: 条}, card: {name: 张}}', 'conditions:', '  yearly: {name: 按年, of: plan, editions: [b]}',
    'editions: [{id: a, name: 旧}, {id: b, name: 新}]',
    'groups:', '  - id: g', '    name: 组', '    features:',
    '      - {id: plain, name: 线路, type: limit, unit: 条, better: more, cells: {a: "1,234,567,890", b: 不限}}',
    '      - id: cards', '        name: 副卡', '        type: limit', '        unit: 张', '        better: more', '        per: org',
    `        cells: {a: 2000, b: {${FORMULA}, cases: [{when: yearly, limit: {formula: "2 + floor(lines / 3)", max: 900}}]}}`,
    '',
  ].join('\n'),
  'content/products/sums/upgrades/a-to-b.md': '---\ntitle: 旧换新\nfrom: a\nto: b\nreversible: true\ncollect: [{id: lines, name: 使用中的线路数, type: count}]\n---\n文。\n',
  'content/news/sums.md': '---\ntitle: 文\ndate: 2026-01-01\n---\n```compare\nproduct: sums\neditions: [a, b]\n```\n\n```verdict\nproduct: sums\neditions: [a, b]\n```\n',
};

function build(binary, settings = '', files = {}) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'crosswalk-wide-'));
  fs.mkdirSync(path.join(root, 'content/products/wide'), { recursive: true });
  fs.writeFileSync(path.join(root, 'crosswalk.yaml'), `version: 1\ntitle: 站\nbase_url: https://www.example.com${BASE}\n${settings}`);
  fs.writeFileSync(path.join(root, 'content/_index.md'), '---\ntitle: 首页\n---\n');
  fs.writeFileSync(path.join(root, 'content/products/wide/product.yaml'), product());
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  const { status, stderr } = spawnSync(binary, ['build', '-r', root], { encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) throw new Error(`the site is not built: ${stderr}`);
  return { root, output: path.join(root, 'output') };
}

/** Runs in the page: the columns that are shown, in the head and in every row. */
function columns() {
  const table = document.querySelector('.sheet table.compare');
  const shown = (row) => [...row.querySelectorAll('[data-edition]')].filter((cell) => !cell.hidden).map((cell) => cell.dataset.edition);
  const rows = [...table.querySelectorAll('[data-feature]')].map((row) => shown(row).join(' '));
  return {
    head: shown(table.tHead).join(' '),
    rows: [...new Set(rows)],
    spans: [...new Set([...table.querySelectorAll('[scope="rowgroup"]')].map((head) => head.colSpan))],
    pairs: [...document.querySelectorAll('[data-pair]')].filter((link) => link.checkVisibility()).map((link) => link.dataset.pair),
    boxes: [...document.querySelectorAll('[name="show"]')].filter((box) => box.checked).map((box) => box.value).join(' '),
    search: location.search,
    wide: document.documentElement.scrollWidth > innerWidth,
  };
}

function* columnFaults(told, wanted, when) {
  const list = wanted.join(' ');
  if (told.head !== list) yield `${when}: the head shows ${told.head}, wanted ${list}`;
  if (told.rows.join('|') !== list) yield `${when}: rows show ${told.rows.join(' | ')}, wanted ${list}`;
  if (told.boxes !== list) yield `${when}: ticked is ${told.boxes}, wanted ${list}`;
  if (told.spans.join() !== String(wanted.length + 1)) yield `${when}: heads of groups span ${told.spans} columns`;
  if (told.wide) yield `${when}: the page scrolls sideways`;
}

/** Leaves columns out one after the other, then sends the address to somebody. */
async function* pickFaults({ page }, address) {
  await page.goto(address);
  yield* columnFaults(await page.evaluate(columns), EDITIONS, 'at first');
  await page.uncheck('[name="show"][value="e1"]');
  yield* columnFaults(await page.evaluate(columns), ['e0', 'e2', 'e3'], 'without e1');
  await page.uncheck('[name="show"][value="e0"]');
  const two = await page.evaluate(columns);
  yield* columnFaults(two, ['e2', 'e3'], 'two columns');
  if (two.pairs.join() !== 'e2 e3') yield `two columns lead to the comparison of ${two.pairs}`;
  if (two.search !== '?show=e2,e3') yield `the address says ${two.search}`;
  yield* await violations(page);
  await page.goto('about:blank');
  await page.goto(address + two.search);
  yield* columnFaults(await page.evaluate(columns), ['e2', 'e3'], 'at an address that was sent');
  await page.check('[name="show"][value="e0"]');
  await page.goBack();
  yield* columnFaults(await page.evaluate(columns), ['e2', 'e3'], 'after going back');
  for (const id of ['e2', 'e3']) await page.uncheck(`[name="show"][value="${id}"]`);
  const none = await page.evaluate(columns);
  yield* columnFaults(none, ['e0'], 'a table without columns');
}

/** Rows that say the same in the columns that are shown are left out, and the address says so. */
async function* differenceFaults({ page }, address) {
  const told = () => page.evaluate(() => ({
    rows: [...document.querySelectorAll('.sheet [data-feature]')].filter((row) => row.checkVisibility()).length,
    said: document.querySelector('.tools output').textContent,
    nodes: document.querySelectorAll('*').length,
    search: location.search,
  }));
  const expect = function* (found, rows, when) {
    if (found.rows !== rows) yield `${when}: ${found.rows} rows are shown, wanted ${rows}`;
    if (!found.said.includes(String(rows))) yield `${when}: said is ${found.said}`;
  };
  await page.goto(address);
  const { nodes } = await told();
  await page.check('#_differences');
  yield* expect(await told(), ROWS, 'all columns differ somewhere');
  for (const id of ['e0', 'e3']) await page.uncheck(`[name="show"][value="${id}"]`);
  const two = await told();
  yield* expect(two, ROWS * 2 / 3, 'between two columns');
  if (two.nodes !== nodes) yield `${two.nodes - nodes} nodes came`;
  if (two.search !== '?show=e1,e2&diff=1' && two.search !== '?diff=1&show=e1,e2') yield `the address says ${two.search}`;
  yield* await violations(page);
  await page.goto('about:blank');
  await page.goto(address + two.search);
  yield* expect(await told(), ROWS * 2 / 3, 'at an address that was sent');
  await page.uncheck('[name="show"][value="e2"]');
  yield* expect(await told(), ROWS, 'a single column has nothing to differ from');
  await page.check('[name="show"][value="e2"]');
  await page.uncheck('#_differences');
  yield* expect(await told(), ROWS, 'everything again');
}

/** A limit that is a formula takes as many lines as it needs; a plain amount stays on one. */
async function* formulaFaults({ page }, root) {
  for (const below of ['products/sums/', 'products/sums/compare/a-vs-b/', 'products/sums/features/cards/', 'products/sums/upgrades/a-to-b/', 'news/sums/']) {
    await page.goto(`${root}${below}`);
    const told = await page.evaluate(() => {
      const shown = (all) => [...all].filter((each) => each.checkVisibility());
      const lines = (each) => new Set([...each.getClientRects()].map((box) => Math.round(box.bottom))).size;
      return {
        formulas: shown(document.querySelectorAll('.num.formula')).length,
        broken: shown(document.querySelectorAll('.num:not(.formula)')).filter((each) => lines(each) > 1).map((each) => each.textContent),
        width: document.documentElement.scrollWidth,
        room: innerWidth,
      };
    });
    if (told.width > told.room) yield `${below} is ${told.width} px wide`;
    if (told.formulas === 0) yield `${below} shows no formula`;
    if (told.broken.length > 0) yield `${below} breaks ${told.broken}`;
  }
}

/** From an overview by a name to the row on its sheet. */
async function* findFaults({ page }, address) {
  await page.goto(address);
  await page.fill('.find input', '第9项');
  await page.press('.find input', 'Enter');
  await page.waitForURL(/\/names\/\?q=/);
  const shown = () => page.$$eval('.names li', (all) => all.filter((each) => each.checkVisibility()).map((each) => each.textContent.trim()));
  const found = await shown();
  if (found.join() !== '第9项') yield `asked for 第9项, the list shows ${found}`;
  yield* await violations(page);
  await page.fill('.find input', '没有的');
  if ((await shown()).length > 0) yield 'what there is not is found';
  if (!(await page.textContent('.find output'))) yield 'that nothing is found is not said';
  await page.fill('.find input', '第9项');
  await page.click('.names li:not([hidden]) a');
  const target = await page.evaluate(() => document.querySelector(':target')?.dataset.feature);
  if (target !== 'f9') yield `the link leads to ${page.url()}, where ${target} stands`;
}

/** Without script every name is there, with a link. */
async function* plainFaults(browser, origin) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${origin}${BASE}products/wide/`);
  await page.fill('.find input', '第9项');
  await page.press('.find input', 'Enter');
  const names = await page.$$eval('.names li a', (all) => all.map((each) => each.textContent)).catch(() => []);
  if (names.length !== ROWS) yield `without script ${names.length} of ${ROWS} names are there`;
  await context.close();
}

/** On paper the numbers of footnotes stand in the cells and the list says the address; nothing is cut off. */
async function* paperFaults({ page }, address) {
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await page.goto(address);
  const told = await page.evaluate(() => ({
    marks: [...document.querySelectorAll('.info > summary > span')].filter((each) => each.checkVisibility()).length,
    notes: [...document.querySelectorAll('.footnotes li')].filter((each) => each.checkVisibility()).length,
    written: getComputedStyle(document.querySelector('.footnotes a[href^="http"]'), '::after').content,
    titles: [...document.querySelectorAll('.info p > span')].filter((each) => each.checkVisibility()).length,
    head: getComputedStyle(document.querySelector('.compare thead')).display,
    cut: getComputedStyle(document.querySelector('.compare [data-feature]')).breakInside,
    wide: document.documentElement.scrollWidth > innerWidth,
  }));
  if (told.marks !== ROWS * EDITIONS.length) yield `${told.marks} cells show numbers`;
  if (told.notes !== 2) yield `the list has ${told.notes} entries`;
  if (!told.written.includes('attr(href)') && !told.written.includes('https://')) yield `the address is not written out: ${told.written}`;
  if (told.titles > 0) yield `${told.titles} cells repeat a title that the list has`;
  if (told.head !== 'table-header-group') yield `the head is ${told.head} and not repeated`;
  if (told.cut !== 'avoid') yield 'rows may be cut by the end of a page';
  if (told.wide) yield 'the table is wider than the sheet';
  await page.emulateMedia({ media: 'screen' });
}

async function check(binary) {
  const report = new Report('wide tables');
  const browser = await launch();
  const served = async (settings, work, files) => {
    const built = build(binary, settings, files);
    const server = await serve(built.output, { base: BASE, headers: { 'Content-Security-Policy': POLICY } });
    try {
      await work(server, built.output);
    } finally {
      await server.close();
      fs.rmSync(built.root, { recursive: true });
    }
  };
  const use = async (server, name, width, checking) => {
    const view = await openPage(browser, server.origin);
    await view.page.setViewportSize({ width, height: 800 });
    const found = await collect(checking(view));
    report.add(`${name} ${width} px`, [...found, ...view.faults].map((fault) => `${name} (${width} px): ${fault}`));
    await view.close();
  };
  try {
    await served('', async (server, output) => {
      const address = `${server.origin}${BASE}products/wide/`;
      for (const width of [360, 1280]) await use(server, 'columns', width, (view) => pickFaults(view, address));
      for (const width of [360, 1280]) await use(server, 'differences', width, (view) => differenceFaults(view, address));
      await use(server, 'paper', 794, (view) => paperFaults(view, address));
      const used = await checkCompare(output);
      for (const { name, faults } of used.units) report.add(name, faults);
    });
    await served('', async (server) => {
      for (const width of [360, 1280]) await use(server, 'formulas', width, (view) => formulaFaults(view, `${server.origin}${BASE}`));
    }, FORMULAS);
    await served('limits: {cells: 100}\n', async (server) => {
      for (const below of ['', 'compare/e0-vs-e1/', 'groups/first/']) {
        const address = `${server.origin}${BASE}products/wide/${below}`;
        await use(server, `names from /${below}`, below ? 1280 : 360, (view) => findFaults(view, address));
      }
      report.add('names without script', await collect(plainFaults(browser, server.origin)));
    });
  } finally {
    await browser.close();
  }
  return report;
}

const [binary] = process.argv.slice(2);
if (binary === undefined || !fs.existsSync(binary)) {
  console.error('usage: node check-wide.mjs BINARY');
  process.exitCode = 2;
} else {
  const report = await check(path.resolve(binary));
  report.print();
  process.exitCode = report.failed > 0 ? 1 : 0;
}

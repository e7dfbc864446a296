// Comparisons as a reader uses them: the plan that they are on, the rows and columns that they ask for, the
// keyboard alone, an address that can be sent to somebody. Nothing comes, goes or jumps meanwhile, and without
// script everything is there and no dead control is.
//
//   node check-compare.mjs DIR

import { violations, visitingAddress } from './check-axe.mjs';
import { launch, openPage } from './lib/browser.mjs';
import { collect, isMain, Report, runAlone } from './lib/report.mjs';
import { canonicalAddress, htmlFilesIn, isRedirect, kindOf, read } from './lib/site.mjs';
import { serve } from './serve.mjs';

const POLICY = "default-src 'self'";
const WIDTHS = [360, 1280];

// Rows and columns of the table on which filtering is measured. A filter lays the table out once: it may cost
// a few times what the first layout does, on whatever machine; one layout a row would cost hundreds.
const ROWS = 1000;
const COLUMNS = 10;
const MOST_LAYOUTS = 5;

/** Runs in the page: what a reader sees of its first comparison. */
function seen() {
  const shown = (element) => element.checkVisibility();
  const rows = [...document.querySelectorAll('.sheet table.compare [data-feature]')];
  const counts = [...document.querySelectorAll('.judgement .counts li')].filter(shown);
  return {
    rows: rows.filter(shown).length,
    all: rows.length,
    diffs: rows.map((row) => row.dataset.diff).join(' '),
    words: rows.map((row) => row.querySelector('td.mark')?.innerText.trim()).join('|'),
    counts: Object.fromEntries(counts.map((li) => [li.className, Number(li.querySelector('b').textContent)])),
    sentence: document.querySelector('[data-sentence]')?.textContent,
    // The sentence is said anew: what it is made of comes and goes with its numbers.
    nodes: document.querySelectorAll(':not([data-sentence] *)').length,
    tools: [...document.querySelectorAll('.tools')].filter(shown).length,
    search: location.search,
  };
}

/** Runs in the page: the layout shifts so far, whether or not a reader's input had caused them. */
function watchShifts() {
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Runs in the page: where the table and its columns lie on the page, whatever is scrolled. */
function places() {
  const table = document.querySelector('.sheet table.compare');
  const { top, left, width } = table.getBoundingClientRect();
  const heads = [...table.tHead.querySelectorAll('th')].map((head) => head.getBoundingClientRect());
  return [top + window.scrollY, left, width, ...heads.flatMap((head) => [head.left, head.width])].map(Math.round).join(' ');
}

const GROUPS = {
  lost: 'lost', deferred: 'restricted', lowered: 'restricted', narrowed: 'restricted', mixed: 'restricted',
  changed: 'changed', unknown: 'unknown', raised: 'improved', widened: 'improved', gained: 'new', same: 'same',
};

/** The counts of a verdict must be those of the rows. */
function* countFaults({ counts, diffs }, when) {
  const counted = {};
  for (const diff of diffs.split(' ')) counted[`g-${GROUPS[diff]}`] = (counted[`g-${GROUPS[diff]}`] ?? 0) + 1;
  const [said, right] = [counts, counted].map((each) => JSON.stringify(Object.entries(each).sort()));
  if (said !== right) yield `${when}: the verdict says ${said}, the rows ${right}`;
}

/** Picks each plan and condition in turn; the table must say what the page of that combination says. */
async function* planFaults(view, address, variants) {
  const { page } = view;
  await page.goto(address);
  const before = await page.evaluate(seen);
  yield* countFaults(before, 'at first');
  for (const { from, to, url } of variants) {
    await page.goto(url);
    const own = await page.evaluate(seen);
    await page.goto(address);
    for (const [name, value] of [['from', from], ['to', to]]) {
      const select = page.locator(`select[name="${name}"]`);
      if (value && (await select.count()) > 0) await select.selectOption(value);
    }
    const picked = await page.evaluate(seen);
    yield* countFaults(picked, `${from} to ${to}`);
    if (picked.diffs !== own.diffs) yield `${from} to ${to}: the rows say ${picked.diffs}, their own page ${own.diffs}`;
    if (picked.words !== own.words) yield `${from} to ${to}: the marks say ${picked.words}, their own page ${own.words}`;
    if (picked.sentence !== own.sentence) yield `${from} to ${to}: "${picked.sentence}", their own page "${own.sentence}"`;
    if (picked.nodes !== before.nodes) yield `${from} to ${to}: ${picked.nodes - before.nodes} nodes came`;
    await page.reload();
    const restored = await page.evaluate(seen);
    if (restored.diffs !== picked.diffs) yield `${from} to ${to}: the address ${picked.search} does not bring it back`;
    await page.evaluate(() => history.pushState(null, '', location.pathname));
    await page.goBack();
    await page.goForward();
    await page.waitForFunction((diffs) => [...document.querySelectorAll('.sheet [data-feature]')].map((row) => row.dataset.diff).join(' ') === diffs, before.diffs, { timeout: 10_000 })
      .catch(() => undefined);
    const back = await page.evaluate(seen);
    if (back.diffs !== before.diffs) yield `${from} to ${to}: going on to the plain address does not undo it`;
  }
}

/** Every filter narrows the rows, is announced, stands in the address, and adds no node. */
async function* filterFaults(view, address, kind) {
  const { page } = view;
  await page.goto(address);
  const before = await page.evaluate(seen);
  const feature = await page.evaluate(() => document.querySelector('.sheet [data-feature]:last-child th a, .sheet [data-feature]:last-child th').textContent.trim().replace('#', ''));
  const lying = await page.evaluate(places);
  await page.locator('input[name="q"]').fill(feature);
  const found = await page.evaluate(seen);
  const moved = await page.evaluate(places);
  if (moved !== lying) yield `searching moves the table from ${lying} to ${moved}`;
  if (found.rows < 1 || found.rows >= before.rows) yield `searching "${feature}" shows ${found.rows} of ${before.rows} rows`;
  if (found.nodes !== before.nodes) yield `searching adds ${found.nodes - before.nodes} nodes`;
  if (!found.search.includes('q=')) yield `the address "${found.search}" does not hold what is searched`;
  const said = await page.locator('.tools output').textContent();
  if (!said.includes(String(found.rows)) || !said.includes(String(before.all))) yield `it is announced as "${said}"`;
  await page.reload();
  const again = await page.evaluate(seen);
  if (again.rows !== found.rows) yield 'the address does not bring the search back';
  await page.goto(address);
  for (const name of ['for', 'group']) {
    const select = page.locator(`select[name="${name}"]`);
    if ((await select.count()) === 0) continue;
    await select.selectOption({ index: 1 });
    const narrowed = await page.evaluate(seen);
    if (narrowed.rows >= before.rows || narrowed.rows < 1) yield `${name} shows ${narrowed.rows} of ${before.rows} rows`;
    const moved = await page.evaluate(places);
    if (moved !== lying) yield `${name} moves the table from ${lying} to ${moved}`;
    await select.selectOption({ index: 0 });
  }
  if (kind === 'compare' && before.diffs.split(' ').includes('same')) {
    await page.locator('#_differences').check();
    const narrowed = await page.evaluate(seen);
    const different = before.diffs.split(' ').filter((diff) => diff !== 'same').length;
    if (narrowed.rows !== different) yield `only differences: ${narrowed.rows} rows, ${different} differ`;
    if (!narrowed.search.includes('diff=1')) yield `only differences: the address is "${narrowed.search}"`;
  }
  const shifts = await page.evaluate(() => window.shifts);
  if (shifts >= 0.01) yield `jumps by ${shifts.toFixed(3)}`;
}

/** The keyboard reaches a row's link to copy, and what is copied leads to the row. */
async function* copyFaults(view, address) {
  const { page } = view;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(address).origin });
  await page.goto(address);
  const id = await page.evaluate(() => {
    const row = document.querySelectorAll('.sheet [data-feature]')[1];
    row.querySelector('th a').focus();
    return row.id;
  });
  await page.keyboard.press('Tab');
  const focused = await page.evaluate(() => document.activeElement.className);
  if (focused !== 'copy') yield `the next stop of the keyboard is ${focused || 'nothing'}, not the row's link`;
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.tools output').textContent !== '', null, { timeout: 10_000 }).catch(() => undefined);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  if (!copied.endsWith(`#${id}`)) yield `copies "${copied}", not the address of #${id}`;
}

async function* openFaults(view, address) {
  const { page } = view;
  await page.goto(address);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('.tools details')) details.open = true;
  });
  yield* await violations(page);
}

/** Without script: all rows, no control that does nothing. */
async function* plainFaults(browser, address, all) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(address);
    const rows = await page.locator('.sheet table.compare [data-feature]:visible').count();
    if (rows !== all) yield `without script ${rows} of ${all} rows are shown`;
    for (const control of ['.tools', 'button', 'select', 'input[type="search"]']) {
      const dead = await page.locator(`main ${control}:visible`).count();
      if (dead > 0) yield `without script ${dead} × ${control} are shown and do nothing`;
    }
  } finally {
    await context.close();
  }
}

/** A page whose table is multiplied in place: filtering 1,000 rows of 10 columns must not stop a reader. */
async function* largeFaults(view, address) {
  const { page } = view;
  await page.route(address, async (route) => {
    const body = (await (await route.fetch()).text()).replace('<script type="module"', '<script type="text/plain" data-later');
    await route.fulfill({ body, contentType: 'text/html; charset=utf-8' });
  });
  await page.goto(address);
  await page.unroute(address);
  await page.evaluate(async ({ rows, columns }) => {
    const table = document.querySelector('.sheet table.compare');
    const body = table.tBodies[0];
    const one = body.querySelector('[data-feature]');
    const cell = document.createElement('td');
    cell.dataset.edition = one.querySelector('td[data-edition]').dataset.edition;
    cell.innerHTML = '<span class="edition-label">新版</span><span class="st yes"><i>✓</i>有</span>';
    for (const row of table.querySelectorAll('[data-feature]')) if (row !== one) row.remove();
    one.removeAttribute('data-cases');
    for (const old of one.querySelectorAll('td')) old.remove();
    while (one.querySelectorAll('td').length < columns) one.append(cell.cloneNode(true));
    for (let n = 1; n < rows; n += 1) {
      const row = one.cloneNode(true);
      row.id = `row-${n}`;
      // A long name that a search hides must not have decided how wide its column is.
      row.querySelector('th').textContent = n % 100 ? `功能 ${n}` : `名称很长的一项功能，分两行也写不下 ${n}`;
      body.append(row);
    }
    const start = performance.now();
    document.body.offsetHeight;
    window.first = performance.now() - start;
    await import(document.querySelector('[data-later]').src);
    document.body.offsetHeight;
  }, { rows: ROWS, columns: COLUMNS });
  const nodes = await page.evaluate(() => document.querySelectorAll(':not([data-sentence] *)').length);
  const took = await page.evaluate(() => {
    const input = document.querySelector('input[name="q"]');
    const queries = ['9', '99', '9', ''];
    const timed = (query) => {
      const start = performance.now();
      input.value = query;
      input.dispatchEvent(new Event('input'));
      document.body.offsetHeight;
      return performance.now() - start;
    };
    // A busy machine makes any of them long; none of them is ever shorter than its work.
    const rounds = [1, 2, 3].map(() => queries.map(timed));
    const times = queries.map((_, at) => Math.min(...rounds.map((round) => round[at])));
    return { layouts: Math.max(...times) / window.first, milliseconds: Math.max(...times) };
  });
  if (took.layouts > MOST_LAYOUTS) {
    yield `filtering ${ROWS} rows costs ${took.layouts.toFixed(1)} × the first layout (${took.milliseconds.toFixed(0)} ms)`;
  }
  // The verdict above the table was another one's; from the first search on it is this table's.
  const lying = await page.evaluate(places);
  for (const query of ['9', '77', '']) {
    await page.evaluate((text) => {
      const input = document.querySelector('input[name="q"]');
      input.value = text;
      input.dispatchEvent(new Event('input'));
    }, query);
    const moved = await page.evaluate(places);
    if (moved !== lying) yield `filtering ${ROWS} rows by "${query}" moves the table from ${lying} to ${moved}`;
  }
  const after = await page.evaluate(() => document.querySelectorAll(':not([data-sentence] *)').length);
  if (after !== nodes) yield `filtering ${ROWS} rows adds ${after - nodes} nodes`;
}

// What a finger finds in a table: as wide as Apple and Google advise, and as high as the lowest row lets it be.
const FINGER = { names: ['th[scope="row"] > a', 44, 40], sources: ['.info > summary', 44, 32], links: ['.copy', 40, 40] };
const PHONE = 600;

/** Runs in the page: how far around its middle something is hit, and what stands on something else. */
function roomInPage(wanted) {
  const faults = [];
  const reach = (element, x, y, dx, dy) => {
    let far = 0;
    while (far < 60 && element.contains(document.elementFromPoint(x + dx * (far + 1), y + dy * (far + 1)))) far += 1;
    return far;
  };
  for (const [what, [selector, width, height]] of Object.entries(wanted)) {
    for (const element of document.querySelectorAll(`.compare ${selector}`)) {
      if (!element.checkVisibility()) continue;
      element.scrollIntoView({ block: 'center' });
      const box = element.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const across = reach(element, x, y, -1, 0) + reach(element, x, y, 1, 0) + 1;
      const along = reach(element, x, y, 0, -1) + reach(element, x, y, 0, 1) + 1;
      const row = element.closest('tr').id;
      if (across < width || along < height) faults.push(`a finger finds ${across} × ${along} px of the ${what} of ${row}, ${width} × ${height} are asked for`);
    }
  }
  for (const badge of document.querySelectorAll('.compare .info > summary > span')) {
    if (!badge.checkVisibility()) continue;
    const [own, cell] = [badge.getBoundingClientRect(), badge.closest('td')];
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest('.info') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (!text.parentElement.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const on = [...range.getClientRects()].some((box) => box.right > own.left + 1 && box.left < own.right - 1 && box.bottom > own.top + 1 && box.top < own.bottom - 1);
      if (on) faults.push(`the numbers ${badge.textContent} of ${cell.closest('tr').id} stand on "${text.data.trim()}"`);
    }
  }
  for (const held of document.querySelectorAll('.whole')) {
    if (held.getClientRects().length > 1) faults.push(`a line breaks inside "${held.textContent}"`);
  }
  return faults;
}

/** Fingers find what they reach for, and nothing stands on anything else, also between phone and desk. */
async function* roomFaults(view, address, width) {
  const { page } = view;
  await page.goto(address);
  yield* await page.evaluate(roomInPage, width < PHONE ? FINGER : {});
  if (width < PHONE) return;
  await page.setViewportSize({ width: 768, height: 1024 });
  yield* await page.evaluate(roomInPage, {});
  await page.setViewportSize({ width, height: 800 });
}

/** The pages of one pair for readers on certain plans, by what stands in their addresses. */
function variantsOf(dir, file, server) {
  const folder = file.replace(/index\.html$/, '');
  return htmlFilesIn(dir)
    .filter((each) => each.startsWith(folder) && each !== file)
    .map((each) => {
      const [, from = '', to] = /^(?:([^_]*)_)?to_([^_]*)\/index\.html$/.exec(each.slice(folder.length)) ?? [];
      return { from, to, url: visitingAddress(server, each) };
    })
    .filter(({ from, to }) => to && !from.includes(',') && !to.includes(','));
}

export async function check(dir, { widths = WIDTHS, large = true } = {}) {
  const report = new Report('compare');
  const files = htmlFilesIn(dir).filter((file) => ['compare', 'product'].includes(kindOf(file)) && !isRedirect(read(dir, file)));
  const server = await serve(dir, { base: canonicalAddress(dir)?.pathname, headers: { 'Content-Security-Policy': POLICY } });
  const browser = await launch();
  try {
    for (const file of files) {
      const address = visitingAddress(server, file);
      const all = (read(dir, file).match(/<tr[^>]* data-feature=/g) ?? []).length;
      report.add(`${file} without script`, await collect(plainFaults(browser, address, all)));
      for (const width of widths) {
        const view = await openPage(browser, server.origin);
        await view.page.setViewportSize({ width, height: 800 });
        await view.page.addInitScript(watchShifts);
        const variants = variantsOf(dir, file, server);
        const checks = [
          ['filters', filterFaults(view, address, kindOf(file))],
          ['copied link', copyFaults(view, address)],
          ['open controls', openFaults(view, address)],
          ['room', roomFaults(view, address, width)],
        ];
        if (kindOf(file) === 'compare') checks.push(['plans', planFaults(view, address, variants)]);
        if (large && width > 1000) checks.push(['large table', largeFaults(view, address)]);
        for (const [name, faults] of checks) {
          view.faults.clear();
          const found = await collect(faults);
          report.add(`${file} ${width} px ${name}`, [...found, ...view.faults].map((fault) => `${file} (${name}, ${width} px): ${fault}`));
        }
        await view.close();
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  if (files.length === 0) report.add(dir, ['no comparison to use']);
  return report;
}

if (isMain(import.meta)) await runAlone(check, 'usage: node check-compare.mjs DIR');

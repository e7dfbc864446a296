// Proves that each check can fail: a sample site that keeps the contract must pass, and the same
// site with one fault must be caught with that fault named.
//
//   node selftest.mjs

import fs from 'node:fs';
import { checkPages, check as checkBrowser } from './check-axe.mjs';
import { check as checkContract } from './check-contract.mjs';
import { check as checkHtml } from './check-html.mjs';
import { check as checkLinks } from './check-links.mjs';
import { Report, isMain } from './lib/report.mjs';
import { COMPARE_DATA, COMPARE_PAGE, page, sampleSite, writeSite } from './lib/sample.mjs';

const HOME = 'index.html';
const ARTICLE = 'news/free-to-basic/index.html';
const PRODUCT = 'products/exmail/index.html';

/** The sample with one replacement in one file; the replacement must hit. */
function broken(file, search, replacement) {
  const files = sampleSite();
  const text = files[file].replace(search, replacement);
  if (text === files[file]) throw new Error(`the self-test does not fit its sample: ${file}, ${search}`);
  return { ...files, [file]: text };
}

function without(file) {
  const { [file]: _, ...files } = sampleSite();
  return files;
}

const adding = (body) => (file) => broken(file, '</main>', `${body}</main>`);

/** Runs a check over files in a folder of its own. */
async function over(files, check) {
  const dir = writeSite(files);
  try {
    return await check(dir);
  } finally {
    fs.rmSync(dir, { recursive: true });
  }
}

// name of the fault, the site that has it, the words that the check must find
const LINK_CASES = [
  ['dead link', adding('<a href="/gone/">去</a>')(HOME), /index\.html:\d+: \/gone\/ leads to no file/],
  ['dead anchor', broken(HOME, '#account-cap', '#gone'), /#gone leads to no element/],
  ['dead picture', adding('<img src="gone.png" alt="">')(HOME), /gone\.png leads to no file/],
  ['dead address in a srcset', adding('<img src="/assets/dot.svg" srcset="/gone.png 2x" alt="">')(HOME), /\/gone\.png leads/],
  ['dead address of our own', adding('<a href="https://mail.example/gone/">去</a>')(HOME), /mail\.example\/gone\/ leads to no file/],
  ['directory without slash', broken(HOME, 'href="/news/"', 'href="/news"'), /\/news needs a slash/],
  ['relative link in the 404 page', broken('404.html', 'href="/news/"', 'href="news/"'), /404\.html:\d+: news\/ leads/],
  ['duplicate id', adding('<p id="a"></p><p id="a"></p>')(HOME), /id "a" is used 2 times/],
  ['script from elsewhere', adding('<script src="https://cdn.example/x.js"></script>')(HOME), /from another host, cdn\.example/],
  ['picture from elsewhere', adding('<img src="//cdn.example/x.png" alt="">')(HOME), /from another host/],
  ['style from elsewhere', broken(HOME, '/assets/site.css', 'https://cdn.example/x.css'), /from another host/],
  ['import in a style sheet', broken('assets/site.css', ':root', '@import "https://cdn.example/x.css"; :root'), /site\.css:2: https:\/\/cdn/],
  ['dead address in a style sheet', broken('assets/site.css', 'margin: 0', 'background: url(gone.png)'), /gone\.png leads/],
  ['script as a link', adding('<a href="javascript:alert(1)">点</a>')(HOME), /runs a script/],
];

const CONTRACT_CASES = [
  ['no product', broken(PRODUCT, ' data-product="exmail"', ''), /has no data-product/],
  ['no caption', broken(PRODUCT, /<caption>.*<\/caption>/, ''), /has no caption/],
  ['missing scope', broken(PRODUCT, 'scope="col" data-edition="legacy"', 'data-edition="legacy"'), /header "旧版" has no scope/],
  ['group row without scope', broken(PRODUCT, 'scope="rowgroup"', 'scope="row"'), /neither a feature .* nor a group/],
  ['missing cell', broken(PRODUCT, /<td data-edition="legacy".*50<\/td>/, ''), /account-cap: 0 cells for edition legacy/],
  ['second cell', broken(PRODUCT, 'data-edition="fusion" data-state="no"', 'data-edition="legacy" data-state="no"'), /admin-wechat: 2 cells for edition legacy/],
  ['invented state', broken(PRODUCT, 'data-state="yes"', 'data-state="maybe"'), /data-state="maybe" of legacy is no state/],
  ['invented difference', broken(COMPARE_PAGE, 'data-diff="lost"', 'data-diff="worse"'), /data-diff="worse" is no difference/],
  ['difference without editions', broken(COMPARE_PAGE, ' data-from="legacy" data-to="fusion"', ''), /data-diff in a table without data-from/],
  ['editions of another pair', broken(COMPARE_PAGE, 'data-from="legacy"', 'data-from="other"'), /are not its two editions/],
  ['page of another pair', broken(COMPARE_PAGE, /legacy/g, 'older'), /no table with data-from="legacy" data-to="fusion"/],
  ['mark without a cell', broken(COMPARE_PAGE, '<td>lost</td>', ''), /mark of the difference has no cell/],
  ['prefixed id in the first table', broken(ARTICLE, '<tr id="account-cap"', '<tr id="x-account-cap"'), /account-cap: id="x-account-cap" is not/],
  ['bare id in a later table', broken(ARTICLE, 'id="t2-account-cap"', 'id="account-cap"'), /in a later table/],
  ['duplicate id', adding('<p id="account-cap"></p>')(PRODUCT), /id "account-cap" is used twice/],
  ['feature that the matrix lacks', broken('products/exmail/matrix.json', '{"id":"account-cap"},', ''), /account-cap is in .*index\.html but not in the matrix/],
  ['wrong verdict count', broken(COMPARE_DATA, '"lost":1', '"lost":2'), /verdict says lost: 2, the features say 1/],
  ['difference left out of the verdict', broken(COMPARE_DATA, '"lost":1,', ''), /verdict does not count "lost"/],
  ['wrong verdict group', broken(COMPARE_DATA, '"raised":1', '"improved":0'), /verdict says improved: 0, the features say 1/],
  ['feature without a side', broken(COMPARE_DATA, '"to":{"limit":200}', '"then":0'), /account-cap has no "to"/],
  ['page and data differ', broken(COMPARE_PAGE, 'data-diff="lost"', 'data-diff="same"'), /admin-wechat is "same" on the page and "lost" in the data/],
  ['data without a page', without(COMPARE_PAGE), /has no page/],
  ['page without data', { ...sampleSite(), 'products/exmail/compare/a-vs-b/index.html': page('x', '') }, /a-vs-b\/index\.html: no api/],
  ['no table at all', { 'index.html': page('x', '') }, /no comparison table/],
];

// These share one site, one page each, since starting a browser costs more than a page.
const BROWSER_CASES = [
  ['low contrast', '<p class="faint">看不清</p>', /axe color-contrast/],
  ['unnamed picture', '<img src="/assets/dot.svg">', /axe image-alt/],
  ['sideways scroll', '<p class="wide">宽</p>', /scrolls sideways: \d+ px in 360 px; widest is p\.wide/],
  ['comparison in a scrolling box', '<div class="box"><table class="compare wide"><tr><td>宽</td></tr></table></div>', /scrolls inside div\.box/],
  ['remote request', '<img src="http://cdn.example/x.png" alt="">', /asks another host: http:\/\/cdn\.example/],
  ['inline style', '<p style="color: red">红</p>', /console error: .*[Cc]ontent [Ss]ecurity [Pp]olicy/],
  ['missing file', '<img src="/gone.png" alt="">', /console error: .*404/],
  ['exception', '<script src="/assets/bad.js"></script>', /exception: broken/],
];

async function expectFaults(report, name, found, wanted) {
  const hit = found.faults.some((fault) => wanted.test(fault));
  const seen = found.faults.map((fault) => `  found: ${fault}`);
  report.add(`${found.title}: ${name}`, hit ? [] : [`${wanted} was not found`, ...seen]);
}

async function proveCases(report, check, cases) {
  for (const [name, files, wanted] of cases) {
    await expectFaults(report, name, await over(files, check), wanted);
  }
}

async function proveBrowser(report) {
  const files = sampleSite();
  files['assets/site.css'] += `
.faint { color: #ddd; background: #fff; }
.wide { width: 2000px; }
.box { overflow-x: auto; }
`;
  files['assets/bad.js'] = 'throw new Error("broken");';
  const pages = BROWSER_CASES.map(([name, body], index) => {
    const file = `case-${index}/index.html`;
    files[file] = page(name, body);
    return { kind: name, file };
  });
  const options = { viewports: [{ width: 360, height: 740, axe: true }], schemes: ['light'] };
  const found = await over(files, (dir) => checkPages(dir, pages, options));
  for (const [index, [name, , wanted]] of BROWSER_CASES.entries()) {
    const faults = found.units[index].faults;
    await expectFaults(report, name, { title: found.title, faults }, wanted);
  }
}

/** The dark colours are looked at in the dark only. */
async function proveDark(report) {
  const files = broken('assets/site.css', 'color: #e8e6e1; background: #14161a', 'color: #222; background: #14161a');
  const viewports = [{ width: 360, height: 740, axe: true }];
  const found = await over(files, (dir) => checkPages(dir, [{ kind: 'home', file: HOME }], { viewports }));
  const [light, dark] = found.units;
  const right = light.faults.length === 0 && dark.faults.some((fault) => /color-contrast/.test(fault));
  report.add('browser: low contrast in the dark', right ? [] : ['not found', ...found.faults]);
}

async function proveSample(report) {
  for (const check of [checkHtml, checkLinks, checkContract, checkBrowser]) {
    const found = await over(sampleSite(), check);
    report.add(`${found.title}: a site without faults passes`, found.faults);
  }
}

async function proveBase(report) {
  const files = Object.fromEntries(
    Object.entries(sampleSite()).map(([file, text]) => [
      file,
      file.endsWith('.html') ? text.replace(/(href|src)="(https:\/\/mail\.example)?\//g, '$1="$2/sub/') : text,
    ]),
  );
  const right = await over(files, (dir) => checkLinks(dir, { base: '/sub/' }));
  report.add('links: a site below a path passes', right.faults);
  const wrong = await over(sampleSite(), (dir) => checkLinks(dir, { base: '/sub/' }));
  await expectFaults(report, 'link that leaves the base', wrong, /leaves the site's base \/sub\//);
}

export async function check() {
  const report = new Report('self-test');
  await proveSample(report);
  const unclosed = broken(HOME, '</main>', '<p><div></p></main>');
  await expectFaults(report, 'stray end tag', await over(unclosed, checkHtml), /^index\.html:\d+:\d+: No “p” element/);
  await proveCases(report, checkLinks, LINK_CASES);
  await proveBase(report);
  await proveCases(report, checkContract, CONTRACT_CASES);
  await proveBrowser(report);
  await proveDark(report);
  const found = await over({ 'index.html': sampleSite()[HOME] }, checkBrowser);
  await expectFaults(report, 'missing kind of page', found, /no page of the kind "404"/);
  return report;
}

if (isMain(import.meta)) {
  const report = await check();
  report.print();
  process.exitCode = report.failed > 0 ? 1 : 0;
}

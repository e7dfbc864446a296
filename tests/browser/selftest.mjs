// Proves that each check can fail: a sample site that keeps the contract must pass, and the same
// site with one fault must be caught with that fault named.
//
//   node selftest.mjs

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { check as checkApi } from './check-api.mjs';
import { checkPages, check as checkBrowser } from './check-axe.mjs';
import { check as checkCompare } from './check-compare.mjs';
import { check as checkContract } from './check-contract.mjs';
import { check as checkFeeds } from './check-feeds.mjs';
import { check as checkGuide } from './check-guide.mjs';
import { check as checkHtml } from './check-html.mjs';
import { check as checkLinks } from './check-links.mjs';
import { check as checkLoad } from './check-load.mjs';
import { checkPages as checkLighthouse } from './check-lighthouse.mjs';
import { check as checkMetadata } from './check-metadata.mjs';
import { Report, isMain } from './lib/report.mjs';
import { check as checkLooks } from './visual.mjs';
import { GUIDE_PAGE, guideSite, SCRIPT, SHEET_DATA, SHEET_PAGE, STYLE } from './lib/guide-sample.mjs';
import { COMPARE_DATA, COMPARE_PAGE, page, sampleSite, writeSite } from './lib/sample.mjs';

const CSV = 'products/exmail/matrix.csv';
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
  ['CSV without a mark', broken(CSV, '\ufeff', ''), /matrix\.csv: has no byte-order mark/],
  ['CSV with bare line ends', broken(CSV, /\r\n/g, '\n'), /does not end with CR LF/],
  ['CSV with an open quote', broken(CSV, '"无"', '"无'), /matrix\.csv: .*quote/i],
  ['CSV with a field too many', broken(CSV, '50,200', '50,200,300'), /record 1 has 5 fields, the head 4/],
  ['CSV with a formula', broken(CSV, ',有,', ',=1+1,'), /"=1\+1" is a formula/],
  ['CSV without a feature', broken(CSV, /管理后台,admin-wechat.*\r\n/, ''), /admin-wechat is in .*index\.html but not in the file/],
  ['CSV without an edition', broken(CSV, '(fusion)', '(other)'), /has no column for fusion/],
  ['wrong verdict count', broken(COMPARE_DATA, '"lost":1', '"lost":2'), /verdict says lost: 2, the features say 1/],
  ['difference left out of the verdict', broken(COMPARE_DATA, '"lost":1,', ''), /verdict does not count "lost"/],
  ['wrong verdict group', broken(COMPARE_DATA, '"raised":1', '"improved":0'), /verdict says improved: 0, the features say 1/],
  ['feature without a side', broken(COMPARE_DATA, '"to":{"limit":200}', '"then":0'), /account-cap has no "to"/],
  ['page and data differ', broken(COMPARE_PAGE, 'data-diff="lost"', 'data-diff="same"'), /admin-wechat is "same" on the page and "lost" in the data/],
  ['data without a page', without(COMPARE_PAGE), /has no page/],
  ['page without data', { ...sampleSite(), 'products/exmail/compare/a-vs-b/index.html': page('x', '') }, /a-vs-b\/index\.html: no api/],
  ['no table at all', { 'index.html': page('x', '') }, /no comparison table/],
];

const GUIDE = 'products/exmail/upgrades/free-to-basic/index.html';
const entry = (search, replacement) => broken('atom.xml', search, replacement);

const FEED_CASES = [
  ['control character in a feed', entry('须知 &amp;', '须知\u0007 &amp;'), /atom\.xml: .*disallowed character/],
  ['noncharacter in a feed', entry('须知 &amp;', '须知\ufffe &amp;'), /disallowed character/],
  ['bare ampersand', entry('&amp;', '&'), /atom\.xml: /],
  ['end of a CDATA section', entry('须知 &amp;', ']]> &amp;'), /"\]\]>" is disallowed/],
  ['unknown entity', entry('&amp;', '&nbsp;'), /undefined entity/],
  ['unclosed element', entry('</summary>', ''), /unexpected close tag/],
  ['entry without id', entry(/(<entry>.*)<id>[^<]*<\/id>/, '$1'), /an entry has 0 × id/],
  ['entry without a date', entry(/<updated>2021-07-13T17:28:04\+08:00<\/updated>\n<author>/, '<author>'), /an entry has 0 × updated/],
  ['date without a zone', entry('<published>2021-07-13T17:28:04+08:00', '<published>2021-07-13T17:28:04'), /published is "2021/],
  ['entry that nobody wrote', entry('<name>王五</name>', '<name></name>'), /nobody wrote it/],
  ['feed that is another', entry('/atom.xml"', '/news/atom.xml"'), /says that it is/],
  ['dead address in a feed', entry('rel="alternate" href="https://mail.example/news/free-to-basic/"', 'rel="alternate" href="https://mail.example/gone/"'), /gone\/ leads to no file/],
  ['relative link in an entry', entry('href="https://mail.example/news/"', 'href="/news/"'), /in its text, "\/news\/" is no whole address/],
  ['half a character', broken('feed.json', '升级须知', '\\ud83d'), /feed\.json: cannot be read: half a character/],
  ['JSON Feed of no version', broken('feed.json', 'version/1.1', 'version/9'), /version is/],
  ['item without id', broken('feed.json', /"id":"[^"]*",/, ''), /no id/],
  ['item without content', broken('feed.json', 'content_text', 'content_words'), /no content/],
  ['page that the sitemap lacks', broken('sitemap.xml', /<url><loc>[^<]*\/news\/<.*<\/url>/, ''), /mail\.example\/news\/ is not listed/],
  ['address that is no page', broken('sitemap.xml', '/tags/upgrade/', '/tags/gone/'), /tags\/gone\/ is no page/],
  ['address listed twice', broken('sitemap.xml', '/tags/upgrade/', '/news/'), /news\/ is listed twice/],
  ['hidden page in the sitemap', broken(PRODUCT, '<title>', '<meta name="robots" content="noindex"><title>'), /asks search engines to leave it out/],
  ['day that is none', broken('sitemap.xml', '2021-07-13', '13.7.2021'), /lastmod is "13/],
  ['robots without a sitemap', broken('robots.txt', /Sitemap.*/, ''), /names no sitemap/],
  ['old address that leads nowhere', broken('_redirects', '/news/', '/gone/'), /line 1: \/gone\/ leads to no file/],
  ['no feed', without('feed.json'), /has no feed\.json/],
];

/** A site with an API of one document. */
function apiSite([search, replacement] = []) {
  const index = { name: '邮箱', links: { self: 'https://mail.example/api/v1/index.json', openapi: 'https://mail.example/api/v1/openapi.json' } };
  const schema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
  const get = { operationId: 'index', responses: { 200: { description: '文件', content: { 'application/json': { schema } } } } };
  const whole = { ...get, operationId: 'openapi', responses: { 200: { description: '文件', content: { 'application/json': { schema: { type: 'object' } } } } } };
  const description = {
    openapi: '3.1.0', info: { title: '邮箱', version: '1' }, servers: [{ url: 'https://mail.example' }],
    paths: { '/api/v1/index.json': { get }, '/api/v1/openapi.json': { get: whole } },
  };
  const files = { 'api/v1/index.json': JSON.stringify(index), 'api/v1/openapi.json': JSON.stringify(description) };
  if (search === undefined) return files;
  const change = ([file, text]) => [file, text.replace(search, replacement)];
  const changed = Object.fromEntries(Object.entries(files).map(change));
  if (JSON.stringify(changed) === JSON.stringify(files)) throw new Error(`the self-test does not fit its sample: ${search}`);
  return changed;
}

const API_CASES = [
  ['description of no version', apiSite(['"openapi":"3.1.0"', '"openapi":"3.9.0"']), /openapi\.json: /],
  ['description that is none', apiSite(['"responses":', '"answers":']), /openapi\.json: .*paths/],
  ['document of another form', apiSite(['"name":"邮箱"', '"name":5']), /index\.json: is no index: \/name must be string/],
  ['document that nothing names', { ...apiSite(), 'api/v1/products/exmail.json': '{}' }, /exmail\.json: the description does not name it/],
  ['path without a document', apiSite(['"/api/v1/openapi.json":', '"/api/v1/other.json":']), /no file is \/api\/v1\/other\.json/],
  ['dead address in a document', apiSite(['"openapi":"https://mail.example/api/v1/openapi.json"', '"openapi":"https://mail.example/gone.json"']), /gone\.json leads to no file/],
  ['document that nothing leads to', apiSite(['"openapi":"https://mail.example/api/v1/openapi.json"', '"other":"https://mail.example/api/v1/index.json"']), /openapi\.json: no document leads there/],
];

const METADATA_CASES = [
  ['no description', broken(HOME, /<meta name="description".*>/, ''), /no description/],
  ['address of another page', broken(PRODUCT, 'rel="canonical" href="https://mail.example/products/exmail/"', 'rel="canonical" href="https://mail.example/news/"'), /calls itself/],
  ['broken JSON-LD', broken(ARTICLE, '"headline":', '"headline"'), /JSON-LD cannot be read/],
  ['unknown context', broken(HOME, 'https://schema.org', 'https://schema.example'), /@context "https:\/\/schema\.example"/],
  ['no headline', broken(ARTICLE, '"headline"', '"title"'), /NewsArticle has no headline/],
  ['author without a name', broken(ARTICLE, '"name":"王五"', '"name":""'), /NewsArticle has no author\.name/],
  ['no publisher', broken(ARTICLE, '"publisher"', '"editor"'), /no publisher\.name/],
  ['changed before it was published', broken(ARTICLE, '"dateModified":"2021', '"dateModified":"2020'), /changed 2020.*before/],
  ['Baidu without its article', broken(ARTICLE, 'cambrian.jsonld', 'other.jsonld'), /says nothing as Baidu/],
  ['date that Baidu does not read', broken(ARTICLE, '"pubDate":"2021-07-13T17:28:04"', '"pubDate":"2021-07-13T17:28:04+08:00"'), /pubDate is .*not YYYY/],
  ['step out of order', broken(ARTICLE, '"position":2', '"position":3'), /position 3 stands at 2/],
  ['step that readers do not see', broken(ARTICLE, '"position":2,"name":"升级须知"', '"position":2,"name":"别的"'), /"别的" is not in the page's breadcrumb/],
  ['way that ends elsewhere', broken(ARTICLE, '"item":"https://mail.example/news/free-to-basic/"', '"item":"https://mail.example/news/"'), /ends at/],
  ['answer that is not on the page', broken(GUIDE, '<p>升级后不可回退。</p>\n', '<p>另行说明。</p>\n'), /answer to "可以回退吗？" is not on the page/],
  ['question without an answer', broken(GUIDE, '"acceptedAnswer"', '"suggestedAnswer"'), /FAQPage has no mainEntity\.acceptedAnswer\.text/],
  ['home without a site', broken(HOME, '"WebSite"', '"Person"'), /says nothing as WebSite/],
  ['product without a name', broken(PRODUCT, '"@type":"Product","name":"企业邮箱"', '"@type":"Product"'), /Product has no name/],
  ['dead address in JSON-LD', broken(HOME, '"WebSite","name":"邮箱代理商","url":"https://mail.example/"', '"WebSite","name":"邮箱代理商","url":"https://mail.example/gone/"'), /WebSite\.url: .*leads to no file/],
];

// Each breaks the page's loading in one way; one site, since starting a browser costs more than a page.
const LOAD_CASES = [
  ['late content', '<script src="/assets/late.js"></script><p>下面</p>', /jumps by \d\.\d+/],
  ['refused by the policy', '<p style="color: red">红</p>', /style-src-attr refuses inline/],
  ['remote request', '<img src="http://cdn.example/x.png" alt="" width="8" height="8">', /asks another host/],
  ['many requests', [1, 2, 3, 4, 5].map((n) => `<script src="/assets/bad.js?${n}"></script>`).join(''), /makes \d+ requests, 5 are allowed/],
];

// These share one site, one page each, since starting a browser costs more than a page.
const BROWSER_CASES = [
  ['low contrast', '<p class="faint">看不清</p>', /axe color-contrast/],
  ['unnamed picture', '<img src="/assets/dot.svg">', /axe image-alt/],
  ['targets no finger parts', '<p><input type="checkbox" aria-label="一"><input type="checkbox" aria-label="二"></p>', /axe target-size/],
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

async function proveLoad(report) {
  const files = sampleSite();
  // Only what has been painted can jump, and a page may be loaded before it is.
  files['assets/late.js'] = `new PerformanceObserver((list, painted) => { painted.disconnect(); const p = document.createElement('p');
p.textContent = '迟到'; p.className = 'late'; document.querySelector('main').prepend(p); }).observe({ type: 'paint', buffered: true });`;
  files['assets/bad.js'] = 'throw new Error("broken");';
  files['assets/site.css'] += '.late { height: 300px; }';
  // What no packing makes small.
  files['assets/heavy.css'] = Array.from({ length: 3000 }, (_, n) => `.c${Math.sin(n)} {}`).join('\n');
  LOAD_CASES.forEach(([name, body], index) => {
    files[`case-${index}/index.html`] = page(name, body);
  });
  const found = await over(files, checkLoad);
  for (const [index, [name, , wanted]] of LOAD_CASES.entries()) {
    const faults = found.faults.filter((fault) => fault.startsWith(`case-${index}/`));
    await expectFaults(report, name, { title: found.title, faults }, wanted);
  }
  await expectFaults(report, 'heavy styles', found, /all \.css files are/);
  const bare = await over({ ...sampleSite(), _headers: '/*\n  X-Content-Type-Options: nosniff\n' }, checkLoad);
  await expectFaults(report, 'no policy', bare, /the policy is "undefined"/);
}

const LIGHTHOUSE_CASES = [
  ['faint words', '<p class="faint">看不清</p>', /accessibility is \d+ of 100/],
  ['exception in the console', '<script src="/assets/bad.js"></script>', /errors-in-console/],
  ['link without words', '<p><a href="/news/"></a></p>', /link-name/],
];

/** One page has all the faults: a look takes seconds. */
async function proveLighthouse(report) {
  const files = sampleSite();
  files['assets/site.css'] += '.faint { color: #ddd; background: #fff; }';
  files['assets/bad.js'] = 'throw new Error("broken");';
  files['case/index.html'] = page('例', LIGHTHOUSE_CASES.map(([, body]) => body).join('\n'));
  const pages = [{ kind: 'home', file: HOME }, { kind: 'case', file: 'case/index.html' }];
  const [whole, bad] = (await over(files, (dir) => checkLighthouse(dir, pages))).units;
  report.add('lighthouse: a page without faults passes', whole.faults);
  for (const [name, , wanted] of LIGHTHOUSE_CASES) await expectFaults(report, name, { title: 'lighthouse', faults: bad.faults }, wanted);
}

// The step that must notice, the file that is broken, how, and the words that must be found.
const GUIDE_CASES = [
  ['numbers', 'floor that cuts', SCRIPT, '(a % b < 0n ? 1n : 0n)', '0n', /"0 \$accounts 2 \/ - floor".*: "-2"/],
  ['numbers', 'half that goes to zero', SCRIPT, 'minus(floor([b - 2n * a, 2n * b]))', 'floor([2n * a + b, 2n * b])', /- round/],
  ['ticket', 'any mail address will do', SCRIPT, /email: \/.*\/,/, 'email: /./,', /mistake in "mail" is described/],
  ['ticket', 'mistakes are not listed', SCRIPT, 'summary.hidden = wrong.length === 0', 'summary.hidden = true', /focus after mistakes/],
  ['ticket', 'another text is copied', SCRIPT, "copy(text.textContent, ''", "copy('x', ''", /what was copied: "x"/],
  ['ticket', 'another text is mailed', SCRIPT, 'encodeURIComponent(text.textContent', 'encodeURIComponent(subject', /what is mailed/],
  ['ticket', 'too many and nothing is said', GUIDE_PAGE, 'data-over="超出 200 个"', 'data-over=""', /more than 200 in "accounts" and nothing is said/],
  ['ticket', 'too many are refused', SCRIPT, "return !SHAPES[field.kind]", "if (field.note?.textContent) return 'no'; return !SHAPES[field.kind]", /more than 200 in "accounts" is refused/],
  ['ticket', 'a request', SCRIPT, "status.textContent = '';", "status.textContent = ''; fetch('/').catch(() => {});", /ticket: asks for http/],
  ['fit', 'floating point', SCRIPT, 'less(most, use)', 'Number(most[0]) / Number(most[1]) < Number(use[0]) / Number(use[1])', /a hair above the limit/],
  ['fit', 'conditions are left out', SCRIPT, 'shown, edition, limit: row.querySelector', 'shown, edition, limit: cases.splice(0) && row.querySelector', /under conditions for "account-cap"/],
  ['fit', 'features are not passed on', SCRIPT, "state.set('use'", "state.set('used'", /what the address shows to somebody else/],
  ['fit', 'nothing recedes', SCRIPT, 'card.hidden = mine?.checked && fits.has(card.id)', 'card.hidden = false', /do not recede/],
  ['ticks', 'a changed guide keeps its ticks', SCRIPT, 'kept.version === version', 'kept.version', /in a guide that has changed: "2"/],
  ['ticks', 'nothing is kept', SCRIPT, 'localStorage.setItem', 'String', /after a reload: "0"/],
  ['ticks', 'ticks cannot be taken back', SCRIPT, 'done.clear()', 'done', /after all were taken back/],
  ['clipboard', 'no way without https', SCRIPT, "document.execCommand('copy')", 'true', /copied the old way: ""/],
  ['refused', 'storage that is refused', SCRIPT, "tell('refused')", "tell('')", /nothing can be kept is said/],
  ['keyboard', 'focus that cannot be seen', STYLE, 'outline: 2px solid #14598a', 'outline: none', /what has the focus can be seen/],
  ['paper', 'controls on paper', STYLE, '[data-live], [data-live][hidden], button { display: none !important; }', '', /prints <button/],
  ['sheet', 'two sheets of paper', STYLE, '@media print {', '@media print { .told { margin-bottom: 40cm; }', /sheets of paper: "2"/],
  ['sheet', 'light on dark', STYLE, 'body { color: #000; background: #fff; }', '', /on paper: "rgb/],
  ['sheet', 'rows that are cut', STYLE, 'break-inside: avoid', 'color: inherit', /rows that paper may cut/],
  ['sheet', 'data of another version', SHEET_DATA, '/1', '/2', /the version: /],
  ['axe 360 px light', 'input without a name', GUIDE_PAGE, ' aria-label="容量"', '', /axe label/],
  ['bare', 'controls without a script', GUIDE_PAGE, '<p data-live hidden><button', '<p><button', /shows <button/],
];

async function proveGuide(report) {
  report.add('guide: a site without faults passes', (await over(guideSite(), checkGuide)).faults);
  for (const [step, name, file, search, replacement, wanted] of GUIDE_CASES) {
    const files = guideSite();
    const text = files[file].replace(search, replacement);
    if (text === files[file]) throw new Error(`the self-test does not fit its sample: ${file}, ${search}`);
    const check = (dir) => checkGuide(dir, { only: [step] });
    await expectFaults(report, name, await over({ ...files, [file]: text }, check), wanted);
  }
  const none = guideSite();
  delete none[SHEET_PAGE];
  await expectFaults(report, 'guide without a sheet', await over(none, checkGuide), /no guide with a sheet/);
}

/** A set is accepted, then held against the same site, against changed ones, and on another machine. */
async function proveLooks(report) {
  const looks = [
    { name: '360-dark', width: 360, media: 'screen', scheme: 'dark' },
    { name: 'print', width: 794, media: 'print', scheme: 'light' },
  ];
  const pages = [{ kind: 'home', file: HOME }];
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'looks-'));
  const options = { set: path.join(work, 'set'), out: path.join(work, 'out'), looks, pages };
  const against = (files) => over(files, (dir) => checkLooks(dir, options));
  try {
    const none = await against(sampleSite());
    report.add('looks: without a set it is skipped', none.skipped === undefined || none.units.length > 0 ? ['is not'] : []);
    await over(sampleSite(), (dir) => checkLooks(dir, { ...options, update: true }));
    report.add('looks: the same site passes', (await against(sampleSite())).faults);
    const dark = await against(broken('assets/site.css', 'color: #7cc0f2', 'color: #ff8a80'));
    await expectFaults(report, 'link of another colour in the dark', dark, /home-360-dark\.png: [\d.]+ % differ/);
    const paper = dark.units.find(({ name }) => name === 'home-print.png');
    report.add('looks: paper knows no dark', paper.faults);
    const pictures = fs.readdirSync(options.out).join(' ');
    report.add('looks: pictures of what differs', pictures === 'home-360-dark-accepted.png home-360-dark-difference.png home-360-dark-now.png' ? [] : [pictures]);
    await expectFaults(report, 'longer page', await against(adding('<p>多一行</p>'.repeat(30))(HOME)), /home-360-dark\.png: is 360 × \d+ px, accepted was/);
    fs.renameSync(path.join(options.set, 'home-print.png'), path.join(options.set, 'gone-print.png'));
    const moved = await against(sampleSite());
    await expectFaults(report, 'page that is gone', moved, /gone-print\.png: there is no such page/);
    await expectFaults(report, 'page without a picture', moved, /home-print\.png: nobody has accepted/);
    const recorded = path.join(options.set, 'machine.json');
    fs.writeFileSync(recorded, JSON.stringify({ ...JSON.parse(fs.readFileSync(recorded)), 'fonts-noto-cjk': '0' }));
    const { skipped } = await against(sampleSite());
    report.add('looks: of other fonts it says so', /fonts-noto-cjk is .*, the pictures were taken with 0/.test(skipped) ? [] : [`${skipped}`]);
  } finally {
    fs.rmSync(work, { recursive: true });
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

// What the program makes of a row whose new cell depends on the plan: on the plan `pro` nothing is lost.
const CASES = JSON.stringify({
  p: [[], ['pro']],
  c: [],
  r: [['lost', '', [[[]]], [[[0]]], []], ['same', '', [[[]]], [[[], 0, 'yes', false]], []]],
  k: { '|pro|': 1 },
});

const WORDS = JSON.stringify({
  d: { lost: ['lost', '−', '失去'], raised: ['improved', '+', '提高'], same: ['same', '=', '不变'] },
  g: [['lost', '−', '失去'], ['improved', '+', '提升'], ['same', '=', '不变']],
  s: { upgrade: '升级后{parts}', lost: '失去 {items}', improved: '提升 {items}', one: '{n} 项', many: '{n} 项', later: '{n} 项', joiner: '，', last: '，', same: '不变', same_one: '不变', irreversible: '', end: '。' },
  n: '显示 {n} / {all} 项',
});

const part = (group, count, word) => `<li class="g-${group}"><b>${count}</b> <span><i>x</i>${word}</span></li>`;

const used = (rows) => page('对比', `<p data-sentence>升级后失去 1 项，提升 1 项。</p>
<section class="judgement" aria-label="得失"><div><svg class="bar" viewBox="0 0 2 1" aria-hidden="true"><rect class="g-lost" x="0" width="1" height="1"/><rect class="g-improved" x="1" width="1" height="1"/><path d="M1 0v1"/></svg>
<ul class="counts">${part('lost', 1, '失去')}${part('improved', 1, '提升')}</ul></div></section>
<section class="sheet" aria-label="逐项对比"><div class="tools" data-words='${WORDS}' data-copy-link="复制链接" data-copied="已复制">
<select name="to" aria-label="套餐"><option value="">任一</option><option value="pro">专业版</option></select>
<input type="search" name="q" aria-label="搜索"><output></output></div>
<table class="compare" data-product="exmail" data-from="legacy" data-to="fusion"><caption>对比</caption>
<thead><tr><th scope="col">功能</th><th scope="col" data-edition="legacy">旧版</th><th scope="col">变化</th><th scope="col" data-edition="fusion">新版</th></tr></thead>
<tbody><tr><th scope="rowgroup" colspan="4">全部</th></tr>${rows}</tbody></table></section>`, {
  head: '<script type="module" src="/assets/compare.js"></script>',
});

const usedRow = (id, name, diff, word, cases = '') => `<tr id="${id}" data-feature="${id}" data-diff="${diff}"${cases}><th scope="row"><a href="#${id}">${name}</a></th><td data-edition="legacy" data-state="yes"><span class="st">有</span></td><td class="mark"><span class="mk"><i></i>${word}</span></td><td data-edition="fusion" data-state="no"><span class="st">无</span><ul class="cases"><li>专业版 有</li></ul></td></tr>`;

/** The sample's comparison as the theme makes it, with the theme's own script. */
function usedSite() {
  const files = sampleSite();
  const script = new URL('../../themes/default/assets/compare.js', import.meta.url);
  files[COMPARE_PAGE] = used(usedRow('account-cap', '帐号数', 'raised', '提高') + usedRow('admin-wechat', '微信', 'lost', '失去', ` data-cases='${CASES}'`));
  files['assets/compare.js'] = fs.readFileSync(script, 'utf8');
  files['assets/site.css'] += `.tools { visibility: hidden; } .tools.ready { visibility: visible; } [hidden] { display: none !important; }
th { position: relative; } .copy { position: absolute; inset: 0 0 auto auto; min-width: 24px; min-height: 24px; }
table.compare { table-layout: fixed; width: 100%; } .cased > .st { display: none; } .tools input, .tools select { min-height: 24px; }`;
  delete files[PRODUCT];
  return files;
}

async function proveCompare(report) {
  const changed = (file, search, replacement) => {
    const files = usedSite();
    const text = files[file].replace(search, replacement);
    if (text === files[file]) throw new Error(`the self-test does not fit its sample: ${file}, ${search}`);
    return { ...files, [file]: text };
  };
  const cases = [
    ['counts that are not those of the rows', changed(COMPARE_PAGE, '<b>1</b>', '<b>2</b>'), /at first: the verdict says/],
    ['control without a script', changed('assets/site.css', '.tools { visibility: hidden; }', ''), /without script 1 × \.tools are shown/],
    ['row that is not there without a script', changed('assets/site.css', 'th { position', '#account-cap:not(.ready) { display: none; } th { position'), /without script 1 of 2 rows/],
    ['search that finds everything', changed('assets/compare.js', "set(each.row, 'hidden', !fits)", ''), /searching "微信" shows 2 of 2 rows/],
    ['search that adds nodes', changed('assets/compare.js', 'const terms =', "document.body.append(document.createElement('p'));\n const terms ="), /searching adds 1 nodes/],
    ['table that a search moves', changed('assets/site.css', 'table-layout: fixed; ', ''), /moves the table from/],
    ['address that forgets', changed('assets/compare.js', "if (url.href !== location.href)", 'if (false)'), /does not hold what is searched/],
    ['nothing announced', changed('assets/compare.js', 'shown.textContent = text', 'void text'), /it is announced as ""/],
    ['link that the keyboard does not reach', changed('assets/compare.js', "button.type = 'button'", 'button.tabIndex = -1'), /the next stop of the keyboard/],
    ['unnamed control', changed(COMPARE_PAGE, ' aria-label="套餐"', ''), /axe select-name/],
  ];
  // A thousand rows only where they are what is to fail.
  const whole = (dir) => checkCompare(dir, { widths: [1280] });
  const look = (dir) => checkCompare(dir, { widths: [1280], large: false });
  report.add('compare: a comparison without faults passes', (await over(usedSite(), whole)).faults);
  for (const [name, files, wanted] of cases) await expectFaults(report, name, await over(files, look), wanted);
  const slow = changed('assets/compare.js', 'let count = 0;', 'let count = 0; for (let n = 0; n < 60; n += 1) { table.hidden = n % 2 === 0; document.body.offsetHeight; }');
  await expectFaults(report, 'slow filter', await over(slow, whole), /× the first layout/);
  const bare = usedSite();
  await expectFaults(report, 'names no finger finds', await over(bare, (dir) => checkCompare(dir, { widths: [360] })), /a finger finds \d+ × \d+ px of the names of account-cap/);
  const piled = changed(COMPARE_PAGE, '<span class="st">有</span>', '<span class="st">有</span><details class="info"><summary aria-label="出处 1, 2"><span>1, 2</span></summary><p>出处</p></details>');
  piled['assets/site.css'] += ' td { position: relative; vertical-align: top; } .info > summary { position: absolute; inset: 0 auto auto 0; list-style: none; min-width: 24px; min-height: 24px; }';
  await expectFaults(report, 'numbers on words', await over(piled, look), /the numbers 1, 2 of account-cap stand on "有"/);
  const torn = changed(COMPARE_PAGE, '升级后失去 1 项，', `<span class="whole">${'升级后失去 1 项，'.repeat(40)}</span>`);
  await expectFaults(report, 'verdict that breaks', await over(torn, look), /a line breaks inside/);
  const own = { ...usedSite() };
  own[COMPARE_PAGE.replace('index.html', 'any_to_pro/index.html')] = own[COMPARE_PAGE];
  await expectFaults(report, 'rows that do not follow', await over(own, look), /to pro: the rows say raised same, their own page raised lost/);
}

async function proveSample(report) {
  for (const check of [checkHtml, checkLinks, checkContract, checkFeeds, checkMetadata, checkLoad, checkBrowser]) {
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
  report.add('api: a site without faults passes', (await over(apiSite(), checkApi)).faults);
  await proveCases(report, checkApi, API_CASES);
  await proveCases(report, checkFeeds, FEED_CASES);
  await proveCases(report, checkMetadata, METADATA_CASES);
  // Browsers that start and pages that settle are mostly waited for.
  const inTurn = async (proofs) => { for (const prove of proofs) await prove(report); };
  await Promise.all([inTurn([proveLoad, proveBrowser, proveDark, proveGuide]), inTurn([proveCompare, proveLighthouse, proveLooks])]);
  const found = await over({ 'index.html': sampleSite()[HOME] }, checkBrowser);
  await expectFaults(report, 'missing kind of page', found, /no page of the kind "404"/);
  return report;
}

if (isMain(import.meta)) {
  const report = await check();
  report.print();
  process.exitCode = report.failed > 0 ? 1 : 0;
}

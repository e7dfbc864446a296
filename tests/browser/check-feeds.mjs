// What machines read of a site: every Atom feed and JSON Feed, the sitemap, `robots.txt`, the old
// addresses. Each is read by a parser that did not write it, and every address in it leads somewhere.
//
//   node check-feeds.mjs DIR [--base /sub/]

import { parseAtomFeed } from 'feedsmith';
import { Site, fault as linkFault } from './check-links.mjs';
import { attribute, byTag, parsePage, words } from './lib/dom.mjs';
import { pageReferences } from './lib/references.mjs';
import { isMain, Report, runAlone } from './lib/report.mjs';
import { filesIn, read } from './lib/site.mjs';
import { childrenNamed, parseXml, textOf } from './lib/xml.mjs';

const ATOM = 'http://www.w3.org/2005/Atom';
const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';

// RFC 3339, as RFC 4287 and JSON Feed ask for.
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
// W3C Datetime, as the sitemap protocol asks for.
const DAY_OR_MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

// Legal in JSON as an escape, and in no text.
const HALF_CHARACTER = /\p{Surrogate}/u;

const isMoment = (text) => MOMENT.test(text ?? '') && !Number.isNaN(Date.parse(text));

/** Why an address in a data file leads nowhere, or null. Readers of such files have no page to begin at. */
function deadAddress(site, file, written) {
  if (!URL.canParse(written ?? '')) return `"${written}" is no whole address`;
  const wrong = linkFault(site, site.ownAddress(file), site.ownAddress(file), { url: written, loaded: false });
  return wrong === null ? null : `${written} ${wrong}`;
}

/** Links and pictures in the HTML of an entry; they have to be whole, since a reader shows them elsewhere. */
function* textFaults(site, file, name, html) {
  for (const { url } of pageReferences(parsePage(html))) {
    const wrong = deadAddress(site, file, url);
    if (wrong !== null) yield `${name}: in its text, ${wrong}`;
  }
}

/** Everything with an id has one of its own. */
function* uniqueFaults(names, what) {
  const seen = new Set();
  for (const name of names) {
    if (seen.has(name)) yield `two ${what} have the id "${name}"`;
    seen.add(name);
  }
}

function* atomEntryFaults(site, file, entry) {
  const name = `entry "${entry.title?.value ?? entry.id}"`;
  if (!entry.id || !URL.canParse(entry.id)) yield `${name}: "${entry.id}" is no id`;
  if (!entry.title?.value?.trim()) yield `${name}: no title`;
  if (!isMoment(entry.updated)) yield `${name}: updated is "${entry.updated}"`;
  if (entry.published !== undefined && !isMoment(entry.published)) yield `${name}: published is "${entry.published}"`;
  if (!entry.authors?.some((author) => author.name?.trim())) yield `${name}: nobody wrote it`;
  const link = entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate');
  const wrong = deadAddress(site, file, link?.href);
  if (wrong !== null) yield `${name}: ${wrong}`;
  // RFC 4287, 4.1.2: an entry without content needs an alternate link, which is held above.
  if (entry.content?.value) yield* textFaults(site, file, name, entry.content.value);
}

function* atomFaults(site, file, text) {
  const { root, faults } = parseXml(text);
  yield* faults;
  if (faults.length > 0) return;
  if (root.name !== 'feed' || root.uri !== ATOM) yield `its root is ${root.name} of "${root.uri}"`;
  for (const entry of childrenNamed(root, 'entry')) {
    for (const name of ['id', 'title', 'updated']) {
      const count = childrenNamed(entry, name).length;
      if (count !== 1) yield `an entry has ${count} × ${name}`;
    }
  }
  const feed = parseAtomFeed(text);
  if (!feed.title?.value?.trim()) yield 'no title';
  if (!feed.id || !URL.canParse(feed.id)) yield `"${feed.id}" is no id`;
  if (!isMoment(feed.updated)) yield `updated is "${feed.updated}"`;
  const own = feed.links?.find(({ rel }) => rel === 'self')?.href;
  if (own !== site.publicAddress(file)) yield `says that it is ${own}, and is ${site.publicAddress(file)}`;
  for (const { href } of feed.links ?? []) {
    const wrong = deadAddress(site, file, href);
    if (wrong !== null) yield wrong;
  }
  const entries = feed.entries ?? [];
  yield* uniqueFaults(entries.map(({ id }) => id), 'entries');
  for (const entry of entries) yield* atomEntryFaults(site, file, entry);
}

function* jsonItemFaults(site, file, item) {
  const name = `item "${item.title ?? item.id}"`;
  if (typeof item.id !== 'string' || item.id === '') yield `${name}: no id`;
  if (typeof item.content_html !== 'string' && typeof item.content_text !== 'string') yield `${name}: no content`;
  for (const date of ['date_published', 'date_modified']) {
    if (item[date] !== undefined && !isMoment(item[date])) yield `${name}: ${date} is "${item[date]}"`;
  }
  for (const author of item.authors ?? []) {
    if (!author.name && !author.url && !author.avatar) yield `${name}: an author without a name`;
  }
  if ((item.tags ?? []).some((tag) => typeof tag !== 'string')) yield `${name}: a tag that is no text`;
  const wrong = deadAddress(site, file, item.url);
  if (wrong !== null) yield `${name}: ${wrong}`;
  if (item.content_html) yield* textFaults(site, file, name, item.content_html);
}

/** The required members of JSON Feed 1.1, and the form of those that are there. */
function* jsonFaults(site, file, text) {
  const feed = JSON.parse(text, (_, value) => {
    if (HALF_CHARACTER.test(value)) throw new Error(`half a character in "${value}"`);
    return value;
  });
  if (feed.version !== 'https://jsonfeed.org/version/1.1') yield `version is "${feed.version}"`;
  if (typeof feed.title !== 'string' || feed.title.trim() === '') yield 'no title';
  if (feed.feed_url !== site.publicAddress(file)) yield `says that it is ${feed.feed_url}, and is ${site.publicAddress(file)}`;
  const wrong = deadAddress(site, file, feed.home_page_url);
  if (wrong !== null) yield wrong;
  if (!Array.isArray(feed.items)) {
    yield 'no items';
    return;
  }
  yield* uniqueFaults(feed.items.map(({ id }) => id), 'items');
  for (const item of feed.items) yield* jsonItemFaults(site, file, item);
}

/** What a page says of itself: its canonical address, and whether search engines may keep it. */
function selfImage(dir, file) {
  const document = parsePage(read(dir, file));
  const canonical = byTag(document, 'link').find((link) => words(link, 'rel').includes('canonical'));
  const robots = byTag(document, 'meta').find((meta) => attribute(meta, 'name') === 'robots');
  return {
    canonical: canonical && attribute(canonical, 'href'),
    hidden: /noindex/.test((robots && attribute(robots, 'content')) ?? ''),
  };
}

function* sitemapFaults(site, dir, text, pages) {
  const { root, faults } = parseXml(text);
  yield* faults;
  if (faults.length > 0) return;
  if (root.name !== 'urlset' || root.uri !== SITEMAP) yield `its root is ${root.name} of "${root.uri}"`;
  const byAddress = new Map(pages.map((file) => [site.publicAddress(file), file]));
  const listed = new Set();
  for (const url of childrenNamed(root, 'url')) {
    const [loc] = childrenNamed(url, 'loc').map(textOf);
    const file = byAddress.get(loc);
    if (listed.has(loc)) yield `${loc} is listed twice`;
    listed.add(loc);
    if (file === undefined) {
      yield `${loc} is no page`;
      continue;
    }
    const { canonical, hidden } = selfImage(dir, file);
    if (hidden) yield `${loc} asks search engines to leave it out`;
    if (canonical !== loc) yield `${loc} calls itself ${canonical}`;
    for (const day of childrenNamed(url, 'lastmod').map(textOf)) {
      if (!DAY_OR_MOMENT.test(day)) yield `${loc}: lastmod is "${day}"`;
    }
  }
  for (const [address, file] of byAddress) {
    if (!listed.has(address) && !selfImage(dir, file).hidden && file !== '404.html') yield `${address} is not listed`;
  }
  if (listed.size > 50_000) yield `${listed.size} addresses; the protocol allows 50,000`;
}

function* robotsFaults(site, text) {
  const named = [...text.matchAll(/^sitemap:\s*(\S+)/gim)].map((match) => match[1]);
  if (named.length === 0) yield 'names no sitemap';
  for (const address of named) {
    const wrong = deadAddress(site, 'robots.txt', address);
    if (wrong !== null) yield wrong;
  }
}

function* redirectFaults(site, text) {
  for (const [index, line] of text.split('\n').entries()) {
    const [from, to, status] = line.trim().split(/\s+/);
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (!from.startsWith(site.base) || !/^30[1278]$/.test(status)) yield `line ${index + 1} is no redirect: ${line}`;
    const wrong = linkFault(site, site.ownAddress('_redirects'), site.ownAddress('_redirects'), { url: to, loaded: false });
    if (wrong !== null) yield `line ${index + 1}: ${to} ${wrong}`;
  }
}

/** All faults of a file, a parser's breakdown among them. */
function found(faults) {
  const all = [];
  try {
    for (const fault of faults()) all.push(fault);
  } catch (error) {
    all.push(`cannot be read: ${error.message}`);
  }
  return all;
}

export async function check(dir, { base } = {}) {
  const report = new Report('feeds');
  const site = new Site(dir, base);
  const files = filesIn(dir);
  const pages = files.filter((file) => file.endsWith('.html'));
  const readers = [
    [/(^|\/)atom\.xml$/, (file, text) => atomFaults(site, file, text)],
    [/(^|\/)feed\.json$/, (file, text) => jsonFaults(site, file, text)],
    [/^sitemap\.xml$/, (_, text) => sitemapFaults(site, dir, text, pages)],
    [/^robots\.txt$/, (_, text) => robotsFaults(site, text)],
    [/^_redirects$/, (_, text) => redirectFaults(site, text)],
  ];
  for (const file of files) {
    const reader = readers.find(([pattern]) => pattern.test(file))?.[1];
    if (reader !== undefined) {
      const faults = found(() => reader(file, read(dir, file)));
      report.add(file, faults.map((fault) => `${file}: ${fault}`));
    }
  }
  for (const file of ['atom.xml', 'feed.json', 'sitemap.xml', 'robots.txt']) {
    if (!files.includes(file)) report.add(file, [`the site has no ${file}`]);
  }
  return report;
}

if (isMain(import.meta)) {
  await runAlone(check, 'usage: node check-feeds.mjs DIR [--base /sub/]', ['base']);
}

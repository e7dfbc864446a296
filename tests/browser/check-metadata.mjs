// What a page tells search engines of itself: its address, its languages, and JSON-LD with what
// schema.org and Baidu ask for, which must be what a reader sees.
//
//   node check-metadata.mjs DIR [--base /sub/]

import { Site, fault as linkFault } from './check-links.mjs';
import { attribute, byTag, closest, elements, has, parsePage, textOf, words } from './lib/dom.mjs';
import { isMain, Report, runAlone } from './lib/report.mjs';
import { htmlFilesIn, isRedirect, kindOf, read } from './lib/site.mjs';

const SCHEMA = 'https://schema.org';
const BAIDU = 'https://ziyuan.baidu.com/contexts/cambrian.jsonld';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
// Baidu's own form, without a zone.
const LOCAL_MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

// What Google and schema.org require or recommend of each type, as paths; a list stands for each of its members.
const REQUIRED = {
  Article: ['headline', 'datePublished', 'author.name', 'publisher.name', 'description'],
  NewsArticle: ['headline', 'datePublished', 'dateModified', 'author.name', 'publisher.name', 'description'],
  BreadcrumbList: ['itemListElement.position', 'itemListElement.name', 'itemListElement.item'],
  FAQPage: ['mainEntity.name', 'mainEntity.acceptedAnswer.text'],
  Organization: ['name', 'url'],
  Product: ['name', 'url'],
  WebSite: ['name', 'url'],
  ListItem: ['position', 'name', 'item'],
  Question: ['name', 'acceptedAnswer.text'],
  Answer: ['text'],
  Person: ['name'],
  Brand: ['name'],
  ImageObject: ['url'],
};

// What a page of a kind must say; the names stand for types of schema.org, and `Baidu` for Baidu's own.
const EXPECTED = {
  home: ['Organization', 'WebSite'],
  article: ['NewsArticle', 'BreadcrumbList', 'Baidu'],
  product: ['Product', 'BreadcrumbList'],
  compare: ['BreadcrumbList'],
  guide: ['BreadcrumbList'],
  feature: ['FAQPage', 'BreadcrumbList'],
  tag: ['BreadcrumbList'],
  archive: ['BreadcrumbList'],
  plain: ['BreadcrumbList'],
};

const ADDRESSES = ['url', 'item', 'sameAs', 'isBasedOn', 'mainEntityOfPage'];

const squeezed = (text) => text.replace(/\s+/g, '');
const isFilled = (value) => (typeof value === 'string' ? value.trim() !== '' : typeof value === 'number');

/** Whether a path is filled in a thing, in each member where there is a list. */
function holds(thing, path) {
  const [first, ...rest] = path;
  if (first === undefined) return isFilled(thing);
  const value = thing?.[first];
  const members = Array.isArray(value) ? value : [value];
  return members.length > 0 && members.every((member) => holds(member, rest));
}

/** Every thing with a type in a value, at any depth. */
function* things(value) {
  if (typeof value !== 'object' || value === null) return;
  if (value['@type'] !== undefined) yield value;
  for (const inner of Object.values(value)) yield* things(inner);
}

/** What a page is, as far as its data has to agree with it. */
class Page {
  constructor(site, dir, file) {
    this.site = site;
    this.file = file;
    this.document = parsePage(read(dir, file));
    const link = byTag(this.document, 'link').find((each) => words(each, 'rel').includes('canonical'));
    this.canonical = link && attribute(link, 'href');
  }

  /** The words that stand in the page's body, spaces left out: a browser shows them all, folded or not. */
  get text() {
    const [body] = byTag(this.document, 'body');
    const parts = [];
    const walk = (node) => {
      if (node.nodeName === '#text') parts.push(node.value);
      if (['script', 'style', 'template', 'noscript'].includes(node.tagName)) return;
      if (node.attrs !== undefined && has(node, 'hidden')) return;
      for (const child of node.childNodes ?? []) walk(child);
    };
    walk(body);
    return squeezed(parts.join(''));
  }

  meta(name) {
    const found = byTag(this.document, 'meta').find((each) => [attribute(each, 'name'), attribute(each, 'property')].includes(name));
    return found && attribute(found, 'content');
  }

  deadEnd(address) {
    if (!URL.canParse(address)) return `"${address}" is no whole address`;
    const from = this.site.ownAddress(this.file);
    const wrong = linkFault(this.site, from, from, { url: address, loaded: false });
    return wrong === null ? null : `${address} ${wrong}`;
  }
}

function* headFaults(page) {
  const { document, file, site } = page;
  const title = byTag(document, 'title').find((each) => closest(each, 'svg') === null);
  if (title === undefined || textOf(title).trim() === '') yield 'no title';
  if (!page.meta('og:title')?.trim()) yield 'no og:title';
  const robots = page.meta('robots') ?? '';
  if (!robots.includes('noindex') && !page.meta('description')?.trim()) yield 'no description';
  if (page.canonical !== undefined && page.canonical !== site.publicAddress(file)) {
    yield `calls itself ${page.canonical}, and is ${site.publicAddress(file)}`;
  }
  if (page.canonical === undefined && file !== '404.html') yield 'no canonical address';
  const alternates = byTag(document, 'link').filter((each) => has(each, 'hreflang'));
  for (const each of alternates) {
    const wrong = page.deadEnd(attribute(each, 'href'));
    if (wrong !== null) yield `in another language: ${wrong}`;
  }
  if (alternates.length > 0 && !alternates.some((each) => attribute(each, 'href') === page.canonical)) {
    yield 'its languages do not name the page itself';
  }
}

function* breadcrumbFaults(page, { itemListElement: steps = [] }) {
  for (const [index, { position }] of steps.entries()) {
    if (position !== index + 1) yield `BreadcrumbList: position ${position} stands at ${index + 1}`;
  }
  const last = steps.at(-1)?.item;
  if (last !== page.canonical) yield `BreadcrumbList ends at ${last}, and the page is ${page.canonical}`;
  const shown = squeezed(
    [...elements(page.document)].filter((each) => words(each, 'class').includes('crumbs')).map(textOf).join(''),
  );
  for (const { name = '' } of steps) {
    if (!shown.includes(squeezed(name))) yield `BreadcrumbList: "${name}" is not in the page's breadcrumb`;
  }
}

/** A question counts where its answer stands on the page. */
function* questionFaults(page, { mainEntity = [] }) {
  for (const { name = '', acceptedAnswer } of [mainEntity].flat()) {
    const answer = squeezed(textOf(parsePage(acceptedAnswer?.text ?? '')));
    if (!page.text.includes(squeezed(name))) yield `FAQPage: the question "${name}" is not on the page`;
    if (answer === '' || !page.text.includes(answer)) yield `FAQPage: the answer to "${name}" is not on the page`;
  }
}

function* articleFaults(page, { headline = '', datePublished, dateModified = datePublished, mainEntityOfPage }) {
  for (const moment of [datePublished, dateModified]) {
    if (moment !== undefined && !MOMENT.test(moment)) yield `Article: "${moment}" is no moment with a zone`;
  }
  if (Date.parse(dateModified) < Date.parse(datePublished)) yield `Article: changed ${dateModified}, before ${datePublished}`;
  if (mainEntityOfPage !== undefined && mainEntityOfPage !== page.canonical) yield `Article: is of ${mainEntityOfPage}`;
  if (!page.text.includes(squeezed(headline))) yield `Article: the headline "${headline}" is not on the page`;
}

function* baiduFaults(page, thing) {
  for (const name of ['pubDate', 'upDate']) {
    if (!LOCAL_MOMENT.test(thing[name] ?? '')) yield `Baidu: ${name} is "${thing[name]}", not YYYY-MM-DDThh:mm:ss`;
  }
  if (thing.upDate < thing.pubDate) yield `Baidu: upDate ${thing.upDate} is before pubDate ${thing.pubDate}`;
  if (thing['@id'] !== page.canonical) yield `Baidu: @id is ${thing['@id']}, and the page is ${page.canonical}`;
  if (!isFilled(thing.title)) yield 'Baidu: no title';
  for (const image of thing.images ?? []) {
    const wrong = page.deadEnd(image);
    if (wrong !== null) yield `Baidu: ${wrong}`;
  }
  const shown = page.meta('article:published_time');
  if (shown !== undefined && !shown.startsWith(thing.pubDate)) yield `Baidu: pubDate is ${thing.pubDate}, the page says ${shown}`;
}

const OF_TYPE = {
  BreadcrumbList: breadcrumbFaults,
  FAQPage: questionFaults,
  Article: articleFaults,
  NewsArticle: articleFaults,
};

function* schemaFaults(page, whole) {
  if (whole['@type'] === undefined) yield 'JSON-LD without @type';
  for (const thing of things(whole)) {
    const type = thing['@type'];
    const required = REQUIRED[type];
    if (required === undefined) yield `${type} is no type that this check knows`;
    for (const path of required ?? []) {
      if (!holds(thing, path.split('.'))) yield `${type} has no ${path}`;
    }
    for (const name of ADDRESSES.filter((each) => typeof thing[each] === 'string')) {
      const wrong = page.deadEnd(thing[name]);
      if (wrong !== null) yield `${type}.${name}: ${wrong}`;
    }
    yield* OF_TYPE[type]?.(page, thing) ?? [];
  }
}

function* dataFaults(page, kind) {
  const scripts = byTag(page.document, 'script').filter((each) => attribute(each, 'type') === 'application/ld+json');
  const said = new Set();
  for (const script of scripts) {
    let whole;
    try {
      whole = JSON.parse(textOf(script));
    } catch (error) {
      yield `JSON-LD cannot be read: ${error.message}`;
      continue;
    }
    const context = whole?.['@context'];
    said.add(context === BAIDU ? 'Baidu' : whole?.['@type']);
    if (context === BAIDU) yield* baiduFaults(page, whole);
    else if (context === SCHEMA) yield* schemaFaults(page, whole);
    else yield `JSON-LD with the @context "${context}"`;
  }
  for (const name of EXPECTED[kind] ?? []) {
    if (!said.has(name)) yield `a page of the kind "${kind}" says nothing as ${name}`;
  }
}

export async function check(dir, { base } = {}) {
  const report = new Report('metadata');
  const site = new Site(dir, base);
  for (const file of htmlFilesIn(dir)) {
    if (isRedirect(read(dir, file))) continue;
    const page = new Page(site, dir, file);
    const faults = [...headFaults(page), ...dataFaults(page, kindOf(file))];
    report.add(file, faults.map((fault) => `${file}: ${fault}`));
  }
  if (report.units.length === 0) report.add(dir, ['no .html file to check']);
  return report;
}

if (isMain(import.meta)) {
  await runAlone(check, 'usage: node check-metadata.mjs DIR [--base /sub/]', ['base']);
}

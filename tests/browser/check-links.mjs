// Every internal link, picture, script and #anchor leads somewhere; ids are unique on their page;
// nothing is loaded from another host.
//
//   node check-links.mjs DIR [--base /sub/]
//
// Without --base the path of the home page's canonical address is taken, else `/`.

import fs from 'node:fs';
import path from 'node:path';
import { answer, normaliseBase } from './serve.mjs';
import { attribute, duplicateIds, elements, parsePage, parseSvg } from './lib/dom.mjs';
import { pageReferences, styleReferences } from './lib/references.mjs';
import { isMain, Report, runAlone } from './lib/report.mjs';
import { canonicalAddress, filesIn, read, urlOf } from './lib/site.mjs';

// Stands for whatever host serves the site; links without a host are resolved against it.
const HERE = 'http://site.invalid';

const FRAGMENT_HOLDERS = /\.(html|svg)$/;

/** The site as links see it: its base path, its public origin, and the ids of its pages. */
export class Site {
  constructor(dir, base) {
    this.root = fs.realpathSync(dir);
    const canonical = canonicalAddress(dir);
    this.origin = canonical?.origin;
    this.base = normaliseBase(base ?? canonical?.pathname);
    this.ids = new Map();
  }

  /** The ids (and old-style anchor names) of a file, read once. */
  idsOf(file) {
    if (!this.ids.has(file)) {
      const text = fs.readFileSync(file, 'utf8');
      this.remember(file, file.endsWith('.svg') ? parseSvg(text) : parsePage(text));
    }
    return this.ids.get(file);
  }

  remember(file, document) {
    const ids = new Set();
    for (const element of elements(document)) {
      const id = attribute(element, 'id');
      const name = element.tagName === 'a' ? attribute(element, 'name') : undefined;
      for (const anchor of [id, name]) if (anchor !== undefined) ids.add(anchor);
    }
    this.ids.set(file, ids);
  }

  isOwn(url) {
    return url.origin === HERE || url.origin === this.origin;
  }

  /** Where a file itself stands. */
  ownAddress(file) {
    return new URL(this.base + encodeURI(urlOf(file).slice(1)), HERE);
  }

  /** The address of a file as the world knows it. */
  publicAddress(file) {
    const own = this.ownAddress(file);
    return (this.origin ?? HERE) + own.pathname;
  }

  /** Where a page stands. The page for missing addresses is shown at any depth: links in it must
   *  not depend on where it is. */
  addressOf(file) {
    const place = file === '404.html' ? '/no/such/page/' : urlOf(file);
    return new URL(this.base + encodeURI(place.slice(1)), HERE);
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Why an address inside the site leads nowhere, or null. */
function deadEnd(site, url) {
  const found = answer(site.root, site.base, url.pathname);
  if (found.status === 301) return 'needs a slash at its end';
  if (!decoded(url.pathname).startsWith(site.base)) return `leaves the site's base ${site.base}`;
  if (found.status !== 200) return 'leads to no file';
  const anchor = url.hash.slice(1).split(':~:')[0];
  if (anchor === '' || anchor === 'top' || !FRAGMENT_HOLDERS.test(found.file)) return null;
  const ids = site.idsOf(found.file);
  return ids.has(decoded(anchor)) || ids.has(anchor) ? null : 'leads to no element with that id';
}

/** What is wrong with one reference, or null. */
export function fault(site, page, from, { url: written, loaded }) {
  if (!URL.canParse(written, from)) return 'is no address';
  // A bare fragment points into the document that is shown, wherever it is shown.
  const base = written.startsWith('#') ? page : from;
  const url = new URL(written, base);
  if (url.protocol === 'javascript:') return 'runs a script';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (site.isOwn(url)) return deadEnd(site, url);
  return loaded ? `is loaded from another host, ${url.host}` : null;
}

function referenceFaults(site, file, from, references) {
  const faults = new Set();
  for (const reference of references) {
    const wrong = fault(site, site.ownAddress(file), from, reference);
    if (wrong !== null) faults.add(`${file}:${reference.line}: ${reference.url} ${wrong}`);
  }
  return [...faults];
}

function checkPage(site, dir, file) {
  const document = parsePage(read(dir, file));
  site.remember(path.join(site.root, file), document);
  const twice = duplicateIds(document).map(
    ({ id, lines }) => `${file}:${lines[1]}: id "${id}" is used ${lines.length} times (line ${lines.join(', ')})`,
  );
  const from = site.addressOf(file);
  return [...twice, ...referenceFaults(site, file, from, pageReferences(document))];
}

function checkStyle(site, dir, file) {
  const references = styleReferences(read(dir, file));
  return referenceFaults(site, file, site.addressOf(file), references);
}

export async function check(dir, { base } = {}) {
  const report = new Report('links');
  const site = new Site(dir, base);
  for (const file of filesIn(dir)) {
    if (file.endsWith('.html')) report.add(file, checkPage(site, dir, file));
    else if (file.endsWith('.css')) report.add(file, checkStyle(site, dir, file));
  }
  if (report.units.length === 0) report.add(dir, ['no .html file to check']);
  return report;
}

if (isMain(import.meta)) {
  await runAlone(check, 'usage: node check-links.mjs DIR [--base /sub/]', ['base']);
}

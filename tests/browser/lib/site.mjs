// What a built site holds: its files, and one page to stand for each kind of page.

import fs from 'node:fs';
import path from 'node:path';
import { attribute, byTag, parsePage, words } from './dom.mjs';

/** Every file below `dir`, as sorted paths with forward slashes. */
export function filesIn(dir) {
  return fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join('/'))
    .sort();
}

export function htmlFilesIn(dir) {
  return filesIn(dir).filter((file) => file.endsWith('.html'));
}

export function read(dir, file) {
  return fs.readFileSync(path.join(dir, file), 'utf8');
}

/** The URL path of a page, below the site's base path: `news/index.html` is `/news/`. */
export function urlOf(file) {
  return `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
}

/** The public address of the home page, where it says one. */
export function canonicalAddress(dir) {
  if (!fs.existsSync(path.join(dir, 'index.html'))) return undefined;
  const links = byTag(parsePage(read(dir, 'index.html')), 'link');
  const canonical = links.find((link) => words(link, 'rel').includes('canonical'));
  const href = canonical === undefined ? undefined : attribute(canonical, 'href');
  return href !== undefined && URL.canParse(href) ? new URL(href) : undefined;
}

// Paths by kind. The order is that of the report; the first pattern that fits a file wins.
// A site without a page of a required kind is not the site that these checks are about.
const KINDS = [
  { kind: 'home', pattern: /^index\.html$/, required: true },
  { kind: 'news', pattern: /^news\/index\.html$/, required: true },
  { kind: 'news-page', pattern: /^news\/page\/\d+\/index\.html$/ },
  { kind: 'article', pattern: /^news\/[^/]+\/index\.html$/, required: true },
  { kind: 'archive', pattern: /^archive\/(.+\/)?index\.html$/ },
  { kind: 'tags', pattern: /^tags\/index\.html$/ },
  { kind: 'tag', pattern: /^tags\/[^/]+\/index\.html$/, required: true },
  { kind: 'products', pattern: /^products\/index\.html$/ },
  { kind: 'product', pattern: /^products\/[^/]+\/index\.html$/, required: true },
  { kind: 'compare', pattern: /^products\/[^/]+\/compare\/[^/]+\/index\.html$/, required: true },
  { kind: 'guide', pattern: /^products\/[^/]+\/upgrades\/[^/]+\/index\.html$/, required: true },
  { kind: 'upgrades', pattern: /^products\/[^/]+\/upgrades\/index\.html$/ },
  { kind: 'consent', pattern: /^products\/[^/]+\/upgrades\/[^/]+\/consent\/index\.html$/ },
  { kind: 'guide-part', pattern: /^products\/[^/]+\/upgrades\/[^/]+\/[^/]+\/index\.html$/ },
  { kind: 'feature', pattern: /^products\/[^/]+\/features\/[^/]+\/index\.html$/ },
  { kind: 'changes', pattern: /^products\/[^/]+\/changes\/index\.html$/ },
  { kind: 'search', pattern: /^search\/index\.html$/ },
  { kind: '404', pattern: /^404\.html$/, required: true },
  { kind: 'plain', pattern: /^[^/]+\/index\.html$/ },
];

export const isRedirect = (html) => /<meta[^>]+http-equiv=["']?refresh/i.test(html);

/** Whether a page asks search engines to leave it out. */
export const isHidden = (html) => /<meta[^>]+name=["']?robots["']?[^>]+noindex/i.test(html);

/** The kind of a page of the default language, by its path. */
export function kindOf(file) {
  return KINDS.find(({ pattern }) => pattern.test(file))?.kind;
}

/** The language of the root element, as written. */
const languageOf = (html) => /<html[^>]*\slang=["']?([\w-]+)/i.exec(html)?.[1];

/** Top-level folders that hold the site in another language: `en`, `zh-hant`. */
function languageFolders(dir, files) {
  const home = files.includes('index.html') ? languageOf(read(dir, 'index.html')) : undefined;
  return files
    .map((file) => /^([a-z]{2,3}(?:-[a-z0-9]+)*)\/index\.html$/.exec(file)?.[1])
    .filter((folder) => folder !== undefined)
    .filter((folder) => {
      const language = languageOf(read(dir, `${folder}/index.html`));
      return language !== home && language?.toLowerCase() === folder;
    });
}

/**
 * One page per kind: the largest file of the kind, since the fullest page breaks first; and the
 * home page of every other language. Returns the pages and the required kinds that are missing.
 */
export function representativePages(dir) {
  const files = htmlFilesIn(dir);
  const languages = languageFolders(dir, files);
  const inDefaultLanguage = (file) => !languages.includes(file.split('/')[0]);
  const largest = new Map();
  for (const file of files.filter(inDefaultLanguage)) {
    const kind = kindOf(file);
    const html = kind === undefined ? '' : read(dir, file);
    if (kind === undefined || isRedirect(html)) continue;
    if (html.length > (largest.get(kind)?.size ?? -1)) largest.set(kind, { file, size: html.length });
  }
  const pages = KINDS.filter(({ kind }) => largest.has(kind)).map(({ kind }) => {
    const { file } = largest.get(kind);
    return { kind, file };
  });
  for (const language of languages) {
    pages.push({ kind: `home-${language}`, file: `${language}/index.html` });
  }
  const missing = KINDS.filter(({ kind, required }) => required && !largest.has(kind));
  return { pages, missing: missing.map(({ kind }) => kind) };
}

/** Checks one page of each kind; a required kind without a page is a fault. */
export async function checkEveryKind(dir, checkPages) {
  const { pages, missing } = representativePages(dir);
  const report = await checkPages(dir, pages);
  for (const kind of missing) report.add(`kind ${kind}`, [`the site has no page of the kind "${kind}"`]);
  return report;
}

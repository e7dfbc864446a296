// What a page refers to: links that a reader follows, and resources that a browser loads.

import { attribute, byTag, elements, lineOf, textOf, words } from './dom.mjs';

// Values of `rel` that make a browser open a connection before anyone clicks.
const LOADING_RELS = [
  'stylesheet', 'icon', 'apple-touch-icon', 'mask-icon', 'manifest',
  'preload', 'modulepreload', 'prefetch', 'preconnect', 'dns-prefetch',
];

// Attributes that are loaded, by tag. (`link` and `a` depend on more than the tag.)
const LOADED = {
  img: ['src', 'srcset'],
  source: ['src', 'srcset'],
  script: ['src'],
  iframe: ['src'],
  video: ['src', 'poster'],
  audio: ['src'],
  track: ['src'],
  embed: ['src'],
  object: ['data'],
  input: ['src'],
  use: ['href'],
  image: ['href'],
};

const FOLLOWED = { a: ['href'], area: ['href'], form: ['action'] };

// Metadata whose value is the address of something on the site.
const META_ADDRESSES = ['og:image', 'og:url', 'twitter:image'];

/** The addresses in an attribute; `srcset` holds several. */
function addresses(name, value) {
  if (name !== 'srcset') return [value.trim()];
  return value.split(',').map((part) => part.trim().split(/\s+/)[0]).filter((url) => url !== '');
}

function* ofAttributes(element, names, loaded) {
  for (const name of names ?? []) {
    const value = attribute(element, name);
    if (value === undefined) continue;
    for (const url of addresses(name, value)) yield { url, loaded, line: lineOf(element) };
  }
}

function* ofMeta(element) {
  const content = attribute(element, 'content') ?? '';
  const property = attribute(element, 'property') ?? attribute(element, 'name') ?? '';
  const refresh = /^\s*[\d.]+\s*[;,]\s*url\s*=\s*['"]?([^'"]+)/i.exec(content);
  if ((attribute(element, 'http-equiv') ?? '').toLowerCase() === 'refresh' && refresh) {
    yield { url: refresh[1].trim(), loaded: false, line: lineOf(element) };
  }
  if (META_ADDRESSES.includes(property)) {
    yield { url: content, loaded: false, line: lineOf(element) };
  }
}

/** The addresses in a style sheet; comments are no references. */
export function styleReferences(css) {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  const pattern = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/gi;
  return [...text.matchAll(pattern)].map((match) => ({
    url: match.slice(1).find((group) => group !== undefined) ?? '',
    loaded: true,
    line: text.slice(0, match.index).split('\n').length,
  }));
}

function* ofStyles(document) {
  for (const element of byTag(document, 'style')) {
    for (const found of styleReferences(textOf(element))) yield { ...found, line: lineOf(element) };
  }
  for (const element of elements(document)) {
    const style = attribute(element, 'style');
    if (style === undefined) continue;
    for (const found of styleReferences(style)) yield { ...found, line: lineOf(element) };
  }
}

/** Every address that a page names: `{url, loaded, line}`. */
export function* pageReferences(document) {
  for (const element of elements(document)) {
    yield* ofAttributes(element, LOADED[element.tagName], true);
    yield* ofAttributes(element, FOLLOWED[element.tagName], false);
    if (element.tagName === 'meta') yield* ofMeta(element);
    if (element.tagName === 'link') {
      const loaded = words(element, 'rel').some((rel) => LOADING_RELS.includes(rel.toLowerCase()));
      yield* ofAttributes(element, ['href'], loaded);
    }
  }
  yield* ofStyles(document);
}

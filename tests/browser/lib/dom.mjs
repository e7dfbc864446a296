// Reading pages: parse5 follows the HTML standard, as browsers do, so what a check sees is what a
// browser builds. The helpers below are all that the checks need of a document.

import { parse, parseFragment } from 'parse5';

/** A parsed page; every element knows its line. */
export function parsePage(html) {
  return parse(html, { sourceCodeLocationInfo: true });
}

export function parseSvg(text) {
  return parseFragment(text, { sourceCodeLocationInfo: true });
}

/** All elements below `node`, in document order, the content of templates left out. */
export function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName === undefined) continue;
    yield child;
    yield* elements(child);
  }
}

/** The elements of one or several tag names below `node`. */
export function byTag(node, ...names) {
  return [...elements(node)].filter((element) => names.includes(element.tagName));
}

/** An attribute's value, or undefined where it is not there. */
export function attribute(element, name) {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

export function has(element, name) {
  return attribute(element, name) !== undefined;
}

/** The words of an attribute that is a list: `class`, `rel`. */
export function words(element, name) {
  return (attribute(element, name) ?? '').split(/\s+/).filter((word) => word !== '');
}

export function lineOf(element) {
  return element.sourceCodeLocation?.startLine ?? 0;
}

export function textOf(node) {
  if (node.nodeName === '#text') return node.value;
  return (node.childNodes ?? []).map(textOf).join('');
}

/** The nearest ancestor with the tag name. */
export function closest(element, name) {
  let node = element.parentNode;
  while (node && node.tagName !== name) node = node.parentNode;
  return node ?? null;
}

/** Each id that more than one element carries, with the lines of its uses. */
export function duplicateIds(document) {
  const lines = new Map();
  for (const element of elements(document)) {
    const id = attribute(element, 'id');
    if (id !== undefined) lines.set(id, [...(lines.get(id) ?? []), lineOf(element)]);
  }
  return [...lines].filter(([, uses]) => uses.length > 1).map(([id, uses]) => ({ id, lines: uses }));
}

// XML as its standard has it: saxes refuses what is not well-formed, which readers of feeds must not
// be asked to mend.

import { SaxesParser } from 'saxes';

/** The tree of a document, and every way in which it is not well-formed (`line:column: words`). */
export function parseXml(text) {
  const parser = new SaxesParser({ xmlns: true });
  const top = { name: '', uri: '', children: [] };
  const open = [top];
  const faults = [];
  parser.on('error', (error) => faults.push(error.message));
  parser.on('opentag', ({ local, uri, attributes }) => {
    const element = { name: local, uri, attributes, children: [] };
    open.at(-1).children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  for (const event of ['text', 'cdata']) parser.on(event, (words) => open.at(-1)?.children.push(words));
  parser.write(text).close();
  return { root: top.children.find((child) => typeof child !== 'string') ?? top, faults };
}

/** The children with a local name, in the namespace of their parent. */
export function childrenNamed(element, name) {
  return element.children.filter((child) => child.name === name && child.uri === element.uri);
}

export function textOf(element) {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

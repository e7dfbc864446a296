// The HTML contract of a comparison table: what tools outside the site read from it.

import { attribute, byTag, closest, has, lineOf, textOf, words } from './dom.mjs';
import { DIFFS, STATES } from './words.mjs';

const SCOPES = ['col', 'colgroup', 'row', 'rowgroup'];

/** The comparison tables of a page, in order. */
export function compareTables(document) {
  return byTag(document, 'table').filter((table) => words(table, 'class').includes('compare'));
}

/** The rows of a table itself, not of a table inside one of its cells. */
function rowsOf(table) {
  return byTag(table, 'tr').filter((row) => closest(row, 'table') === table);
}

function cellsOf(row) {
  return row.childNodes.filter((node) => node.tagName === 'td' || node.tagName === 'th');
}

export function featureRows(table) {
  return rowsOf(table).filter((row) => has(row, 'data-feature'));
}

/** Feature to difference, as a two-edition table says it. */
export function diffsOf(table) {
  return new Map(
    featureRows(table).map((row) => [attribute(row, 'data-feature'), attribute(row, 'data-diff')]),
  );
}

/** The editions of the column headers, in order. */
export function editionsOf(table) {
  return byTag(table, 'th').map((th) => attribute(th, 'data-edition')).filter(Boolean);
}

const repeated = (list) => list.filter((item, index) => list.indexOf(item) !== index);

function* captionFaults(table) {
  const captions = table.childNodes.filter((node) => node.tagName === 'caption');
  if (captions.length === 0 || textOf(captions[0]).trim() === '') yield [table, 'has no caption'];
}

function* headerFaults(table) {
  for (const th of byTag(table, 'th')) {
    const scope = attribute(th, 'scope');
    if (!SCOPES.includes(scope)) yield [th, `header "${textOf(th).trim()}" has no scope`];
    else if (has(th, 'data-edition') && scope !== 'col') {
      yield [th, `header of edition ${attribute(th, 'data-edition')} has scope="${scope}"`];
    }
  }
  const editions = editionsOf(table);
  if (editions.length === 0) yield [table, 'has no th[scope=col][data-edition]'];
  for (const edition of repeated(editions)) yield [table, `names edition ${edition} twice`];
}

/** Rows of the body are feature rows or group rows; anything else would be miscounted. */
function* bodyFaults(table) {
  for (const row of rowsOf(table)) {
    if (row.parentNode.tagName !== 'tbody' || has(row, 'data-feature')) continue;
    const isGroup = cellsOf(row).some((cell) => attribute(cell, 'scope') === 'rowgroup');
    if (!isGroup) yield [row, 'row is neither a feature (data-feature) nor a group (th[scope=rowgroup])'];
  }
  const features = featureRows(table).map((row) => attribute(row, 'data-feature'));
  if (features.length === 0) yield [table, 'has no feature row'];
  for (const feature of repeated(features)) yield [table, `has feature ${feature} twice`];
}

function* cellFaults(row, editions) {
  const feature = attribute(row, 'data-feature');
  const seen = [];
  for (const cell of cellsOf(row)) {
    const edition = attribute(cell, 'data-edition');
    const state = attribute(cell, 'data-state');
    if (edition === undefined && state === undefined) continue;
    seen.push(edition);
    if (cell.tagName !== 'td') yield [cell, `${feature}: the cell of ${edition} is no td`];
    if (edition === undefined) yield [cell, `${feature}: a cell has data-state but no data-edition`];
    else if (!editions.includes(edition)) yield [cell, `${feature}: edition ${edition} has no column`];
    if (!STATES.includes(state)) {
      yield [cell, `${feature}: data-state="${state ?? ''}" of ${edition} is no state`];
    }
  }
  for (const edition of editions) {
    const count = seen.filter((other) => other === edition).length;
    if (count !== 1) yield [row, `${feature}: ${count} cells for edition ${edition}, not 1`];
  }
}

function* diffFaults(row, comparesTwo) {
  const feature = attribute(row, 'data-feature');
  const diff = attribute(row, 'data-diff');
  if (!comparesTwo) {
    if (diff !== undefined) yield [row, `${feature}: data-diff in a table without data-from, data-to`];
    return;
  }
  if (!DIFFS.includes(diff)) yield [row, `${feature}: data-diff="${diff ?? ''}" is no difference`];
  const own = cellsOf(row).filter((cell) => cell.tagName === 'td' && !has(cell, 'data-state'));
  if (own.length === 0) yield [row, `${feature}: the mark of the difference has no cell of its own`];
}

function* pairFaults(table) {
  const [from, to] = ['data-from', 'data-to'].map((name) => attribute(table, name));
  if (from === undefined && to === undefined) return;
  const editions = editionsOf(table);
  const fits = from !== to && editions.length === 2 && [from, to].every((e) => editions.includes(e));
  if (!fits) yield [table, `data-from="${from ?? ''}" data-to="${to ?? ''}" are not its two editions`];
}

/** The first table of a page owns the plain ids, so that `#feature` always finds a row. */
function* idFaults(row, isFirst) {
  const feature = attribute(row, 'data-feature');
  const id = attribute(row, 'id') ?? '';
  if (isFirst && id !== feature) yield [row, `${feature}: id="${id}" is not the feature's id`];
  if (!isFirst && (!id.endsWith(feature) || id === feature)) {
    yield [row, `${feature}: id="${id}" in a later table is not the feature's id with a prefix`];
  }
}

/** All that is wrong with a table, as pairs of an element and a sentence. */
export function* tableFaults(table, { isFirst }) {
  if (!attribute(table, 'data-product')) yield [table, 'has no data-product'];
  yield* captionFaults(table);
  yield* headerFaults(table);
  yield* pairFaults(table);
  yield* bodyFaults(table);
  const editions = editionsOf(table);
  const comparesTwo = has(table, 'data-from') || has(table, 'data-to');
  for (const row of featureRows(table)) {
    yield* cellFaults(row, editions);
    yield* diffFaults(row, comparesTwo);
    yield* idFaults(row, isFirst);
  }
}

/** `file:line: sentence` for each fault. */
export function describeTableFaults(file, table, place) {
  return [...tableFaults(table, place)].map(
    ([element, sentence]) => `${file}:${lineOf(element)}: ${sentence}`,
  );
}

// The contract that other tools read: comparison tables in every page, and the JSON beside them,
// which must tell the same story.
//
//   node check-contract.mjs DIR

import fs from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { attribute, duplicateIds, parsePage } from './lib/dom.mjs';
import { isMain, Report, runAlone } from './lib/report.mjs';
import { filesIn, read } from './lib/site.mjs';
import { compareTables, describeTableFaults, diffsOf, editionsOf, featureRows } from './lib/tables.mjs';
import { DIFFS, VERDICT_GROUPS } from './lib/words.mjs';

/** The comparison tables of a file, or none where there is no such file. */
function tablesOf(dir, file) {
  return fs.existsSync(path.join(dir, file)) ? compareTables(parsePage(read(dir, file))) : [];
}

function checkTables(report, dir, file) {
  const document = parsePage(read(dir, file));
  const tables = compareTables(document);
  tables.forEach((table, index) => {
    const faults = describeTableFaults(file, table, { isFirst: index === 0 });
    report.add(`${file} table ${index + 1}`, faults);
  });
  if (tables.length > 0) {
    const twice = duplicateIds(document).map(({ id, lines }) => `${file}:${lines[1]}: id "${id}" is used twice`);
    report.add(`${file} ids`, twice);
  }
  return tables.length;
}

/** The page of a pair of editions must compare that pair. */
function checkPair(report, dir, file) {
  const [, pair] = /compare\/([^/]+)\/index\.html$/.exec(file);
  const [from, to] = pair.split('-vs-');
  const found = tablesOf(dir, file).some(
    (table) => attribute(table, 'data-from') === from && attribute(table, 'data-to') === to,
  );
  report.add(`${file} pair`, found ? [] : [`${file}: no table with data-from="${from}" data-to="${to}"`]);
}

function readJson(dir, file, faults) {
  try {
    return JSON.parse(read(dir, file));
  } catch (error) {
    faults.push(`${file}: ${error.message}`);
    return null;
  }
}

/** The feature ids of a matrix: a list, an object by id, or inside groups. */
function featureIds(matrix) {
  const { features, groups } = matrix;
  const list = features ?? groups?.flatMap((group) => group.features ?? []);
  if (list === undefined) return null;
  return Array.isArray(list) ? list.map((feature) => feature.id ?? feature) : Object.keys(list);
}

/** What only one of two lists of ids has, as sentences. */
function differences(file, here, there, nameHere, nameThere) {
  const only = (a, b) => [...a].filter((id) => !b.has(id));
  return [
    ...only(here, there).map((id) => `${file}: ${id} is in ${nameHere} but not in ${nameThere}`),
    ...only(there, here).map((id) => `${file}: ${id} is in ${nameThere} but not in ${nameHere}`),
  ];
}

/** The matrix of a product and its page have the same features. */
function checkMatrix(report, dir, file) {
  const faults = [];
  const matrix = readJson(dir, file, faults);
  const ids = matrix === null ? null : featureIds(matrix);
  if (matrix !== null && ids === null) faults.push(`${file}: names no features`);
  if (ids !== null) {
    const page = file.replace(/matrix\.json$/, 'index.html');
    const rows = tablesOf(dir, page).flatMap(featureRows).map((row) => attribute(row, 'data-feature'));
    if (new Set(ids).size !== ids.length) faults.push(`${file}: names a feature twice`);
    faults.push(...differences(file, new Set(ids), new Set(rows), 'the matrix', page));
  }
  report.add(file, faults);
}

/** The records of a CSV file by the feature that their second column names: `wecom.jump` is one of wecom. */
function recordsOf(text, features) {
  const { data, errors } = Papa.parse(text.replace(/^\ufeff/, ''), { skipEmptyLines: true });
  const [head = [], ...records] = data;
  const faults = errors.map(({ message }) => message);
  if (!text.startsWith('\ufeff')) faults.push('has no byte-order mark');
  if (/(^|[^\r])\n/.test(text.replace(/"[^"]*"/g, ''))) faults.push('has a line that does not end with CR LF');
  for (const [index, record] of records.entries()) {
    if (record.length !== head.length) faults.push(`record ${index + 1} has ${record.length} fields, the head ${head.length}`);
    for (const field of record) if (/^[=+\-@\t\r]/.test(field) && Number.isNaN(Number(field))) faults.push(`"${field}" is a formula`);
  }
  const owner = (id) => (features.has(id) ? id : id?.replace(/\.[^.]*$/, ''));
  return { head, faults, ids: new Set(records.map((record) => owner(record[1]))), lines: records.map((r) => r[1]) };
}

/** A table as CSV has the features of its page, each line once. */
function checkCsv(report, dir, file) {
  const page = file.replace(/matrix\.csv$/, 'index.html');
  const rows = new Set(tablesOf(dir, page).flatMap(featureRows).map((row) => attribute(row, 'data-feature')));
  const { head, faults, ids, lines } = recordsOf(read(dir, file), rows);
  for (const edition of tablesOf(dir, page).flatMap(editionsOf)) {
    if (!head.some((name) => name.endsWith(`(${edition})`))) faults.push(`has no column for ${edition}`);
  }
  if (new Set(lines).size !== lines.length) faults.push('names a line twice');
  const named = faults.map((sentence) => `${file}: ${sentence}`);
  report.add(file, [...named, ...differences(file, ids, rows, 'the file', page)]);
}

function* verdictFaults(verdict, features) {
  if (verdict === null || typeof verdict !== 'object') {
    yield 'has no verdict';
    return;
  }
  const { total, ...counts } = verdict;
  const groups = Object.keys(counts).some((key) => !DIFFS.includes(key))
    ? VERDICT_GROUPS
    : Object.fromEntries(DIFFS.map((diff) => [diff, [diff]]));
  for (const [key, said] of Object.entries(counts)) {
    const counted = features.filter(({ diff }) => groups[key]?.includes(diff)).length;
    if (groups[key] === undefined) yield `verdict counts "${key}", which is no difference or group`;
    else if (said !== counted) yield `verdict says ${key}: ${said}, the features say ${counted}`;
  }
  const covered = new Set(Object.keys(counts).flatMap((key) => groups[key] ?? []));
  for (const diff of new Set(features.map((feature) => feature.diff))) {
    if (!covered.has(diff)) yield `verdict does not count "${diff}"`;
  }
  if (total !== undefined && total !== features.length) yield `verdict says total: ${total}, not ${features.length}`;
}

function* featureFaults(features) {
  for (const [index, feature] of features.entries()) {
    const name = feature.id ?? `feature ${index + 1}`;
    for (const key of ['id', 'diff', 'from', 'to']) {
      if (feature[key] === undefined || feature[key] === null) yield `${name} has no "${key}"`;
    }
    if (feature.diff !== undefined && !DIFFS.includes(feature.diff)) {
      yield `${name}: "${feature.diff}" is no difference`;
    }
  }
}

/** A page's differences must be those of the data. */
function pageFaults(dir, page, features, [from, to]) {
  const table = tablesOf(dir, page).find(
    (each) => attribute(each, 'data-from') === from && attribute(each, 'data-to') === to,
  );
  if (table === undefined) return [`${page}: no table with data-from="${from}" data-to="${to}"`];
  const shown = diffsOf(table);
  const told = new Map(features.map(({ id, diff }) => [id, diff]));
  const faults = differences(page, new Set(told.keys()), new Set(shown.keys()), 'the data', 'the page');
  for (const [id, diff] of told) {
    if (shown.has(id) && shown.get(id) !== diff) {
      faults.push(`${page}: ${id} is "${shown.get(id)}" on the page and "${diff}" in the data`);
    }
  }
  return faults;
}

const COMPARE_DATA = /(?:^|\/)api\/v1\/(products\/[^/]+\/compare\/)([^/]+)\.json$/;
const COMPARE_PAGE = /(?:^|\/)(products\/[^/]+\/compare\/)([^/]+)\/index\.html$/;

/** A comparison as data: complete, its counts right, and the same as on its pages in every language. */
function checkComparison(report, dir, file, files) {
  const [, folder, pair] = COMPARE_DATA.exec(file);
  const faults = [];
  const data = readJson(dir, file, faults);
  const features = Array.isArray(data?.features) ? data.features : null;
  if (data !== null && features === null) faults.push(`${file}: has no list of features`);
  if (features !== null) {
    const own = [...featureFaults(features), ...verdictFaults(data.verdict ?? null, features)];
    faults.push(...own.map((sentence) => `${file}: ${sentence}`));
    const pages = files.filter((page) => `/${page}`.endsWith(`/${folder}${pair}/index.html`));
    if (pages.length === 0) faults.push(`${file}: has no page ${folder}${pair}/index.html`);
    for (const page of pages) faults.push(...pageFaults(dir, page, features, pair.split('-vs-')));
  }
  report.add(file, faults);
}

/** A site that publishes comparisons as data publishes all of them. */
function checkComparisonsComplete(report, files) {
  const data = files.filter((file) => COMPARE_DATA.test(file));
  if (data.length === 0) return;
  const told = new Set(data.map((file) => COMPARE_DATA.exec(file).slice(1).join('')));
  for (const page of files.filter((file) => COMPARE_PAGE.test(file))) {
    const name = COMPARE_PAGE.exec(page).slice(1).join('');
    report.add(`${page} data`, told.has(name) ? [] : [`${page}: no api/v1/${name}.json beside it`]);
  }
}

export async function check(dir) {
  const report = new Report('contract');
  const files = filesIn(dir);
  let tables = 0;
  for (const file of files) {
    if (file.endsWith('.html')) tables += checkTables(report, dir, file);
    if (COMPARE_PAGE.test(file)) checkPair(report, dir, file);
    if (/(^|\/)products\/[^/]+\/matrix\.json$/.test(file)) checkMatrix(report, dir, file);
    if (/(^|\/)products\/.*matrix\.csv$/.test(file)) checkCsv(report, dir, file);
    if (COMPARE_DATA.test(file)) checkComparison(report, dir, file, files);
  }
  checkComparisonsComplete(report, files);
  if (tables === 0) report.add(dir, ['no comparison table (table.compare) in any page']);
  return report;
}

if (isMain(import.meta)) await runAlone(check, 'usage: node check-contract.mjs DIR');

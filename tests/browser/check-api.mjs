// The static API: its description is OpenAPI 3.1 by a validator that knows nothing of this project, every
// document is what the description says of its address, and every address in a document leads to a file.
//
//   node check-api.mjs DIR

import fs from 'node:fs';
import path from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isMain, Report, runAlone } from './lib/report.mjs';
import { filesIn, read } from './lib/site.mjs';

const INDEX = 'api/v1/index.json';
const DESCRIPTION = 'api/v1/openapi.json';

function parsed(dir, file, faults) {
  try {
    return JSON.parse(read(dir, file));
  } catch (error) {
    faults.push(`${file}: cannot be read: ${error.message}`);
    return undefined;
  }
}

/** The description, or nothing where it is no OpenAPI 3.1. */
async function describe(report, dir) {
  const faults = [];
  const description = parsed(dir, DESCRIPTION, faults);
  if (description !== undefined) {
    const { valid, errors } = await new Validator().validate(structuredClone(description));
    if (!valid) {
      const said = Array.isArray(errors) ? errors.map((e) => `${e.instancePath} ${e.message}`) : [errors];
      faults.push(...said.map((sentence) => `${DESCRIPTION}: ${sentence}`));
    }
    if (!/^3\.1\./.test(description.openapi)) faults.push(`${DESCRIPTION}: is no OpenAPI 3.1`);
  }
  report.add(DESCRIPTION, faults);
  return faults.length === 0 ? description : undefined;
}

/** Which files a path of the description stands for, the plainest first, and the schema of what it holds. */
function kinds(description) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'https://api.example/', ...description });
  const plain = (address) => address.replace(/\{[^}]*\}/g, '').length;
  const entries = Object.entries(description.paths).sort(([a], [b]) => plain(b) - plain(a));
  return entries.map(([address, { get }]) => {
    const pattern = address.replace(/^\//, '').replace(/[.]/g, '\\.').replace(/\{[^}]*\}/g, '[^/]+');
    const steps = ['paths', address, 'get', 'responses', '200', 'content', 'application/json', 'schema'];
    const pointer = steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).map(encodeURIComponent).join('/');
    const validate = ajv.compile({ $ref: `https://api.example/#/${pointer}` });
    return { address, name: get.operationId, pattern: new RegExp(`^${pattern}$`), validate };
  });
}

/** Every address under `links`: the others are what editors wrote. */
function* addresses(value, isLink = false) {
  if (typeof value === 'string') {
    if (isLink) yield value;
  } else if (value !== null && typeof value === 'object') {
    for (const [key, each] of Object.entries(value)) yield* addresses(each, isLink || key === 'links');
  }
}

function deadAddresses(dir, file, document, server) {
  const there = (address) => {
    if (!address.startsWith(`${server}/`)) return false;
    const below = decodeURIComponent(address.slice(server.length).replace(/^\//, '').replace(/[?#].*$/, ''));
    return fs.existsSync(path.join(dir, below === '' || below.endsWith('/') ? `${below}index.html` : below));
  };
  const dead = [...addresses(document)].filter((address) => !there(address));
  return dead.map((address) => `${file}: ${address} leads to no file`);
}

export async function check(dir) {
  const report = new Report('api');
  const description = await describe(report, dir);
  if (description === undefined) return report;
  const server = description.servers[0].url;
  const known = kinds(description);
  const files = filesIn(dir).filter((file) => /^api\/.*\.json$|^products\/(.*\/)?matrix\.json$/.test(file));
  for (const { address, pattern } of known) {
    report.add(address, files.some((file) => pattern.test(file)) ? [] : [`${DESCRIPTION}: no file is ${address}`]);
  }
  const found = new Set();
  for (const file of files) {
    const faults = [];
    const document = parsed(dir, file, faults);
    const kind = known.find(({ pattern }) => pattern.test(file));
    if (kind === undefined) faults.push(`${file}: the description does not name it`);
    else if (document !== undefined && !kind.validate(document)) {
      const said = kind.validate.errors.slice(0, 5);
      faults.push(...said.map((e) => `${file}: is no ${kind.name}: ${e.instancePath} ${e.message}`));
    }
    // The description speaks of links and has none.
    if (document !== undefined && file !== DESCRIPTION) {
      faults.push(...deadAddresses(dir, file, document, server));
      for (const address of addresses(document)) found.add(address.slice(server.length + 1));
    }
    report.add(file, faults);
  }
  const lost = files.filter((file) => file.startsWith('api/') && !found.has(file));
  report.add(INDEX, lost.map((file) => `${file}: no document leads there`));
  return report;
}

if (isMain(import.meta)) await runAlone(check, 'usage: node check-api.mjs DIR');

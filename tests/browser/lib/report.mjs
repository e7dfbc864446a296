// What a check found: one unit per thing it looked at, so that a check that looked at nothing
// cannot be mistaken for one that found nothing.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** All faults that a check yields; one that cannot go on is a fault, too. */
export async function collect(faults) {
  const all = [];
  try {
    for await (const fault of faults) all.push(fault);
  } catch (error) {
    all.push(`cannot be used: ${error.message}`);
  }
  return all;
}

export class Report {
  /** @param {string} title what the check is called in the output */
  constructor(title) {
    this.title = title;
    /** @type {{name: string, faults: string[]}[]} */
    this.units = [];
    /** @type {string | undefined} why nothing was looked at, where that is no fault */
    this.skipped = undefined;
  }

  /** Records one thing that was looked at; it passed when `faults` is empty. */
  add(name, faults = []) {
    this.units.push({ name, faults: [...faults] });
  }

  get faults() {
    return this.units.flatMap((unit) => unit.faults);
  }

  get failed() {
    return this.units.filter((unit) => unit.faults.length > 0).length;
  }

  get passed() {
    return this.units.length - this.failed;
  }

  print() {
    if (this.skipped !== undefined) {
      console.log(`${this.title}: ${this.skipped}`);
      return;
    }
    for (const { name, faults } of this.units.filter((unit) => unit.faults.length > 0)) {
      console.log(`FAIL ${this.title}: ${name}`);
      for (const fault of faults) console.log(`  ${fault}`);
    }
    console.log(`${this.title}: ${this.passed} passed, ${this.failed} failed`);
  }
}

/** True where the module was started as a program, and not imported by another. */
export function isMain(meta) {
  return process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(meta.url);
}

/**
 * The arguments of a program: positional ones by order, the first of them a site's folder, and
 * `--name value` by name; `flags` have no value. Prints the usage and ends with status 2 where they do not fit.
 */
export function readArguments(usage, { positional = 1, options = [], flags = [] } = {}) {
  const found = { positional: [], options: {} };
  const rest = process.argv.slice(2);
  while (rest.length > 0) {
    const word = rest.shift();
    const name = word.startsWith('--') ? word.slice(2) : null;
    if (name === null) found.positional.push(word);
    else if (flags.includes(name)) found.options[name] = true;
    else if (options.includes(name) && rest.length > 0) found.options[name] = rest.shift();
    else stopWith(`unknown or incomplete option ${word}\n${usage}`);
  }
  if (found.positional.length !== positional) stopWith(usage);
  const [dir] = found.positional;
  if (!fs.statSync(dir, { throwIfNoEntry: false })?.isDirectory()) stopWith(`no folder ${dir}`);
  return found;
}

function stopWith(message) {
  console.error(message);
  process.exit(2);
}

/** Runs one check as a program: prints its report, exits with 1 where it found a fault. */
export async function runAlone(check, usage, options = []) {
  const args = readArguments(usage, { options });
  const report = await check(args.positional[0], args.options);
  report.print();
  process.exitCode = report.failed > 0 ? 1 : 0;
}

// How the pages look, against pictures that somebody accepted: one page of each kind at three widths,
// light and dark, and on paper.
//
//   node visual.mjs DIR             compares; pictures of what differs go to shots/visual/
//   node visual.mjs DIR --update    accepts how the pages look now
//
// What is compared. A picture shows the first 1,600 pixels of a page, at one device pixel per CSS pixel,
// with 16 steps per colour. Pixels differ where a person would see it (pixelmatch, which knows
// anti-aliasing); a page differs where more than one pixel in a thousand does. Nothing is masked.
//
// Where it is compared. Glyphs come from the machine's fonts and the browser's rasteriser, so the set names
// both. On a machine with other ones, or without a set, the check is skipped and says why: it does not guess.
// What is compared is a site built for one day (`--now`): pages say how old they are.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { visitingAddress } from './check-axe.mjs';
import { inParallel, launch, openPage } from './lib/browser.mjs';
import { decode, encode } from './lib/picture.mjs';
import { isMain, readArguments, Report } from './lib/report.mjs';
import { canonicalAddress, representativePages } from './lib/site.mjs';
import { settle } from './screenshots.mjs';
import { serve } from './serve.mjs';

const USAGE = 'usage: node visual.mjs DIR [--update] [--set DIR] [--out DIR]';
const HERE = path.dirname(fileURLToPath(import.meta.url));
const SET = path.join(HERE, 'visual');
const OUT = path.join(HERE, 'shots/visual');

const WIDTHS = [360, 768, 1280];
const HEIGHT = 1600;
// A4 at 96 pixels an inch.
const PAPER = 794;

const LOOKS = [
  ...WIDTHS.flatMap((width) => ['light', 'dark'].map((scheme) => ({ name: `${width}-${scheme}`, width, media: 'screen', scheme }))),
  { name: 'print', width: PAPER, media: 'print', scheme: 'light' },
];

// How far two colours may be apart, from 0 to 1 (pixelmatch's own default), and how much of a page.
const COLOUR_TOLERANCE = 0.1;
const AREA_TOLERANCE = 0.001;

/** The fonts and the browser that the pictures come from. */
function machine(browser) {
  const query = (name) => {
    try {
      return execFileSync('dpkg-query', ['-W', '-f', '${Version}', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return 'unknown';
    }
  };
  const matched = (family) => {
    try {
      return execFileSync('fc-match', ['-f', '%{file|basename}', family], { encoding: 'utf8' });
    } catch {
      return 'unknown';
    }
  };
  return {
    // Rasterising changes with major versions, if at all.
    chromium: browser.version().split('.')[0],
    'fonts-noto-cjk': query('fonts-noto-cjk'),
    'sans-serif': matched('sans-serif:lang=zh-cn'),
    serif: matched('serif:lang=zh-cn'),
  };
}

/** A page in one look, as the bytes of a PNG. */
async function take(page, address, { width, media, scheme }) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ media, colorScheme: scheme });
  await page.goto(address, { waitUntil: 'load' });
  await settle(page);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  return page.screenshot({
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, HEIGHT) },
    animations: 'disabled',
    caret: 'hide',
    scale: 'css',
  });
}

/** All pictures of a site: name to bytes. */
async function takeAll(browser, dir, { looks, pages }) {
  const server = await serve(dir, { base: canonicalAddress(dir)?.pathname });
  const pictures = new Map();
  try {
    await inParallel(pages, async ({ kind, file }) => {
      const view = await openPage(browser, server.origin);
      for (const look of looks) {
        const shot = PNG.sync.read(await take(view.page, visitingAddress(server, file), look));
        pictures.set(`${kind}-${look.name}.png`, encode(shot));
      }
      await view.close();
    });
  } finally {
    await server.close();
  }
  return new Map([...pictures].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How two pictures differ, in words, and a picture of it; nothing where they do not. */
export function difference(accepted, taken) {
  const [old, now] = [decode(accepted), decode(taken)];
  if (old.width !== now.width || old.height !== now.height) {
    return { words: `is ${now.width} × ${now.height} px, accepted was ${old.width} × ${old.height}` };
  }
  const picture = new PNG({ width: old.width, height: old.height });
  const count = pixelmatch(old.data, now.data, picture.data, old.width, old.height, { threshold: COLOUR_TOLERANCE });
  const share = count / (old.width * old.height);
  if (share <= AREA_TOLERANCE) return undefined;
  return { words: `${(share * 100).toFixed(2)} % differ (${count} px)`, picture: PNG.sync.write(picture) };
}

/** Writes the set anew, and says what it wrote. */
function update(set, pictures, about) {
  fs.rmSync(set, { recursive: true, force: true });
  fs.mkdirSync(set, { recursive: true });
  for (const [name, bytes] of pictures) fs.writeFileSync(path.join(set, name), bytes);
  fs.writeFileSync(path.join(set, 'machine.json'), `${JSON.stringify(about, null, 2)}\n`);
  const bytes = [...pictures.values()].reduce((sum, each) => sum + each.length, 0);
  return `${pictures.size} pictures accepted in ${set}, ${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

function compare(report, set, pictures, out) {
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out, { recursive: true });
  const accepted = fs.readdirSync(set).filter((name) => name.endsWith('.png'));
  for (const name of accepted) if (!pictures.has(name)) report.add(name, [`${name}: there is no such page any more`]);
  for (const [name, taken] of pictures) {
    if (!accepted.includes(name)) {
      report.add(name, [`${name}: nobody has accepted a picture of it`]);
      continue;
    }
    const old = fs.readFileSync(path.join(set, name));
    const found = difference(old, taken);
    report.add(name, found === undefined ? [] : [`${name}: ${found.words}`]);
    if (found === undefined) continue;
    const bare = path.join(out, name.replace(/\.png$/, ''));
    fs.writeFileSync(`${bare}-accepted.png`, old);
    fs.writeFileSync(`${bare}-now.png`, taken);
    if (found.picture !== undefined) fs.writeFileSync(`${bare}-difference.png`, found.picture);
  }
  if (report.failed > 0) report.add('what to do', [`look at ${out}; where it is meant: node visual.mjs DIR --update`]);
}

/**
 * Compares a site with its set, or accepts it. The self-test gives fewer looks and pages.
 * @returns the report; `skipped` says so where nothing was compared
 */
export async function check(dir, { update: accept = false, set = SET, out = OUT, looks = LOOKS, pages } = {}) {
  const report = new Report('looks');
  const recorded = path.join(set, 'machine.json');
  if (!accept && !fs.existsSync(recorded)) {
    report.skipped = `no accepted pictures in ${path.relative(process.cwd(), set)}: skipped`;
    return report;
  }
  const browser = await launch();
  try {
    const about = machine(browser);
    if (!accept) {
      const known = JSON.parse(fs.readFileSync(recorded, 'utf8'));
      const others = Object.keys(known).filter((name) => known[name] !== about[name]);
      if (others.length > 0) {
        const words = others.map((name) => `${name} is ${about[name]}, the pictures were taken with ${known[name]}`);
        report.skipped = `${words.join('; ')}: pictures of other glyphs cannot be compared, skipped`;
        return report;
      }
    }
    const pictures = await takeAll(browser, dir, { looks, pages: pages ?? representativePages(dir).pages });
    if (accept) report.skipped = update(set, pictures, about);
    else compare(report, set, pictures, out);
  } finally {
    await browser.close();
  }
  return report;
}

if (isMain(import.meta)) {
  const { positional, options } = readArguments(USAGE, { options: ['set', 'out'], flags: ['update'] });
  const report = await check(positional[0], options);
  report.print();
  process.exitCode = report.failed > 0 ? 1 : 0;
}

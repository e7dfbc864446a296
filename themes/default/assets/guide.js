// What a reader does with an upgrade guide: ticks its lists, holds what they use against its limits, fills in
// its ticket, copies. Everything is readable without it; nothing leaves the browser.

const words = document.getElementById('_words')?.dataset ?? {};
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const say = (name, values = {}) =>
  (words[`t${name[0].toUpperCase()}${name.slice(1)}`] ?? '').replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text }, more);

// --- Exact numbers: fractions of whole numbers ------------------------------------------------------------

/** `200`, `0.5` or `1/3` as a numerator and a denominator above zero. */
function ratio(text) {
  const [top, bottom = '1'] = text.split('/');
  const [whole, part = ''] = top.split('.');
  return [BigInt(whole + part), BigInt(bottom) * 10n ** BigInt(part.length)];
}

const less = ([a, b], [c, d]) => a * d < c * b;

function floor([a, b]) {
  return [a / b - (a % b < 0n ? 1n : 0n), 1n];
}

const minus = ([a, b]) => [-a, b];

const OPERATIONS = {
  '+': ([a, b], [c, d]) => [a * d + c * b, b * d],
  '-': ([a, b], [c, d]) => [a * d - c * b, b * d],
  '*': ([a, b], [c, d]) => [a * c, b * d],
  '/': ([a, b], [c, d]) => (c < 0n ? [-a * d, -b * c] : [a * d, b * c]),
};

const FUNCTIONS = {
  floor,
  ceil: (value) => minus(floor(minus(value))),
  // A half goes away from zero.
  round: ([a, b]) => (a < 0n ? minus(floor([b - 2n * a, 2n * b])) : floor([2n * a + b, 2n * b])),
  min: (...values) => values.reduce((a, b) => (less(b, a) ? b : a)),
  max: (...values) => values.reduce((a, b) => (less(a, b) ? b : a)),
};

/**
 * What a program for a stack comes to under some counts: a fraction; `Infinity` for `unlimited`; `undefined`
 * where a count is missing, it divides by nothing, or nothing is known.
 */
export function evaluate(program, counts = {}) {
  if (!program) return undefined;
  if (program === 'unlimited') return Infinity;
  const stack = [];
  for (const word of program.split(' ')) {
    const [name, many = 1] = word.split(':');
    if (OPERATIONS[word]) {
      const [a, b] = stack.splice(-2);
      stack.push(OPERATIONS[word](a, b));
    } else if (FUNCTIONS[name]) {
      stack.push(FUNCTIONS[name](...stack.splice(-Number(many))));
    } else {
      stack.push(word[0] === '$' ? counts[word.slice(1)] : ratio(word));
    }
    if (!stack.at(-1) || stack.at(-1)[1] === 0n) return undefined;
  }
  return stack[0];
}

const SCALES = { 百: 2, 千: 3, 万: 4, 萬: 4, 亿: 8, 億: 8 };

/** What somebody typed, as a fraction: `1,200`, `１.５`, `2万`; `undefined` where it is no amount. */
export function typed(text) {
  const [, digits, scale] = /^([\d.]+)([百千万萬亿億]?)$/.exec(text.normalize('NFKC').replace(/[\s,_]/g, '')) ?? [];
  if (!/^\d+(\.\d+)?$/.test(digits)) return undefined;
  const [a, b] = ratio(digits);
  return [a * 10n ** BigInt(SCALES[scale] ?? 0), b];
}

/** Whether a use is more than a program allows; `undefined` where that is not known. */
function exceeds(use, program, counts) {
  const most = evaluate(program, counts);
  return most === undefined ? undefined : most !== Infinity && less(most, use);
}

// --- Copying ------------------------------------------------------------------------------------------------

/** Puts words, and HTML where there is some, on the clipboard; says so in `status`. */
async function copy(text, html, status) {
  let done = true;
  try {
    const kinds = { 'text/plain': text, ...(html && { 'text/html': html }) };
    const blobs = Object.entries(kinds).map(([type, content]) => [type, new Blob([content], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  } catch {
    // An address without https has no such clipboard; old ways may still do.
    const listener = (event) => {
      event.preventDefault();
      event.clipboardData.setData('text/plain', text);
      if (html) event.clipboardData.setData('text/html', html);
    };
    document.addEventListener('copy', listener);
    done = document.execCommand('copy');
    document.removeEventListener('copy', listener);
  }
  status.textContent = say(done ? 'copied' : 'failed');
}

/** `[data-copy]` gets a button after it: it copies the words, with `data-copy="html"` their HTML too. A field holds either as its value. */
for (const source of all('[data-copy]')) {
  const status = element('span', '', { role: 'status' });
  const button = element('button', say('copy'), { type: 'button' });
  const label = source.labels?.[0]?.textContent;
  if (label) button.setAttribute('aria-label', `${say('copy')}${say('colon')}${label}`);
  button.addEventListener('click', () => {
    const words = (source.value ?? source.innerText).trim();
    copy(words, source.dataset.copy === 'html' && (source.value ?? source.innerHTML).trim(), status);
  });
  const actions = element('p', '', { className: 'actions' });
  actions.append(button, ' ', status);
  source.after(actions);
}

// --- Lists to tick --------------------------------------------------------------------------------------------

function keepTicks(version) {
  const key = `crosswalk.ticks:${location.pathname}`;
  const boxes = all('[data-tick]');
  const panel = document.querySelector('.progress');
  const [status, notice] = all('p', panel);
  let done = new Set();
  const tell = (name) => {
    notice.textContent = name && say(name);
    notice.hidden = !name;
  };
  const show = () => {
    for (const box of boxes) box.checked = done.has(box.dataset.tick);
    status.textContent = say('progress', { n: boxes.filter((box) => box.checked).length, total: boxes.length });
  };
  const keep = (again) => {
    try {
      if (done.size) localStorage.setItem(key, JSON.stringify({ version, done: [...done] }));
      else localStorage.removeItem(key);
      if (again) tell('');
    } catch {
      tell('refused');
    }
    show();
  };
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (kept.version === version) done = new Set(kept.done);
    else if (kept.version) tell('changed');
  } catch {
    // Nothing can be read; what can be kept shows when something is ticked.
  }
  for (const box of boxes) {
    box.addEventListener('change', () => {
      done[box.checked ? 'add' : 'delete'](box.dataset.tick);
      keep(true);
    });
  }
  panel.querySelector('[data-reset]').addEventListener('click', () => {
    done.clear();
    keep(true);
  });
  show();
  panel.hidden = boxes.length === 0;
}

// --- What has room ----------------------------------------------------------------------------------------------

function checkFit(section) {
  const form = section.querySelector('form');
  const result = section.querySelector('[data-result]');
  const edition = section.dataset.editionName;
  const limits = all('[data-limit]', section).map((row) => ({
    row,
    id: row.dataset.limit,
    name: (row.querySelector('th a') ?? row.querySelector('th')).textContent,
    input: row.querySelector('input'),
    unit: row.querySelector('select'),
    plain: row.querySelector('[data-unit]'),
  }));
  const uses = all('[data-uses]', section).map((row) => ({ row, id: row.dataset.uses, box: row.querySelector('input') }));
  const mine = document.querySelector('[data-mine]');
  const factor = ({ unit, plain }) => unit?.value ?? plain?.dataset.unit ?? '1';
  const unitName = ({ unit, plain }) => unit?.selectedOptions[0].textContent ?? plain?.textContent ?? '';

  /** The sentences about a limit that is exceeded; none where it is not. */
  const judge = ({ row }, use, counts, shown) => {
    const over = exceeds(use, row.dataset.allowed, counts);
    if (over === undefined) return [say('open', { edition })];
    if (!over) return [];
    const cases = all('[data-when]', row).map((each) => {
      const still = exceeds(use, each.dataset.allowed, counts) !== false;
      return say(still ? 'still' : 'then', { when: each.dataset.when, limit: each.querySelector('[data-words]').textContent });
    });
    return [say('over', { use: shown, edition, limit: row.querySelector('[data-words]').textContent }), ...cases];
  };

  const item = (name, target, sentences) => {
    const line = element('li', '');
    line.append(element('a', name, { href: target }), say('colon'), sentences[0]);
    if (sentences.length > 1) {
      const list = element('ul', '');
      list.append(...sentences.slice(1).map((sentence) => element('li', sentence)));
      line.append(list);
    }
    return line;
  };

  const look = () => {
    const given = limits.filter(({ input }) => input.value.trim());
    const values = new Map(given.map((limit) => [limit, typed(limit.input.value)]));
    const counts = {};
    for (const [{ row }, value] of values) if (row.dataset.count) counts[row.dataset.count] = value;
    const items = [];
    const fits = new Set();
    for (const limit of limits) limit.input.removeAttribute('aria-invalid');
    for (const [limit, value] of values) {
      if (value === undefined) {
        limit.input.setAttribute('aria-invalid', 'true');
        items.push(element('li', say('bad', { name: limit.name })));
        continue;
      }
      const shown = `${limit.input.value.trim()} ${unitName(limit)}`.trim();
      const sentences = judge(limit, OPERATIONS['*'](value, ratio(factor(limit))), counts, shown);
      if (sentences.length) items.push(item(limit.name, `#_fit_${limit.id}`, sentences));
      else fits.add(limit.row.dataset.of);
    }
    for (const { row, id, box } of uses) {
      if (!box.checked) {
        fits.add(id);
        continue;
      }
      // What is folded away has no rendered text.
      const plain = ({ innerText, textContent }) => (innerText.trim() || textContent.trim()).replace(/\s+/g, ' ');
      const sentence = `${row.dataset.mark}${say('colon')}${plain(row.querySelector('[data-words]'))}`;
      items.push(item(row.querySelector('a').textContent, `#${id}`, [sentence, ...all('[data-then] li', row).map(plain)]));
    }
    const nothing = !given.length && uses.every(({ box }) => !box.checked);
    const list = element('ul', '');
    list.append(...items);
    result.replaceChildren(element('p', say(nothing ? 'nothing' : items.length ? 'unfit' : 'fits', { n: items.length })), ...(items.length ? [list] : []));
    result.classList.toggle('unfit', items.length > 0);
    for (const card of all('.card')) card.hidden = mine?.checked && fits.has(card.id);
    for (const fold of all('.losses details')) {
      fold.hidden = mine?.checked && !fold.querySelector('.card:not([hidden])');
      if (mine?.checked && !fold.hidden) fold.open = true;
    }
  };

  /** The page's address with what was entered: the part behind `#` is never sent. */
  const address = () => {
    const state = new URLSearchParams({ fit: '1' });
    for (const limit of limits) {
      if (limit.input.value.trim()) state.set(limit.id, `${limit.input.value.trim()}${limit.unit ? ` ${unitName(limit)}` : ''}`);
    }
    const used = uses.filter(({ box }) => box.checked).map(({ id }) => id);
    if (used.length) state.set('use', used.join(','));
    if (mine?.checked) state.set('mine', '1');
    return `#${state}`;
  };

  const restore = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    if (!state.has('fit')) return;
    for (const limit of limits) {
      const [, value, unit] = /^(.*?)(?: (\D*))?$/.exec(state.get(limit.id) ?? '');
      limit.input.value = value;
      const option = limit.unit && all('option', limit.unit).find((each) => each.textContent === unit);
      if (option) option.selected = true;
    }
    const used = (state.get('use') ?? '').split(',');
    for (const { id, box } of uses) box.checked = used.includes(id);
    if (mine) mine.checked = state.has('mine');
    look();
    section.scrollIntoView();
  };

  const changed = () => {
    look();
    history.replaceState(history.state, '', address());
  };
  form.addEventListener('input', look);
  form.addEventListener('change', changed);
  mine?.addEventListener('change', changed);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => {
    if (mine) mine.checked = false;
    look();
    history.replaceState(history.state, '', location.pathname + location.search);
  }));
  section.querySelector('[data-share]').addEventListener('click', () => {
    changed();
    copy(location.href, '', section.querySelector('[data-said]'));
  });
  addEventListener('hashchange', restore);
  look();
  restore();
}

// --- The ticket -----------------------------------------------------------------------------------------------------

const SHAPES = {
  email: /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/,
  phone: /^\+?[\d\s()\-–#*.]*(\d[\s()\-–#*.]*){5}((转|轉|ext\.?)\s*\d+)?$/i,
  count: /^\d+$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  url: /^https?:\/\/[^\s/]+\.?\S*$/i,
};

function fillTicket(ticket) {
  const form = ticket.querySelector('form');
  const text = ticket.querySelector('.ticket-text');
  const mail = ticket.querySelector('[data-mail]');
  const status = form.querySelector('[data-said]');
  const summary = form.querySelector('.errors');
  const fields = all('[data-field]', form).map((box) => ({
    ...box.dataset,
    box,
    input: box.querySelector('input, select'),
    error: box.querySelector('.error'),
    note: box.querySelector('.over'),
  }));

  const valueOf = ({ kind, input }) => {
    const value = input.value.trim();
    if (kind !== 'count') return value;
    const half = value.normalize('NFKC').replace(/[\s,_]/g, '');
    return SHAPES.count.test(half) ? half : value;
  };

  /** What is wrong with a field, or the empty text. */
  const fault = (field) => {
    const value = valueOf(field);
    // A browser hides what was typed as a date and is none.
    if (field.input.validity.badInput) return say(field.kind, field);
    if (!value) return 'required' in field ? say(field.kind === 'choice' ? 'choice' : 'text', field) : '';
    return !SHAPES[field.kind] || SHAPES[field.kind].test(value) ? '' : say(field.kind, field);
  };

  const showFault = (field, words) => {
    field.error.textContent = words;
    field.error.hidden = !words;
    if (words) field.input.setAttribute('aria-invalid', 'true');
    else field.input.removeAttribute('aria-invalid');
  };

  const compose = () => {
    for (const field of fields) {
      const value = valueOf(field);
      const blank = 'required' in field ? say('blank') : say('none');
      for (const place of all('[data-place]', text)) {
        if (place.dataset.place === field.field) place.textContent = value || blank;
      }
    }
    const counts = Object.fromEntries(fields.filter(({ kind }) => kind === 'count').map((field) => [field.field, typed(field.input.value)]));
    for (const { note, allowed, field } of fields) {
      if (!note) continue;
      const over = counts[field] && exceeds(counts[field], allowed, counts);
      const words = over ? note.dataset.over : '';
      if (note.textContent !== words) note.textContent = words;
    }
    if (mail) {
      const { mail: to, subject } = mail.dataset;
      mail.href = `mailto:${encodeURIComponent(to).replace('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.textContent.replace(/\n/g, '\r\n'))}`;
    }
  };

  /** Whether everything is filled in as it should be; what is not is listed, and the list gets the focus. */
  const check = () => {
    const faults = fields.map((field) => [field, fault(field)]);
    for (const [field, words] of faults) showFault(field, words);
    const wrong = faults.filter(([, words]) => words);
    summary.hidden = wrong.length === 0;
    summary.querySelector('strong').textContent = say('errors', { n: wrong.length });
    summary.querySelector('ul').replaceChildren(...wrong.map(([{ input }, words]) => {
      const line = element('li', '');
      const link = element('a', words, { href: `#${input.id}` });
      link.addEventListener('click', (event) => {
        event.preventDefault();
        input.focus();
      });
      line.append(link);
      return line;
    }));
    if (wrong.length) summary.focus();
    return wrong.length === 0;
  };

  form.addEventListener('input', ({ target }) => {
    status.textContent = '';
    compose();
    const field = fields.find(({ input }) => input === target);
    // A field that was found wrong is looked at again while it is mended.
    if (field && !field.error.hidden) showFault(field, fault(field));
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (check()) copy(text.textContent, '', status);
  });
  form.addEventListener('reset', () => setTimeout(() => {
    for (const field of fields) showFault(field, '');
    summary.hidden = true;
    status.textContent = '';
    compose();
  }));
  mail?.addEventListener('click', (event) => {
    if (!check()) event.preventDefault();
  });
  compose();
}

for (const control of all('[data-live]')) control.hidden = false;
const guide = document.querySelector('[data-progress]');
if (guide && document.querySelector('.progress')) keepTicks(guide.dataset.progress);
all('.fit').forEach(checkFit);
all('[data-ticket]').forEach(fillTicket);
